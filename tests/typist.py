"""Types paper facts into the running program with real keys, as a clerk does who sees no screen.

`python -m tests.typist` types everything of tests/cases/paper.txt on a virtual screen, compares
the store with the paper field by field and prints the keystrokes beside the facts.  No mouse, no
widget is called: the only way in is the X server's keyboard, with the Kazakh layout.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.admission import create_desk, open_desk
from desktop.card.filling import NEW, Filling, Spot
from desktop.card.typed import Reader
from desktop.clock import today
from forms.catalogue import form_of
from forms.fields import Choices, Context, Text, Value
from forms.findings import Finding
from forms.form import Form
from forms.record import Record
from forms.store.store import Query
from forms.territories import Register
from forms.words import Language
from reports.period import Period
from tests.screens import virtual_screen

HOME = Path(__file__).resolve().parent.parent
CASES = HOME / "tests" / "cases" / "paper.txt"
OFFICE = "KDN-1132"
PASSPHRASE = "made up words 77"
TRIES = 5
DELAY = 9
"""Milliseconds between two keys: 100 a second, ten times as fast as any clerk."""

PLACES = {"family": "ctrl+2", "court_case": "ctrl+3"}
NEW_CARD, COMPLETE, QUIT = "ctrl+n", "ctrl+Return", "ctrl+q"
NEXT_ROW, GO_TO, NEXT, ONWARD = "ctrl+Insert", "F6", "Return", "Tab"


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of a paper: where it stands, what stands there, and what a clerk types for it."""

    path: str
    row: int  # 1 for the first row of a table, 0 for the card itself
    paper: str
    typed: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper card: its form and its facts in the order in which they stand on it."""

    form: str
    title: str
    facts: tuple[Fact, ...]

    @property
    def characters(self) -> int:
        """Give how many characters the facts have as they stand on the paper."""
        return sum(len(fact.paper) for fact in self.facts)


def papers() -> tuple[Paper, ...]:
    """Read all papers; raises ValueError for a line that names no place of its form."""
    blocks = CASES.read_text(encoding="utf-8").split("\n== ")[1:]
    return tuple(_paper(block.splitlines()) for block in blocks)


def _paper(lines: list[str]) -> Paper:
    form = lines[0].split()[0]
    known = dict(form_of(form).paths())
    facts = []
    for line in filter(None, lines[1:]):
        place, _, entry = line.partition(" = ")
        paper, _, typed = entry.partition(" | ")
        table, *rest = place.split()
        path, row = (f"{table}.{rest[1]}", int(rest[0])) if rest else (place, 0)
        if path not in known:
            raise ValueError(f"{lines[0]}: {path} is no field")
        facts.append(Fact(path, row, paper, typed or paper))
    return Paper(form, lines[0], tuple(facts))


class Clerk:
    """Knows the paper and the keys, and nothing of the screen.

    Which place comes next follows from the declared order alone; the keys of one card are worked
    out before the first of them is pressed.
    """

    def __init__(self, register: Register, today: date) -> None:
        self._register, self._today = register, today

    def keys(self, paper: Paper) -> tuple[str, ...]:
        """Give the keys of one card, each a character or a key's name, from an empty card on."""
        form = form_of(paper.form)
        filling = Filling(form, Record.blank(form.code), self._register, OFFICE)
        left = list(paper.facts)
        spot = next(filling.walk())
        pressed: list[str] = []
        while left:
            fact = left[0]
            if self._stands_for(filling, spot, fact):
                spot = filling.write(spot, fact.typed, self._today, Language.KK)
                pressed += [*fact.typed, self._end(form, fact)]
                left.pop(0)
                spot = self._after(filling, spot)
            else:
                keys, spot = self._go(filling, spot, fact)
                pressed += keys
        return tuple(pressed)

    def record(self, paper: Paper) -> Record:
        """Give the card that the paper describes, each fact read as it stands there."""
        form = form_of(paper.form)
        record = Record.blank(form.code)
        for fact in paper.facts:
            table, _, _ = fact.path.rpartition(".")
            while table and len(record.rows(table)) < fact.row:
                record = record.add_row(table)
            row = record.rows(table)[fact.row - 1].id if table else None
            record = record.replace(fact.path, self._value(form, fact), row)
        return record

    def _value(self, form: Form, fact: Fact) -> Value:
        reader = Reader(self._register, Context(self._today), Language.KK)
        value = reader.read(form.field(fact.path), fact.paper)
        if value is None or isinstance(value, Finding):
            raise ValueError(f"{fact.path}: the paper says what no field can read")
        return value

    @staticmethod
    def _end(form: Form, fact: Fact) -> str:
        field = form.field(fact.path)
        several = isinstance(field, Choices) or (isinstance(field, Text) and field.lines > 1)
        return ONWARD if several else NEXT

    @staticmethod
    def _stands_for(filling: Filling, spot: Spot, fact: Fact) -> bool:
        if spot.path != fact.path:
            return False
        table, _, _ = spot.path.rpartition(".")
        rows = [row.id for row in filling.record.rows(table)] if table else []
        at = len(rows) + 1 if spot.row == NEW else rows.index(spot.row) + 1 if spot.row else 0
        return at == fact.row

    @staticmethod
    def _after(filling: Filling, spot: Spot) -> Spot:
        walk = list(filling.walk())
        at = walk.index(spot) + 1
        return walk[at] if at < len(walk) else walk[-1]

    def _go(self, filling: Filling, spot: Spot, fact: Fact) -> tuple[list[str], Spot]:
        """Press what brings the caret nearer to a fact, and say where it is then."""
        form, table = filling.form, fact.path.rpartition(".")[0]
        here, there = (form.address(path).split(".")[0] for path in (spot.path, fact.path))
        if here != there:
            return [GO_TO, *there, NEXT], self._first(filling, fact)
        if (
            table
            and spot.path.startswith(f"{table}.")
            and fact.row > len(filling.record.rows(table))
        ):
            first = form.repeat(table).fields[0].name
            if spot.row != NEW:
                return [NEXT_ROW], Spot(f"{table}.{first}", NEW)
        return [NEXT], self._after(filling, spot)

    @staticmethod
    def _first(filling: Filling, fact: Fact) -> Spot:
        """Give the first place of the section in which a fact stands."""
        names = {one.name for one in filling.form.section_of(fact.path).fields}
        return next(one for one in filling.walk() if one.path.split(".")[0] in names)


