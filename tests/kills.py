"""Kills the card page at random moments of typing and saving, and looks at what the vault kept.

`python -m tests.kills --kills 500` prints what was lost; nothing that was saved may be, and of a
draft at most the field that was being typed.  A child process types with key events and tells
through a pipe what it was told is kept; the parent kills it with SIGKILL, opens the vault anew
and compares.
"""

import argparse
import importlib
import json
import os
import random
import select
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from desktop.admission import create_desk, open_desk
from desktop.desk import Desk
from desktop.drafts import draft_of
from forms.catalogue import form_of
from forms.codes import codes
from forms.fields import Birth, Choice, Choices, Date, Field, Text, Values
from forms.findings import Finding
from forms.form import Form
from forms.store.conversion import to_json
from forms.words import Language
from reports.period import Period

if TYPE_CHECKING:
    from desktop.card.filling import Filling, Spot
    from desktop.form_page import FormPage

PASSPHRASE = "made up words 77"
FORMS = ("family", "court_case")
WORDS = ("Ақжолов", "Сәуле", "Өтеген", "Қайрат", "№ 12 қаулы", "Талды ауылы", "Іңкәр", "zz")
MOST_STEPS = 40
PAUSE = 0.03
"""Seconds within which a kill may come after the chosen step: about the time of one step."""


@dataclass
class Tally:
    """What was found after all kills so far."""

    kills: int = 0
    saved: int = 0
    left: int = 0
    lost: list[str] = field(default_factory=list)


def kill_often(folder: Path, kills: int, seed: int) -> Tally:
    """Type and kill so many times into one vault; gives what was told and what was lost."""
    vault, tally, rng = folder / "practice.pana", Tally(), random.Random(seed)
    made = create_desk(vault, PASSPHRASE, "KDN-1132", Period(2026, 1), practice=True)
    if isinstance(made, Finding):
        raise RuntimeError(made.say(Language.EN))
    made[0].store.vault.close()
    importlib.import_module("desktop.form_page")  # once, for all that are forked from here
    for _ in range(kills):
        told = _one_life(vault, rng)
        desk = _opened(vault)
        with closing(desk.store.vault):
            tally.lost += [str(one) for one in desk.store.vault.integrity()]
            tally.lost += _lost(desk, told)
            tally.lost += _unnoted(desk)
        tally.kills += 1
        tally.saved += sum(one["kind"] == "saved" for one in told)
        tally.left += sum(one["kind"] == "left" for one in told)
    return tally


def _opened(vault: Path) -> Desk:
    desk = open_desk(vault, PASSPHRASE)
    if isinstance(desk, Finding):
        raise RuntimeError(f"the vault does not open any more: {desk.say(Language.EN)}")
    return desk


# ---- the one who kills ---------------------------------------------------------------------------


def _one_life(vault: Path, rng: random.Random) -> list[dict[str, object]]:
    """Let a child type until it is killed; gives what it had told before."""
    reading, writing = os.pipe()
    seed = rng.getrandbits(32)
    child = os.fork()
    if child == 0:
        os.close(reading)
        _type_until_killed(vault, seed, writing)
    os.close(writing)
    steps, said = rng.randint(1, MOST_STEPS), b""
    while said.count(b"\n") < steps:
        more = os.read(reading, 1 << 16)
        if not more:
            raise RuntimeError("the typing process ended by itself")
        said += more
    select.select([], [], [], rng.random() * PAUSE)  # somewhere within the next step
    os.kill(child, signal.SIGKILL)
    while more := os.read(reading, 1 << 16):
        said += more
    os.close(reading)
    os.waitpid(child, 0)
    return [json.loads(line) for line in said.split(b"\n")[:-1]]


def _lost(desk: Desk, told: list[dict[str, object]]) -> Iterator[str]:
    """Say what was acknowledged and is not there."""
    with desk.store.reading() as reading:
        for key in dict.fromkeys(str(one["id"]) for one in told):
            mine = [one for one in told if one["id"] == key]
            form = form_of(str(mine[0]["form"]))
            kept = reading.get(form.code, key)
            saved = next((one for one in reversed(mine) if one["kind"] == "saved"), None)
            if saved is not None and (kept is None or kept.revision < int(str(saved["revision"]))):
                yield f"card {key}: revision {saved['revision']} was saved and is gone"
                continue
            if saved is not None and kept is not None and kept.revision == saved["revision"]:
                gone = _differ(_flat(saved["values"]), _flat(to_json(form, kept.values)))
                if gone:
                    yield f"card {key}: saved and different: {gone}"
            draft = draft_of(desk, key)
            typed = draft is not None and not draft.settled
            found: Values = draft.values if draft and typed else kept.values if kept else {}
            here = _flat(to_json(form, found)) | _texts(draft.texts if draft else ())
            last = _flat(mine[-1]["values"]) | _texts(mine[-1]["texts"])
            gone = _differ(last, here)
            if len(gone) > 1:
                yield f"card {key}: more than one field differs from what was left: {gone}"


