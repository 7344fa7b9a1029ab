"""Every window of the program, one after the other: steps of the gate, pages, dialogs.

A test that walks them all proves something of each; one that is not listed here fails the walk,
so whoever adds a page, a step or a dialog adds a line.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication, QWidget

import desktop
from desktop import dialogs
from desktop.app import Pana
from desktop.card.annulling import AnnulDialog
from desktop.card.compare_dialog import CompareDialog, Shown
from desktop.card.comparison import Pair
from desktop.card.content import Difference, Kind
from desktop.card.draft_choice import DraftDialog, Line
from desktop.card.filling import Spot
from desktop.card.likely import Decision
from desktop.card.parting import DecisionsDialog
from desktop.desk import Desk
from desktop.destroying import StillHeld
from desktop.diagnosis_dialog import DiagnosisDialog
from desktop.drafts import Draft, LeftCard
from desktop.due import due_dialogs
from desktop.entrance import code_steps, start_steps
from desktop.entrance.doors import Office, Opened
from desktop.entrance.steps import Step
from desktop.entrance.unlock import UnlockStep
from desktop.form_page import FormPage
from desktop.frame.workplace import Workplace
from desktop.keys_dialog import KeysDialog
from desktop.lists.column_dialog import ColumnDialog
from desktop.lists.condition_dialog import ConditionDialog
from desktop.lists.export_dialog import ExportDialog, PasswordDialog
from desktop.lists.list_columns import Columns
from desktop.lists.list_looks import LOOKS
from desktop.lists.view_dialog import ViewNameDialog
from desktop.merge.office_dialog import OfficeDialog
from desktop.people import user_dialogs
from desktop.people.code_dialog import CodeDialog
from desktop.places import places
from desktop.printing.papers import Paper, card_matter, card_sheet
from desktop.printing.preview import PreviewDialog
from desktop.records_page import RecordsPage
from desktop.register import commission_dialogs
from desktop.returning import prepare
from desktop.returns.hand_in_dialog import HandInDialog, HandingDoors
from desktop.settings import Recent, Settings
from desktop.theme import Mode
from forms.catalogue import form_of
from forms.findings import Finding
from forms.retention import shipped_terms
from forms.rights import User
from forms.store.apart import Apart
from forms.store.store import Query
from forms.words import Language
from tests.desktop.fakes import AKKOL, AKMOLA, CODE, FakeDoors
from tests.desktop.offices import OFFICE, PERIOD, TODAY, add_draft, practice_office

SPAN = (date(2026, 7, 1), date(2026, 9, 30))


@dataclass
class Program:
    """The program with a practice office opened, and what stands behind it."""

    pana: Pana
    desk: Desk
    fakes: FakeDoors
    opened: Opened

    @property
    def frame(self) -> Workplace:
        """Give the frame round the pages."""
        found = self.pana.window.workplace()
        assert found is not None
        return found


@contextmanager
def program(
    app: QApplication, home: Path, lang: Language = Language.KK, user: User | None = None
) -> Iterator[Program]:
    """Open the program with a practice office, as its founder or another user; every window is
    gone afterwards."""
    with practice_office(home) as desk:
        add_draft(desk)
        desk = desk if user is None else replace(desk, user=user, who=user.name)
        settings = Settings(home / "pana.ini")
        settings.theme = Mode.LIGHT
        fakes = FakeDoors(home)
        opened = Opened(desk, Recent(home / "office.pana", OFFICE, AKKOL))
        pana = Pana(app, settings, fakes.doors(), places)
        pana.prepare(lang)
        pana.window.resize(1366, 688)
        pana.window.show()
        pana.enter(opened)
        pana.window.activateWindow()
        settle()
        try:
            yield Program(pana, desk, fakes, opened)
        finally:
            pana.window.hide()
            pana.window.deleteLater()
            gone()


PATIENCE = 5000
"""Milliseconds that work beside the screen may take before its answer arrives."""


def settle() -> None:
    """Let waiting layouts and looked-up answers arrive, and what was let go be gone."""
    gone()
    QThreadPool.globalInstance().waitForDone(PATIENCE)
    for _ in range(2):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def gone() -> None:
    """Delete what was let go: without an event loop deleteLater alone deletes nothing."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


# ---- the gate ----------------------------------------------------------------------------------


