"""Reads the whole house as text and tells where it breaks its own rules."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path, PurePosixPath

TOP = Path(__file__).parents[1]


@dataclass(frozen=True)
class Import:
    """One import: the full name asked for, its line, and whether it runs as the module loads."""

    name: str
    line: int
    at_once: bool


@dataclass(frozen=True)
class Module:
    """One Python file of the house, read but not run."""

    path: str
    tree: ast.Module
    lines: int

    @property
    def name(self) -> str:
        """Its dotted name; a package goes by the name of its folder."""
        parts = PurePosixPath(self.path).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def room(self) -> str:
        """The first part of its name: main, desktop, reports, forms, resources, tests, bench."""
        return self.name.partition(".")[0]

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """Every import in it, also those inside functions and those made by name."""
        return tuple(self._imports(self.tree, True))

    def _imports(self, node: ast.AST, at_once: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            for name in self._asked(child):
                yield Import(name, getattr(child, "lineno", 0), at_once)
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from self._imports(child, at_once and not inside)

    def _asked(self, node: ast.AST) -> list[str]:
        match node:
            case ast.Import(names=names):
                return [alias.name for alias in names]
            case ast.ImportFrom(module=source, names=names, level=level):
                start = [*self._above(level), *(source or "").split(".")]
                return [".".join([*filter(None, start), alias.name]) for alias in names]
            case ast.Call(
                func=ast.Name(id="__import__" | "import_module")
                | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                return [name]
        return []

    def _above(self, level: int) -> list[str]:
        """Give where a relative import with so many dots begins."""
        parts = [
            *self.name.split("."),
            *(["__init__"] if self.path.endswith("__init__.py") else []),
        ]
        return parts[: max(len(parts) - level, 0)] if level else []

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method in it."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    @property
    def strings(self) -> Iterator[tuple[int, str]]:
        """Every literal string in it with its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.lineno, node.value


@dataclass(frozen=True)
class House:
    """All files of the house by path, text files only, and the Python ones read as modules."""

    texts: Mapping[str, str]
    paths: frozenset[str] = field(default=frozenset())

    @cached_property
    def modules(self) -> dict[str, Module]:
        """Its Python modules by dotted name."""
        found = (
            Module(path, ast.parse(text, path), text.count("\n"))
            for path, text in self.texts.items()
            if path.endswith(".py")
        )
        return {module.name: module for module in found}

    @property
    def shipped(self) -> Iterator[Module]:
        """The modules that are part of the program, without tests and benches."""
        return (module for module in self.modules.values() if module.room in RANKS)

    def target(self, name: str) -> str | None:
        """Give the module of the house that an imported name means; None for a stranger."""
        if name in self.modules:
            return name
        source = name.rpartition(".")[0]
        return source if source in self.modules else None

    def neighbours(self, module: Module, at_once: bool = False) -> set[str]:
        """Give the modules of the house that one module imports."""
        asked = (one for one in module.imports if one.at_once or not at_once)
        found = {self.target(one.name) for one in asked}
        return {name for name in found if name is not None and name != module.name}

    def reached(self, start: str, at_once: bool = False) -> set[str]:
        """Give every module that loads with one module, packages on the way included."""
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            name = waiting.pop()
            if name in seen or name not in self.modules:
                continue
            seen.add(name)
            waiting += self.neighbours(self.modules[name], at_once)
            waiting.append(name.rpartition(".")[0])
        return seen


RANKS = {"resources": 0, "forms": 1, "reports": 2, "desktop": 3, "main": 4}

Rule = Callable[[House], list[str]]


def kept_files(top: Path = TOP) -> list[str]:
    """Give the paths that belong to the project: what git keeps, or the tree where git is not."""
    try:
        told = subprocess.run(
            ["git", "-c", f"safe.directory={top}", "-C", str(top), "ls-files", "-z"],
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return sorted(_walked(top))
    paths = told.stdout.decode("utf-8").split("\0")
    return [path for path in paths if path and (top / path).is_file()]


def _walked(top: Path) -> Iterator[str]:
    passing = re.compile(
        r"(^|/)(\.git|\.venv[^/]*|__pycache__|\.[a-z]+_cache|\.hypothesis|build|dist)/|\.pana"
    )
    for path in top.rglob("*"):
        name = path.relative_to(top).as_posix()
        if path.is_file() and not passing.search(name):
            yield name


def read_house(top: Path = TOP) -> House:
    """Read every file of the project that is text."""
    paths = kept_files(top)
    texts = {}
    for path in paths:
        content = (top / path).read_bytes()
        if b"\0" not in content:
            texts[path] = content.decode("utf-8")
    return House(texts, frozenset(paths))


def house_of(texts: Mapping[str, str]) -> House:
    """Make a house of made-up files."""
    return House(texts, frozenset(texts))


def within(path: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a path lies in one of the places."""
    return any(fnmatch(path, pattern) for pattern in patterns)
