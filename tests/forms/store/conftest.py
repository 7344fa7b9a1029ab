"""A path and a filled practice vault for every test of the cabinet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.store.store import Store
from forms.store.vault import Vault
from tests.forms.store.stores import practice_store
from tests.forms.store.vaults import create_vault, fill


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a path with Kazakh letters, spaces and signs that mean something in a URI."""
    folder = tmp_path / "Абай ауданы #1 100%"
    folder.mkdir()
    return folder / "қойма &.pana"


@pytest.fixture
def made(path: Path) -> Iterator[tuple[Vault, str]]:
    """Give a practice vault with three families, and its recovery code."""
    vault, code = create_vault(path)
    with vault:
        fill(vault)
        yield vault, code


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give the store of an empty practice vault."""
    with practice_store(tmp_path / "a.pana") as made:
        yield made