def steps(shown: Program) -> Iterator[Step]:
    """Give every step of the gate."""
    doors, home = shown.fakes.doors(), shown.opened.recent.path.parent
    office = Office(OFFICE, AKKOL, AKMOLA)
    recent = Recent(home / "office.pana", OFFICE, AKKOL, TODAY)
    yield UnlockStep(doors, [recent])
    yield UnlockStep(doors, [])
    yield start_steps.LanguageStep()
    yield start_steps.OfficeStep(doors)
    yield start_steps.PlaceStep(doors, office, practice=False)
    yield start_steps.PassphraseStep(doors, ["Ақкөл"])
    yield code_steps.CodeStep(CODE)
    yield code_steps.ConfirmStep(CODE)
    yield code_steps.RecoverStep(doors, recent.path)
    yield code_steps.RestoreStep(doors)


# ---- the pages ---------------------------------------------------------------------------------


def pages(shown: Program) -> Iterator[str]:
    """Go to every page, one after the other, and give what it is called."""
    frame = shown.frame
    for key in ("today", "families", "cases", "returns", "merge", "history", "settings"):
        frame.go(key)
        settle()
        yield key
    for key, code in (("families", "family"), ("cases", "court_case")):
        with shown.desk.store.reading() as reading:
            card = reading.ids(code, Query())[0]
        for what in ("new", card):
            frame.go(key, what)
            settle()
            yield f"{key} {'new' if what == 'new' else 'card'}"
        page = frame.page()
        assert isinstance(page, RecordsPage) and isinstance(page.page, FormPage)
        yield from _opened_on_a_card(page.page, code)
        page.close_card()
    frame.searching.begin()
    frame.strip.search.setText("а")
    settle()
    yield "search"
    frame.searching.go_back()
    frame.go("families")
    page = frame.page()
    assert page is not None
    page.search("ққққ")
    settle()
    yield "nothing found"
    page.search("")
    frame.go("returns", ("2-AQA", PERIOD, None))
    settle()
    yield "returns of cases"
    frame.go("history", "journal")
    settle()
    yield "journal"
    frame.go("settings", "register")
    settle()
    yield "register"
    frame.go("settings", "backups")
    settle()
    yield "backups"
    frame.go("settings", "people")
    settle()
    yield "people"
    frame.go("settings", "due")
    settle()
    yield "due"


def _opened_on_a_card(page: FormPage, code: str) -> Iterator[str]:
    """Open what a key opens on a card, one after the other."""
    page.view.open_bar()
    settle()
    yield f"{code}: go to field"
    page.view.bar.editor.setText("ыыы")
    page.view.bar.editor.step(1)
    settle()
    yield f"{code}: no such field"
    page.view.bar.hide()
    page.view.focus_first()
    page.help()
    settle()
    yield f"{code}: instruction"
    page.past.open()
    settle()
    yield f"{code}: history"


# ---- the dialogs -------------------------------------------------------------------------------


def dialogs_of(shown: Program) -> Iterator[QWidget]:
    """Give every dialog, not shown yet."""
    yield from _plain_dialogs(shown.pana.window)
    yield from _card_dialogs(shown)
    yield from _list_dialogs(shown)
    yield from _return_dialogs(shown)
    yield from _register_dialogs(shown)
    yield from _people_dialogs(shown.pana.window)
    yield from _due_dialogs(shown.pana.window)


def _plain_dialogs(window: QWidget) -> Iterator[QWidget]:
    reasons = [("document", "Құжатпен расталған"), (dialogs.OTHER, "Басқа себеп")]
    yield dialogs.ConfirmDialog(window, "3.2 ЖСН", "Екеуінің бірін түзетіңіз.", reasons, "Түзету")
    ways = [("Қайталау", settle, "action.restore")]
    yield dialogs.TroubleDialog(window, "Файл жазылмады", "Диск жоқ", "Ештеңе жоғалған жоқ.", ways)
    yield dialogs.AboutDialog(window, "0.1.0")
    yield DiagnosisDialog(window, "Pana\n" * 40, "pana.txt")
    yield KeysDialog(window, ["Сақтау"])


def _card_dialogs(shown: Program) -> Iterator[QWidget]:
    window = shown.pana.window
    yield AnnulDialog(window, "1132-С-2026-001")
    pairs = [[Pair("Тегі", "Ғабдуллина", "Габдуллина"), Pair("Аты", "Гүлнар", "Гульнар")]]
    yield CompareDialog(window, [lambda: Shown("Ұқсайды", "Осы карта", "Басқа карта", pairs)] * 2)
    apart = Apart("other", "namesake", "", "secretary", datetime(2026, 9, 1, tzinfo=UTC))
    yield DecisionsDialog(window, {"row": "Ғ. Г."}, [Decision("row", apart, None)], print)
    left = LeftCard(Draft("family", "a", 0, {}, {}), None, ())
    line = Line(Difference(Kind.VALUE, Spot("address")), "1.4 Мекенжайы", "Ақкөл", "Көкшетау")
    yield DraftDialog(window, left, [line], choosing=True)
    yield PreviewDialog(window, shown.desk, _paper(shown.desk))


