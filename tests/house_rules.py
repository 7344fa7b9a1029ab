"""The rules of the house, each a function that gives the places where the rule is broken."""

import ast
import re
import sys
from pathlib import PurePosixPath

from tests.house import RANKS, House, Module, Rule, within

QT = frozenset({"PySide6", "shiboken6", "qtawesome", "qtpy"})

# Each heavy library has one room; a library that is not listed here has none.
LIBRARIES = {
    **dict.fromkeys(QT, ("desktop/*",)),
    "sqlalchemy": ("forms/store/*",),
    "sqlcipher3": ("forms/store/vault*.py",),
    "cryptography": ("forms/store/vault*.py",),
    "openpyxl": ("reports/workbook*.py",),
    "msoffcrypto": ("reports/encrypting.py",),
    "reportlab": ("reports/pdf*.py",),
    "rapidfuzz": ("forms/*",),
    "platformdirs": ("desktop/*", "main.py"),
    "font_roboto": ("desktop/*", "reports/pdf*.py"),
}

# Within forms each may import those before it, on whatever way round.
FORMS_ORDER = ("words", "findings", "rules", "form", "record", "checking")

BARE_NAMES = frozenset({"manager", "helper", "helpers", "utils", "util", "base", "data"})
MOST_LINES = 400
MOST_FUNCTION_LINES = 50

TOP_LEVEL = frozenset(
    {
        *("desktop", "forms", "reports", "resources", "tests", "bench", "docs", ".ci"),
        *("main.py", "pyinstaller.spec", "run", "run.cmd", "pyproject.toml", "requirements.lock"),
        *("README.md", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE"),
        *(".gitignore", ".gitattributes"),
    }
)

# Who may open a file for writing: the one door, and the vault, which must never be half a file.
FILE_WRITERS = ("forms/files.py", "forms/store/vault_*.py", "forms/store/restoring.py")
# Two write by a library that does it well: Qt puts the settings in place whole, beside a lock of
# its own, and a log only grows.  The theme reads the registry of Windows and writes nothing.
LIBRARY_WRITERS = {
    "QSettings": ("desktop/settings.py", "desktop/theme.py"),
    "RotatingFileHandler": ("desktop/last_resort.py",),
}
WRITING_MODE = re.compile(r"(?=.*[wax+])[rwabxt+]{1,4}")
WRITING_NAMES = frozenset(
    {
        *("write_text", "write_bytes", "copyfile", "copy2", "copytree", "NamedTemporaryFile"),
        *("mkstemp", "mkdtemp", "TemporaryFile", "QSaveFile", "QTemporaryFile", "QPdfWriter"),
        *("FileHandler", "O_WRONLY", "O_RDWR", "O_CREAT", "sendfile", *LIBRARY_WRITERS),
    }
)

# Put together here, so that this file does not name them itself.
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pypi", "python", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("conda", "anaconda", "org"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("snapshot", "debian", "org"),
        ("crates", "io"),
    )
)


def imports_run_down(house: House) -> list[str]:
    """main -> desktop -> reports -> forms -> resources; nothing shipped imports tests or bench."""
    return [
        f"{module.path}:{one.line} imports {one.name}, which lies above it"
        for module in house.shipped
        for one in module.imports
        if (room := one.name.partition(".")[0]) in RANKS | {"tests": 9, "bench": 9}
        and RANKS.get(room, 9) > RANKS[module.room]
    ]


def libraries_keep_their_rooms(house: House) -> list[str]:
    """A library is imported only in its room, and an unlisted one nowhere."""
    found = []
    for module in house.shipped:
        for one in module.imports:
            library = one.name.partition(".")[0]
            if library in RANKS or library in sys.stdlib_module_names:
                continue
            if not within(module.path, LIBRARIES.get(library, ())):
                found.append(f"{module.path}:{one.line} imports {library} outside its room")
    return found


def the_console_knows_no_qt(house: House) -> list[str]:
    """desktop.console never loads Qt; main loads it only when a window opens."""
    found = []
    for start, at_once in (("desktop.console", False), ("main", True)):
        for name in sorted(house.reached(start, at_once)):
            for one in house.modules[name].imports:
                if one.name.partition(".")[0] in QT and (one.at_once or not at_once):
                    found.append(f"{start} loads {one.name} by way of {name}:{one.line}")
    return found


def forms_stand_apart(house: House) -> list[str]:
    """The family card and the court case never meet below the catalogue of forms."""
    return [
        f"{name} imports {other}"
        for first, second in (("family", "court"), ("court", "family"))
        for name in house.modules
        if name.startswith(f"forms.{first}")
        for other in sorted(house.reached(name))
        if other.startswith(f"forms.{second}")
    ]


def forms_stand_in_order(house: House) -> list[str]:
    """What a rule is stands below the form, and running the rules above the record."""
    return [
        f"forms.{lower} reaches forms.{upper}, which stands above it"
        for at, lower in enumerate(FORMS_ORDER)
        for upper in FORMS_ORDER[at + 1 :]
        if f"forms.{upper}" in house.reached(f"forms.{lower}")
    ]


