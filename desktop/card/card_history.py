"""The history of a card in words: who changed what, from what to what, the newest first."""

from collections.abc import Sequence
from itertools import groupby

from desktop.card.filling import Filling
from desktop.card.problem_panel import Past
from desktop.desk import Desk
from desktop.language import current, moment, tr
from forms.fields import Field
from forms.form import Form
from forms.store.store import Change, What
from forms.words import N_, say, tell

WORDS = {
    What.ROW_ADDED: N_("Row added: {place}"),
    What.ROW_DROPPED: N_("Row taken out: {place}"),
    What.ROWS_MOVED: N_("Rows put in another order: {place}"),
    What.CONFIRMED: N_("Confirmed with a reason"),
    What.STATE: N_("State: {new}"),
    What.ANNULLED: N_("Annulled"),
    What.RESTORED: N_("Annulment taken back"),
}
STATES = {"draft": N_("draft"), "complete": N_("complete"), "annulled": N_("annulled")}


def history_of(desk: Desk, filling: Filling) -> Sequence[Past]:
    """Read and speak the history of a card; empty for one that was never saved."""
    record = filling.record
    with desk.store.reading() as reading:
        changes = reading.history(record.form, record.id)
    entries = []
    for _, group in groupby(changes, key=lambda one: one.revision):
        made = list(group)
        head = f"{moment(made[0].when)} · {made[0].who}".removesuffix(" · ")
        entries.append(Past(head, tuple(_line(desk, filling, one) for one in made)))
    return entries[::-1]


def _line(desk: Desk, filling: Filling, change: Change) -> str:
    if change.what is not What.VALUE:
        place = _label(filling.form, change.path)
        new = tr(STATES.get(str(change.new), str(change.new or "")))
        return tr(WORDS[change.what], place=place, new=new)
    fields = dict(filling.form.paths())
    if change.path not in fields:
        return f"{change.path}: {tell(change.new, current())}"
    field = fields[change.path]
    old, new = (_shown(desk, filling, field, value) for value in (change.old, change.new))
    return (
        f"{say(field.label, current())}: {old} → {new}"
        if old
        else (f"{say(field.label, current())}: {new}")
    )


def _shown(desk: Desk, filling: Filling, field: Field, value: object) -> str:
    if value is None:
        return "—"
    reader = filling.reader(field, desk.today(), current())
    return reader.show(field, value) or tell(value, current())  # type: ignore[arg-type]


def _label(form: Form, path: str) -> str:
    tables = {table.name: table.label for table in form.repeats()}
    return say(tables[path], current()) if path in tables else ""
