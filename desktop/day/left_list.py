"""What was typed and not saved when the program ended: to go on with, to look at, to throw away."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.card.draft_choice import look_at
from desktop.card.history_view import Row
from desktop.desk import Desk
from desktop.dialogs import ask
from desktop.drafts import LeftCard, drop_draft, left_cards
from desktop.language import tr, tr_n
from desktop.parts.buttons import Button, Link
from desktop.parts.panels import Card, Column
from desktop.parts.texts import Label
from forms.catalogue import form_of
from forms.rights import Right

ROW_HEIGHT = 46
MOST = 3
"""How many rows are seen at once; more of them scroll."""


def short_moment(moment: datetime, today: date) -> str:
    """Say when something happened in few words: today 14:32, yesterday 14:32, 03.02 14:32."""
    here = moment.astimezone()
    time = here.strftime("%H:%M")
    days = (today - here.date()).days
    if days == 0:
        return tr("today {time}", time=time)
    return tr("yesterday {time}", time=time) if days == 1 else here.strftime("%d.%m %H:%M")


class LeftRow(Row):
    """One card: Enter goes on with it, Delete throws it away; both also by buttons."""

    opened = Signal()
    looked = Signal()
    thrown = Signal()

    def __init__(self, left: LeftCard, today: date, *, throws: bool = True) -> None:
        self._throws = throws
        title, facts = left.title or tr("no name yet"), facts_of(left, today)
        super().__init__(f"{title}. {facts}")
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 4, 8, 4)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(title, "strong", wrap=True))
        words.addWidget(Label(facts, "caption", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(Button(tr("Open and go on"), self.opened.emit, "small", "action.on"))
        row.addWidget(Link(tr("Look"), self.looked.emit, "action.show"))
        if throws:
            row.addWidget(Link(tr("Throw away…"), self.thrown.emit, "action.delete"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, throw away with Delete."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete and self._throws:
            self.thrown.emit()
        else:
            super().keyPressEvent(event)


class LeftList(QWidget):
    """The cards left behind; without one it takes no room.  opened(form, id) asks for a card."""

    opened = Signal(str, str)
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: list[LeftRow] = []
        self._list = Column(margins=(1, 0, 1, 2))
        self._list.body.setSpacing(0)
        self._card = Card()
        self._card.body.setContentsMargins(1, 0, 1, 1)
        self._card.body.addWidget(self._list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 14, 16, 0)
        outer.addWidget(self._card)
        self.hide()

    def tell(self) -> None:
        """Read the vault again and show what was left behind."""
        found = left_cards(self._desk)
        self.rows = []
        self._list.empty()
        for left in found:
            row = LeftRow(left, self._desk.today(), throws=self._desk.user.may(Right.CHANGE))
            row.opened.connect(partial(self.opened.emit, left.draft.form, left.draft.id))
            row.looked.connect(partial(look_at, self, self._desk, left))
            row.thrown.connect(self._throwing(left))
            self._list.body.addWidget(row)
            self.rows.append(row)
        self._list.body.addStretch(1)
        self._list.setFixedHeight(min(len(found), MOST) * ROW_HEIGHT + 4)
        words = tr("Not saved when the program ended")
        self._card.set_title(f"{words} · {len(found)}" if len(found) > 1 else words)
        self.setVisible(bool(found))

    def first_focus(self) -> QWidget | None:
        """Give the first card left behind."""
        return self.rows[0] if self.rows else None

    def _throwing(self, left: LeftCard) -> Callable[[], None]:
        def throw() -> None:
            card = left.title or tr("no name yet")
            text = tr_n(
                "{card}: {n} place that was typed and not saved goes for ever. What was saved "
                "before stays.",
                "{card}: {n} places that were typed and not saved go for ever. What was saved "
                "before stays.",
                left.places,
                card=card,
            )
            if ask(self, tr("Throw away what was typed?"), text, tr("Throw away"), careful=True):
                drop_draft(self._desk, left.draft.id)
                self.changed.emit()

        return throw


def facts_of(left: LeftCard, today: date) -> str:
    """Say which card it is, how much was typed and when, and that it was changed since."""
    form = tr(form_of(left.draft.form).title)
    parts = [tr("{form}, new", form=form)]
    if left.saved is not None:
        parts = [f"{form} № {left.saved.number}"]
    parts.append(tr_n("{n} place", "{n} places", left.places))
    if left.draft.when is not None:
        parts.append(short_moment(left.draft.when, today))
    if left.moved:
        parts.append(tr("the card was changed since"))
    return " · ".join(parts)
