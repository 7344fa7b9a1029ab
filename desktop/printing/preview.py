"""The preview: pages as they will be printed, with the ways to print them and to keep them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.desk import Desk
from desktop.dialogs import TroubleDialog, ask
from desktop.folders import in_documents, written
from desktop.language import NAMES, told, tr
from desktop.lookup import look_up
from desktop.parts.buttons import Button, Segmented
from desktop.parts.texts import Label
from desktop.parts.veil import EDGE, VeiledDialog
from desktop.printing.page_view import Drawn, PageView
from desktop.printing.papers import Paper, note, write_paper
from desktop.printing.printer import AskPrinter, ask_printer, print_pages
from forms.files import shown_name
from forms.words import Language
from reports.card_paper.tongue import Tongue

WIDEST = 1000
FILLED, BLANK = "filled", "blank"

ChooseFile = Callable[[QWidget, str], Path | None]


def choose_pdf(parent: QWidget, name: str) -> Path | None:
    """Ask where the PDF shall lie; None when the person thought better of it."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent, tr("Save as PDF"), in_documents(f"{name}.pdf"), "PDF (*.pdf)"
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")


def drawn(paper: Paper, tongue: Tongue, filled: bool) -> list[Drawn]:
    """Draw the pages of a paper; its libraries load when first needed."""
    from reports.pdf import pages_of, strokes_of

    pages = pages_of(paper.sheets(tongue, filled))
    return [
        Drawn(page.size, strokes_of(page, number, len(pages)))
        for number, page in enumerate(pages, start=1)
    ]


