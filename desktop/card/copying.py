"""Puts in what stands above or stood before, so that nobody types it twice; always marked as
copied until it is typed over or confirmed with Enter."""

from desktop.card.filling import NEW, Filling, Spot
from desktop.card.person_tables import NAMES, tables_of_people
from desktop.desk import Desk
from forms.fields import Entry, Repeat, Value
from forms.record import Record
from forms.store.latest import Asked


def fill_down(filling: Filling, spot: Spot) -> Spot | None:
    """Put in the value of the row above; give the spot where it stands, None without any."""
    table, _, name = spot.path.rpartition(".")
    above = _above(filling, table, spot.row) if table else None
    value = above.get(name) if above is not None else None
    return None if value is None else filling.copy(spot, value)


def repeat(filling: Filling, spot: Spot, before: Record | None) -> Spot | None:
    """Put in what is likely the same again; give the spot to go on from, None without any.

    In the row that is not there yet: a row with all that its table repeats; in another row: the
    value above; outside tables: the value of the card before.
    """
    if spot.row == NEW:
        return _new_row(filling, spot) or fill_down(filling, spot)
    if spot.row:
        return fill_down(filling, spot)
    value = before.get(spot.path) if before is not None else None
    return None if value is None else filling.copy(spot, value)


def accept(filling: Filling, spot: Spot) -> bool:
    """Confirm what was copied to a spot; False when nothing was."""
    if spot not in filling.copied:
        return False
    with filling.step(spot):
        filling.copied.discard(spot)
    return True


def card_before(desk: Desk, record: Record) -> Record | None:
    """Give the card of the same form that this person saved last, also before this start; None
    without any."""
    with desk.looking() as reading:
        savings = reading.latest(Asked(who=desk.who))
        others = (one for one in savings if one.form == record.form and one.card != record.id)
        last = next(others, None)
        return reading.get(record.form, last.card) if last is not None else None


def _new_row(filling: Filling, spot: Spot) -> Spot | None:
    table = filling.form.repeat(spot.path.split(".")[0])
    values = _repeated(filling, table)
    if not values:
        return None
    with filling.step(spot):
        row = filling.add_row(table.name, spot.path).row
        for name, value in values.items():
            filling.copy(Spot(f"{table.name}.{name}", row), value)
    rest = (Spot(f"{table.name}.{each.name}", row) for each in table.fields)
    return next(one for one in rest if one not in filling.copied)


def _repeated(filling: Filling, table: Repeat) -> dict[str, Value]:
    """Give what a new row takes over: brothers and sisters share what the row above repeats; the
    first child shares the surname alone, of the person entered last in the table before."""
    above = _above(filling, table.name, NEW)
    names = [each.name for each in table.fields if each.kept_on_repeat]
    if above is None:
        above, names = _last_person(filling, table), [NAMES[0]]
    if above is None:
        return {}
    return {name: value for name in names if (value := above.get(name)) is not None}


def _above(filling: Filling, table: str, row: str) -> Entry | None:
    rows = filling.record.rows(table)
    at = next((at for at, one in enumerate(rows) if one.id == row), len(rows))
    return rows[at - 1] if at else None


def _last_person(filling: Filling, table: Repeat) -> Entry | None:
    people = tables_of_people(filling.form)
    if table not in people:
        return None
    before = [row for one in people[: people.index(table)] for row in filling.record.rows(one.name)]
    return before[-1] if before else None
