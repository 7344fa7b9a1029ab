"""The content of a return as plain JSON, its digest and the control code printed on paper."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from reports.definition import Cell, Return
from reports.filled import Decision, FilledReturn, Number, Origin, Part, PartState
from reports.period import Period

Content = dict[str, Any]

CODE_DIGITS = 16


def digest(filled: FilledReturn) -> str:
    """Give the SHA-256 of everything that a return says, as 64 hexadecimal digits.

    Neither the program nor the file belongs to it: the same return printed again years later by
    another version has the same digest.  It shows accidents and naive edits; against a forger
    the control code on the signed paper is compared.
    """
    return hashlib.sha256(canonical(content_of(filled)).encode("ascii")).hexdigest()


def canonical(content: Content) -> str:
    """Write JSON in its one canonical form: sorted keys, no spaces, ASCII only.

    Spaces inside texts are escaped too, so that the text can be cut anywhere into cells of a
    workbook without a space at an edge that another program would drop.
    """
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text.replace(" ", "\\u0020")


def control_code(digest_of_return: str) -> str:
    """Give the short digest for paper, digits in groups of four.

    Digits only: the letters A, B, C, E of a hexadecimal code look the same in Latin and Cyrillic.
    """
    digits = f"{int(digest_of_return, 16) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"
    return " ".join(digits[at : at + 4] for at in range(0, CODE_DIGITS, 4))


def content_of(filled: FilledReturn) -> Content:
    """Give everything that a return says as JSON, keyed by codes and never by places."""
    return {
        "return": filled.definition.code,
        "definition": filled.definition.version,
        "office": filled.office,
        "period": str(filled.period),
        "revision": filled.revision,
        "reason": filled.reason,
        "origin": filled.origin.value,
        "first_use": filled.first_use.isoformat() if filled.first_use else None,
        "practice": filled.practice,
        "numbers": _numbers(filled.numbers),
        "lacking": {str(cell): count for cell, count in filled.lacking.items()},
        "parts": [_part(part) for part in sorted(filled.parts, key=lambda one: one.office)],
        "decisions": [_decision(one) for one in in_order(filled.decisions)],
    }


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Give decisions in the one order in which they are sealed and printed."""
    return sorted(decisions, key=lambda one: (one.rule, one.place, one.reason, one.words, one.who))


def _numbers(numbers: Mapping[Cell, Number | None]) -> dict[str, int | str | None]:
    return {
        str(cell): str(value) if isinstance(value, Decimal) else value
        for cell, value in numbers.items()
    }


def _part(part: Part) -> Content:
    return {
        "office": part.office,
        "state": part.state.value,
        "revision": part.revision,
        "digest": part.digest,
        "lacking": part.lacking,
        "numbers": _numbers(part.numbers),
    }


def _decision(one: Decision) -> Content:
    return {
        "rule": one.rule,
        "place": one.place,
        "reason": one.reason,
        "words": one.words,
        "who": one.who,
        "on": one.on.isoformat() if one.on else None,
    }


def filled_from(content: Content, definition: Return) -> FilledReturn:
    """Give back the return that content_of wrote, of a definition already found.

    The content is a stranger's: raises KeyError, TypeError, ValueError or ArithmeticError where
    it has not the shape that content_of writes.  Which numbers are allowed is not judged here.
    """
    return FilledReturn(
        definition=definition,
        office=_text(content["office"]),
        period=_period(content["period"]),
        numbers=_read_numbers(content["numbers"]),
        revision=_whole(content["revision"]),
        reason=_text(content["reason"]),
        origin=Origin(content["origin"]),
        lacking={_cell(cell): _whole(count) for cell, count in content["lacking"].items()},
        parts=tuple(_read_part(part) for part in content["parts"]),
        decisions=tuple(_read_decision(one) for one in content["decisions"]),
        first_use=_day(content["first_use"]),
        practice=_flag(content["practice"]),
    )


def _read_part(part: Content) -> Part:
    revision = part["revision"]
    return Part(
        office=_text(part["office"]),
        state=PartState(part["state"]),
        revision=None if revision is None else _whole(revision),
        digest=_text(part["digest"]),
        lacking=_whole(part["lacking"]),
        numbers=_read_numbers(part["numbers"]),
    )


def _read_decision(one: Content) -> Decision:
    return Decision(
        rule=_text(one["rule"]),
        place=_text(one["place"]),
        reason=_text(one["reason"]),
        words=_text(one["words"]),
        who=_text(one["who"]),
        on=_day(one["on"]),
    )


def _read_numbers(numbers: Any) -> dict[Cell, Number | None]:
    return {_cell(cell): _number(value) for cell, value in numbers.items()}


def _number(value: Any) -> Number | None:
    if isinstance(value, str):
        return Decimal(value)
    return None if value is None else _whole(value)


def _cell(text: str) -> Cell:
    table, line, column = text.split("/")
    return Cell(table, line, column)


def _period(text: Any) -> Period:
    found = Period.read(_text(text))
    if found is None:
        raise ValueError(f"no quarter: {text}")
    return found


def _day(text: Any) -> date | None:
    return None if text is None else date.fromisoformat(_text(text))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r:.40}")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"no whole number: {value!r:.40}")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"neither true nor false: {value!r:.40}")
    return value
