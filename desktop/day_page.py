"""Today: what the law wants by when, what the quarter's returns lack, and unfinished cards."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop.card.record_row import RecordRow, number_width, short_number
from desktop.day.day_digest import Digest, Lack, Unfinished, digest
from desktop.day.day_rows import LackRow, TermRow, left_pill
from desktop.day.left_list import LeftList
from desktop.day.long_day import long_day
from desktop.day.safety_line import SafetyLine
from desktop.desk import Desk
from desktop.language import current, tr, tr_n
from desktop.lookup import look_up
from desktop.page import PLACE_OF, Command, Hint, Page, PillText
from desktop.parts.buttons import Link
from desktop.parts.chips import Pill
from desktop.parts.findings import SIGNS
from desktop.parts.panels import Card, Column, EmptyState, Way
from desktop.parts.texts import Label, hairline
from desktop.returns.period_picker import due_on, quarter_to_report
from forms.deadlines import Term
from forms.rights import Right
from forms.words import NN_
from reports.catalogue import RETURNS
from reports.period import ROMAN

AHEAD = 14
"""How many days ahead terms are shown before all are asked for."""

LACK_HEIGHT, LACKS_SEEN = 28, 3
"""How high a line of what is lacking is, and how many are seen on the smallest screen."""

NEW = "new"
"""What a place of cards is handed to begin a new one."""

UNTIL_DUE = NN_(
    "{n} day to the returns of quarter {quarter}: {date}",
    "{n} days to the returns of quarter {quarter}: {date}",
)
OVERDUE = NN_(
    "The returns of quarter {quarter} were due {n} day ago: {date}",
    "The returns of quarter {quarter} were due {n} days ago: {date}",
)


class DayPage(Page):
    """The first page of the day; everything on it leads to where it is done."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._digest: Digest | None = None
        self._all_terms = False
        self._rows: list[QWidget] = []
        self._empty: EmptyState | None = None
        self._terms, self._lacks, self._drafts = Card(), Card(), Card()
        self._term_list = Column(margins=(1, 0, 1, 6))
        self._term_list.body.setSpacing(0)
        self._lack_list = Column(margins=(14, 6, 10, 6))
        self._lack_list.body.setSpacing(2)
        self._draft_list = Column(margins=(7, 4, 6, 6))
        self._draft_list.body.setSpacing(0)
        self._ahead, self._ready, self._count = Label("", "label"), Pill(), Pill()
        self._whole = QWidget()
        self.left = LeftList(desk)
        self.left.opened.connect(self._open)
        self.left.changed.connect(self._left_changed)
        self.safety = SafetyLine(desk, lambda: self.wanted.emit("settings", "backups"))
        self._lay_out()
        self._show()

    def title(self) -> str:
        """Give the day."""
        return tr("Today, {day}", day=long_day(self._desk.today()))

    def facts(self) -> str:
        """Say how long it is to the day the quarter's returns are due."""
        today = self._desk.today()
        period = quarter_to_report(today)
        due = due_on(self._desk, period)
        left = (due - today).days
        words = {"quarter": ROMAN[period.quarter - 1], "date": long_day(due)}
        if left < 0:
            return tr_n(*OVERDUE, -left, **words)
        return tr_n(*UNTIL_DUE, left, **words)

    def buttons(self) -> Sequence[Command]:
        """Offer a new case and a new family."""
        return (
            self._begins("cases", tr("New case"), "Ctrl+Shift+N", "place.cases"),
            self._begins("families", tr("New family"), "Ctrl+N", "action.add"),
        )

    def hints(self) -> Sequence[Hint]:
        """Give the keys of this page."""
        new = (Hint("Ctrl+N", tr("new family")),) if self._desk.user.may(Right.CHANGE) else ()
        return (Hint("Enter", tr("open")), *new, Hint("Ctrl+F", tr("search")))

    def refresh(self, changed: object = None) -> None:
        """Read the vault again."""
        self.left.tell()
        self.safety.tell()
        period = quarter_to_report(self._desk.today())
        look_up(self, lambda: digest(self._desk, period), self._take)

    def retranslate(self) -> None:
        """Speak again."""
        self.left.tell()
        self.safety.tell()
        self._show()

    def first_focus(self) -> QWidget | None:
        """Give what was not saved, else the first row, or the first way on of an empty vault."""
        if self.left.rows:
            return self.left.first_focus()
        if self._empty is not None:
            return self._empty.first_focus()
        return self._rows[0] if self._rows else None

    def _take(self, found: object) -> None:
        if isinstance(found, Digest):
            inside = QApplication.focusWidget()
            held = inside is not None and self.isAncestorOf(inside)
            first = self._digest is None
            self._digest = found
            self._show()
            focus = self.first_focus()
            if focus is not None and (first or held) and self.isVisible():
                focus.setFocus()

    def _show(self) -> None:
        found = self._digest
        if found is None:
            self._wait()
            return
        self._rows = []
        self._show_emptiness(found)
        self._show_terms(found)
        self._show_lacks(found)
        self._show_drafts(found)
        self.header_changed.emit()

    def _wait(self) -> None:
        """Say what will stand here, until a large vault is read."""
        quarter = ROMAN[quarter_to_report(self._desk.today()).quarter - 1]
        self._terms.set_title(tr("Terms by law"))
        self._lacks.set_title(tr("What quarter {quarter} lacks", quarter=quarter))
        self._drafts.set_title(tr("Unfinished cards"))
        for pill in (self._ready, self._count):
            pill.hide()
        self._term_list.empty()
        self._term_list.body.addWidget(_note(tr("The vault is being read.")))
        self._term_list.body.addStretch(1)

    def _show_emptiness(self, found: Digest) -> None:
        """Show ways to begin while the vault holds no card."""
        if self._empty is not None:
            self._empty.deleteLater()
            self._empty = None
        self._whole.setVisible(bool(found.cards))
        if not found.cards:
            family = Way(
                tr("New family"),
                tr("Begin typing from the paper file"),
                "action.write",
                "Ctrl+N",
                self._new("families"),
            )
            case = Way(
                tr("New case"),
                tr("A claim, or an act of immediate removal"),
                "place.cases",
                "Ctrl+Shift+N",
                self._new("cases"),
            )
            self._empty = EmptyState(
                "action.open",
                tr("There is no card here yet"),
                tr("Begin with a paper file. An incomplete card can be saved as well."),
                (family, case),
                tr("A zero return is handed in as well: it is made on the page of returns."),
            )
            layout = self.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(2, self._empty)

    def _show_terms(self, found: Digest) -> None:
        self._terms.set_title(tr("Terms by law"))
        today, due = self._desk.today(), due_on(self._desk, found.period)
        rows = [(one.last, self._term_row(one, today)) for one in found.terms]
        if not all(one.done for one in found.lacks) or due >= today:
            rows.append((due, self._due_row(found, due, today)))
        rows.sort(key=lambda one: one[0])
        near = [row for last, row in rows if (last - today).days <= AHEAD]
        shown = [row for _, row in rows] if self._all_terms else near
        words = tr("all") if self._all_terms else tr_n("next {n} day", "next {n} days", AHEAD)
        self._ahead.setText(words)
        self._term_list.empty()
        for row in shown:
            self._term_list.body.addWidget(row)
            self._term_list.body.addWidget(hairline())
        self._rows += shown
        for _, row in rows:
            if row not in shown:
                row.deleteLater()
        if not shown:
            self._term_list.body.addWidget(_note(tr("No term ends in these days.")))
        self._term_list.body.addStretch(1)
        if len(rows) > len(near):
            text = tr_n("All {n} term", "All {n} terms", len(rows))
            less = tr("Only the next days")
            link = Link(less if self._all_terms else text, self._turn_terms, "action.on")
            below = QHBoxLayout()
            below.setContentsMargins(9, 0, 9, 0)  # the icon stands below the days of the rows
            below.addWidget(link)
            below.addStretch(1)
            self._term_list.body.addLayout(below)

    def _term_row(self, term: Term, today: date) -> TermRow:
        began = tr(term.rule.began, date=term.event)
        short = short_number(term.card, today)
        number = tr("case № {number}", number=short)
        if term.form == "family":
            number = tr("card № {number}", number=short)
        length = tr(term.rule.length).replace(" ", "\u00a0")  # a number stays with its word
        norm = f"{term.rule.norm.say(current())}, {length}"
        facts = " · ".join((number, term.title, began, norm))
        if term.hint is not None:
            hint = tr("next working day {date}", date=term.hint)
            facts = f"{facts} · {hint}"
        row = TermRow(
            term.last,
            today,
            tr(term.rule.what),
            facts[:1].upper() + facts[1:],
            self._pill(term, today),
        )
        row.opened.connect(partial(self._open, term.form, term.record))
        return row

    @staticmethod
    def _pill(term: Term, today: date) -> PillText:
        if term.rule.duty:
            return left_pill(term.left(today))
        return PillText(left_pill(term.left(today)).text, "info", "state.info")

    def _due_row(self, found: Digest, due: date, today: date) -> TermRow:
        both = " · ".join(one.definition.index for one in RETURNS)
        what = tr("Hand in the returns: {returns}", returns=both)
        row = TermRow(due, today, what, found.period.say(current()), left_pill((due - today).days))
        row.opened.connect(partial(self._open_return, RETURNS[0].definition.code))
        return row

    def _show_lacks(self, found: Digest) -> None:
        quarter = ROMAN[found.period.quarter - 1]
        self._lacks.set_title(tr("What quarter {quarter} lacks", quarter=quarter))
        done = sum(one.done for one in found.lacks)
        text = tr("{done} of {all} ready", done=done, all=len(found.lacks))
        self._ready.show_pill(PillText(text, "plain"))
        self._ready.show()
        self._lack_list.empty()
        for one in found.lacks:
            self._lack_list.body.addWidget(self._lack_row(one))
        self._lack_list.body.addStretch(1)
        lines = len(found.lacks)
        self._lack_list.setMinimumHeight(12 + LACK_HEIGHT * min(lines, LACKS_SEEN))
        head = self._lacks.head.sizeHint().height() + 4  # with the lines round it
        self._lacks.setMaximumHeight(head + 16 + LACK_HEIGHT * lines)

    def _lack_row(self, lack: Lack) -> LackRow:
        icon, tone = SIGNS[lack.severity] if lack.severity else ("state.ok", "ok")
        if isinstance(lack.sentence, tuple):
            text = tr_n(*lack.sentence, lack.count, index=lack.values["index"])
        else:
            text = tr(lack.sentence, **lack.values)
        run = partial(self._open_return, lack.place) if lack.place else None
        return LackRow(icon, tone, text, tr("Show"), run)

    def _show_drafts(self, found: Digest) -> None:
        self._drafts.set_title(tr("Unfinished cards"))
        count = len(found.drafts)
        words = tr_n("{n} draft", "{n} drafts", count)
        self._count.show_pill(PillText(words, "draft", "state.draft"))
        self._count.setVisible(bool(count))
        self._draft_list.empty()
        width = number_width(one.number for one in found.drafts)
        for one in found.drafts:
            row = self._draft_row(one, width)
            self._draft_list.body.addWidget(row)
            self._rows.append(row)
        if not count:
            text = tr("Every card is complete: nothing is left out of the return.")
            self._draft_list.body.addWidget(_note(text, 7))
        self._draft_list.body.addStretch(1)

    def _draft_row(self, draft: Unfinished, width: int) -> RecordRow:
        words = [tr_n("{n} finding", "{n} findings", draft.findings)]
        if draft.changed_at is not None:
            words.append(self._when(draft.changed_at))
        title, facts = draft.title or tr("no name yet"), " · ".join(words)
        row = RecordRow(draft.number, title, facts, strong=True, width=width)
        row.opened.connect(partial(self._open, draft.form, draft.record))
        return row

    def _when(self, moment: datetime) -> str:
        here = moment.astimezone()
        days = (self._desk.today() - here.date()).days
        if days == 0:
            return tr("today {time}", time=here.strftime("%H:%M"))
        return tr("yesterday") if days == 1 else here.strftime("%d.%m")

    def _left_changed(self) -> None:
        self.left.tell()
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus()

    def _turn_terms(self) -> None:
        self._all_terms = not self._all_terms
        self._show()

    def _begins(self, place: str, text: str, key: str, icon: str) -> Command:
        primary = key == "Ctrl+N"
        return Command(text, self._new(place), key, icon, primary=primary, right=Right.CHANGE)

    def _new(self, place: str) -> partial[None]:
        return partial(self.wanted.emit, place, NEW)

    def _open(self, form: str, record: str) -> None:
        self.wanted.emit(PLACE_OF[form], record)

    def _open_return(self, code: str) -> None:
        period = quarter_to_report(self._desk.today())
        self.wanted.emit("returns", (code, period))

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.left)
        outer.addWidget(self._whole, 1)
        outer.addWidget(self.safety)
        row = QHBoxLayout(self._whole)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(14)
        for card, column in (
            (self._terms, self._term_list),
            (self._lacks, self._lack_list),
            (self._drafts, self._draft_list),
        ):
            card.body.setContentsMargins(1, 0, 1, 1)
            card.body.addWidget(column)
        self._terms.head.addWidget(self._ahead)
        self._lacks.head.addWidget(self._ready)
        self._drafts.head.addWidget(self._count)
        row.addWidget(self._terms, 6)
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(self._lacks, 3)  # as high as its lines; the cards take what is left
        right.addWidget(self._drafts, 2)
        row.addLayout(right, 5)


def _note(text: str, left: int = 14) -> Label:
    """Give a sentence that stands in place of rows, as far from the left as they stand."""
    note = Label(text, "fact", wrap=True)
    note.setContentsMargins(left, left // 2 + 1, left, 4)
    return note
