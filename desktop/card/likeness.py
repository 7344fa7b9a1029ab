"""Searches before a card is created: asks, as people are typed, who is likely known already.

Only rows that changed are asked about, beside the screen; nothing here waits or takes the focus.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop import telling_apart
from desktop.card.card_words import state_pill
from desktop.card.compare_dialog import CompareDialog, Shown, Way
from desktop.card.comparison import card_pairs, person_pairs
from desktop.card.filling import Filling
from desktop.card.likely import Decision, Hint, Known, look, people_on, values_of
from desktop.card.likeness_strip import COMPARE_KEY, LikenessStrip
from desktop.card.parting import DecisionsDialog, ask_why_apart
from desktop.card.person_tables import tables_of_people
from desktop.desk import Desk
from desktop.finding.latest import Latest
from desktop.language import tr
from desktop.looking import looked_at
from desktop.page import PLACE_OF, Command
from forms.catalogue import form_of
from forms.person import called
from forms.record import Record
from forms.store.store import Asked
from forms.words import N_

if TYPE_CHECKING:
    from desktop.card.card_view import CardView

NOBODY = N_("Nobody who is likely the same is known.")


class Likeness(QObject):
    """Watches the people of the card that a view shows.

    wanted(place, id) tells that the other card is to be opened, told(text) what was done.
    """

    wanted = Signal(str, object)
    told = Signal(str)

    def __init__(self, desk: Desk, view: "CardView") -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self._card = ""
        self._asked: dict[str, Asked] = {}
        self._open: dict[str, Asked] = {}
        self._known: dict[str, Known] = {}
        self.latest = Latest(view)
        self.strips = {one.name: LikenessStrip() for one in tables_of_people(view.form)}
        for name, strip in self.strips.items():
            view.sheet.table(name).put_below(strip)
            strip.compared.connect(partial(self.compare, name))
            strip.parted.connect(partial(self.part, name))
            strip.reviewed.connect(partial(self.review, name))
        view.shown.connect(self.watch)

    def watch(self) -> None:
        """Ask about whoever was typed since the last look; forget who is there no more."""
        record = self._view.filling.record
        if record.id != self._card:
            self._card = record.id
            self._asked, self._open, self._known = {}, {}, {}
            self.latest.forget()
        locked = self._view.filling.locked
        people = {} if locked else people_on(self._view.form, record)
        changed = {row: one for row, one in people.items() if self._asked.get(row) != one}
        self._asked = dict(people)
        self._known = {row: one for row, one in self._known.items() if row in people}
        self._ask(changed)
        self._show()

    def compare(self, table: str = "") -> None:
        """Show those who are likely one side by side; by itself those of the table in focus."""
        hints = self._strip(table).hints
        if not hints:
            self.told.emit(tr(NOBODY))
            return
        dialog = CompareDialog(self._view, [partial(self._side_by_side, one) for one in hints])
        way, hint = dialog.run(), hints[dialog.at]
        if way is Way.OPEN:
            self.wanted.emit(PLACE_OF[hint.there.form], hint.there.id)
        elif way is Way.PART:
            self._part(hint)

    def part(self, table: str = "") -> None:
        """Ask why the likeliest is another person, and remember it for ever."""
        hints = self._strip(table).hints
        if hints:
            self._part(hints[0])
        else:
            self.told.emit(tr(NOBODY))

    def review(self, table: str = "") -> None:
        """Show what was decided of people of this card; each decision can be taken back."""
        named = table or next((n for n, one in self.strips.items() if one.decisions), "")
        decisions = self.strips[named].decisions if named else ()
        if not decisions:
            self.told.emit(tr("Nobody on this card was told apart from anybody."))
            return
        names = {one.row: self._name(one.row) for one in decisions}
        DecisionsDialog(self._view, names, decisions, self._take_back).exec()

    def commands(self) -> Sequence[Command]:
        """Give what the menu of a card offers."""
        return (
            Command(tr("Compare with who is likely the same…"), self.compare, COMPARE_KEY),
            Command(tr("Another person…"), self.part),
            Command(tr("Decided: another person…"), self.review),
        )

    # ---- inside --------------------------------------------------------------------------------

    def _ask(self, people: Mapping[str, Asked]) -> None:
        if not people:
            return
        self._open.update(people)
        asked, card, desk = dict(self._open), self._card, self._desk

        def work() -> Mapping[str, Known]:
            with desk.looking() as reading:
                return look(reading, card, asked)

        self.latest.ask(work, self._hear)

    def _hear(self, answer: object) -> None:
        assert isinstance(answer, dict)
        for row, known in answer.items():
            if self._asked.get(row) == known.asked:
                self._known[row] = known
                self._open.pop(row, None)
        self._show()

    def _show(self) -> None:
        form, record = self._view.form, self._view.filling.record
        for name, strip in self.strips.items():
            known = [self._known[r.id] for r in record.rows(name) if r.id in self._known]
            hints = [hint for one in known for hint in one.hints]
            strip.tell(form, hints, [each for one in known for each in one.decisions])

    def _strip(self, table: str) -> LikenessStrip:
        """Give the strip of a table; without one that of the table in focus, else the first with
        somebody on it."""
        spot = self._view.spot()
        near = table or (spot.path.split(".")[0] if spot is not None else "")
        if near in self.strips and (table or self.strips[near].hints):
            return self.strips[near]
        some = [strip for strip in self.strips.values() if strip.hints]
        return next(iter(some), next(iter(self.strips.values())))

    def _side_by_side(self, hint: Hint) -> Shown:
        looked_at(self._desk, hint.there)
        here, there = self._view.filling, self._filling(hint.there)
        standing = hint.likely.standing
        people = person_pairs(here, hint.row, there, standing.row, self._desk.today())
        number = self._view.filling.record.number
        mine = tr("This card, № {number}", number=number) if number else tr("This card, new")
        theirs = tr("Card № {number}, {state}", number=hint.there.number, state=_state(hint.there))
        return Shown(hint.say(self._view.form), mine, theirs, [people, card_pairs(here, there)])

    def _part(self, hint: Hint) -> None:
        other = hint.likely.standing.row
        here, there = self._name(hint.row), called(hint.person)
        reason = ask_why_apart(self._view, here, there, hint.say(self._view.form))
        if reason is None:
            return
        telling_apart.tell_apart(self._desk, hint.row, other, *reason)
        self._ask({hint.row: self._asked[hint.row]})
        self.told.emit(tr("Remembered: they are two people."))

    def _take_back(self, one: Decision) -> None:
        telling_apart.take_back(self._desk, one.row, one.apart.other)
        if one.row in self._asked:
            self._ask({one.row: self._asked[one.row]})

    def _name(self, row: str) -> str:
        return called(values_of(self._view.filling.record, row))

    def _filling(self, record: Record) -> Filling:
        return Filling(form_of(record.form), record, self._desk.register, self._desk.office)


def _state(record: Record) -> str:
    return state_pill(record).text
