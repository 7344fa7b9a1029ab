"""What is said of a card as a whole: its title, its state, the places of its findings."""

from collections.abc import Mapping, Sequence
from datetime import date

from desktop.card.content import Difference, Kind
from desktop.card.filling import Filling, Spot, spot_of
from desktop.card.pasting import Pasted
from desktop.card.problem_panel import Instruction, Problem
from desktop.language import current, tr, tr_n
from desktop.page import PillText
from forms.findings import Finding
from forms.form import Form
from forms.norms import say_norm
from forms.person import initials
from forms.record import Record, State
from forms.sensitive import HIDDEN
from forms.words import N_, say

STATES: Mapping[State, PillText] = {
    State.DRAFT: PillText(N_("Draft"), "draft", "state.draft"),
    State.COMPLETE: PillText(N_("Complete"), "ok", "state.ok"),
    State.ANNULLED: PillText(N_("Annulled"), "plain", "state.left"),
}
"""State of a card → its pill; the text is a marked sentence."""


ROLES = {"secretary": N_("secretary")}
"""Who is not called by a name in the history → a marked word."""


def title_of(form: Form, record: Record) -> str:
    """Give the first person named on a card, else its number, else that it is new."""
    people = (row.values for table in form.repeats() for row in record.rows(table.name))
    named = next((values for values in people if values.get("surname")), None)
    if named is not None:
        return initials(named)
    return f"№ {record.number}" if record.number else tr("New card")


def state_pill(record: Record) -> PillText:
    """Give the state of a card in words."""
    pill = STATES[record.state]
    return PillText(tr(pill.text), pill.tone, pill.icon)


def left_words(stops: int, soft: int) -> str:
    """Say how much is to mend and to confirm before a card is complete, "" for nothing."""
    told = (
        tr_n("{n} to mend", "{n} to mend", stops) if stops else "",
        tr_n("{n} to confirm", "{n} to confirm", soft) if soft else "",
    )
    return ", ".join(filter(None, told))


def place_of(filling: Filling, numbers: Mapping[str, str], spot: Spot) -> str:
    """Name a spot: number and name of the field, and which row of its table."""
    if not spot.path:
        return tr(filling.form.title)
    field = filling.field(spot)
    place = f"{numbers[spot.path]} {say(field.label, current())}"
    if not spot.row:
        return place
    table = filling.form.repeat(spot.path.split(".")[0])
    rows = [row.id for row in filling.record.rows(table.name)]
    number = rows.index(spot.row) + 1 if spot.row in rows else len(rows) + 1
    return f"{place} · {say(table.one, current())} {number}"


def row_of(filling: Filling, spot: Spot) -> str:
    """Name the row of a table a spot stands in: the table, what a row is, and its number."""
    table = filling.form.repeat(spot.path.split(".")[0])
    rows = [row.id for row in filling.record.rows(table.name)]
    number = rows.index(spot.row) + 1 if spot.row in rows else len(rows) + 1
    return f"{say(table.label, current())} · {say(table.one, current())} {number}"


def say_difference(
    old: Filling, new: Filling, numbers: Mapping[str, str], one: Difference, today: date
) -> str:
    """Say one difference between two moments of a card."""
    lang = current()
    match one.kind:
        case Kind.ROW_ADDED:
            return tr("Row added: {place}", place=row_of(new, one.spot))
        case Kind.ROW_DROPPED:
            return tr("Row taken out: {place}", place=row_of(old, one.spot))
        case Kind.ROWS_MOVED:
            table = new.form.repeat(one.spot.path.split(".")[0])
            return tr("Rows put in another order: {place}", place=say(table.label, lang))
        case Kind.CONFIRMED:
            return tr("Confirmed: {place}", place=place_of(new, numbers, one.spot))
        case Kind.UNCONFIRMED:
            return tr("Confirmation taken back: {place}", place=place_of(new, numbers, one.spot))
    was, now = (said(side, one.spot, today) or "—" for side in (old, new))
    return f"{place_of(new, numbers, one.spot)}: {was} → {now}"


def said(filling: Filling, spot: Spot, today: date) -> str:
    """Give the text of a spot to be spoken of: of a hidden one that it is hidden."""
    text = filling.text(spot, today, current())
    return tr(HIDDEN) if not text and filling.hides(spot) else text


def who_of(who: str) -> str:
    """Say who changed something: a role by its words, a name as it is."""
    return tr(ROLES[who]) if who in ROLES else who


def problems_of(
    filling: Filling, numbers: Mapping[str, str], findings: Sequence[Finding]
) -> list[Problem]:
    """Give the findings as the panel shows them."""
    return [
        Problem(place_of(filling, numbers, spot_of(one)), one.say(current()), one)
        for one in findings
    ]


def pasted_words(done: Pasted) -> str:
    """Say what came of a paste."""
    said = tr_n("{n} cell was pasted.", "{n} cells were pasted.", done.read + done.unread)
    if not done.unread:
        return said
    left = tr_n(
        "{n} of them cannot be read yet; it stands as pasted.",
        "{n} of them cannot be read yet; they stand as pasted.",
        done.unread,
    )
    return f"{said} {left}"


def instruction_of(filling: Filling, numbers: Mapping[str, str], spot: Spot) -> Instruction:
    """Give the instruction of a field."""
    field = filling.field(spot)
    return Instruction(
        f"{numbers[spot.path]} {say(field.label, current())}",
        say(field.help, current()),
        say_norm(field.norm, current()),
        field.demanded(filling.record.values, filling.row(spot)),
    )
