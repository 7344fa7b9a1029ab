"""What is shown of a sensitive value to whoever has not asked for it: nothing, or a neutral code.

Declared sensitive (Field.sensitive) is what tells of an adoption (Family Code, art. 102: its secret
is kept by law) or of somebody's health or incapacity (medical secrecy).  Such a field is hidden on
every row, whatever stands in it: if only adoptions were hidden, the hiding itself would tell.  An
adoptive mother is shown as a mother, which she is by law (art. 100), so that cards stay readable.

Not hidden are the grounds and measures of a family: the commission itself decided on them, its
returns count them, and a card without them says nothing.
"""

from collections.abc import Mapping

from forms.codes import Code, code
from forms.fields import Field, Value
from forms.words import N_

HIDDEN = N_("hidden")

NEUTRAL: Mapping[tuple[str, str], str] = {
    ("parent_role", "3"): "1",
    ("parent_role", "4"): "2",
    ("respondent_role", "3"): "1",
    ("respondent_role", "4"): "2",
}
"""List and key of a code that tells of an adoption → the key of the code that does not."""

_LISTS = frozenset(name for name, _ in NEUTRAL)


def neutral(field: Field, value: Value) -> Value:
    """Give what of a sensitive value is shown without being asked for, None where nothing is."""
    if not isinstance(value, Code) or value.list not in _LISTS:
        return None
    key = NEUTRAL.get((value.list, value.key), value.key)
    return code(value.list, key)


def is_veiled(field: Field) -> bool:
    """True for a sensitive field that shows neutral codes instead of hiding its values."""
    return field.sensitive and getattr(field, "list", "") in _LISTS
