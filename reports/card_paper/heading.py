"""What stands above and below the sections of a card on paper: office, title, state, signatures."""

from collections.abc import Iterator

from forms.form import Form
from forms.record import Record, State
from forms.words import N_
from reports.card_paper.grid import COLUMNS, row
from reports.card_paper.printing import Printing
from reports.paper.requisites import PRACTICE_NOTE, PRACTICE_WORDS
from reports.sheet import Box, Row, Style

STATES = {
    State.DRAFT: N_("Draft"),
    State.COMPLETE: N_("Complete"),
    State.ANNULLED: N_("Annulled"),
}
NOT_COUNTED = N_("not counted in the return yet")
REVISION = N_("Revision {number} of {day}")
HOW = N_(
    "Write the code of the answer into the small box. Leave empty what does not apply or is not "
    "known."
)
PAGE_WORDS = N_("Page {page} of {pages}")
PRINTED = N_("printed")
SECRETARY = N_("Secretary of the commission")
CHAIR = N_("Chair of the commission")
SIGNATURE = N_("signature")
NAME = N_("last name, initials")
DAY = N_("date")
_SIGNED = 15  # columns of each part of a line to sign on
_TO_WRITE = "_" * 24


def heading(form: Form, record: Record | None, printing: Printing) -> Iterator[Row]:
    """Give the rows above the first section; record is None for a blank card."""
    office = printing.register.commission(printing.office, printing.today)
    if office is not None:
        names = "\n".join(printing.tongue.each(office.name.say))
        yield row((0, Box(names, Style.SMALL, across=COLUMNS)))
    if printing.practice and record is not None:
        yield row((0, Box(PRACTICE_NOTE, Style.SMALL, across=COLUMNS, align="center")))
    title = printing.tongue.below(form.title)
    yield row((0, Box(title, Style.TITLE, across=COLUMNS)))
    number = record.number if record else _TO_WRITE
    if number:
        yield row((0, Box(f"№ {number}", Style.PLAIN, across=COLUMNS, align="center")))
    words = printing.tongue.below(HOW) if record is None else _state(record, printing)
    yield row((0, Box(words, Style.SMALL, across=COLUMNS, align="center")))


def _state(record: Record, printing: Printing) -> str:
    parts = [printing.tongue.say(STATES[record.state])]
    if record.state is State.DRAFT:
        parts.append(printing.tongue.say(NOT_COUNTED))
    if record.changed_at is not None:
        day = record.changed_at.astimezone().date()
        parts.append(printing.tongue.say(REVISION, {"number": record.revision, "day": day}))
    return " · ".join(parts)


def signing(printing: Printing) -> Iterator[Row]:
    """Give the rows below the last section: who keeps the card and who heads the commission.

    An empty box beside all of them keeps them on one page.
    """
    signed = ((SECRETARY, printing.secretary), (CHAIR, printing.chair))
    yield row((_SIGNED, Box(None, down=1 + 2 * len(signed))), height=10)
    for words, name in signed:
        yield row(
            (0, Box(printing.tongue.below(words), Style.SMALL, across=_SIGNED)),
            (_SIGNED + 1, Box(name, Style.RULE, across=_SIGNED + 3)),
            (2 * _SIGNED + 5, Box(None, Style.RULE, across=_SIGNED - 3)),
            (3 * _SIGNED + 3, Box(None, Style.RULE, across=_SIGNED - 3)),
            height=26,
        )
        yield row(
            *(
                (at, Box(printing.tongue.say(what), Style.BELOW, across=wide))
                for at, wide, what in (
                    (_SIGNED + 1, _SIGNED + 3, NAME),
                    (2 * _SIGNED + 5, _SIGNED - 3, SIGNATURE),
                    (3 * _SIGNED + 3, _SIGNED - 3, DAY),
                )
            )
        )


def footer(form: Form, record: Record | None, printing: Printing) -> str:
    """Give the words at the foot of every page: which card it is, when and by whom printed."""
    if record is None or printing.moment is None:
        return printing.tongue.say(form.title)
    moment = printing.moment.astimezone().strftime("%d.%m.%Y %H:%M")
    printed = f"{printing.tongue.say(PRINTED)} {moment}"
    return " · ".join(part for part in (record.number, printed, printing.who) if part)


def mark(record: Record | None, printing: Printing) -> str:
    """Give the words across every page: that a card is no document yet or any more, or practice."""
    if record is None:
        return ""
    told = [PRACTICE_WORDS] if printing.practice else []
    if record.state is not State.COMPLETE:
        told.append(printing.tongue.say(STATES[record.state]).upper())
    return "\n".join(told)
