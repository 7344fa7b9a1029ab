"""Works with the real program on planted names, kills it, and scans all it touched for them.

`python -m tests.leaks` starts the program in a home and temporary folders of its own, types cards
with names, streets and ИИН that belong to nobody, leaves one half typed, searches, previews,
exports a return, backs up, copies, fails on purpose, locks, unlocks and is killed; then the jobs
of the command line run.  Nothing planted may stand in any file or file name (reliability E1, E2,
E5), but in the list that was written out, once its password opened it, which is the proof that the
scan can find.
"""

import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog

from desktop.admission import create_desk, leave
from desktop.app import Pana, _catch_trouble, _places, application, config_file
from desktop.card.content import Spot
from desktop.card.filling import NEW
from desktop.desk import Desk
from desktop.entrance.opening import doors
from desktop.exporting import export_own
from desktop.form_page import FormPage
from desktop.frame.workplace import Workplace
from desktop.lists.list_columns import Columns
from desktop.lists.list_export import Exported, Wanted, export_list
from desktop.lists.list_looks import LOOKS
from desktop.printing.opening import preview_card
from desktop.records_page import RecordsPage
from desktop.returning import prepare
from desktop.safekeeping import back_up
from desktop.settings import Settings
from desktop.window import Window
from forms.catalogue import form_of
from forms.findings import Finding
from forms.store.store import Query
from forms.words import Language
from reports.period import Period
from tests.encrypted import clear_book
from tests.scanning import leaks

HOME = Path(__file__).resolve().parent.parent
PASSPHRASE = "жеті жұлдыз қырат тұман"
OFFICE, PERIOD = "KDN-1132", "2026-Q4"
SURNAMES = (
    "Өтегенқызы", "Нұрмұхамбетов", "Жалғасбайұлы", "Қарлығашева",
    "Әбілмәжінов", "Їжакевич", "Шыңғысханов", "Барабанщиков",
)  # fmt: skip
STREETS = (
    "Жалғызқарағай",
    "Сарыжайлау",
    "Ескі Мельница",
    "Тасбұлақтағы",
    "Подгорносиненькая",
    "Үкілітөбе",
)
IINS = (
    "880101100019", "880202200027", "880303100035",
    "890404200042", "890505100050", "890606200068",
)  # fmt: skip
PLANTED = (*SURNAMES, *STREETS, *IINS, PASSPHRASE)
"""None of fewer than six letters: three bytes of a code page stand in noise by chance."""
TELL = "robot: "
LONGEST = 180
"""Seconds after which a robot that does not go on is ended."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What the scan found: leaks by file, and what the knowing list showed."""

    found: dict[str, set[str]]
    knowing: set[str]
    steps: tuple[str, ...]


def run(folder: Path) -> Trial:
    """Let the robot work and be killed, run the console, and scan everything."""
    places = {name: folder / name for name in ("home", "tmp", "office", "out", "knowing")}
    for place in places.values():
        place.mkdir(parents=True)
    env = _env(places)
    robot = subprocess.run(
        [sys.executable, "-m", "tests.leaks", "--robot", str(folder)],
        cwd=HOME, env=env, capture_output=True, text=True, encoding="utf-8", check=False,
        timeout=LONGEST,
    )  # fmt: skip
    (folder / "out" / "robot.txt").write_text(robot.stdout + robot.stderr, encoding="utf-8")
    steps = tuple(
        line.removeprefix(TELL) for line in robot.stdout.splitlines() if line.startswith(TELL)
    )
    vault = next(places["office"].glob("*.pana"))
    for call in (
        ("verify", "--vault", vault),
        ("returns", "--vault", vault, "--period", PERIOD, "--out", folder / "out"),
        ("backup", "--vault", vault),
        ("returns", "--vault", vault, "--period", "no quarter", "--out", folder / "out"),
    ):
        done = subprocess.run(
            [sys.executable, "main.py", *map(str, call)],
            cwd=HOME, env={**env, "PANA_PASSPHRASE": PASSPHRASE},
            capture_output=True, check=False,
        )  # fmt: skip
        (folder / "out" / f"{call[0]}.txt").write_bytes(done.stdout + done.stderr)
    scanned = [places[name] for name in ("home", "tmp", "office", "out")]
    seen = leaks([places["knowing"]], PLANTED, folder / "nowhere").values()
    return Trial(dict(leaks(scanned, PLANTED, places["knowing"])), set().union(*seen), steps)


def _env(places: dict[str, Path]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    kinds = ("CONFIG", "DATA", "STATE", "CACHE", "RUNTIME")
    own = {f"XDG_{kind}_{'DIR' if kind == 'RUNTIME' else 'HOME'}": str(places["home"] / kind)
           for kind in kinds}  # fmt: skip
    (places["home"] / "RUNTIME").mkdir(mode=0o700)
    temporary = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(places["tmp"]))
    return {
        **kept, **own, **temporary,
        "HOME": str(places["home"]), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1",
    }  # fmt: skip


# ---- the robot: a program of its own ---------------------------------------------------------


def work(folder: Path) -> None:
    """Make a vault and work in its window until the robot kills itself."""
    vault = folder / "office" / "office.pana"
    made = create_desk(vault, PASSPHRASE, OFFICE, Period(2026, 4), practice=True)
    assert not isinstance(made, Finding)
    leave(made[0])
    app = application()
    pana = Pana(app, Settings(config_file()), doors(), _places)
    pana.start(Language.KK, vault)
    _catch_trouble(pana)
    steps = Robot(pana, folder).steps()
    timer = QTimer()

    def go_on() -> None:
        pana.window.activateWindow()
        try:
            print(f"{TELL}{next(steps)}", flush=True)
        except BaseException:
            traceback.print_exc()
            os._exit(3)

    timer.timeout.connect(go_on)
    timer.start(60)
    closer = QTimer()
    closer.timeout.connect(_close_dialogs)
    closer.start(25)
    app.exec()


