"""Brings the catalogues in resources/locale up to what the program says now.

Run by a developer from the top of the tree: python -m tests.update_words [--again] [TSV...]

A TSV file has the head row en, kk, ru and a sentence a row; the forms of a sentence that counts
are parted by "|||".  It fills what is not translated yet; with --again it also replaces what is.
Sentences that the program no longer says are taken out.  The end tells what is still missing.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.catalogues import (
    FORMS,
    LOCALE,
    TOP,
    Sentence,
    forms_of,
    marked,
    mismatch,
    read_catalogue,
    write_catalogue,
)

ESCAPES = {r"\n": "\n", r"\t": "\t", r"\\": "\\"}

Offers = dict[Sentence, dict[str, Sentence]]


def read_fragments(files: Sequence[Path]) -> tuple[Offers, list[str]]:
    """Give the translations that TSV files offer, and complaints about rows that offer none."""
    offers: Offers = {}
    complaints = []
    for file in files:
        head, *rows = file.read_text(encoding="utf-8-sig").splitlines() or [""]
        if head.split("\t") != ["en", "kk", "ru"]:
            complaints.append(f"{file}:1: the head row is not en, kk, ru")
            continue
        for number, row in enumerate(rows, 2):
            cells = [_cell(cell) for cell in row.split("\t")]
            if len(cells) != 3:
                complaints += [f"{file}:{number}: {len(cells)} cells instead of 3"] if row else []
                continue
            offer = dict(zip(("kk", "ru"), cells[1:], strict=True))
            if offers.setdefault(cells[0], offer) != offer:
                complaints.append(f"{file}:{number}: told otherwise before: {cells[0][0]}")
    return offers, complaints


def _cell(text: str) -> Sentence:
    plain = re.sub(r"\\[nt\\]", lambda found: ESCAPES[found[0]], text)
    return tuple(part.strip() for part in plain.split("|||"))


def merged(
    lang: str,
    wanted: Sequence[Sentence],
    known: dict[Sentence, Sentence],
    offers: Offers,
    again: bool = False,
) -> tuple[dict[Sentence, Sentence], list[str]]:
    """Give each wanted sentence with its translation, and complaints about those without one."""
    words = {}
    complaints = []
    for sentence in wanted:
        told = known.get(sentence, ())
        offer = offers.get(sentence, {}).get(lang, ())
        if offer and (again or not all(told or ("",))):
            told = offer
        wrong = mismatch(lang, sentence, told) if any(told) else "not translated"
        if wrong:
            complaints.append(f"{lang}: {wrong}: {sentence[0]}")
        count = forms_of(lang, sentence)
        words[sentence] = told if len(told) == count else ("",) * count
    return words, complaints


def update(files: Sequence[Path], again: bool, top: Path = TOP, locale: Path = LOCALE) -> list[str]:
    """Write all catalogues anew; give what a person still has to look at."""
    offers, complaints = read_fragments(files)
    said = marked(top)
    for lang in FORMS:
        known: dict[Sentence, Sentence] = {}
        for room in reversed(said):  # a sentence keeps its words when it moves to another room
            stood = read_catalogue(lang, room, locale)
            known |= {sentence: told for sentence, told in stood.items() if all(told)}
        for room, places in said.items():
            words, missing = merged(lang, sorted(places), known, offers, again)
            write_catalogue(lang, room, words, places, locale)
            complaints += missing
    everything = {sentence for places in said.values() for sentence in places}
    complaints += [f"not said anywhere: {one[0]}" for one in sorted(offers.keys() - everything)]
    return complaints


def main() -> int:
    """Update the catalogues; 1 when something is left to do."""
    arguments = argparse.ArgumentParser(description="Update the catalogues of translations.")
    arguments.add_argument("fragments", nargs="*", type=Path, help="TSV files: en, kk, ru")
    arguments.add_argument("--again", action="store_true", help="replace what is translated")
    given = arguments.parse_args()
    complaints = update(given.fragments, given.again)
    print(*complaints, sep="\n")
    print(f"{len(complaints)} left to look at")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
