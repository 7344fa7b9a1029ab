"""Finds the marked sentences of the program and keeps the files that translate them."""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from forms.words import ROOMS

TOP = Path(__file__).parents[1]
LOCALE = TOP / "resources" / "locale"

PLURALS = {
    "kk": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
FORMS = {"kk": 2, "ru": 3}

MARKS: dict[str, tuple[int, ...] | None] = {
    "N_": None,
    "say": None,
    "tr": None,
    "NN_": (1, 2),
    "tr_n": (1, 2),
}

Sentence = tuple[str, ...]
"""One sentence that is always the same, or two: for one and for many."""


class Translations(Catalog):
    """A catalogue whose head tells no dates and no tool, so that it changes with its words only."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Give the lines of the head."""
        lang = str(self.locale)
        return [
            ("Language", lang),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", PLURALS[lang]),
        ]

    @mime_headers.setter
    def mime_headers(self, headers: object) -> None:
        """Keep the head as it is, whatever a file says."""


def marked(top: Path = TOP) -> dict[str, dict[Sentence, set[str]]]:
    """Give the marked sentences of each room with the files that speak them.

    A sentence that several rooms speak belongs to the lowest of them, and is translated once.
    """
    found: dict[str, dict[Sentence, set[str]]] = {}
    taken: set[Sentence] = set()
    for room in ROOMS:
        here = found[room] = {}
        for name, _, ids, _, _ in extract_from_dir(
            top / room, method_map=[("**.py", "python")], keywords=MARKS, comment_tags=()
        ):
            sentence = ids if isinstance(ids, tuple) else (ids,)
            if sentence not in taken and all(sentence):
                here.setdefault(sentence, set()).add(f"{room}/{Path(name).as_posix()}")
        taken |= here.keys()
    return found


def unreadable_marks(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give the marks around something that no catalogue can hold: a variable, an f-string."""
    inside = {
        id(part)
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for part in ast.walk(text)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if id(node) in inside and name in MARKS and isinstance(node.args[0], ast.Constant):
            yield node.lineno, f"a mark inside an f-string: {ast.unparse(node)}"
        count = 2 if MARKS.get(name) else 1
        starred = isinstance(node.args[0], ast.Starred)
        for given in node.args[: 1 if starred else count] if name in MARKS else []:
            fixed = isinstance(given, ast.Constant) and isinstance(given.value, str)
            # say and tr also speak what was marked elsewhere and arrives in a variable
            passed_on = name in ("say", "tr") and not isinstance(given, ast.JoinedStr | ast.BinOp)
            # tr_n speaks a pair that NN_ marked elsewhere: tr_n(*PAIR, n)
            pair = name == "tr_n" and isinstance(given, ast.Starred)
            if not fixed and not passed_on and not pair:
                yield node.lineno, f"{name}({ast.unparse(given)})"


def file_of(lang: str, room: str, suffix: str, locale: Path = LOCALE) -> Path:
    """Give the place of one catalogue."""
    return locale / lang / "LC_MESSAGES" / f"{room}{suffix}"


def read_catalogue(lang: str, room: str, locale: Path = LOCALE) -> dict[Sentence, Sentence]:
    """Give the translations that stand in a .po file; none when there is no file."""
    file = file_of(lang, room, ".po", locale)
    if not file.exists():
        return {}
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale=lang)
    return {_tuple(one.id): _tuple(one.string) for one in catalogue if one.id}


def fuzzy_in(lang: str, room: str, locale: Path = LOCALE) -> list[str]:
    """Give the sentences that somebody marked as doubtful in a .po file."""
    with file_of(lang, room, ".po", locale).open("rb") as stream:
        return [str(one.id) for one in read_po(stream, locale=lang) if one.id and one.fuzzy]


def _tuple(value: str | list[str] | tuple[str, ...] | None) -> Sentence:
    return (value or "",) if value is None or isinstance(value, str) else tuple(value)


def write_catalogue(
    lang: str,
    room: str,
    words: dict[Sentence, Sentence],
    places: dict[Sentence, set[str]],
    locale: Path = LOCALE,
) -> None:
    """Write the .po file of one room and language, and its .mo beside it."""
    catalogue = Translations(
        locale=lang, header_comment=f"# What Pana says: {room}, {lang}.", fuzzy=False
    )
    for sentence in sorted(words):
        told = words[sentence]
        catalogue.add(
            sentence if len(sentence) > 1 else sentence[0],
            told if len(sentence) > 1 else told[0],
            locations=[(place, 0) for place in sorted(places.get(sentence, ()))],
        )
    po, mo = BytesIO(), BytesIO()
    write_po(po, catalogue, width=100, sort_output=True, include_lineno=False)
    write_mo(mo, catalogue)
    for suffix, content in ((".po", po), (".mo", mo)):
        file = file_of(lang, room, suffix, locale)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.getvalue())


def forms_of(lang: str, sentence: Sentence) -> int:
    """Give the number of forms that a language has for a sentence."""
    return FORMS[lang] if len(sentence) > 1 else 1


def blanks(text: str) -> frozenset[str]:
    """Give the {names} of a sentence; raises ValueError when its braces do not close."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def mismatch(lang: str, sentence: Sentence, told: Sentence) -> str:
    """Say in what a translation does not fit its sentence; nothing when it fits."""
    if len(told) != forms_of(lang, sentence):
        return f"{len(told)} forms instead of {forms_of(lang, sentence)}"
    try:
        names = blanks(sentence[-1])
        # "One family" may leave out the number where one means one; in Russian it also means 21.
        in_one = {names, blanks(sentence[0])} if lang == "kk" else {names}
        for at, text in enumerate(told):
            if text and blanks(text) not in (in_one if at == 0 else {names}):
                return f"{{names}} differ in “{text}”"
    except ValueError as wrong:
        return f"braces do not close: {wrong}"
    return ""
