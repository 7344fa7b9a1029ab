"""The history of a card in words: who changed what, from what to what, the newest first."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from desktop.card.card_words import STATES, place_of, who_of
from desktop.card.content import Spot, spot_of_key
from desktop.card.filling import Filling
from desktop.card.history_view import Past, PastLine
from desktop.desk import Desk
from desktop.language import current, moment, tr
from forms.codes import codes
from forms.fields import Entry, Field, Value
from forms.form import Form
from forms.record import State
from forms.sensitive import HIDDEN, neutral
from forms.store.store import Change, What
from forms.words import N_, say, tell

WORDS = {
    What.ROW_ADDED: N_("Row added: {place}"),
    What.ROW_DROPPED: N_("Row taken out: {place}"),
    What.ROWS_MOVED: N_("Rows put in another order: {place}"),
    What.STATE: N_("State: {new}"),
    What.ANNULLED: N_("Annulled: {new}"),
    What.RESTORED: N_("Annulment taken back"),
}

Restoring = Callable[[Filling], Spot]
"""What puts an earlier value into a card; it gives the spot at which the value stands then."""


def history_of(desk: Desk, filling: Filling, changes: Sequence[Change]) -> Sequence[Past]:
    """Speak the history of a card; empty for one that was never saved."""
    entries = []
    for _, group in groupby(changes, key=lambda one: one.revision):
        made = list(group)
        head = f"{moment(made[0].when)} · {who_of(made[0].who)}".removesuffix(" · ")
        lines = [_line(desk, filling, one, made) for one in made if not _told_by_its_row(one, made)]
        entries.append(Past(made[0].revision, head, tuple(lines)))
    return entries[::-1]


def last_annulment(changes: Sequence[Change]) -> Change | None:
    """Give the change by which a card was annulled last."""
    found = [one for one in changes if one.what is What.ANNULLED]
    return found[-1] if found else None


def confirmations(changes: Sequence[Change]) -> dict[str, Change]:
    """Give by the key of its finding who confirmed what and when, the last one of each."""
    made = [one for one in changes if one.what is What.CONFIRMED]
    return {one.path: one for one in made if one.new is not None}


def say_annulment(told: Value) -> str:
    """Say why a card was annulled: the code of the reason and the words beside it."""
    key, _, words = str(told or "").partition(" ")
    names = {one.key: one.say(current()) for one in codes("annul_reason")}
    return ": ".join(part for part in (names.get(key, key), words) if part)


def _told_by_its_row(change: Change, made: Sequence[Change]) -> bool:
    """True for the values of a row that was taken out: one line tells of the row as a whole."""
    dropped = {one.row for one in made if one.what is What.ROW_DROPPED}
    return change.what is What.VALUE and bool(change.row) and change.row in dropped


def _line(desk: Desk, filling: Filling, change: Change, made: Sequence[Change]) -> PastLine:
    match change.what:
        case What.VALUE:
            return _value_line(desk, filling, change)
        case What.ROW_DROPPED:
            return _row_line(desk, filling, change, made)
        case What.CONFIRMED:
            return PastLine(_confirmation(filling, change))
    new = say_annulment(change.new) if change.what is What.ANNULLED else _state(change.new)
    place = _label(filling.form, change.path)
    return PastLine(tr(WORDS[change.what], place=place, new=new))


def _value_line(desk: Desk, filling: Filling, change: Change) -> PastLine:
    fields = dict(filling.form.paths())
    if change.path not in fields:
        return PastLine(f"{change.path}: {tell(change.new, current())}")
    field, spot = fields[change.path], Spot(change.path, change.row)
    old, new = (_shown(desk, filling, field, value) for value in (change.old, change.new))
    text = f"{_place(filling, spot)}: {new if change.old is None else f'{old} → {new}'}"
    now = filling.value(spot)
    value, shown = (change.new, new) if change.new != now else (change.old, old)
    there = not change.row or change.row in _rows(filling, change)
    if value is None or not there or filling.locked:
        return PastLine(text)

    def restore(to: Filling) -> Spot:
        to.put(spot, value)
        return spot

    return PastLine(text, restore, tr("Restore: {value}", value=shown))


def _place(filling: Filling, spot: Spot) -> str:
    """Name the place of a change; a row that is gone has no number any more."""
    form = filling.form
    if not spot.row or any(row.id == spot.row for row in filling.record.rows(_table(spot))):
        numbers = {path: form.address(path) for path, _ in form.paths()}
        return place_of(filling, numbers, spot)
    return f"{form.address(spot.path)} {say(filling.field(spot).label, current())}"


def _row_line(desk: Desk, filling: Filling, change: Change, made: Sequence[Change]) -> PastLine:
    """Tell of a row that was taken out with what stood in it; it can be put back whole."""
    table, fields = change.path, dict(filling.form.paths())
    gone = [one for one in made if one.what is What.VALUE and one.row == change.row]
    known = [one for one in gone if one.path in fields]
    texts = [_shown(desk, filling, fields[one.path], one.old) for one in known]
    place = ": ".join(part for part in (_label(filling.form, table), ", ".join(texts)) if part)
    values = {one.path.rpartition(".")[2]: one.old for one in known}
    can = change.row not in _rows(filling, change) and not filling.locked

    def restore(to: Filling) -> Spot:
        to.put_row(table, Entry(change.row, values))
        return Spot(f"{table}.{to.form.repeat(table).fields[0].name}", change.row)

    words = tr(WORDS[What.ROW_DROPPED], place=place)
    return PastLine(words, restore if can else None, tr("Put the row back"))


def _confirmation(filling: Filling, change: Change) -> str:
    path = spot_of_key(change.path).path
    fields = dict(filling.form.paths())
    label = say(fields[path].label, current()) if path in fields else ""
    place = f"{filling.form.address(path)} {label}" if label else tr(filling.form.title)
    if change.new is None:
        return tr("Confirmation taken back: {place}", place=place)
    return tr("Confirmed: {place}", place=place)


def _rows(filling: Filling, change: Change) -> Iterator[str]:
    return (row.id for row in filling.record.rows(_table(Spot(change.path))))


def _table(spot: Spot) -> str:
    return spot.path.split(".")[0]


def _state(value: Value) -> str:
    known = {one.value: one for one in State}
    return tr(STATES[known[str(value)]].text) if str(value) in known else str(value or "")


def _shown(desk: Desk, filling: Filling, field: Field, value: Value) -> str:
    if value is None:
        return "—"
    if field.sensitive and not filling.hiding.shown:
        value = neutral(field, value)
        if value is None:
            return tr(HIDDEN)
    reader = filling.reader(field, desk.today(), current())
    return reader.show(field, value) or tell(value, current())


def _label(form: Form, path: str) -> str:
    tables = {table.name: table.label for table in form.repeats()}
    return say(tables[path], current()) if path in tables else ""
