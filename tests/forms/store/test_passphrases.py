"""New passphrases: which are taken, and why the others are not."""

import unicodedata

import pytest

import resources
from forms.findings import Severity
from forms.store.passphrases import LEAST, MOST, passphrase_findings
from forms.words import Language

CONTEXT = ("Абай ауданы", "Жетісу")


@pytest.mark.parametrize(
    "good",
    [
        "төрт түлік мал баққан шопан",
        "қызыл алма пана жаңбыр",
        "зелёный чайник едет в горы",
        "correct zebra stapler moon",
        "8Жк!рт-Wq2 әіңғү",
        "пароль для жёлтого верблюда",
        "x7" * 3 + "мысық отыр терезеде",
        "Мен таңда 7 шақырым жүгірдім",
        "ұзын " * 100 + "жол мен көл",
    ],
)
def test_good_ones_are_taken(good: str) -> None:
    """Length suffices: no digits, capitals or signs are demanded."""
    for spelled in (good, unicodedata.normalize("NFD", good)):
        assert passphrase_findings(spelled, CONTEXT) == ()


@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        ("", "V34"),
        ("он төрт таңба1", "V34"),
        ("я" * (MOST + 1), "V31"),
        ("аааааааааааааааааа", "V33"),
        ("абабабабабабабабаб", "V33"),
        ("пароль123456789", "V32"),
        ("ПАРОЛЬ_пароль_Пароль", "V32"),
        ("password password 1!", "V32"),
        ("qwertyuiop[]asdfghjkl", "V32"),
        ("йцукенгшщзхъфывапролджэ", "V32"),
        ("әіңғүұқөһ1234567890", "V32"),
        ("lkjhgfdsapoiuytrewq", "V32"),
        ("1qaz2wsx3edc4rfv5tgb", "V32"),
        ("Қазақстан Республикасы 2026", "V32"),
        ("Абай ауданы комиссиясы", "V32"),
        ("жетісу жетісу 2026 !!", "V32"),
        ("панапанапанапана", "V33"),
        ("Пана бағдарламасы кдн", "V32"),
        ("мама мыла раму 2026", "V32"),
        ("Отан отбасынан басталады", "V32"),
        ("кәмелетке толмағандардың істері", "V32"),
        ("1q2w3e4r5t6y7u8i9o0p", "V32"),
        ("qazwsxedcrfvtgbyhn", "V32"),
        ("zaqxswcdevfrbgtnhy", "V32"),
        ("й1ц2у3к4е5н6г7ш8", "V32"),
        ("1ф2ы3в4а5п6р7о8л", "V32"),
        ("йфяцычувскамепинр", "V32"),
        ("ghbdtn ghbdtn gfhjkm", "V32"),
        ("зфыыцщкв 12345678", "V32"),
        ("09gbzc-p gfhjkm", "V32"),
        ("гүлдер гүлдер гүлдер", "V33"),
        ("менің-атым менің-атым", "V33"),
        ("111222333444555666", "V33"),
        ("12.03.1985 12.03.1985", "V33"),
        ("Асанов1985Асанов1985", "V33"),
        ("passwordstandard", "V32"),
    ],
)
def test_bad_ones_are_refused_with_the_reason(bad: str, rule: str) -> None:
    """Too short, too long, well known or walked over the keyboard."""
    (finding,) = passphrase_findings(bad, CONTEXT)
    assert (finding.rule, finding.severity) == (rule, Severity.HARD)
    for lang in Language:
        assert bad == "" or bad not in finding.say(lang)


def test_length_counts_code_points_of_nfc() -> None:
    """й typed as two code points is one sign."""
    short = unicodedata.normalize("NFD", "й" * 5 + "қвзкпт")
    assert len(short) >= LEAST and passphrase_findings(short)[0].rule == "V34"


def test_context_words_matter() -> None:
    """The name of one's own district is refused only where it is one's own."""
    assert passphrase_findings("Шарбақты Шарбақты 7") == ()
    assert passphrase_findings("Шарбақты Шарбақты 7", ["Шарбақты ауданы"])[0].rule == "V32"


def test_block_list_is_in_order() -> None:
    """Every line is NFC, lower case and there once."""
    text = resources.text("codes", "common_passphrases.txt")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert len(lines) > 300
    assert len(lines) == len(set(lines))
    assert all(line == unicodedata.normalize("NFC", line.casefold().strip()) for line in lines)
