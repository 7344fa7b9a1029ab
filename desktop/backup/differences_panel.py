"""The side panel of backups: what the chosen one holds, and what differs from the vault of now."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from desktop.language import told, tr, tr_n
from desktop.parts.findings import FindingLine
from desktop.parts.panels import Column, empty
from desktop.parts.texts import Frame, Label, hairline
from forms.catalogue import form_of
from forms.findings import Finding
from forms.store.backups import Listed
from forms.store.inventory import Inventory
from forms.store.restoring import CardLine, Differences
from forms.words import N_

WIDE, NARROW = 340, 280
MOST = 20
"""How many cards of a kind are named; more are counted."""

ONLY_VAULT = N_("Only in the vault of now: {n}")
ONLY_BACKUP = N_("Only in the backup: {n}")
CHANGED = N_("Changed since the backup: {n}")


class DifferencesPanel(Frame):
    """Tells one backup; the differences come a moment later, when they are read."""

    def __init__(self) -> None:
        super().__init__("side", edge="left")
        self._column = Column()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._column)
        self.fit(False)

    def fit(self, narrow: bool) -> None:
        """Be narrower in a narrow window."""
        self.setFixedWidth(NARROW if narrow else WIDE)

    def tell(self, one: Listed | None) -> None:
        """Show a backup by what the list knows of it."""
        body = self._begin()
        if one is not None:
            body.addWidget(Label(one.backup.path.name, "head", wrap=True))
            if isinstance(one.holds, Finding):
                body.addWidget(FindingLine(told(one.holds), one.holds.severity))
            else:
                self._tell_inventory(body, one.holds)
        body.addStretch(1)

    def tell_differences(self, one: Listed, found: Differences | Finding) -> None:
        """Show what differs, or why it could not be read."""
        if isinstance(found, Finding):
            self.tell(one)
            return
        body = self._begin()
        body.addWidget(Label(one.backup.path.name, "head", wrap=True))
        self._tell_inventory(body, found.backup)
        body.addWidget(hairline())
        body.addWidget(Label(tr("Compared with the vault of now"), "strong", wrap=True))
        if not (found.only_vault or found.only_backup or found.changed):
            body.addWidget(Label(tr("Every card is the same."), "fact", wrap=True))
        for words, cards in (
            (ONLY_VAULT, found.only_vault),
            (CHANGED, found.changed),
            (ONLY_BACKUP, found.only_backup),
        ):
            if cards:
                body.addWidget(Label(tr(words, n=len(cards)), "label", wrap=True))
                self._tell_cards(body, cards)
        body.addStretch(1)

    def _begin(self) -> QVBoxLayout:
        empty(self._column.body)
        self._column.body.setSpacing(6)
        return self._column.body

    @staticmethod
    def _tell_inventory(body: QVBoxLayout, holds: Inventory) -> None:
        for form, count in holds.cards.items():
            body.addWidget(Label(f"{tr(form_of(form).title)}: {count}", "fact", wrap=True))
        people = tr_n("{n} person on the cards", "{n} people on the cards", holds.people)
        body.addWidget(Label(people, "fact", wrap=True))
        if holds.newest is not None:
            when = holds.newest.astimezone().strftime("%d.%m.%Y %H:%M")
            body.addWidget(Label(tr("Newest change: {when}", when=when), "fact", wrap=True))

    @staticmethod
    def _tell_cards(body: QVBoxLayout, cards: Sequence[CardLine]) -> None:
        for card in cards[:MOST]:
            line = f"№ {card.number} · {card.title}" if card.title else f"№ {card.number}"
            body.addWidget(Label(line, "body", wrap=True))
        if len(cards) > MOST:
            rest = tr_n("and {n} more", "and {n} more", len(cards) - MOST)
            body.addWidget(Label(rest, "caption", wrap=True))
