"""Who on a card is asked about, and what is said of likely the same people on other cards."""

from forms.fields import IinField, Repeat, Text
from forms.form import Form

NAMES = ("surname", "name", "patronymic")


def tables_of_people(form: Form) -> tuple[Repeat, ...]:
    """Give the tables of a form in which people stand, in the order of the paper."""
    return tuple(table for table in form.repeats() if _holds_people(table))


def _holds_people(table: Repeat) -> bool:
    kinds = {field.name: type(field) for field in table.fields}
    return kinds.get("iin") is IinField and all(kinds.get(name) is Text for name in NAMES)
