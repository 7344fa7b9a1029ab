"""The way back on a card: undo and redo, earlier values, confirmations, and the annulment."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop.card.card_history import Restoring, confirmations, history_of, last_annulment
from desktop.card.card_view import HISTORY, CardView, places
from desktop.card.card_words import say_difference, who_of
from desktop.card.confirming import say_reason
from desktop.card.content import NEW, Content, Difference, Kind, Spot
from desktop.card.editor_lines import LineEditor, LinesEditor
from desktop.card.problem_panel import Confirmed
from desktop.desk import Desk
from desktop.language import current, moment, tr, tr_n
from forms.checking import finding_key
from forms.findings import Finding
from forms.store.store import Change
from forms.words import N_

UNDONE = N_("Undone: {what}")
REDONE = N_("Redone: {what}")

Turned = tuple[Content, tuple[Difference, ...]]


class CardPast(QObject):
    """What was done with the card that one view shows.  told(text) is for the status line."""

    told = Signal(str)

    def __init__(self, desk: Desk, view: CardView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self._read: tuple[str, int] = ("", 0)
        self._changes: tuple[Change, ...] = ()
        view.shown.connect(self.show_again)
        view.history_wanted.connect(self.show_again)
        view.side.history.restored.connect(self.restore)
        view.side.problems.taken_back.connect(self.take_confirmation_back)

    def undo(self) -> None:
        """Go back one change: first what is being typed in a field, then field by field."""
        field = self._typed_in()
        if field is not None:
            field.undo()
        else:
            self._turn(self._view.filling.undo, tr("There is nothing to undo."), UNDONE)

    def redo(self) -> None:
        """Make the change again that was undone last."""
        field = self._typed_in()
        if field is not None:
            field.redo()
        else:
            self._turn(self._view.filling.redo, tr("There is nothing to redo."), REDONE)

    def restore(self, restoring: Restoring) -> None:
        """Put an earlier value into the card as a new change."""
        filling = self._view.filling
        if filling.locked:
            return
        self._view.sheet.close_editors()
        before = filling.content()
        spot = restoring(filling)
        found = filling.changes_since(before)
        self._view.show_all()
        self._view.focus(spot)
        words = self._words(before, found)
        self.told.emit(tr("Restored: {what}. Ctrl+Z undoes it.", what=words))

    def take_confirmation_back(self, finding: Finding | None = None) -> None:
        """Let a confirmed finding be open again: the given one, that of the field, or the first."""
        view = self._view
        view.take_typed()
        found = view.filling.confirmed(self._desk.today())
        if view.filling.locked or not found:
            self.told.emit(tr("Nothing is confirmed here."))
            return
        if finding not in found:
            here = (one for one in found if view.landing(one) == view.spot())
            finding = next(here, found[0])
        view.filling.take_confirmation_back(finding)
        view.show_all()
        view.go_to_finding(finding)
        place = places(view, [view.landing(finding)])[0]
        self.told.emit(tr("Confirmation taken back: {place}", place=place))

    def open(self) -> None:
        """Show the history and go to its newest entry."""
        self._view.show_leaf(HISTORY)
        self._view.side.history.focus_first()

    def show_again(self) -> None:
        """Show who confirmed what, and the history while it is looked at."""
        view = self._view
        found = view.filling.confirmed(self._desk.today())
        view.side.problems.tell_confirmed([self._confirmed(one) for one in found])
        if view.side.tabs.currentIndex() == HISTORY:
            view.side.history.tell(history_of(self._desk, view.filling, self.changes()))

    def changes(self) -> tuple[Change, ...]:
        """Give the history of the card; it is read once for every revision."""
        record = self._view.filling.saved
        if self._read != (record.id, record.revision):
            if self._read[0] != record.id:
                self._view.side.history.forget()
            with self._desk.looking() as reading:
                self._changes = reading.history(record.form, record.id)
            self._read = (record.id, record.revision)
        return self._changes

    def annulment(self) -> Change | None:
        """Give who annulled the card, when and why."""
        return last_annulment(self.changes())

    # ---- inside --------------------------------------------------------------------------------

    def _typed_in(self) -> LineEditor | LinesEditor | None:
        """Give the field in which something is being typed, None where nothing is."""
        field = QApplication.focusWidget()
        if not isinstance(field, LineEditor | LinesEditor) or not field.changed():
            return None
        return field if self._view.sheet.isAncestorOf(field) else None

    def _turn(self, turn: Callable[[], Turned | None], nothing: str, done: str) -> None:
        view = self._view
        if view.filling.locked:
            return
        view.sheet.close_editors()
        turned = turn()
        if turned is None:
            self.told.emit(nothing)
            return
        before, found = turned
        view.show_all()
        if found:
            view.focus(self._landing(found[0]))
            self.told.emit(tr(done, what=self._words(before, found)))

    def _landing(self, one: Difference) -> Spot:
        if one.kind is Kind.ROW_DROPPED or one.kind is Kind.ROWS_MOVED:
            return Spot(one.spot.path, NEW)
        rows = self._view.filling.record.rows(one.spot.path.split(".")[0])
        if one.spot.row and one.spot.row not in {row.id for row in rows}:
            return Spot(one.spot.path, NEW)
        return one.spot

    def _words(self, before: Content, found: tuple[Difference, ...]) -> str:
        filling = self._view.filling
        old, numbers = filling.showing(before), self._view.numbers
        first = say_difference(old, filling, numbers, found[0], self._desk.today())
        more = len(found) - 1
        if not more:
            return first
        return tr_n("{what}; {n} more change", "{what}; {n} more changes", more, what=first)

    def _confirmed(self, finding: Finding) -> Confirmed:
        view, key = self._view, finding_key(finding)
        code, words = view.filling.record.confirmed[key]
        made = confirmations(self.changes()).get(key)
        facts = tr("not saved yet")
        if made is not None and view.filling.saved.confirmed.get(key) == (code, words):
            facts = f"{moment(made.when)} · {who_of(made.who)}"
        place = places(view, [view.landing(finding)])[0]
        return Confirmed(place, finding.say(current()), say_reason(code, words), facts, finding)
