"""The house keeps its rules, and each rule is able to fail."""

import pytest

from tests.house import House, Rule, house_of, kept_files, read_house
from tests.house_rules import REGISTRY_HOSTS, RULES, TOP_LEVEL

HEAD = '"""A made-up module."""\n'

# For each rule made-up files that break it, one set a case.
OFFENDERS: dict[str, list[dict[str, str]]] = {
    "imports_run_down": [
        {"forms/a.py": "import reports.period"},
        {"forms/a.py": "def late():\n    from desktop import app"},
        {"reports/a.py": "import importlib\nimportlib.import_module('desktop.app')"},
        {"resources/__init__.py": "from forms.words import say"},
        {"desktop/a.py": "import main"},
        {"forms/store/a.py": "from ... import reports"},
        {"forms/a.py": "import tests.house"},
    ],
    "libraries_keep_their_rooms": [
        {"reports/a.py": "from PySide6.QtCore import QObject"},
        {"forms/a.py": "import sqlalchemy as sa"},
        {"forms/store/tables.py": "from sqlcipher3 import dbapi2"},
        {"desktop/a.py": "def late():\n    import openpyxl"},
        {"reports/a.py": "import reportlab.pdfgen.canvas"},
        {"reports/a.py": "import rapidfuzz"},
        {"forms/a.py": "import pandas"},
    ],
    "the_console_knows_no_qt": [
        {
            "desktop/__init__.py": "",
            "desktop/console.py": "def late():\n    from desktop import operations",
            "desktop/operations.py": "import PySide6.QtCore",
        },
        {"desktop/__init__.py": "import qtawesome", "desktop/console.py": "import sys"},
        {"main.py": "import desktop.app", "desktop/app.py": "from PySide6 import QtWidgets"},
    ],
    "forms_stand_apart": [
        {"forms/family.py": "import forms.court_case", "forms/court_case.py": ""},
        {
            "forms/court_rules.py": "from forms import between",
            "forms/between.py": "from forms.family_life import joined",
            "forms/family_life.py": "",
        },
    ],
    "forms_stand_in_order": [
        {"forms/rules.py": "from forms.form import Form", "forms/form.py": ""},
        {
            "forms/record.py": "import forms.between",
            "forms/between.py": "import forms.checking",
            "forms/checking.py": "",
        },
    ],
    "no_circles": [
        {
            "forms/a.py": "import forms.b",
            "forms/b.py": "def late():\n    from forms.c import thing",
            "forms/c.py": "from forms import a",
        }
    ],
    "modules_open_with_a_sentence": [
        {"forms/a.py": "import sys\n"},
        {"tests/a.py": '"""No full stop"""\n'},
        {"desktop/a.py": '"""Two. Sentences."""\n'},
    ],
    "names_are_nouns": [
        {"desktop/window_manager.py": HEAD},
        {"forms/utils/__init__.py": HEAD},
        {"forms/data.py": HEAD},
    ],
    "rooms_stay_small": [
        {"forms/a.py": HEAD + "\n" * 400},
        {"tests/a.py": HEAD + "def long():\n" + "    a = 1\n" * 50},
    ],
    "one_style_sheet": [{"desktop/a.py": "def dress(widget):\n    widget.setStyleSheet('')"}],
    "files_leave_by_one_door": [
        {"desktop/a.py": "def keep(path):\n    path.write_text('')"},
        {"reports/a.py": "def keep(path):\n    return path.open('wb')"},
        {"forms/a.py": "def keep(path):\n    return open(path, mode='r+b')"},
        {"desktop/a.py": "from tempfile import mkstemp\nmkstemp()"},
        {"desktop/a.py": "import shutil\nshutil.copyfile('a', 'b')"},
        {"desktop/a.py": "import os\nos.open('a', os.O_CREAT)"},
        {"desktop/a.py": "from PySide6.QtCore import QSettings\nQSettings('a')"},
    ],
    "colours_stand_in_the_theme": [
        {"desktop/a.py": "INK = '#1A2B3C'"},
        {"reports/a.py": "def dress(c):\n    return f'#ffffff{c}'"},
        {"resources/style.qss": "QWidget { color: #abcdef; }"},
    ],
    "no_registry_is_named": [
        {"requirements.lock": f"--index-url https://{host}/simple"} for host in REGISTRY_HOSTS
    ],
    "the_top_is_tidy": [
        {**dict.fromkeys(TOP_LEVEL, ""), "notes.txt": ""},
        dict.fromkeys(TOP_LEVEL - {"LICENSE"}, ""),
    ],
}

# Files of a small house that keeps every rule: what must not be taken for an offence.
GOOD = dict.fromkeys(TOP_LEVEL - {"main.py"}, "") | {
    "main.py": HEAD + "def main():\n    import desktop.app\n    import desktop.console\n",
    "desktop/__init__.py": HEAD,
    "desktop/app.py": HEAD
    + "import PySide6.QtWidgets\nfrom forms import words\nimport reports.a\n",
    "desktop/console.py": HEAD + "from forms.words import say\nimport argparse\n",
    "desktop/theme.py": HEAD + "INK = '#123456'\ndef f(a):\n    a.setStyleSheet(INK)\n",
    "reports/a.py": HEAD + "from forms import words\ndef f(p):\n    return p.open('rb')\n",
    "forms/files.py": HEAD + "def f(p):\n    return p.open('xb')\n",
    "reports/pdf.py": HEAD + "def draw():\n    import reportlab\n",
    "forms/words.py": HEAD + "import resources\n",
    "forms/store/__init__.py": HEAD + "from .vault import Vault\n",
    "forms/store/vault.py": HEAD + "import sqlcipher3, sqlalchemy\nNUMBER = '#12345'\n",
    "resources/__init__.py": HEAD,
    "resources/icons/mark.svg": "<svg fill='#112233'/>",
}


@pytest.fixture(scope="module")
def house() -> House:
    """Give the house itself."""
    return read_house()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Rule, house: House) -> None:
    if offences := rule(house):
        pytest.fail("\n".join([rule.__doc__ or rule.__name__, *offences]), pytrace=False)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_can_fail(rule: Rule) -> None:
    for files in OFFENDERS[rule.__name__]:
        assert rule(house_of(files)), f"{rule.__name__} overlooks {files}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_lets_a_good_house_stand(rule: Rule) -> None:
    assert rule(house_of(GOOD)) == []


def test_the_house_is_really_read(house: House) -> None:
    assert {"forms.words", "reports.sheet", "tests.test_house"} <= house.modules.keys()
    assert "tests/test_house.py" in kept_files()
