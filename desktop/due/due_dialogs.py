"""Dialogs of due cards: keep one with a reason, set the terms, destroy for ever."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.destroying import StillHeld
from desktop.language import current, day, tr, tr_n
from desktop.parts.fields import FieldBox, LineEdit
from desktop.parts.findings import Note
from desktop.parts.texts import Label
from desktop.parts.working import WorkingDialog
from forms.findings import Finding, Severity
from forms.norms import say_norm
from forms.retention import FOR_EVER, LONGEST, Term
from forms.words import N_

NO_REASON = Finding(
    "Z08",
    Severity.FORMAT,
    N_("Why the card must be kept is empty. Type it: who asked for it, by which paper."),
)
NO_NUMBER = Finding(
    "Z14",
    Severity.FORMAT,
    N_("The number of the card is empty. Type it whole, for example 1132-2026-0047."),
)
NOT_YEARS = N_(
    "“{text}” is no term. Type whole years from 0 to {most}; 0 keeps these cards for ever."
)
WORD = N_("DESTROY")
NOT_THE_WORD = N_("Type {word} in capital or small letters, or go back with Esc.")
TERMS_HELP = N_(
    "Years after the end: the removal of the family from the register, or the coming of age of "
    "its youngest child where that is later; the last act of a court case; the annulment. 0 keeps "
    "for ever. The terms shipped with Pana are careful guesses: check them with the official list "
    "of retention terms and with your archive."
)
HOLD_HELP = N_(
    "The card stays beyond its term until the mark is taken away: because a court, a prosecutor "
    "or an auditor asks for it. The journal keeps who marked it."
)


class HoldDialog(WorkingDialog):
    """Asks why a card must be kept; keep does it."""

    def __init__(self, parent: QWidget | None, number: str, keep: Callable[[str], object]) -> None:
        super().__init__(parent, tr("Keep the card {number}", number=number))
        self._keep = keep
        self.reason = LineEdit()
        self.reason.setMaxLength(200)
        self.body.addWidget(FieldBox("", tr("Who asked for it and why"), self.reason))
        self.body.addWidget(Label(tr(HOLD_HELP), "caption", wrap=True))
        self.finish(tr("Keep the card"))
        self.reason.setFocus()

    def first_focus(self) -> QWidget:
        """The reason."""
        return self.reason

    def go_on(self) -> None:
        """Mark the card."""
        typed = self.reason.text().strip()
        if typed:
            self.work(lambda: self._keep(typed))
        else:
            self.tell(NO_REASON)
            self.reason.setFocus()


class HoldNumberDialog(WorkingDialog):
    """Asks which card must be kept, by its number, and why; keep does it."""

    def __init__(self, parent: QWidget | None, keep: Callable[[str, str], object]) -> None:
        super().__init__(parent, tr("Keep a card by its number"))
        self._keep = keep
        self.number, self.reason = LineEdit(), LineEdit()
        self.number.setMaxLength(40)
        self.reason.setMaxLength(200)
        self.body.addWidget(FieldBox("", tr("Number of the card"), self.number))
        self.body.addWidget(FieldBox("", tr("Who asked for it and why"), self.reason))
        self.body.addWidget(Label(tr(HOLD_HELP), "caption", wrap=True))
        self.finish(tr("Keep the card"))
        self.number.setFocus()

    def first_focus(self) -> QWidget:
        """The number."""
        return self.number

    def go_on(self) -> None:
        """Mark the card."""
        number, reason = self.number.text().strip(), self.reason.text().strip()
        if number and reason:
            self.work(lambda: self._keep(number, reason))
        elif number and self.number.hasFocus():
            self.reason.setFocus()
        else:
            self.tell(NO_REASON if number else NO_NUMBER)
            (self.reason if number else self.number).setFocus()


class TermsDialog(WorkingDialog):
    """Asks for the years of every kind of card; keep gets those that were changed."""

    def __init__(
        self,
        parent: QWidget | None,
        terms: Sequence[Term],
        keep: Callable[[Mapping[str, int]], object],
    ) -> None:
        super().__init__(parent, tr("Terms of keeping"))
        self._terms, self._keep = terms, keep
        self.lines: dict[str, LineEdit] = {}
        self.body.addWidget(Label(tr(TERMS_HELP), "caption", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for row, term in enumerate(terms):
            line = LineEdit(str(term.years))
            line.setMaxLength(4)
            line.setFixedWidth(72)
            name = term.name.say(current())
            line.setAccessibleName(name)
            self.lines[term.setting] = line
            grid.addWidget(line, row, 0)
            label = Label(f"{name} · {say_norm(term.norm, current())}", "body", wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, row, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.finish(tr("Save"))
        self.first_focus().setFocus()

    def first_focus(self) -> QWidget:
        """The first term."""
        return next(iter(self.lines.values()))

    def go_on(self) -> None:
        """Keep the terms that were changed; a wrong one is told and chosen."""
        changed: dict[str, int] = {}
        for term in self._terms:
            line = self.lines[term.setting]
            years = _years(line.text())
            if years is None:
                values = {"text": line.text(), "most": LONGEST}
                self.tell(Finding("Z09", Severity.FORMAT, NOT_YEARS, {}, values))
                line.setFocus()
                line.selectAll()
                return
            if years != term.years:
                changed[term.setting] = years
        if changed:
            self.work(lambda: self._keep(changed))
        else:
            self.reject()


def _years(text: str) -> int | None:
    typed = text.strip()
    if not (typed.isascii() and typed.isdigit()):
        return None
    return int(typed) if FOR_EVER <= int(typed) <= LONGEST else None


class DestroyDialog(WorkingDialog):
    """Says what goes and what stays, and asks for a word; destroy does it."""

    def __init__(
        self,
        parent: QWidget | None,
        numbers: Sequence[str],
        held: StillHeld,
        destroy: Callable[[], object],
    ) -> None:
        count = len(numbers)
        title = tr_n("Destroy {n} card for ever", "Destroy {n} cards for ever", count)
        super().__init__(parent, title)
        self._destroy = destroy
        gone = tr(
            "With each card go its people, history, drafts and all words by which it is found. "
            "Nobody can take that back. Its number stays, without a name, with the number of the "
            "act; returns that were handed in stay as they are."
        )
        shown = ", ".join(numbers[:MOST_NUMBERS]) + ("…" if count > MOST_NUMBERS else "")
        self.body.addWidget(Note(gone, "err", "state.hard", shown))
        self.body.addWidget(Label(held_words(held), "body", wrap=True))
        self.word = LineEdit()
        self.word.setMaxLength(40)
        asked = tr("To go on, type the word {word}", word=tr(WORD))
        self.body.addWidget(FieldBox("", asked, self.word))
        self.finish(tr("Destroy"))
        self.word.setFocus()

    def first_focus(self) -> QWidget:
        """The word."""
        return self.word

    def go_on(self) -> None:
        """Destroy the cards, once the word is typed."""
        if self.word.text().strip().casefold() == tr(WORD).casefold():
            self.work(self._destroy)
            return
        self.tell(Finding("Z10", Severity.FORMAT, NOT_THE_WORD, {}, {"word": tr(WORD)}))
        self.word.setFocus()
        self.word.selectAll()


MOST_NUMBERS = 12


def held_words(held: StillHeld) -> str:
    """Say which backups hold the cards still, and how long."""
    told = [
        tr(
            "A backup is made first. It and the dated backups before it still hold the cards until "
            "they expire: the last one is that of today, and it goes by {until} at the latest when "
            "backups are made as usual.",
            until=day(held.until),
        )
    ]
    if held.last is not None:
        last = held.last.astimezone().strftime("%d.%m.%Y %H:%M")
        told.append(tr("The newest backup of now is of {last}.", last=last))
    if held.second:
        told.append(tr("Copies in the second place hold them as long."))
    return " ".join(told)
