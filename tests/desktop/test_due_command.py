"""The command due lists numbers and never a name; its exit code tells whether cards may go."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from desktop import due_command
from desktop.admission import open_desk
from desktop.console import run_command
from desktop.desk import Desk
from desktop.retention import hold
from forms.record import Record
from tests.desktop.ended import IIN, LATER, SURNAME, office_with_ended
from tests.desktop.offices import PASSPHRASE

Told = Callable[..., tuple[int, str]]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Desk, list[Record]]]:
    with office_with_ended(tmp_path, cards=2) as made:
        yield made


@pytest.fixture
def told(
    office: tuple[Desk, list[Record]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Told:
    """Run the command as on a later day; gives its exit code and what it printed."""
    desk, _ = office
    path = desk.store.vault.path
    monkeypatch.setenv("PANA_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(due_command, "open_desk", partial(open_desk, day=lambda: LATER))

    def run(*more: str) -> tuple[int, str]:
        desk.store.vault.close()
        code = run_command(["due", "--vault", str(path), *more])
        return code, capsys.readouterr().out

    return run


def test_cards_that_may_go_make_the_exit_code_1(
    office: tuple[Desk, list[Record]], told: Told
) -> None:
    code, said = told("--lang", "kk")
    assert code == 1 and all(one.number in said for one in office[1])
    assert SURNAME not in said and IIN not in said


def test_what_is_kept_is_told_without_the_typed_reason(
    office: tuple[Desk, list[Record]], told: Told
) -> None:
    desk, cards = office
    for one in cards:
        hold(desk, "family", one.id, f"{SURNAME} сұратты")
    code, said = told("--json", "--lang", "ru")
    lines = [json.loads(line) for line in said.splitlines()]
    assert code == 0 and {one["rule"] for one in lines} == {"Z12"}
    assert SURNAME not in said and cards[0].number in said


def test_without_a_due_card_it_says_so(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due_command, "open_desk", open_desk)
    code, said = told("--lang", "en")
    assert code == 0 and said.strip() == due_command.NONE
