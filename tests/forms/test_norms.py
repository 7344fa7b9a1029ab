"""Every norm that stands in a declaration or a list of codes is spoken in the three languages."""

import re
from collections.abc import Iterator

import pytest

from forms.catalogue import FORMS
from forms.codes import codes, list_names
from forms.norms import say_norm
from forms.words import Language


def declared() -> Iterator[str]:
    for form in FORMS:
        yield from (field.norm for _, field in form.paths())
        yield from (rule.norm for rule in form.rules)
    for name in list_names():
        yield from (code.norm for code in codes(name))


NORMS = sorted({norm for norm in declared() if norm})

SPOKEN = {
    "MFC 75": ("НОК 75-бап", "КоБС, ст. 75", "Family Code art. 75"),
    "MFC 75–77": ("НОК 75–77-баптар", "КоБС, ст. 75–77", "Family Code arts. 75–77"),
    "MFC 75(2)": (
        "НОК 75-бап, 2-тармақ",
        "КоБС, ст. 75, п. 2",
        "Family Code art. 75, para. 2",
    ),
    "MFC 75(1)4)": (
        "НОК 75-бап, 1-тармақ, 4) тармақша",
        "КоБС, ст. 75, п. 1, подп. 4)",
        "Family Code art. 75, para. 1, subpara. 4)",
    ),
    "CPC 240": ("АПК 240-бап", "ГПК, ст. 240", "Civil Procedure Code art. 240"),
    "245-VIII, 59": ("245-VIII Заң, 59-бап", "Закон 245-VIII, ст. 59", "Law 245-VIII, art. 59"),
    "245-VIII, 54, 59": (
        "245-VIII Заң, 54, 59-баптар",
        "Закон 245-VIII, ст. 54, 59",
        "Law 245-VIII, arts. 54, 59",
    ),
    "591-II, 21; 245-VIII, 59(8)": (
        "591-II Заң, 21-бап; 245-VIII Заң, 59-бап, 8-тармақ",
        "Закон 591-II, ст. 21; Закон 245-VIII, ст. 59, п. 8",
        "Law 591-II, art. 21; Law 245-VIII, art. 59, para. 8",
    ),
    "№ 565, 11.06.2003": (
        "Үкіметтің 11.06.2003 № 565 қаулысы",
        "Постановление Правительства № 565 от 11.06.2003",
        "Government resolution No. 565 of 11.06.2003",
    ),
    "№ 16": ("16.01.2015 № 16 бұйрық", "Приказ № 16 от 16.01.2015", "Order No. 16 of 16.01.2015"),
}


@pytest.mark.parametrize("norm", NORMS)
def test_a_declared_norm_is_spoken_whole_in_every_language(norm: str) -> None:
    for lang in Language:
        said = say_norm(norm, lang)
        assert set(re.findall(r"\d+", norm)) <= set(re.findall(r"\d+", said))
        assert "{" not in said and "MFC" not in said and "CPC" not in said
    assert len({say_norm(norm, lang) for lang in Language}) == len(Language)


@pytest.mark.parametrize("norm", SPOKEN)
def test_a_norm_is_spoken_as_lawyers_of_the_country_write_it(norm: str) -> None:
    assert tuple(say_norm(norm, lang) for lang in Language) == SPOKEN[norm]


def test_no_norm_is_silence() -> None:
    assert len(NORMS) > 30
    assert say_norm("", Language.KK) == ""


@pytest.mark.parametrize(
    "norm",
    ["75", "MFC", "MFC 75(1", "MFC 75, 76(1)", "999-IX, 1", "№ 999", "№ 16, 17.01.2015", "MFC 75;"],
)
def test_an_act_nobody_declared_is_our_error(norm: str) -> None:
    with pytest.raises(ValueError, match="norm|act|article|date"):
        say_norm(norm, Language.EN)