def give_keyboard(title: str, desk: Mapping[str, str]) -> None:
    """Wait until a window is shown whose title has these words, and give it the keyboard.

    One that was found may not be ready to take it, or may be gone by then: it is looked for again
    a few times; raises CalledProcessError after the last of them.
    """
    find = ["xdotool", "search", "--sync", "--onlyvisible", "--name", title]
    for left in reversed(range(TRIES)):
        done = subprocess.run(
            [*find, "windowfocus", "--sync"], env=desk, stdout=subprocess.DEVNULL, timeout=120
        )
        if done.returncode == 0:
            return
        if not left:
            done.check_returncode()


class Hands:
    """Press real keys on a screen: the X server hands them to whatever window has the focus."""

    def __init__(self, display: str) -> None:
        self._desk = {**os.environ, "DISPLAY": display}

    def layout(self, names: str) -> None:
        """Give the keyboard its layouts, the first of them chosen: "us", or "kz,us" where the
        digits are on the keypad alone; the keypad writes them without Num Lock, which would have
        to be pressed for each and comes too late on a busy machine."""
        wanted = ["setxkbmap", "-layout", names, "-option", "numpad:mac"]
        subprocess.run(wanted, env=self._desk, check=True)

    def press(self, keys: Iterable[str]) -> None:
        """Press keys one after another; raises CalledProcessError when the server refuses."""
        names = [_name(key) for key in keys]
        self._do("key", "--delay", str(DELAY), *names)

    def write(self, text: str) -> None:
        """Type letters of the layout that is chosen now."""
        self._do("type", "--delay", str(DELAY), text)

    def await_window(self, title: str) -> None:
        """Wait until a window is shown whose title has these words, and give it the keyboard."""
        give_keyboard(title, self._desk)

    def _do(self, *words: str) -> None:
        subprocess.run(
            ["xdotool", *words], env=self._desk, check=True, stdout=subprocess.DEVNULL, timeout=120
        )


# What the keys of the Kazakh layout say, without and with Shift, from a key's number on.
_ROWS = {
    10: '"! әӘ іІ ңҢ ғҒ ,; .: үҮ ұҰ қҚ өӨ һҺ',
    24: "йЙ цЦ уУ кК еЕ нН гГ шШ щЩ зЗ хХ ъЪ",
    38: "фФ ыЫ вВ аА пП рР оО лЛ дД жЖ эЭ",
    49: "()",
    51: "\\/",
    52: "яЯ чЧ сС мМ иИ тТ ьЬ бБ юЮ №?",
}
_SIGNS = {
    pair[shift]: f"{'shift+' if shift else ''}{first + at}"
    for first, row in _ROWS.items()
    for at, pair in enumerate(row.split())
    for shift in (0, 1)
}
_KEYPAD = {**{str(n): f"KP_{n}" for n in range(10)}, "-": "KP_Subtract", " ": "space"}
_COMMANDS = {NEW_CARD: "ctrl+57", QUIT: "ctrl+24", "ctrl+2": "ctrl+11", "ctrl+3": "ctrl+12"}