def _close_dialogs() -> None:

    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        dialog.reject()


def _press(key: int, text: str = "", control: bool = False) -> None:

    shown = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Window))
    widget = QApplication.focusWidget() or shown.focusWidget()
    assert widget is not None, "nothing has the focus"
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, held, text))


def _write(text: str) -> None:
    for letter in text:
        _press(0, letter)


class Robot:
    """Does one thing after the other, a turn of the loop between them, and says what."""

    def __init__(self, pana: Pana, folder: Path) -> None:
        self.pana, self.folder = pana, folder

    def steps(self) -> Iterator[str]:
        """Work through the day of a secretary until killed."""
        yield from self.unlock()
        for number in range(4):
            yield from self.type_card(number)
            self.card.save()
            yield "saved"
        yield from self.look_around()
        yield from self.send_out()
        for text in (*SURNAMES, *IINS):
            QTimer.singleShot(0, _failing(text))
            yield "failed on purpose"
        yield from self.type_card(4)
        self.pana.lock()
        for _ in range(12):
            yield "locked"
        assert not self.opened
        yield from self.unlock()
        yield from self.type_card(5)
        _write(SURNAMES[6])
        yield "killed"
        os.kill(os.getpid(), signal.SIGKILL)

    @property
    def opened(self) -> bool:
        """True while the frame is shown."""
        return self.pana.window.workplace() is not None

    @property
    def frame(self) -> Workplace:
        """Give the frame."""
        found = self.pana.window.workplace()
        assert found is not None
        return found

    @property
    def records(self) -> RecordsPage:
        """Give the page of families."""
        page = self.frame.page()
        assert isinstance(page, RecordsPage)
        return page

    @property
    def card(self) -> FormPage:
        """Give the card."""
        page = self.records.page
        assert isinstance(page, FormPage)
        return page

    @property
    def desk(self) -> Desk:
        """Give the desk behind the window."""
        opened = self.pana._opened
        assert opened is not None and isinstance(opened.desk, Desk)
        return opened.desk

    def unlock(self) -> Iterator[str]:
        """Type the passphrase and wait."""
        _write(PASSPHRASE)
        _press(Qt.Key.Key_Return)
        while not self.opened:
            yield "waits for the vault"

    def type_card(self, number: int) -> Iterator[str]:
        """Type planted words into a new card."""
        self.frame.go("families")
        self.records.new_card()
        yield "new card"
        street, other = (STREETS[at % len(STREETS)] for at in (number, number + 1))
        for path, text in (("street", street), ("note", f"{SURNAMES[number]} {other}")):
            self.card.view.focus(Spot(path))
            _write(text)
            _press(Qt.Key.Key_Tab)
        self.card.view.focus(Spot("parents.surname", NEW))
        _write(SURNAMES[number])
        _press(Qt.Key.Key_Tab)
        yield "typed a surname"
        row = self.card.view.filling.record.rows("parents")[-1].id
        self.card.view.focus(Spot("parents.iin", row))
        _write(IINS[number % len(IINS)])
        _press(Qt.Key.Key_Tab)
        yield "typed an ИИН"

    def look_around(self) -> Iterator[str]:
        """Preview, copy, search."""
        record = self.card.view.filling.record
        QTimer.singleShot(
            0, lambda: preview_card(self.card, self.desk, form_of("family"), record, hides=False)
        )
        yield "preview"
        yield "preview closed"
        QGuiApplication.clipboard().setText(STREETS[0])
        yield "copied"
        self.frame.search_here()
        _write(SURNAMES[1])
        yield "searched"
        yield "found"

    def send_out(self) -> Iterator[str]:
        """Write out a list knowingly, a return, a backup."""
        self.frame.go("families")
        columns = Columns(form_of("family"), LOOKS["family"])
        wanted = Wanted(columns, columns.look.columns, Query(), "", "")
        done = export_list(self.desk, wanted, self.folder / "out" / "list.xlsx", PASSPHRASE)
        assert isinstance(done, Exported)
        known = clear_book(done.path, done.password).getvalue()
        (self.folder / "knowing" / "list.xlsx").write_bytes(known)
        yield "a list, opened by its password"
        export_own(self.desk, prepare(self.desk, "1-QO", Period(2026, 4)), self.folder / "out")
        yield "a return"
        back_up(self.desk)
        yield "a backup"


def _failing(text: str) -> Callable[[], None]:
    def fail() -> None:
        value = {"surname": text}
        raise KeyError(f"{text} of {value}")

    return fail


def main() -> int:
    """Run the trial, or the robot inside it; 0 when nothing leaked and the scan can find."""
    if sys.argv[1:2] == ["--robot"]:
        work(Path(sys.argv[2]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        trial = run(Path(folder))
    for path, words in trial.found.items():
        print(f"  {path}: {len(words)} planted words, the first {sorted(words)[0]}")
    print(f"{len(trial.steps)} steps, the last: {trial.steps[-1] if trial.steps else 'none'}")
    print(f"{len(PLANTED)} planted words; the list, once opened, shows {len(trial.knowing)}")
    print(f"{len(trial.found)} files leak")
    whole = bool(trial.steps) and trial.steps[-1] == "killed"
    return 0 if whole and trial.knowing and not trial.found else 1


if __name__ == "__main__":
    sys.exit(main())
