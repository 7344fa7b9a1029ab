"""Which fields are hidden, and that what is shown in their place tells nothing."""

import pytest

from forms.catalogue import FORMS
from forms.codes import Code, codes
from forms.fields import Choice, Choices, Field
from forms.sensitive import NEUTRAL, is_veiled, neutral
from forms.words import Language

ADOPTION = ("асырап ал", "усынов", "adopt")
HEALTH = ("емделуде", "лечении", "treatment", "недееспособн", "incapable")
VISIBLE = {"measure", "parent_leaving"}
"""Lists with such words that stay visible: measures are the commission's own, and a leaving parent
is told by the day of a court."""

FIELDS = [(f"{form.code}/{path}", field) for form in FORMS for path, field in form.paths()]


def _tells(one: Code) -> bool:
    names = " ".join(one.say(lang) for lang in Language).casefold()
    return any(word in names for word in (*ADOPTION, *HEALTH))


@pytest.mark.parametrize(("path", "field"), FIELDS, ids=[path for path, _ in FIELDS])
def test_what_tells_of_adoption_or_health_is_sensitive(path: str, field: Field) -> None:
    if isinstance(field, Choice | Choices) and field.list not in VISIBLE:
        assert field.sensitive == any(map(_tells, codes(field.list))), path
    else:
        assert not field.sensitive, path


@pytest.mark.parametrize("field", [one for _, one in FIELDS if one.sensitive])
def test_nothing_shown_in_its_place_tells(field: Field) -> None:
    assert isinstance(field, Choice)
    for one in codes(field.list):
        shown = neutral(field, one)
        assert (shown is not None) == is_veiled(field)
        assert shown is None or (isinstance(shown, Code) and not _tells(shown))


def test_neutral_codes_stand_in_the_same_list_and_are_told_of_nobody_else() -> None:
    for (name, key), other in NEUTRAL.items():
        known = {one.key: one for one in codes(name)}
        assert _tells(known[key]) and not _tells(known[other])