def _unnoted(desk: Desk) -> Iterator[str]:
    """Say where history and journal part: each saving has its row, each row its saving."""
    yield from (one.say(Language.EN) for one in desk.store.check_journal().findings)
    with desk.store.vault.reading() as connection:
        saved = connection.exec_driver_sql("SELECT count(*) FROM history").scalar()
        noted = connection.exec_driver_sql(
            "SELECT count(*) FROM journal WHERE deed LIKE 'card %' AND deed <> 'card opened'"
        ).scalar()
    if saved != noted:
        yield f"{saved} savings and {noted} rows about them"


def _flat(values: object) -> dict[str, object]:
    """Give the values of a written card by their places."""
    found: dict[str, object] = {}
    assert isinstance(values, Mapping)
    for name, held in values.items():
        if not isinstance(held, list):
            found[name] = held
            continue
        for row, columns in held:
            found |= {f"{name}.{column}/{row}": one for column, one in columns.items()}
    return found


def _texts(texts: object) -> dict[str, object]:
    assert isinstance(texts, list | tuple)
    read = [(path, row, text) for (path, row), text in texts]
    return {f"{path}/{row}".rstrip("/"): text for path, row, text in read}


def _differ(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    return sorted(place for place in one.keys() | other if one.get(place) != other.get(place))


# ---- the one who types ---------------------------------------------------------------------------


def _type_until_killed(vault: Path, seed: int, telling: int) -> NoReturn:
    """Type into cards with key events, for ever; tells each field left and each card saved."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.qpa.*=false"}
    from desktop.app import application
    from desktop.form_page import FormPage

    rng, app, desk = random.Random(seed), application(), _opened(vault)
    pages = [FormPage(desk, form_of(code), "Families", lambda: None) for code in FORMS]
    page = rng.choice(pages)
    _begin(page, desk, rng)
    while True:
        app.processEvents()
        chance = rng.random()
        if chance < 0.78:
            _type_one(page, rng)
            _tell(telling, "left", page)
        elif chance < 0.93:
            page.save()
            _tell(telling, "saved" if page.view.filling.saved.revision else "left", page)
        else:
            page.leave()
            page = rng.choice(pages)
            _begin(page, desk, rng)


def _begin(page: "FormPage", desk: Desk, rng: random.Random) -> None:
    from forms.store.store import Query

    page.show()
    page.activateWindow()
    with desk.store.reading() as reading:
        known = reading.ids(page.form.code, Query())
        record = reading.get(page.form.code, rng.choice(known)) if known else None
    if record is not None and rng.random() < 0.4:
        page.show_card(record)
        page.view.focus_first()
    else:
        page.new_card()


def _type_one(page: "FormPage", rng: random.Random) -> None:
    """Type a text into some field of the card and leave it with Tab."""
    filling = page.view.filling
    spot = rng.choice(list(filling.walk()))
    page.view.focus(spot)
    for sign in _text_for(filling.field(spot), rng):
        _press(0, sign)
    _press(TAB, "\t")


def _press(key: int, text: str) -> None:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    plain = Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        widget = QApplication.focusWidget()
        if widget is not None:
            QApplication.sendEvent(widget, QKeyEvent(kind, key, plain, text))


TAB = 0x01000001
"""Qt's number of the Tab key; Qt is not loaded where the parent needs none of it."""


def _text_for(declared: Field, rng: random.Random) -> str:
    match declared:
        case Choice() | Choices():
            return rng.choice(codes(declared.list)).key
        case Date() | Birth():
            return f"{rng.randint(1, 28):02d}{rng.randint(1, 12):02d}{rng.randint(2010, 2026)}"
        case Text():
            return rng.choice(WORDS)
    return rng.choice(("zz", "12"))  # what no such field can read is kept as well


def _tell(telling: int, kind: str, page: "FormPage") -> None:
    filling, form = page.view.filling, page.form
    texts = [
        [[*spot], one.text] for spot, one in filling.unread.items() if _there(form, filling, spot)
    ]
    line = {
        "kind": kind,
        "form": form.code,
        "id": filling.record.id,
        "revision": filling.saved.revision,
        "values": to_json(form, filling.record.values),
        "texts": texts,
    }
    os.write(telling, json.dumps(line).encode() + b"\n")


def _there(form: Form, filling: "Filling", spot: "Spot") -> bool:
    table = spot.path.split(".")[0]
    return not spot.row or any(row.id == spot.row for row in filling.record.rows(table))


def main() -> int:
    """Kill as often as asked and tell how it went; 1 when anything was lost."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--kills", type=int, default=500)
    read.add_argument("--seed", type=int, default=1)
    asked = read.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = kill_often(Path(folder), asked.kills, asked.seed)
    print(f"{tally.kills} kills: {tally.saved} savings and {tally.left} fields acknowledged")
    print("\n".join(tally.lost) or "nothing was lost")
    return 1 if tally.lost else 0


if __name__ == "__main__":
    sys.exit(main())
