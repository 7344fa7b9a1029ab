"""The preview beside a list: what the chosen card says and what comes next, without opening it."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.card.card_words import left_words
from desktop.card.filling import Filling, Spot
from desktop.day.day_rows import left_pill
from desktop.desk import Desk
from desktop.language import current, tr, tr_n
from desktop.lists.flow_row import FlowRow
from desktop.lists.list_columns import field_name
from desktop.lists.list_looks import ListLook
from desktop.lists.list_model import state_pill
from desktop.lists.next_steps import NextSteps, next_steps
from desktop.lookup import look_up
from desktop.page import PillText
from desktop.parts.buttons import Button, Link
from desktop.parts.chips import KeyCap, Pill
from desktop.parts.findings import Note
from desktop.parts.panels import Column, empty
from desktop.parts.texts import Frame, Label, hairline
from forms.codes import Code
from forms.fields import Choice, Entry, Repeat
from forms.form import Form
from forms.person import called, male
from forms.record import Record
from forms.store.store import ListRow
from forms.told import age
from forms.words import say
from reports.period import Period

WIDTH, NARROW = 330, 290
MOST_ROWS = 8
REST = 150
"""Milliseconds a card stays shown before its next steps are worked out."""


class Preview(Frame):
    """Shows the first section of a card, the people and the codes on it; Enter opens the card.

    What comes next is worked out beside the screen once the card stays shown for a moment.
    pointed(id, finding) tells that a finding is to be gone to, counted(code, period, cell) a cell.
    """

    pointed = Signal(str, object)
    counted = Signal(str, object, object)

    def __init__(self, desk: Desk, form: Form, look: ListLook, open_: Callable[[], object]) -> None:
        super().__init__("side", edge="left")
        self._shown = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._look_up)
        self._desk, self._form, self._look = desk, form, look
        self._paths = dict(form.paths())
        self.setFixedWidth(WIDTH)
        self._column = Column(margins=(15, 12, 14, 8))
        self._button = Button("", open_, "plain", "action.on")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._column, 1)
        outer.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(15, 8, 14, 10)
        foot.addWidget(self._button)
        foot.addWidget(KeyCap("Enter"))
        foot.addStretch(1)
        outer.addLayout(foot)

    def fit(self, narrow: bool) -> None:
        """Be narrower on a small screen."""
        self.setFixedWidth(NARROW if narrow else WIDTH)

    def tell(self, row: ListRow | None, record: Record | None) -> None:
        """Show a card, or nothing."""
        self._shown = ""
        self._column.empty()
        self._button.set_text(tr("Open"))
        self.setVisible(row is not None)
        if row is None or record is None:
            return
        self._shown = row.id
        body = self._column.body
        body.addLayout(self._top(row))
        body.addWidget(Label(row.title or tr("Nobody is named yet"), "head", wrap=True))
        if row.subtitle:
            body.addWidget(Label(row.subtitle, "fact", wrap=True))
        filling = Filling(self._form, record, self._desk.register, self._desk.office)
        facts = self._facts(filling)
        if facts.count():
            body.addWidget(hairline())
        body.addLayout(facts)
        self._next = QVBoxLayout()
        self._next.setSpacing(8)
        body.addLayout(self._next)
        for table in self._form.repeats():
            for part in self._table(filling, table):
                body.addLayout(part) if isinstance(part, QHBoxLayout) else body.addWidget(part)
        body.addStretch(1)
        self._rest.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look nothing up while it is not seen, or when the vault is about to close."""
        self._rest.stop()
        super().hideEvent(event)

    def tell_next(self, id: str, steps: NextSteps | None) -> None:
        """Show what comes next for a card, if it is still the one shown."""
        if id != self._shown:
            return
        empty(self._next)
        if steps is None:
            return
        for part in (*self._next_parts(id, steps), *self._fed_parts(steps)):
            self._next.addWidget(part)
            part.show()

    def _look_up(self) -> None:
        id = self._shown
        if id:
            work = partial(next_steps, self._desk, self._form.code, id)

            def take(found: object) -> None:
                self.tell_next(id, found if isinstance(found, NextSteps) else None)

            look_up(self, work, take)

    def _next_parts(self, id: str, steps: NextSteps) -> Iterator[QWidget]:
        yield hairline()
        yield Label(tr("Next step"), "strong")
        today = self._desk.today()
        for term in steps.terms:
            pill = left_pill(term.left(today))
            what = tr("{what}: by {last}", what=tr(term.rule.what), last=term.last)
            tone = pill.tone if pill.tone in ("err", "soft") else "info"
            icon = pill.icon if tone != "info" else "state.term"
            yield Note(tr("{what} · {left}", what=what, left=pill.text), tone, icon)
        if steps.findings:
            first = steps.findings[0]
            tone, icon = ("err", "state.hard") if steps.stops else ("soft", "state.soft")
            path = first.where.get("field", "")
            place = field_name(self._form, path) if path in self._paths else ""
            said = tr("{field}: {value}", field=place, value=first.say(current()))
            yield Note(
                said if place else first.say(current()),
                tone,
                icon,
                left_words(steps.stops, steps.soft),
            )
            words = tr("Go to the place")
            yield Link(words, partial(self.pointed.emit, id, first), "action.on")
        elif not steps.terms:
            yield Label(tr("Nothing is missing and no term runs."), "fact", wrap=True)

    def _fed_parts(self, steps: NextSteps) -> Iterator[QWidget]:
        yield hairline()
        if not steps.fed:
            period = Period.of(self._desk.today())
            yield Label(
                tr("{period}: no return counts this card.", period=period), "fact", wrap=True
            )
        for fed in steps.fed:
            head = tr("{index}, {period}", index=fed.index, period=fed.period)
            yield Label(head, "strong", wrap=True)
            lines = FlowRow()
            links = []
            for cell in fed.cells:
                link = Link(cell.line, partial(self.counted.emit, fed.code, fed.period, cell))
                link.setAccessibleName(tr("Line {line} of the return", line=cell.line))
                links.append(link)
            lines.put(links)
            yield lines

    def _top(self, row: ListRow) -> QHBoxLayout:
        line = QHBoxLayout()
        pill = state_pill(self._look, row)
        tone = "ok" if pill.icon == "state.ok" else pill.tone
        line.addWidget(Pill(PillText(pill.text, tone, pill.icon)))
        line.addStretch(1)
        line.addWidget(Label(f"№ {row.number}", "fact"))
        return line

    def _facts(self, filling: Filling) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 112)
        grid.setColumnStretch(1, 1)
        lang, today = current(), self._desk.today()
        first = self._form.sections[0]
        shown = [one for one in first.fields if not isinstance(one, Repeat)]
        for at, field in enumerate(one for one in shown if filling.value(Spot(one.name))):
            value = filling.value(Spot(field.name))
            coded = isinstance(field, Choice) and isinstance(value, Code)
            text = value.say(lang) if coded else filling.text(Spot(field.name), today, lang)  # type: ignore[union-attr]
            name = Label(say(field.label, lang), "caption", wrap=True)
            name.setFixedWidth(112)
            grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(text, "body", wrap=True), at, 1)
        return grid

    def _table(self, filling: Filling, table: Repeat) -> Iterator[QHBoxLayout | Frame | Label]:
        rows = filling.record.rows(table.name)
        if not rows:
            return
        yield hairline()
        count = f"{say(table.label, current())}\u00a0·\u00a0{len(rows)}"
        yield Label(count, "strong", wrap=True)
        for row in rows[:MOST_ROWS]:
            line = QHBoxLayout()
            line.addWidget(Label(self._name(filling, table, row), "body", wrap=True), 1)
            line.addWidget(Label(self._about(row), "fact"), 0, Qt.AlignmentFlag.AlignTop)
            yield line

    def _name(self, filling: Filling, table: Repeat, row: Entry) -> str:
        if called(row.values):
            return called(row.values)
        lang, today = current(), self._desk.today()
        for field in table.fields:
            value = row.get(field.name)
            spot = Spot(f"{table.name}.{field.name}", row.id)
            if filling.hides(spot):
                value = filling.seen_value(spot)
            if isinstance(value, Code):
                return value.say(lang)
            if value is not None:
                return filling.text(Spot(f"{table.name}.{field.name}", row.id), today, lang)
        return "—"

    def _about(self, row: Entry) -> str:
        """Say the age and sex of a person as far as they are known."""
        years, man = age(row.values, self._desk.today()), male(row.values)
        told = [] if years is None else [tr_n("{n} year", "{n} years", years)]
        sex = row.get("sex")
        if isinstance(sex, Code):
            told.append(sex.say(current()))
        elif man is not None and called(row.values):
            told.append(tr("male") if man else tr("female"))
        return ", ".join(told)
