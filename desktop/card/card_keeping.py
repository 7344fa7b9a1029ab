"""Keeps in the vault what is typed into a card, field by field, and takes it up again."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from desktop.card.card_view import CardView
from desktop.card.content import Spot
from desktop.card.draft_choice import choose_places
from desktop.card.editor_lines import LineEditor, LinesEditor
from desktop.desk import Desk
from desktop.drafts import (
    Draft,
    LeftCard,
    Texts,
    aside_of,
    draft_of,
    drop_draft,
    keep_draft,
    left_card,
)
from desktop.language import moment, told, tr, tr_n
from desktop.parts.findings import InfoStrip
from forms.record import Record, State
from forms.store.vault_refusals import VaultFault

PAUSE = 1500
"""So many milliseconds after the last letter the text of the field in focus is kept as well."""


class CardKeeping(QObject):
    """The draft of the card that one view shows, and the strip that speaks of it.

    told(text) is for the status line.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, view: CardView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self.strip = InfoStrip("state.draft")
        self._aside: Draft | None = None
        self._taken: Draft | None = None
        self._kept: Draft | None = None
        self._failed = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.keep)
        view.touched.connect(self._pause.start)
        view.filling.heard = self.keep
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._window_left)

    def show_card(self, record: Record) -> None:
        """Show a card with what was typed into it; what was typed upon another revision, or into
        a card that was annulled since, waits until somebody decides."""
        self._pause.stop()
        draft = draft_of(self._desk, record.id)
        self._taken = self._aside = self._kept = None
        if draft is not None:
            self._aside = aside_of(draft)
        self._view.show_card(record, self._fitting(record, draft))
        self._view.filling.heard = self.keep
        if draft is not None:
            self._kept = self.draft()
        self.tell()

    def draft(self) -> Draft:
        """Give the card as it stands on the screen."""
        filling = self._view.filling
        pending = self._typed_now()
        typed = {spot for spot, _ in pending}
        texts = [one for one in filling.unread_texts() if one[0] not in typed]
        return Draft(
            self._view.form.code,
            filling.record.id,
            filling.saved.revision,
            filling.record.values,
            filling.record.confirmed,
            (*texts, *pending),
            frozenset(filling.copied),
            aside=self._aside.written() if self._aside else "",
        )

    def keep(self) -> None:
        """Keep what stands on the screen, if anything of it is not saved."""
        self._pause.stop()
        filling = self._view.filling
        draft = self.draft()
        if filling.annulled or draft == self._kept:
            return
        unsaved = filling.unsaved or draft.texts or draft.aside
        try:
            if unsaved:
                keep_draft(self._desk, draft)
            elif self._kept is not None or self._taken is not None:
                drop_draft(self._desk, draft.id)
        except VaultFault as fault:
            self._tell_failure(fault)
            return
        self._failed = False
        self._kept = draft if unsaved else None
        if not filling.unsaved and self._taken is not None:
            self._taken = None
            self.tell()

    def keep_now(self) -> Draft | None:
        """Keep what stands on the screen; give it when the disk does not take it."""
        draft = self.draft()
        self.keep()
        return draft if self._failed and not self._view.filling.annulled else None

    def saved(self) -> None:
        """Know that the card was saved and its draft went with it."""
        self._pause.stop()
        self._taken, self._kept = None, self.draft()
        self.tell()

    def tell(self) -> None:
        """Say what was kept, and offer the way back; without it the strip is hidden."""
        if self._aside is not None:
            self._tell_aside(self._aside)
        elif self._taken is not None and self._taken.when is not None:
            when = moment(self._taken.when)
            places = self._left(self._taken).places
            here = tr_n(
                "Typed by {when} and not saved yet: {n} place. It stands here again; Ctrl+S saves "
                "it.",
                "Typed by {when} and not saved yet: {n} places. They stand here again; Ctrl+S "
                "saves them.",
                places,
                when=when,
            )
            back = [(tr("Back to the saved version"), self.go_back)]
            self.strip.tell(here, back if self._view.filling.saved.revision else [])
        else:
            self.strip.tell("")

    def go_back(self) -> None:
        """Show the card as it was saved; Ctrl+Z brings back what was typed."""
        filling = self._view.filling
        if filling.annulled or filling.saved.revision == 0:
            return
        with filling.step(Spot("")):
            filling.put_content(filling.saved_content())
        self._view.show_all()
        self._view.focus_first()
        self.told.emit(tr("The card stands as it was saved. Ctrl+Z brings back what was typed."))

    @property
    def undecided(self) -> bool:
        """True while something typed upon another revision waits for a decision."""
        return self._aside is not None and not self._view.filling.locked

    def decide(self) -> None:
        """Let a person choose, place by place, what of an older draft is taken over."""
        if self._aside is None or self._view.filling.locked:
            return
        chosen = choose_places(self._view, self._desk, self._left(self._aside))
        if chosen is None:
            return
        self._aside = None
        with self._view.filling.step(Spot("")):
            chosen(self._view.filling)
        self.keep()
        self._view.show_all()
        self._view.focus_first()
        self.tell()

    # ---- inside --------------------------------------------------------------------------------

    def _fitting(self, record: Record, draft: Draft | None) -> Draft | None:
        """Give the draft that can be taken up at once; another one is put aside."""
        if draft is None or draft.settled:
            return draft
        if not self._left(draft).places:
            drop_draft(self._desk, draft.id)  # saved by the very last thing that was done
            return None
        if draft.base == record.revision and record.state is not State.ANNULLED:
            self._taken = draft
            return draft
        self._aside = replace(draft, aside="")
        return None

    def _tell_aside(self, aside: Draft) -> None:
        when = moment(aside.when) if aside.when else ""
        if self._view.filling.locked:
            text = tr(
                "The card is annulled; what was typed by {when} and not saved is kept beside it. "
                "Take the annulment back to go on with it.",
                when=when,
            )
            self.strip.tell(text)
            return
        text = tr_n(
            "The card was changed after {when}; what was typed then and not saved is kept beside "
            "it: {n} place.",
            "The card was changed after {when}; what was typed then and not saved is kept beside "
            "it: {n} places.",
            self._left(aside).places,
            when=when,
        )
        self.strip.tell(text, [(tr("Compare and choose…"), self.decide)])

    def _left(self, draft: Draft) -> LeftCard:
        with self._desk.looking() as reading:
            return left_card(reading, draft)

    def _typed_now(self) -> Texts:
        """Give what stands in fields and was not taken yet: in the one in focus, as a rule; in
        another one when an error of ours kept it from being taken."""
        sheet = self._view.sheet
        lines, areas = sheet.findChildren(LineEditor), sheet.findChildren(LinesEditor)
        editors: tuple[LineEditor | LinesEditor, ...] = (*lines, *areas)
        found = ((sheet.spot_at(one), one.text()) for one in editors if one.changed())
        return tuple((spot, text) for spot, text in found if spot is not None)

    def _window_left(self, window: object) -> None:
        if window is None and self._view.isVisible():
            self.keep()

    def _tell_failure(self, fault: VaultFault) -> None:
        """Say once that the vault does not take what is typed; it still stands on the screen."""
        if not self._failed:
            self._failed = True
            reason = told(fault.finding)
            self.told.emit(
                tr("What you type is on the screen only, not in the vault yet. {why}", why=reason)
            )