def _name(key: str) -> str:
    """Give what xdotool calls a key: its number on the keyboard, or its name."""
    if len(key) > 1:
        return _COMMANDS.get(key, key)
    return _KEYPAD.get(key) or _SIGNS[key]


def type_papers(
    wanted: tuple[Paper, ...], folder: Path, display: str
) -> tuple[Path, dict[str, int]]:
    """Type papers into a new practice vault with the program itself; gives the vault, and the
    keystrokes of each paper by its title."""
    vault = folder / "practice.pana"
    made = create_desk(vault, PASSPHRASE, OFFICE, Period(today().year, 1), practice=True)
    if isinstance(made, Finding):
        raise RuntimeError(made.say(Language.EN))
    made[0].store.vault.close()
    desk = {**os.environ, "XDG_CONFIG_HOME": str(folder / "config")}
    clerk, strokes = Clerk(Register.shipped(), today()), dict[str, int]()
    hands = Hands(display)
    desk |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    program = subprocess.Popen(
        [sys.executable, "main.py", "--lang", "en", "--vault", str(vault)], env=desk, cwd=HOME
    )
    try:
        _type(hands, clerk, wanted, strokes)
        program.wait(timeout=300)
    finally:
        program.kill()  # nothing happens to one that ended
        program.wait()
    return vault, strokes


def _type(hands: Hands, clerk: Clerk, wanted: tuple[Paper, ...], strokes: dict[str, int]) -> None:
    hands.layout("us")
    hands.await_window("Pana")
    hands.write(PASSPHRASE)
    hands.press([NEXT])
    hands.await_window("Today")
    hands.layout("kz,us")
    for paper in wanted:
        keys = (PLACES[paper.form], NEW_CARD, *clerk.keys(paper), COMPLETE)
        strokes[paper.title] = len(keys)
        hands.press(keys)
    hands.press([QUIT])


def compare(wanted: tuple[Paper, ...], vault: Path) -> list[str]:
    """Say where the store differs from the paper; empty when all is as it stands there."""
    clerk, told = Clerk(Register.shipped(), today()), list[str]()
    desk = open_desk(vault, PASSPHRASE)
    if isinstance(desk, Finding):
        return [desk.say(Language.EN)]
    with closing(desk.store.vault), desk.store.reading() as reading:
        for form in PLACES:
            kept = [reading.get(form, one) for one in reading.ids(form, Query())]
            expected = [(one.title, clerk.record(one)) for one in wanted if one.form == form]
            if len(kept) != len(expected):
                told.append(f"{form}: {len(kept)} cards instead of {len(expected)}")
            for (title, paper), card in zip(expected, kept, strict=False):
                assert card is not None
                told += [f"{title}: {line}" for line in _differences(form_of(form), paper, card)]
    return told


def _differences(form: Form, paper: Record, card: Record) -> Iterator[str]:
    there, here = _flat(form, paper), _flat(form, card)
    for place in sorted(there.keys() | here.keys()):
        if there.get(place) != here.get(place):
            yield f"{place}: the paper says {there.get(place)!r}, the store {here.get(place)!r}"


def _flat(form: Form, record: Record) -> Mapping[str, Value]:
    """Give the values of a card by their places, the rows of tables by their numbers."""
    found: dict[str, Value] = {field.name: record.get(field.name) for field in form.scalars()}
    for table in form.repeats():
        for at, row in enumerate(record.rows(table.name), 1):
            found |= {f"{table.name} {at} {one.name}": row.get(one.name) for one in table.fields}
    return {place: value for place, value in found.items() if value is not None}


def main() -> int:
    """Type all papers, or the first of each form, and tell how it went; 1 when anything differs."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--short", action="store_true", help="one family and one court case only")
    asked = read.parse_args()
    wanted = papers()
    if asked.short:
        wanted = tuple(next(one for one in wanted if one.form == form) for form in PLACES)
    with tempfile.TemporaryDirectory() as folder, virtual_screen() as display:
        vault, strokes = type_papers(wanted, Path(folder), display)
        told = compare(wanted, vault)
    for form in PLACES:
        pressed = sum(strokes[one.title] for one in wanted if one.form == form)
        facts = sum(one.characters for one in wanted if one.form == form)
        cards = sum(one.form == form for one in wanted)
        print(
            f"{form}: {cards} cards, {pressed / cards:.0f} keys for {facts / cards:.0f} "
            f"characters each, {pressed / facts:.2f} keys a character"
        )
    print("\n".join(told) or "the store equals the paper, field by field")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
