"""Finds what no Kazakh or Russian sentence may show: a glued ending, a wrong sign or word."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from forms.letters import ALPHABET

RUSSIAN = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
LETTERS = {"kk": set(ALPHABET + ALPHABET.lower()), "ru": set(RUSSIAN + RUSSIAN.lower())}
SUMS = {"∑", "Σ"}
AVOIDED = Path(__file__).parent / "cases" / "avoided_words.tsv"

# An ending that follows a placeholder with a hyphen; “{line}-жол” is a word of its own.
ENDING = (
    r"\}-(?:[ғгқк][ае]|[дт][ае]н?|[тдн][ае]н|[нтд][ыі]ң?|[мбп]ен|с?[ыі]|н[дт][ае]"
    r"|[дт]ағы|[дт]егі)\b"
)
MARKS = {
    "an ending glued to a placeholder": r"\}[^\W\d_]|[^\W\d_]\{|" + ENDING,
    "an exclamation mark": r"!",
    "a dash of another kind": r"—|−(?=[^\W\d_])|(?<=\w) - (?=\w)",
    "three dots instead of one sign": r"\.\.\.",
    "quotation marks of another language": r"[“”„]",
    "a space before a sign": r"(?<=[\w»}]) [.,;!?](?= |$)",
}
SPEECH = {
    "kk": {
        "a word that needs a case after a placeholder": r"\} (?:дейін|кейін|бұрын|бері|бастап)\b",
        "a question made of a statement": r"(?:[аеиі]й?ды|[аеиі]й?ді) [мбп][ае]\b",
        "a sen form": r"(?i)\b(?:сен|сені|саған|сенің|сенен|сендер|өзің)\b",
    },
    "ru": {"a ty form": r"(?i)\b(?:ты|тебя|тебе|тобой|твой|твоя|твоё|твои)\b"},
}


@cache
def avoided() -> tuple[tuple[str, str, str], ...]:
    """Give the words that are not used, each as language, pattern and the word said instead."""
    with AVOIDED.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream, delimiter="\t")
        next(rows)
        return tuple((row[0], row[1], row[2]) for row in rows)


def faults(lang: str, told: str) -> list[str]:
    """Give what is wrong with one sentence or name in Kazakh or Russian, in words."""
    patterns = {**MARKS, **SPEECH[lang]}
    found = [what for what, pattern in patterns.items() if re.search(pattern, told)]
    return found + [f"{said}, not {word}" for word, said in _avoided_in(lang, told)]


def strange_letters(lang: str, told: str) -> list[str]:
    """Give the letters that the alphabet of the language does not have, and combining marks."""
    plain = re.sub(r"\{[^}]*\}", " ", told)
    return [
        sign
        for sign in plain
        if unicodedata.combining(sign)
        or sign.isalpha()
        and not sign.isascii()
        and sign not in LETTERS[lang] | SUMS
    ]


def disagreements(english: str, told: str) -> list[str]:
    """Give the signs at which a translation does not follow its English sentence."""
    found = [sign for sign in ("…", "  ") if (sign in english) != (sign in told)]
    found += [sign for sign in ".?:" if _ends(english, sign) and not told.endswith(sign)]
    return found + ["« »"] * (told.count("«") != told.count("»"))


def _ends(english: str, sign: str) -> bool:
    return english.endswith(sign) and (sign != "." or " " in english)


def _avoided_in(lang: str, told: str) -> Iterator[tuple[str, str]]:
    for of, word, said in avoided():
        if of == lang and re.search(rf"\b{word}", told, re.I):
            yield word, said
