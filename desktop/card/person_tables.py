"""Knows in which tables of a form people stand, whatever the tables are called."""

from forms.fields import IinField, Repeat, Text
from forms.form import Form

NAMES = ("surname", "name", "patronymic")
IDENTITY = (*NAMES, "iin", "birth", "sex")
"""By which fields one knows whether two people are one."""


def tables_of_people(form: Form) -> tuple[Repeat, ...]:
    """Give the tables of a form in which people stand, in the order of the paper."""
    return tuple(table for table in form.repeats() if _holds_people(table))


def _holds_people(table: Repeat) -> bool:
    kinds = {field.name: type(field) for field in table.fields}
    return kinds.get("iin") is IinField and all(kinds.get(name) is Text for name in NAMES)