def no_circles(house: House) -> list[str]:
    """No module imports itself on a way round."""
    found = set()
    for module in house.shipped:
        if way := _way_back(house, module):
            names = [*way, way[0]]
            found.add(" -> ".join(names) if way[0] == min(way) else "")
    return sorted(found - {""})


def _way_back(house: House, start: Module) -> list[str]:
    ways = [[start.name]]
    seen = {start.name}
    while ways:
        way = ways.pop(0)
        for name in sorted(house.neighbours(house.modules[way[-1]])):
            if name == start.name:
                return way
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def modules_open_with_a_sentence(house: House) -> list[str]:
    """Each module says in one plain sentence what it is."""
    found = []
    for module in house.modules.values():
        if not module.lines:
            continue
        head = " ".join((ast.get_docstring(module.tree) or "").split("\n\n")[0].split())
        if not head.endswith(".") or re.search(r"[.!?] [A-ZА-Я]", head):
            found.append(f"{module.path} does not open with one sentence: {head!r}")
    return found


def names_are_nouns(house: House) -> list[str]:
    """No module goes by a name that says nothing."""
    return [
        f"{module.path} is called {part}"
        for module in house.modules.values()
        for part in re.split(r"[./_]", module.name)
        if part in BARE_NAMES
    ]


def rooms_stay_small(house: House) -> list[str]:
    """No module is longer than 400 lines, no function longer than 50."""
    long_modules = [
        f"{module.path} has {module.lines} lines"
        for module in house.modules.values()
        if module.lines > MOST_LINES
    ]
    long_functions = [
        f"{module.path}:{node.lineno} {node.name} has {lines} lines"
        for module in house.modules.values()
        for node in module.functions
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > MOST_FUNCTION_LINES
    ]
    return long_modules + long_functions


def one_style_sheet(house: House) -> list[str]:
    """Only the theme dresses widgets."""
    return [
        f"{module.path}:{node.lineno} sets a style sheet of its own"
        for module in house.shipped
        if module.path not in ("desktop/theme.py", "desktop/app.py")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr == "setStyleSheet"
    ]


def files_leave_by_one_door(house: House) -> list[str]:
    """Only forms/files.py and the vault write files; others hand write_whole what to write."""
    return [
        f"{module.path}:{getattr(node, 'lineno', 0)} writes a file past forms/files.py"
        for module in house.shipped
        if not within(module.path, FILE_WRITERS)
        for node in ast.walk(module.tree)
        if _writes_a_file(node, module.path)
    ]


def _writes_a_file(node: ast.AST, path: str) -> bool:
    if isinstance(node, (ast.Attribute, ast.Name)):
        used = node.attr if isinstance(node, ast.Attribute) else node.id
        return used in WRITING_NAMES and not within(path, LIBRARY_WRITERS.get(used, ()))
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    given = (*node.args, *(one.value for one in node.keywords if one.arg == "mode"))
    modes = (str(one.value) for one in given if isinstance(one, ast.Constant))
    return name == "open" and any(WRITING_MODE.fullmatch(mode) for mode in modes)


def colours_stand_in_the_theme(house: House) -> list[str]:
    """A colour is written as #RRGGBB in the theme and in drawn icons only."""
    colour = re.compile(r"#[0-9A-Fa-f]{6}\b")
    in_code = [
        f"{module.path}:{line} names the colour {text}"
        for module in house.shipped
        if module.path != "desktop/theme.py"
        for line, text in module.strings
        if colour.search(text)
    ]
    in_files = [
        f"{path} names the colour {found[0]}"
        for path, text in house.texts.items()
        if within(path, ("resources/*.qss", "resources/*.svg", "resources/*.html"))
        and not within(path, ("resources/icons/*.svg",))
        and (found := colour.search(text))
    ]
    return in_code + in_files


def no_registry_is_named(house: House) -> list[str]:
    """Where packages come from is the business of each machine."""
    return [
        f"{path} names {host}"
        for path, text in house.texts.items()
        for host in REGISTRY_HOSTS
        if host in text.lower()
    ]


def the_top_is_tidy(house: House) -> list[str]:
    """At the top lies what the plan of the house shows, all of it and nothing else."""
    top = {PurePosixPath(path).parts[0] for path in house.paths}
    stray = [f"{name} does not belong at the top" for name in sorted(top - TOP_LEVEL)]
    return stray + [f"{name} is missing at the top" for name in sorted(TOP_LEVEL - top)]


RULES: tuple[Rule, ...] = (
    imports_run_down,
    libraries_keep_their_rooms,
    the_console_knows_no_qt,
    forms_stand_apart,
    forms_stand_in_order,
    no_circles,
    modules_open_with_a_sentence,
    names_are_nouns,
    rooms_stay_small,
    one_style_sheet,
    files_leave_by_one_door,
    colours_stand_in_the_theme,
    no_registry_is_named,
    the_top_is_tidy,
)
