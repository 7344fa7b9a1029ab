"""The side panel of the register: one commission with its versions, and the office's own edits."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.language import current, day, moment, told, tr
from desktop.parts.buttons import Button, Link
from desktop.parts.chips import KeyCap
from desktop.parts.findings import FindingLine
from desktop.parts.panels import Column, empty
from desktop.parts.texts import Frame, Label, hairline
from desktop.register_edits import OwnEdit
from forms.register_changes import ChangeKind, RegisterChange
from forms.territories import REPUBLIC, Register
from forms.territory import Commission
from forms.words import N_

WIDE, NARROW = 318, 250

KINDS = {
    ChangeKind.ADD: N_("Added"),
    ChangeKind.RENAME: N_("Renamed or moved"),
    ChangeKind.CLOSE: N_("Closed"),
}
NEVER_BACK = N_(
    "An edit is not taken back: what it changed is changed again by a new edit with its own day."
)


class CommissionPanel(Frame):
    """Signals: renaming() and closing() for the commission shown; asked(code, day) for one that
    an edit is about, on the first day of that edit; cleared() to show all of them again."""

    renaming = Signal()
    closing = Signal()
    asked = Signal(str, object)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__("side", edge="left")
        self._column = Column()
        self._one, self._edits = QVBoxLayout(), QVBoxLayout()
        for part in (self._one, self._edits):
            part.setSpacing(6)
            self._column.body.addLayout(part)
        self._column.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._column)
        self.fit(False)

    def fit(self, narrow: bool) -> None:
        """Be narrower in a narrow window."""
        self.setFixedWidth(NARROW if narrow else WIDE)

    def tell(self, register: Register, one: Commission | None, open_: bool) -> None:
        """Show a commission; open_ says that it may still be renamed or closed."""
        empty(self._one)
        if one is None:
            self._one.addWidget(Label(tr("No commission answers what is asked"), "fact", wrap=True))
            self._one.addWidget(Link(tr("Clear filters"), self.cleared.emit, "action.clear"))
            return
        self._one.addWidget(Label(one.short.say(current()), "head", wrap=True))
        self._one.addWidget(Label(one.code, "code"))
        for name in (one.name.kk, one.name.ru):
            self._one.addWidget(Label(name, "fact", wrap=True))
        cards = tr("Keeps cards") if one.keeps_cards else tr("Keeps no cards of its own")
        self._one.addWidget(Label(cards, "caption", wrap=True))
        if open_:
            self._one.addLayout(_way(tr("Change…"), "F2", self.renaming.emit))
            self._one.addLayout(_way(tr("Close…"), "Del", self.closing.emit))
        self._one.addWidget(hairline())
        self._one.addWidget(Label(tr("As it stood and stands"), "strong"))
        for version in reversed(register.history(one.code)):
            self._one.addWidget(Label(_span(version), "caption"))
            self._one.addWidget(Label(_version(register, version), "body", wrap=True))

    def tell_edits(self, edits: Sequence[OwnEdit], register: Register) -> None:
        """Show the office's own edits, the newest first, and why one does not hold any more."""
        empty(self._edits)
        self._edits.addWidget(hairline())
        self._edits.addWidget(Label(tr("Own edits · {n}", n=len(edits)), "strong"))
        if not edits:
            self._edits.addWidget(Label(tr("The register is as it was shipped."), "fact"))
            return
        self._edits.addWidget(Label(tr(NEVER_BACK), "caption", wrap=True))
        for edit in reversed(edits):
            self._show_edit(edit, register)

    def _show_edit(self, edit: OwnEdit, register: Register) -> None:
        change = edit.change
        text = f"{change.code} · {day(change.on)}"
        see = partial(self.asked.emit, change.code, shown_on(change))
        self._edits.addWidget(Link(text, see))
        what = " · ".join([tr(KINDS[change.kind]), *_what(change, register)])
        self._edits.addWidget(Label(what, "body", wrap=True))
        made = tr("{who}, {when}", who=edit.who or "—", when=moment(edit.when))
        self._edits.addWidget(Label(made, "caption", wrap=True))
        for finding in edit.refused:
            self._edits.addWidget(FindingLine(told(finding), finding.severity))


def shown_on(change: RegisterChange) -> date:
    """Give the day on which an edit can be seen: its first, or the last one before a closing."""
    return change.on - timedelta(days=change.kind is ChangeKind.CLOSE)


def _way(text: str, key: str, run: Callable[[], object]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Button(text, run, "small"))
    row.addWidget(KeyCap(key))
    row.addStretch(1)
    return row


def _span(version: Commission) -> str:
    if version.since is None and version.until is None:
        return tr("always so in this register")
    if version.since is None:
        return tr("until {until}", until=day(version.until))
    if version.until is None:
        return tr("since {since}", since=day(version.since))
    return f"{day(version.since)} – {day(version.until)}"


def _version(register: Register, version: Commission) -> str:
    short = version.short.say(current())
    if version.parent_code == REPUBLIC:
        return short
    above = register.history(version.parent_code)
    return f"{short} · {above[-1].short.say(current())}" if above else short


def _what(change: RegisterChange, register: Register) -> list[str]:
    told_ = [change.short.say(current())] if change.short else []
    if change.kind is ChangeKind.RENAME and change.parent_code:
        told_.append(tr("within {name}", name=_called(register, change.parent_code)))
    if change.successor:
        told_.append(tr("taken over by {name}", name=_called(register, change.successor)))
    if change.reason:
        told_.append(change.reason)
    return told_


def _called(register: Register, code: str) -> str:
    versions = register.history(code)
    return versions[-1].short.say(current()) if versions else code
