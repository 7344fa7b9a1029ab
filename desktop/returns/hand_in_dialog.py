"""Hands a return in: what it comes to, the folder it is written to, and what to do if it is not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.folders import ChooseFolder
from desktop.language import current, told, tr, tr_n
from desktop.parts.fields import FieldBox, LineEdit
from desktop.parts.findings import Note
from desktop.parts.texts import Frame, Label
from desktop.parts.veil import VeiledDialog
from desktop.returning import Prepared
from desktop.returns.rehearsing import count_passed, drafts_told, summary
from forms.findings import Finding

Written = tuple[Path, ...] | Finding


@dataclass(frozen=True, slots=True)
class HandingDoors:
    """What the dialog does: freeze(reason) hands in, or tells what stands in the way; write puts
    the files of a handed-in return into a folder."""

    freeze: Callable[[str], Prepared | tuple[Finding, ...]]
    write: Callable[[Prepared, Path], Written]
    choose_folder: ChooseFolder


class HandInDialog(VeiledDialog):
    """After run(): handed is the frozen return, None when it was not; paths the files written."""

    def __init__(
        self, parent: QWidget | None, prepared: Prepared, folder: Path, doors: HandingDoors
    ) -> None:
        filled = prepared.filled
        title = tr("Hand in {index}, {period}", index=filled.definition.index, period=filled.period)
        super().__init__(parent, title, 640)
        self.handed: Prepared | None = None
        self.paths: Sequence[Path] = ()
        self._prepared = prepared
        self._doors = doors
        frozen = tr(
            "The return is frozen: a later correction becomes a new revision. The file holds "
            "numbers only, no names of people."
        )
        self.body.addWidget(Label(frozen, "fact", wrap=True))
        self.body.addWidget(self._facts())
        self.reason = LineEdit()
        self._reason_box = FieldBox("", tr("Reason of the revision"), self.reason)
        self._reason_box.setVisible(filled.revision > 0)
        self.body.addWidget(self._reason_box)
        self.folder = LineEdit(str(folder))
        self._folder_box = FieldBox("", tr("Folder for the files"), self.folder)
        self.body.addWidget(self._folder_box)
        self.note = Note("", "err", "state.hard")
        self.note.hide()
        self.body.addWidget(self.note)
        self.add_hint("Esc", tr("go back"))
        self.yes = self.add_button(tr("Hand in"), self._go, "primary", "action.hand_in")
        self.other = self.add_button(tr("Another folder…"), self._choose)
        self.later = self.add_button(tr("Cancel"), self.reject)
        (self.reason if filled.revision else self.yes).setFocus()

    def _facts(self) -> Frame:
        card = Frame("card")
        grid = QGridLayout(card)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(24)
        filled = self._prepared.filled
        confirmed = len(filled.decisions)
        controls = tr_n(
            "{n} control passes",
            "{n} controls pass",
            count_passed(filled.definition.code, self._prepared.findings),
        )
        if confirmed:
            words = tr_n("{n} confirmed with a reason", "{n} confirmed with a reason", confirmed)
            controls = f"{controls}, {words}"
        lines = [(tr("Total"), summary(filled)), (tr("Controls"), controls)]
        drafts = drafts_told(self._prepared.findings)
        if drafts:
            words = tr_n("{n} draft is not counted", "{n} drafts are not counted", drafts)
            lines.append((tr("Note"), words))
        lines.append((tr("Revision"), str(filled.revision)))
        for row, (words, text) in enumerate(lines):
            grid.addWidget(Label(words, "label"), row, 0)
            grid.addWidget(Label(text, "body", wrap=True), row, 1)
        grid.setColumnStretch(1, 1)
        return card

    def _go(self) -> None:
        """Freeze the return once, then write its files; again after another folder was chosen."""
        if self.handed is None and not self._freeze():
            return
        assert self.handed is not None
        made = self._doors.write(self.handed, Path(self.folder.text()))
        if isinstance(made, Finding):
            self._tell_unwritten(made)
            return
        self.paths = made
        self.accept()

    def _freeze(self) -> bool:
        reason = self.reason.text().strip()
        if self._prepared.filled.revision and not reason:
            self._tell(tr("A revision needs a reason. Say in a few words what was corrected."))
            self.reason.setFocus()
            return False
        done = self._doors.freeze(reason)
        if isinstance(done, tuple):
            self._tell("\n".join(told(one) for one in done), tr("It cannot be handed in yet"))
            return False
        self.handed = done
        return True

    def _tell_unwritten(self, finding: Finding) -> None:
        kept = tr("The return itself is handed in and kept in the vault; nothing was lost.")
        self._tell(kept, finding.say(current()))
        self._folder_box.set_state("error", finding.say(current()))
        self.yes.set_text(tr("Write again"))
        self.later.set_text(tr("Later"))
        self.yes.setFocus()

    def _tell(self, text: str, head: str = "") -> None:
        self.note.tell(text, head)
        self.note.show()

    def _choose(self) -> None:
        chosen = self._doors.choose_folder(self, tr("Folder for the files"))
        if chosen is not None:
            self.folder.setText(str(chosen))
            self._folder_box.set_state("")
            self.yes.setFocus()