def _paper(desk: Desk) -> Paper:
    form = form_of("family")
    with desk.store.reading() as reading:
        card = reading.get("family", reading.ids("family", Query())[0])
    assert card is not None
    return Paper(
        f"Отбасы картасы № {card.number}",
        card.number,
        lambda tongue, filled: (card_sheet(desk, form, card if filled else None, tongue),),
        tongues=True,
        states=(True, False),
        matter=card_matter(card),
    )


def _list_dialogs(shown: Program) -> Iterator[QWidget]:
    window, form = shown.pana.window, form_of("family")
    columns = Columns(form, LOOKS["family"])
    yield ColumnDialog(window, columns, LOOKS["family"].columns)
    yield ConditionDialog(window, shown.desk, form)
    heads = ("Тегі, аты", "Мекенжайы")
    yield ExportDialog(window, 61, heads, Path("отбасылар.xlsx"), lambda _typed: None)
    yield PasswordDialog(window, "отбасылар.xlsx", "2345-6789-ABCD-EFGH")
    yield ViewNameDialog(window, "Көрініс", "Менің тізімім", "Сақтау", lambda _name: None)


def _return_dialogs(shown: Program) -> Iterator[QWidget]:
    window, desk = shown.pana.window, shown.desk
    doors = HandingDoors(lambda _reason: (), lambda _done, _path: (), lambda _parent, _title: None)
    prepared = prepare(desk, "1-QO", PERIOD)
    yield HandInDialog(window, prepared, Path("есептер"), doors)
    yield OfficeDialog(window, desk.register, SPAN)


def _register_dialogs(shown: Program) -> Iterator[QWidget]:
    window, register = shown.pana.window, shown.desk.register
    commission = register.commission(OFFICE, TODAY)
    assert commission is not None
    yield commission_dialogs.AddDialog(window, register, TODAY, lambda _change: ())
    for kind in (commission_dialogs.RenameDialog, commission_dialogs.CloseDialog):
        yield kind(window, register, TODAY, lambda _change: (), commission)


def _people_dialogs(window: QWidget) -> Iterator[QWidget]:
    def judge(_typed: str) -> Finding | None:
        return None

    yield user_dialogs.AddUserDialog(window, judge, lambda _name, _roles, _typed: 1)
    yield user_dialogs.RolesDialog(window, "Б. Үлгі", frozenset(), lambda _roles: None)
    yield user_dialogs.GivenPassphraseDialog(window, "Б. Үлгі", judge, lambda _typed: None)
    yield user_dialogs.OwnPassphraseDialog(window, True, judge, lambda _old, _new: "")
    yield CodeDialog(window, CODE, print)


def _due_dialogs(window: QWidget) -> Iterator[QWidget]:
    yield due_dialogs.HoldDialog(window, "1132-2026-0047", lambda _reason: None)
    yield due_dialogs.HoldNumberDialog(window, lambda _number, _reason: None)
    yield due_dialogs.TermsDialog(window, shipped_terms(), lambda _years: None)
    held = StillHeld(datetime(2026, 9, 1, tzinfo=UTC), TODAY, second=True)
    numbers = [f"1132-2026-{number:04d}" for number in range(20)]
    yield due_dialogs.DestroyDialog(window, numbers, held, lambda: None)


# ---- all of them -------------------------------------------------------------------------------


def windows(shown: Program) -> Iterator[tuple[str, QWidget]]:
    """Give the name and the widget of every window, shown: pages, dialogs, then the gate."""
    for name in pages(shown):
        yield name, shown.pana.window
    shown.frame.go("today")
    for dialog in dialogs_of(shown):
        dialog.show()
        settle()
        yield type(dialog).__name__, dialog
        dialog.hide()
        dialog.deleteLater()
        gone()
    shown.pana.lock()
    entrance = shown.pana.entrance
    assert entrance is not None
    for step in steps(shown):
        entrance._gate.show_step(step)
        settle()
        yield type(step).__name__, shown.pana.window


def loaded() -> None:
    """Load every module of the desk, so that each kind of window is known."""
    for module in pkgutil.walk_packages(desktop.__path__, "desktop."):
        importlib.import_module(module.name)


def kinds(of: type) -> set[type]:
    """Give every class built on another one that nothing else is built on."""
    found: set[type] = set()
    one: type
    for one in of.__subclasses__():
        within = kinds(one)
        found |= within or ({one} if one.__module__.startswith("desktop.") else set())
    return found
