"""Explains a total that does not add up: which part, by which slip, ranked by likelihood.

The slips are those that hands make when numbers are copied: a part left out or counted twice, two
neighbouring digits swapped, one digit mistyped, a digit lost or doubled, a sign lost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.findings import Finding, Severity
from forms.words import N_

ADDS_NOT = N_("{column}: the total says {total}, but its parts add up to {sum}; off by {off}.")
LEFT_OUT = N_("{column}: the total is right if “{part}” ({number}) was left out of it.")
TWICE = N_("{column}: the total is right if “{part}” ({number}) was added twice.")
SWAPPED = N_("{column}: two digits may be swapped: “{part}” {number}, which would be {right}.")
MISTYPED = N_("{column}: one digit may be wrong: “{part}” {number}, which would be {right}.")
DIGITS = N_("{column}: a digit may be lost or doubled: “{part}” {number}, which would be {right}.")
NO_SLIP = N_("{column}: no single slip explains the difference; at least two numbers are wrong.")


@dataclass(frozen=True, slots=True)
class Slip:
    """One explanation: the sentence, the part it blames, its number and what it should be."""

    sentence: str
    part: str
    number: int
    right: int
    rank: int


def explain(parts: Sequence[tuple[str, int]], total: int, total_name: str) -> tuple[Slip, ...]:
    """Give the single slips that would make the parts add up to the total, likeliest first.

    An empty tuple means that the sum is right, or that no single slip explains it.
    """
    missing = total - sum(number for _, number in parts)
    if missing == 0:
        return ()
    found = [slip for name, number in parts for slip in _slips(name, number, number + missing)]
    found += [Slip(LEFT_OUT, name, number, 0, 0) for name, number in parts if number == -missing]
    found += [
        Slip(TWICE, name, number, 2 * number, 0) for name, number in parts if number == missing
    ]
    found += list(_slips(total_name, total, total - missing))
    return tuple(sorted(found, key=lambda slip: (slip.rank, slip.part == total_name)))


def check_column(
    column: str, parts: Sequence[tuple[str, int]], total: int, total_name: str
) -> tuple[Finding, ...]:
    """Give nothing when a column adds up, else what is off and the ranked explanations."""
    added = sum(number for _, number in parts)
    if added == total:
        return ()
    values: dict[str, object] = {
        "column": column,
        "total": total,
        "sum": added,
        "off": total - added,
    }
    found = [Finding("T1", Severity.HARD, ADDS_NOT, {"column": column}, values)]
    slips = explain(parts, total, total_name)
    for slip in slips[:5]:
        found.append(
            Finding(
                "T2",
                Severity.INFO,
                slip.sentence,
                {"column": column, "row": slip.part},
                {"column": column, "part": slip.part, "number": slip.number, "right": slip.right},
            )
        )
    if not slips:
        found.append(Finding("T3", Severity.INFO, NO_SLIP, {"column": column}, {"column": column}))
    return tuple(found)


def _slips(name: str, number: int, right: int) -> Iterator[Slip]:
    if right < 0 or number < 0 or number == right:
        return
    old, new = str(number), str(right)
    if len(old) == len(new):
        differing = [at for at, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
        if len(differing) == 1:
            yield Slip(MISTYPED, name, number, right, 2)
        elif len(differing) == 2 and sorted(old) == sorted(new):
            near = differing[1] - differing[0] == 1
            yield Slip(SWAPPED, name, number, right, 1 if near else 3)
    elif abs(len(old) - len(new)) == 1:
        longer, shorter = (old, new) if len(old) > len(new) else (new, old)
        if any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))):
            yield Slip(DIGITS, name, number, right, 2)