class PreviewDialog(VeiledDialog):
    """Fills the window with the pages of one paper; outcome says in the end what was done.

    Nothing of a card lies on the disk meanwhile: pages are strokes in memory.
    """

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        paper: Paper,
        printer: AskPrinter = ask_printer,
        choose: ChooseFile = choose_pdf,
    ) -> None:
        super().__init__(parent, paper.title)
        self._desk, self._paper = desk, paper
        self._printer, self._choose = printer, choose
        self._pages: Sequence[Drawn] = ()
        self._wanted: tuple[Tongue, bool] | None = None
        self.outcome = ""
        both = (Tongue.BOTH.value, tr("Both languages"))
        names = [(lang.value, NAMES[lang]) for lang in (Language.KK, Language.RU)]
        self.tongues = Segmented((*names, both))
        self.states = Segmented(((FILLED, tr("Filled in")), (BLANK, tr("Blank"))))
        self.view = PageView()
        self._count, self._size = Label("", "fact"), Label("", "fact")
        self._lay_out()
        self._listen()
        self._ask_pages()
        self.view.setFocus()

    def tongue(self) -> Tongue:
        """Give the language that is chosen."""
        return Tongue(self.tongues.current()) if self._paper.tongues else Tongue.BOTH

    def filled(self) -> bool:
        """True for the card as it is filled in, False for a blank one."""
        states = self._paper.states
        return self.states.current() == FILLED if len(states) > 1 else states[0]

    def print(self) -> None:
        """Ask for the printer, print, note it and close."""
        if not self._pages:
            return
        printer = self._printer(self, len(self._pages))
        if printer is None:
            return
        if not print_pages(self._pages, printer):
            head = tr("The pages were not printed")
            text = tr(
                "The printer “{name}” does not take them. Nothing is lost. See that it is "
                "switched on and has paper, or choose another one.",
                name=printer.printerName() or tr("no printer"),
            )
            TroubleDialog(self, head, head, text).exec()
            return
        self._note(written=False)
        self.outcome = tr("Sent to the printer: {title}", title=self._paper.title)
        self.accept()

    def save(self) -> None:
        """Ask for a file, say what leaves the vault, write, note it and close."""
        if not self._pages:
            return
        path = self._choose(self, self._name())
        if path is None or (self._personal() and not self._agreed(path)):
            return
        sheets = self._paper.sheets(self.tongue(), self.filled())
        refused = write_paper(path, sheets, self._paper.name)
        if refused is not None:
            head = tr("The PDF was not written")
            TroubleDialog(self, head, head, told(refused)).exec()
            return
        self._note(written=True)
        self.outcome = written((path,))
        self.accept()

    def place_panel(self) -> None:
        """Let the panel fill the window: pages like room."""
        self.panel.setFixedWidth(max(min(self.width() - 2 * EDGE, WIDEST), 400))
        self.panel.resize(self.panel.width(), max(self.height() - 2 * EDGE, 200))
        self.panel.move((self.width() - self.panel.width()) // 2, EDGE)

    # ---- inside --------------------------------------------------------------------------------

    def _ask_pages(self) -> None:
        wanted = self.tongue(), self.filled()
        self._wanted = wanted
        look_up(self, partial(drawn, self._paper, *wanted), partial(self._take, wanted))

    def _take(self, wanted: tuple[Tongue, bool], pages: object) -> None:
        """Show the pages, unless others were asked for meanwhile."""
        if wanted == self._wanted and isinstance(pages, list):
            self._pages = pages
            self.view.tell(pages)
            for button in (self._save, self._print):
                button.setEnabled(True)

    def _name(self) -> str:
        return self._paper.name if self.filled() else tr("blank card")

    def _personal(self) -> bool:
        matter = self._paper.matter
        return matter is not None and matter.personal and self.filled()

    def _agreed(self, path: Path) -> bool:
        text = tr(
            "The file is not encrypted. Whoever opens it can read the names and circumstances of "
            "families and children. Keep it no longer than needed, and delete it afterwards."
        )
        file = tr("File: {file}", file=shown_name(path))
        kept = tr("The journal of the vault keeps who wrote the card and when, without names.")
        title = tr("Personal data will leave the vault")
        return ask(self, title, f"{text}\n\n{file}\n{kept}", tr("Write the card"))

    def _note(self, *, written: bool) -> None:
        matter = self._paper.matter
        if matter is not None and self.filled():
            note(self._desk, matter, matter.written if written else matter.printed)

    def _show_place(self) -> None:
        count = self.view.count()
        words = tr("Page {page} of {pages}", page=self.view.number(), pages=count)
        self._count.setText(words if count else tr("Preparing the pages…"))
        self._size.setText(f"{round(self.view.size_of_now() * 100)} %")

    def _listen(self) -> None:
        for choice in (self.tongues, self.states):
            choice.picked.connect(lambda _key: self._ask_pages())
        self.view.moved.connect(self._show_place)
        keys = {
            "Ctrl+P": self.print,
            "Ctrl+S": self.save,
            "Ctrl++": lambda: self.view.step_size(1),
            "Ctrl+=": lambda: self.view.step_size(1),
            "Ctrl+-": lambda: self.view.step_size(-1),
            "Ctrl+0": self.view.fit_width,
        }
        for key, run in keys.items():
            QShortcut(QKeySequence(key), self, run)

    def _lay_out(self) -> None:
        self.tongues.setVisible(self._paper.tongues)
        self.states.setVisible(len(self._paper.states) > 1)
        larger = Button("+", lambda: self.view.step_size(1), "small")
        smaller = Button("−", lambda: self.view.step_size(-1), "small")
        larger.setAccessibleName(tr("Larger"))
        smaller.setAccessibleName(tr("Smaller"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.tongues)
        row.addWidget(self.states)
        row.addStretch(1)
        row.addWidget(self._count)
        row.addWidget(smaller)
        row.addWidget(self._size)
        row.addWidget(larger)
        self.body.addLayout(row)
        self.body.addWidget(self.view, 1)
        self.add_hint("PgDn", tr("next page"))
        self.add_hint("Esc", tr("go back"))
        self._save = self.add_button(tr("Save as PDF…"), self.save, "plain", "action.pdf")
        self._print = self.add_button(tr("Print…"), self.print, "primary", "action.print")
        for button in (self._save, self._print):
            button.setEnabled(False)
        self._show_place()
