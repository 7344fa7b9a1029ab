"""How a list is arranged: its ready view, columns, conditions and order; kept as plain JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.card.typed import Reader
from desktop.language import current, tr
from desktop.lists.list_columns import FIELD, SORTS, Columns, field_name
from desktop.lists.list_looks import View
from forms.codes import Code
from forms.fields import Choice, Choices, Context, Field, Value
from forms.form import Form
from forms.store.conversion import from_raw, to_raw
from forms.store.papers import Setting
from forms.store.store import Query, Relation, Where
from forms.territories import Register
from forms.words import N_

RELATIONS: Mapping[Relation, str] = {
    Relation.IS: N_("is"),
    Relation.FROM: N_("from (inclusive)"),
    Relation.TO: N_("up to (inclusive)"),
    Relation.ONE_OF: N_("is one of"),
    Relation.BEGINS: N_("begins with"),
    Relation.HAS_WORD: N_("has the word"),
    Relation.FILLED: N_("is filled in"),
    Relation.EMPTY: N_("is empty"),
}
"""What can be asked → its words in the choice."""

TOLD: Mapping[Relation, str] = {
    Relation.IS: N_("{field}: {value}"),
    Relation.FROM: N_("{field}: from {value}"),
    Relation.TO: N_("{field}: up to {value}"),
    Relation.ONE_OF: N_("{field}: {value}"),
    Relation.BEGINS: N_("{field}: begins with “{value}”"),
    Relation.HAS_WORD: N_("{field}: the word “{value}”"),
    Relation.FILLED: N_("{field}: filled in"),
    Relation.EMPTY: N_("{field}: empty"),
}
WITHOUT_VALUE = frozenset({Relation.FILLED, Relation.EMPTY})


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a list shows: key of its ready view, columns, conditions (all of them hold), order.

    sort is the key of a column; this_year keeps to cards dated in the year of the day.
    """

    view: str
    columns: tuple[str, ...]
    conditions: tuple[Where, ...] = ()
    this_year: bool = False
    sort: str = "number"
    descending: bool = True

    @property
    def filtered(self) -> bool:
        """True when it leaves out cards of its ready view."""
        return bool(self.conditions) or self.this_year

    def query(self, columns: Columns, today: date, text: str = "") -> Query:
        """Give the question to the store."""
        view: View = next(one for one in columns.look.views if one.key == self.view)
        asked = view.query(today, text, today.year if self.this_year else None)
        sort, by = columns.sorted_by(self.sort) or (SORTS["number"], "")
        return replace(
            asked, sort=sort, by=by, descending=self.descending, conditions=self.conditions
        )


def condition_words(form: Form, where: Where, register: Register, today: date) -> str:
    """Say a condition: “Children · Date of birth: from 01.01.2020”."""
    name = field_name(form, where.path)
    if where.relation in WITHOUT_VALUE:
        return tr(TOLD[where.relation], field=name)
    value = shown_value(form.field(where.path), where.value, register, today)
    return tr(TOLD[where.relation], field=name, value=value)


def shown_value(field: Field, value: Value, register: Register, today: date) -> str:
    """Write the value of a condition as its field writes it; codes by their names alone."""
    if isinstance(value, Code):
        return value.say(current())
    if isinstance(value, tuple):
        return "; ".join(one.say(current()) for one in value if isinstance(one, Code))
    return Reader(register, Context(today), current()).show(field, value)


def spelled(arrangement: Arrangement, form: Form) -> dict[str, Setting]:
    """Give an arrangement as JSON can keep it."""
    conditions: list[Setting] = [
        {"path": one.path, "relation": one.relation.value, "value": _raw(form, one)}
        for one in arrangement.conditions
    ]
    return {
        "view": arrangement.view,
        "columns": list(arrangement.columns),
        "conditions": conditions,
        "this_year": arrangement.this_year,
        "sort": arrangement.sort,
        "descending": arrangement.descending,
    }


def read(kept: Setting, columns: Columns, otherwise: Arrangement) -> tuple[Arrangement, int]:
    """Read what spelled() wrote; give as well how many parts of it this program does not know.

    A field may be gone since: what cannot be asked any more is left out and counted.
    """
    if not isinstance(kept, dict):
        return otherwise, 1
    known = columns.every()
    named = [str(one) for one in _list(kept.get("columns"))]
    shown = tuple(one for one in named if one in known)
    wheres = [_where(columns.form, one) for one in _list(kept.get("conditions"))]
    view, sort = str(kept.get("view")), str(kept.get("sort"))
    views = [one.key for one in columns.look.views]
    there = view in views and sort in known
    lost = len(named) - len(shown) + wheres.count(None) + (0 if there else 1)
    return Arrangement(
        view if view in views else otherwise.view,
        shown or otherwise.columns,
        tuple(one for one in wheres if one is not None),
        kept.get("this_year") is True,
        sort if sort in known else otherwise.sort,
        kept.get("descending") is True,
    ), lost


def _list(kept: Setting) -> list[Setting]:
    return kept if isinstance(kept, list) else []


def _raw(form: Form, where: Where) -> Setting:
    if where.relation is Relation.ONE_OF and isinstance(where.value, tuple):
        return [one.key for one in where.value if isinstance(one, Code)]
    return to_raw(form.field(where.path), where.value)


def _where(form: Form, kept: Setting) -> Where | None:
    if not isinstance(kept, dict):
        return None
    path = str(kept.get("path"))
    try:
        field, relation = form.field(path), Relation(str(kept.get("relation")))
        return Where(path, relation, _value(field, relation, kept.get("value")))
    except (KeyError, ValueError):
        return None  # a field or code of another time; read() counts it


def _value(field: Field, relation: Relation, raw: Setting) -> Value:
    if relation in WITHOUT_VALUE:
        return None
    if relation is Relation.ONE_OF and isinstance(field, Choice | Choices):
        read_one = from_raw(Choice(name=field.name, label=field.label, list=field.list))
        found = tuple(read_one(str(key)) for key in _list(raw))
        return tuple(one for one in found if isinstance(one, Code))
    if not isinstance(raw, str | int) or raw == "":
        raise ValueError(f"no value for {field.name}")
    return from_raw(field)(raw)


def sorted_by_column(key: str, arrangement: Arrangement) -> Arrangement:
    """Sort by a column: upwards at first (the number: downwards), the other way when it was."""
    turned = not arrangement.descending if arrangement.sort == key else key == "number"
    return replace(arrangement, sort=key, descending=turned)


def is_field(key: str) -> bool:
    """True for the column of a declared field."""
    return key.startswith(FIELD)
