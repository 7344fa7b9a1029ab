"""The page of one card of any form: what can be done with it, and how it is kept."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import operations
from desktop.card.annulling import ask_annulment
from desktop.card.card_keeping import CardKeeping
from desktop.card.card_past import CardPast
from desktop.card.card_standing import Standing, annulled_words, facts_of, standing_of
from desktop.card.card_view import INSTRUCTION, PROBLEMS, CardView, places
from desktop.card.card_words import left_words, state_pill, title_of
from desktop.card.confirming import CORRECT, ask_on_card, to_confirm
from desktop.card.copying import card_before, fill_down, repeat
from desktop.card.filling import NEW, Filling, Spot, spot_of
from desktop.card.form_sheet import ADD_KEY
from desktop.card.hidden_fields import HiddenFields
from desktop.card.likeness import Likeness
from desktop.card.person_tables import tables_of_people
from desktop.desk import Desk
from desktop.language import tr
from desktop.operations import Changed
from desktop.page import Command, Crumb, Hint, Page, PillText
from forms.findings import Finding, Severity
from forms.form import Form
from forms.record import Record, State
from forms.rights import Right
from forms.store.store import Stale

Saved = TypeVar("Saved")


class FormPage(Page):
    """Shows and changes one card at a time; it is built once for a form.

    back leads to the list, called by crumb (a marked sentence).  changed(Changed) tells what was
    kept.
    """

    changed = Signal(object)

    def __init__(self, desk: Desk, form: Form, crumb: str, back: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self.form = desk, form
        self._crumb, self._back = crumb, back
        self._head: tuple[object, ...] = ()
        self.view = CardView(desk, form, self.confirm, self)
        self.keeping = CardKeeping(desk, self.view)
        self.past = CardPast(desk, self.view)
        self.hidden = HiddenFields(desk, self.view)
        self._standing = Standing()
        self._clean = False  # it was told that nothing is to mend
        self.likeness = Likeness(desk, self.view)
        self.likeness.wanted.connect(self.wanted)
        self.likeness.told.connect(self.told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.keeping.strip)
        column.addWidget(self.view)
        self.view.shown.connect(self._show_head)
        for part in (self.view, self.keeping, self.past, self.hidden):
            part.told.connect(self.told)
        again = QShortcut(QKeySequence("Ctrl+Shift+Z"), self)
        again.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self.past.redo)
        self.retranslate()

    # ---- which card ----------------------------------------------------------------------------

    def show_card(self, record: Record) -> None:
        """Show a card, with what was typed into it and not saved."""
        self._standing = standing_of(self.desk, record)
        self._head, self._clean = (), False
        self.keeping.show_card(record)
        if self.keeping.undecided:
            self.told.emit(tr("The card was changed since you typed: compare and choose."))

    def new_card(self) -> None:
        """Keep the card of now and begin an empty one."""
        if self.leave():
            self.show_card(Record.blank(self.form.code))
            self.view.focus_first()

    def begin_with(self, texts: Mapping[str, str]) -> None:
        """Write what is known already of the first person of a new card, by names of fields."""
        table, spot = tables_of_people(self.form)[0].name, Spot("", NEW)
        for name, text in texts.items():
            spot = self.view.write(Spot(f"{table}.{name}", spot.row), text)
        self.view.focus_first()

    # ---- what can be done ----------------------------------------------------------------------

    def save(self) -> None:
        """Keep the card; what cannot be read stays in its field, is kept beside it and named."""
        if self._keep():
            self.saved.emit()
        if self.view.filling.unread:
            where = "; ".join(places(self.view, list(self.view.filling.unread)))
            self.told.emit(tr("Kept as typed, but not readable yet: {places}.", places=where))

    def mark_complete(self) -> None:
        """Mark the card as complete, or show what is missing."""
        self.view.take_typed()
        filling = self.view.filling
        if filling.unread:
            self._keep()
            self._refuse(self.view.findings)
            return
        done = self._saving(
            lambda: operations.mark_complete(
                self.desk, filling.without_blank_rows(), self.keeping.draft()
            )
        )
        if isinstance(done, Changed):
            self._take(done)
            self.told.emit(tr("The card is complete; the return counts it from now on."))
        elif done is not None:
            self._keep()
            self._refuse(done)

    def confirm(self, finding: Finding | None = None) -> None:
        """Confirm a soft finding with a reason: the given one, that of the field, or the first;
        the caret stays, else what is typed next would replace what was confirmed."""
        before = self.view.spot()
        self.view.take_typed()
        asked = to_confirm(self.view, finding)
        if asked is None:
            self.told.emit(tr("There is nothing to confirm."))
            return
        spot, reason = ask_on_card(self.view, asked, self.desk.today())
        if reason == CORRECT:
            before = spot
        elif reason is not None:
            self.view.filling.confirm(asked, *reason)
            self._keep()
        self.view.focus(before or spot)

    def next_problem(self, way: int = 1) -> None:
        """Go to the next or previous problem."""
        self._clean = not self.view.next_finding(way)
        if self._clean:
            self.told.emit(tr("Nothing to mend and nothing to confirm."))

    def add_row(self) -> None:
        """Go to the new row of the table in which, or nearest after which, the focus is."""
        table = self.view.table_near()
        if table and not self.view.filling.locked:
            self.view.take_typed()
            first = self.form.repeat(table).fields[0].name
            self.view.focus(Spot(f"{table}.{first}", NEW))

    def drop_row(self) -> None:
        """Take the current row out of its table."""
        spot = self.view.spot()
        if spot is None or spot.row in ("", NEW) or self.view.filling.locked:
            return
        table = spot.path.split(".")[0]
        self.view.sheet.table(table).close_editor()
        self.view.filling.drop_row(table, spot.row)
        self.view.show_all()
        self.view.sheet.table(table).view.setFocus()
        self.told.emit(tr("The row was taken out. Ctrl+Z puts it back."))

    def annul(self) -> None:
        """Annul the card with a reason; what is typed is kept first."""
        self._keep()
        record = self.view.filling.record
        if not record.revision:
            self.told.emit(tr("The card was not saved yet; there is nothing to annul."))
        elif not self.view.filling.locked:
            answer = ask_annulment(self, self.title())
            if answer is not None:
                code, words = answer
                form = self.form.code
                self._turn(operations.annul_record(self.desk, form, record.id, code, words))
                self.told.emit(tr("The card is annulled; no return counts it any more."))

    def take_annulment_back(self) -> None:
        """Let an annulled card be what it was before."""
        if self.view.filling.annulled:
            id = self.view.filling.record.id
            self._turn(operations.restore_record(self.desk, self.form.code, id))
            self.told.emit(tr("The annulment is taken back; the card is what it was before."))

    def repeat(self) -> None:
        """Put in what stands in the row above, or on the card saved before."""
        before = card_before(self.desk, self.view.filling.record)
        self._put(lambda filling, spot: repeat(filling, spot, before))

    def fill_down(self) -> None:
        """Put in what stands in the row above."""
        self._put(fill_down)

    def _put(self, put: Callable[[Filling, Spot], Spot | None]) -> None:
        """Put something in at the spot of now, and go to the spot that is next."""
        spot = self.view.spot()
        if spot is None or self.view.filling.locked:
            return
        self.view.sheet.close_editors()
        now = put(self.view.filling, spot)
        if now is None:
            self.told.emit(tr("There is nothing to repeat here."))
            return
        self.view.show_all()
        self.view.focus(now)

    def print(self) -> None:
        """Keep the card and show it as it is printed."""
        from desktop.printing.opening import preview_card

        self.save()
        record = self.view.filling.record
        preview_card(self, self.desk, self.form, record, hides=self.hidden.stay_off_paper())

    # ---- what every page offers ----------------------------------------------------------------

    def title(self) -> str:
        """Give the name of the card."""
        return title_of(self.form, self.view.filling.record)

    def facts(self) -> str:
        """Give what card it is, whether it is counted, and in which returns handed in."""
        record = self.view.filling.record
        facts = facts_of(self.form, record, self.view.filling.saved, self._standing)
        annulled = self.past.annulment() if self.view.filling.annulled else None
        return f"{facts} · {annulled_words(annulled)}" if annulled is not None else facts

    def pills(self) -> Sequence[PillText]:
        """Give the state of the card."""
        return (state_pill(self.view.filling.record),)

    def crumbs(self) -> Sequence[Crumb]:
        """Give the way back to the list."""
        return (Crumb(tr(self._crumb), self._back),)

    def buttons(self) -> Sequence[Command]:
        """Give the paper of the card, and the one step that ends the work on it."""
        return (Command(tr("Print…"), self.print, "Ctrl+P", "action.print"), *self._ending())

    def _ending(self) -> Sequence[Command]:
        """Give the one step that ends the work on a draft, or the way back of an annulled card."""
        if self.view.filling.annulled:
            words, back = tr("Take the annulment back"), self.take_annulment_back
            right = Right.ANNUL
            return (Command(words, back, "", "action.restore", primary=True, right=right),)
        draft = self.view.filling.record.state is State.DRAFT
        text, icon = tr("Mark as complete"), "action.check"
        complete = Command(text, self.mark_complete, "Ctrl+Return", icon, primary=True)
        return (complete,) if draft and not self.view.filling.reads_only else ()

    def commands(self) -> Sequence[Command]:
        """Give everything that can be done with a card."""
        view, new, right = self.view, tr("New card"), Right.CHANGE
        return (
            *self._ending(),
            Command(tr("Save"), self.save, "Ctrl+S", "", "file"),
            Command(new, self.new_card, "Ctrl+N", "action.write", "file", right=right),
            Command(tr("Print or preview…"), self.print, "Ctrl+P", "action.print", "file"),
            Command(tr("Back to the list"), self._back, "Alt+Left", "action.back", "view"),
            Command(tr("Go to field…"), view.open_bar, "F6", "", "edit"),
            Command(tr("Repeat the value before"), self.repeat, "F7", "state.copied", "edit"),
            Command(
                tr("Fill from the row above"), self.fill_down, "Ctrl+D", "state.copied", "edit"
            ),
            Command(tr("Next section"), lambda: view.next_section(1), "PgDown", "", "view"),
            Command(tr("Previous section"), lambda: view.next_section(-1), "PgUp", "", "view"),
            Command(tr("Add a row"), self.add_row, ADD_KEY, "action.add", "edit"),
            Command(tr("Take the row out"), self.drop_row, "Ctrl+Del", "action.delete", "edit"),
            Command(tr("Undo"), self.past.undo, "Ctrl+Z", "action.undo", "edit"),
            Command(tr("Redo"), self.past.redo, "Ctrl+Y", "action.redo", "edit"),
            Command(tr("Next problem"), self.next_problem, "F8"),
            Command(tr("Previous problem"), lambda: self.next_problem(-1), "Shift+F8"),
            Command(tr("Confirm with a reason…"), self.confirm, "F9"),
            Command(tr("Take the confirmation back"), self.past.take_confirmation_back, "Ctrl+F9"),
            *self.likeness.commands(),
            *self.hidden.commands(),
            Command(tr("Panel of problems"), view.toggle_panel, "Ctrl+M", "", "view"),
            Command(tr("History of the card"), self.past.open, "Ctrl+H", "place.history", "view"),
            *self._lasting(),
        )

    def _lasting(self) -> Sequence[Command]:
        """Give what is rarely done and weighs much."""
        found = []
        if self.keeping.undecided:
            found.append(Command(tr("Compare and choose…"), self.keeping.decide))
        if self.view.filling.unsaved and self.view.filling.saved.revision:
            back = tr("Back to the saved version")
            found.append(Command(back, self.keeping.go_back, "", "action.restore"))
        if not self.view.filling.locked:
            annul = tr("Annul the card…")
            found.append(Command(annul, self.annul, "", "state.left", right=Right.ANNUL))
        return found

    def hints(self) -> Sequence[Hint]:
        """Give the four keys that help most."""
        return (
            Hint("F8", tr("next problem")),
            Hint("F6", tr("go to field")),
            Hint("F7", tr("repeat")),
            Hint("F1", tr("instruction")),
        )

    def fit(self, narrow: bool) -> None:
        """Lay the card out for a small screen or a wide one."""
        self.view.fit(narrow)

    def help(self) -> bool:
        """Show the instruction of the field that has the focus."""
        if self.view.spot() is None:
            return False
        self.view.show_leaf(INSTRUCTION)
        return True

    def first_focus(self) -> QWidget | None:
        """Put the focus on the first field of the paper; there is no widget to name for it."""
        self.view.focus_first()
        return None

    def retranslate(self) -> None:
        """Speak again in the current language."""
        self._head = ()
        self.view.retranslate()
        self.keeping.tell()

    def keep_typing(self) -> object:
        """Keep what is typed as a draft; the card itself is not saved by a lock."""
        return self.keeping.keep_now()

    def leave(self) -> bool:
        """Keep what is unsaved, as a draft where it is not complete, and say so."""
        if self._keep():
            self.told.emit(tr("Saved: {title}", title=self.title()))
        return True

    # ---- inside --------------------------------------------------------------------------------

    def _keep(self) -> bool:
        """Keep what is unsaved; False when there was nothing."""
        self.view.take_typed()
        filling = self.view.filling
        if filling.annulled or not (filling.unsaved or filling.unread):
            return False
        record, draft = filling.without_blank_rows(), self.keeping.draft()
        done = self._saving(lambda: operations.save_record(self.desk, record, draft))
        if isinstance(done, Changed):
            self._take(done)
        return done is not None

    def _saving(self, save: Callable[[], Saved]) -> Saved | None:
        """Save; when the card was changed meanwhile from elsewhere, show how it stands now, with
        what was typed kept beside it."""
        try:
            return save()
        except Stale as stale:
            self.keeping.keep()
            self.show_card(stale.kept or stale.mine)
            return None

    def _take(self, changed: Changed) -> None:
        assert changed.record is not None
        self._standing = standing_of(self.desk, changed.record)
        self.view.filling.take_saved(changed.record)
        self.keeping.saved()
        self.view.show_all()
        self.saved.emit()
        self.changed.emit(changed)

    def _turn(self, changed: Changed) -> None:
        """Show the card anew after it was annulled or restored."""
        assert changed.record is not None
        self.show_card(changed.record)
        self.view.focus_first()
        self.saved.emit()
        self.changed.emit(changed)

    def _refuse(self, missing: Sequence[Finding]) -> None:
        stops = sum(one.severity.stops for one in missing)
        soft = sum(one.severity is Severity.SOFT for one in missing)
        self.view.filling.visited |= {spot_of(one) for one in missing}
        self.view.show_leaf(PROBLEMS)
        self.view.show_all()
        self.view.go_to_finding(missing[0])
        left = left_words(stops, soft)
        self.told.emit(tr("The card is kept as a draft; before it is complete: {left}.", left=left))

    def _show_head(self) -> None:
        if self._clean and self.view.findings:
            self._clean = False
            self.told.emit("")
        head = (self.title(), self.facts(), tuple(self.pills()), self.view.filling.locked)
        if head != self._head:
            self._head = head
            self.header_changed.emit()
