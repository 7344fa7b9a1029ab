"""A typist who sees no screen: real keys into the running program, and the store is the paper."""

from pathlib import Path

import pytest

from desktop.clock import today
from forms.territories import Register
from tests.typist import PLACES, Clerk, Paper, compare, papers, type_papers

MOST = 1.6
"""Keys for one character of the facts, at most."""


def test_the_papers_are_ten_families_and_five_cases() -> None:
    forms = [one.form for one in papers()]
    assert (forms.count("family"), forms.count("court_case")) == (10, 5)
    for one in papers():
        if one.form == "family":
            rows = {(fact.path.split(".")[0], fact.row) for fact in one.facts if fact.row}
            assert {("parents", 2), ("children", 2)} <= rows


@pytest.mark.parametrize("paper", papers(), ids=lambda one: one.title)
def test_a_card_takes_few_keys(paper: Paper) -> None:
    keys = Clerk(Register.shipped(), today()).keys(paper)
    assert len(keys) <= MOST * paper.characters


@pytest.mark.screen
def test_the_store_is_the_paper_after_typing_with_real_keys(tmp_path: Path, screen: str) -> None:
    """One card of each form; `python -m tests.typist` types all of them."""
    wanted = tuple(next(one for one in papers() if one.form == form) for form in PLACES)
    vault, strokes = type_papers(wanted, tmp_path, screen)
    assert compare(wanted, vault) == []
    for one in wanted:
        assert strokes[one.title] <= MOST * one.characters
