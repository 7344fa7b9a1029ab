"""What the number of a person tells of the other fields of its row, so that nobody types it twice.

Nothing of it is stored: it is read again from the number whenever it is shown (returns, rule R4).
"""

from datetime import date

from forms.codes import codes
from forms.dates import PartialDate, age_on
from forms.fields import Birth, Choice, Field, Value, Values
from forms.person import birth_of, iin_of

SEX_LISTS = frozenset({"sex", "child_sex"})


def told(field: Field, row: Values) -> Value:
    """Give the value that the row's ИИН tells of a field; None where it tells nothing or where a
    value of its own is entered."""
    number = iin_of(row)
    if number is None or row.get(field.name) is not None:
        return None
    if isinstance(field, Birth):
        return PartialDate(number.birth.year, number.birth.month, number.birth.day)
    if isinstance(field, Choice) and field.list in SEX_LISTS:
        male, female = codes(field.list)
        return male if number.male else female
    return None


def age(row: Values, today: date) -> int | None:
    """Give the completed years of a person on a day, None where no birth date is known."""
    birth = birth_of(row)
    return None if birth is None or birth > today else age_on(birth, today)
