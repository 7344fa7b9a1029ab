"""Further users: each by their own passphrase, with their own rights, until they are taken away."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import membership, safekeeping
from desktop.admission import leave, open_desk, open_desk_with_code, restore_vault
from desktop.desk import Desk
from desktop.membership import add_user, change_own_passphrase, change_roles, revoke_user
from forms.findings import Finding
from forms.rights import FOUNDER, NotAllowed, Right, Role
from forms.store import tries, users, vault_slots
from forms.store.backups import folder_of
from forms.store.restoring import key_by, restore
from forms.store.store import Deed, Store
from forms.store.vault import Vault
from forms.store.vault_keys import VaultKey, root_from_passphrase
from forms.store.vault_slots import read_slots, users_file
from forms.words import Language
from tests.desktop.deeds import NEW, NEWER
from tests.desktop.offices import PASSPHRASE, practice_office

NAME = "Қ. Үлгі"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_office(tmp_path) as made:
        yield made


def added(desk: Desk, *roles: Role, name: str = NAME, passphrase: str = NEW) -> int:
    number = add_user(desk, name, roles or (Role.CHAIR,), passphrase)
    assert isinstance(number, int), number
    return number


def sit(path: Path, passphrase: str) -> Desk:
    desk = open_desk(path, passphrase)
    assert isinstance(desk, Desk), desk
    return desk


def refused(path: Path, passphrase: str) -> str:
    answer = open_desk(path, passphrase)
    assert isinstance(answer, Finding)
    for lang in Language:
        assert "{" not in answer.say(lang)
    tries.forget(path)
    return answer.rule


def test_a_user_opens_by_their_own_passphrase(desk: Desk) -> None:
    path, _number = desk.store.vault.path, added(desk, Role.CHAIR)
    leave(desk)
    theirs = sit(path, NEW)
    assert theirs.who == NAME and theirs.user.roles == frozenset({Role.CHAIR})
    with pytest.raises(NotAllowed):
        theirs.require(Right.CHANGE)
    with theirs.store.reading() as reading:
        assert reading.journal(limit=1)[0].who == NAME
    leave(theirs)
    founder = sit(path, PASSPHRASE)
    assert founder.user == FOUNDER
    leave(founder)


def test_roles_are_felt_at_the_next_opening(desk: Desk) -> None:
    path, number = desk.store.vault.path, added(desk, Role.CHAIR)
    assert change_roles(desk, number, {Role.OFFICER, Role.ADMINISTRATOR}) is None
    leave(desk)
    theirs = sit(path, NEW)
    assert theirs.user.roles == {Role.OFFICER, Role.ADMINISTRATOR}
    leave(theirs)


def test_who_was_taken_away_is_not_let_in_and_not_forgotten(desk: Desk) -> None:
    path, number = desk.store.vault.path, added(desk)
    old = users_file(path).read_bytes()
    assert revoke_user(desk, number) is None
    leave(desk)
    assert refused(path, NEW) == "V10"
    users_file(path).write_bytes(old)  # they kept the file: it opens, but nobody knows them
    assert refused(path, NEW) == "V37"
    founder = sit(path, PASSPHRASE)
    assert not users_file(path).exists(), "made anew from the table"
    assert [one.until is not None for one in membership.listed(founder)] == [True]
    again = add_user(founder, NAME, {Role.CHAIR}, NEWER)
    assert isinstance(again, Finding) and again.rule == "A04", "a name is given once"
    leave(founder)


def test_a_passphrase_that_was_changed_opens_by_no_earlier_file(desk: Desk) -> None:
    """An earlier file of users beside the vault brings back no earlier passphrase."""
    path, number = desk.store.vault.path, added(desk)
    earlier = users_file(path).read_bytes()
    assert membership.give_passphrase(desk, number, NEWER) is None
    leave(desk)
    users_file(path).write_bytes(earlier)
    assert refused(path, NEW) == "V39"
    assert refused(path, NEW) == "V10", "the file was put right"
    leave(sit(path, NEWER))


def test_a_power_cut_between_file_and_vault_leaves_one_way_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file has the new passphrase and the vault the old one: the vault's counts."""
    path = desk.store.vault.path
    number = added(desk)
    before = users_file(path).read_bytes()
    assert membership.give_passphrase(desk, number, NEWER) is None
    cut = users_file(path).read_bytes()
    with desk.store.begin() as work:  # as it stood before the change
        slot = next(one for one in vault_slots._listed(json.loads(before)))
        users._change(work.connection, number, public=slot.public.hex(), secret=slot.secret.hex())
    leave(desk)
    users_file(path).write_bytes(cut)
    assert refused(path, NEWER) == "V39"
    leave(sit(path, NEW))


def test_whoever_comes_by_a_withdrawn_slot_stands_in_the_journal(desk: Desk) -> None:
    path, number = desk.store.vault.path, added(desk)
    earlier = users_file(path).read_bytes()
    revoke_user(desk, number)
    leave(desk)
    users_file(path).write_bytes(earlier)
    assert refused(path, NEW) == "V37"
    founder = sit(path, PASSPHRASE)
    with founder.store.reading() as reading:
        found = [(one.deed, one.who) for one in reading.journal(limit=2)]
    assert found == [(Deed.LOGIN, "secretary"), (Deed.FAILED_LOGIN, NAME)]
    leave(founder)


def test_who_was_taken_away_stays_so_when_a_backup_is_brought_back(desk: Desk) -> None:
    number = added(desk)
    made = safekeeping.back_up(desk)
    assert not isinstance(made, Finding)
    revoke_user(desk, number)
    to = safekeeping.bring_back(desk, made.backup.path)
    assert isinstance(to, Path)
    assert refused(to, NEW) == "V37"
    founder = sit(to, PASSPHRASE)
    assert [one.until is not None for one in membership.listed(founder)] == [True]
    leave(founder)
    assert refused(to, NEW) == "V10"


def test_guesses_at_an_unlocked_desk_are_throttled(desk: Desk) -> None:
    answers = [change_own_passphrase(desk, f"бұл емес {n}", NEWER) for n in range(6)]
    rules = [one.rule for one in answers if isinstance(one, Finding)]
    assert rules == ["A07"] * 5 + ["V38"]
    tries.forget(desk.store.vault.path)


def test_guesses_at_a_backup_are_throttled(desk: Desk, tmp_path: Path) -> None:
    made = safekeeping.back_up(desk)
    assert not isinstance(made, Finding)
    backup, to = made.backup.path, tmp_path / "restored.pana"
    rules = []
    for n in range(6):
        answer = restore_vault(backup, to, f"бұл емес {n}")
        assert isinstance(answer, Finding) and not to.exists()
        rules.append(answer.rule)
    assert rules == ["V10"] * 5 + ["V38"]
    tries.forget(backup)
    assert not isinstance(restore_vault(backup, to, PASSPHRASE), Finding)


def test_the_key_of_the_vault_changes_and_every_user_stays(desk: Desk) -> None:
    path = desk.store.vault.path
    added(desk)
    gone = added(desk, Role.OFFICER, name="Ж. Мысал", passphrase="тоғыз тал су ішеді")
    before = users_file(path).read_bytes()
    assert revoke_user(desk, gone) is None
    code = change_own_passphrase(desk, PASSPHRASE, NEWER)
    assert isinstance(code, str) and code
    assert [len(one.roots) for one in read_slots(path) or ()] == [1]
    leave(desk)
    assert refused(path, PASSPHRASE) == "V10"
    for passphrase in (NEW, NEWER):
        leave(sit(path, passphrase))
    by_code = open_desk_with_code(path, code)
    assert isinstance(by_code, Desk)
    leave(by_code)
    users_file(path).write_bytes(before)  # what was kept before the change of key opens nothing
    assert refused(path, "тоғыз тал су ішеді") == "V10"
    leave(sit(path, NEWER))


@pytest.mark.parametrize("changed", [False, True])
def test_a_power_cut_in_a_change_of_key_shuts_nobody_out(desk: Desk, changed: bool) -> None:
    """Between the file of users and the vault's new key: both states open for everybody."""
    path, store = desk.store.vault.path, desk.store
    added(desk)

    class PowerCut(Exception):
        pass

    def cut(self: Vault, key: VaultKey) -> None:
        if changed:
            rekey(self, key)
        raise PowerCut

    rekey = Vault._rekey
    with pytest.MonkeyPatch.context() as patch, pytest.raises(PowerCut):
        patch.setattr(Vault, "_rekey", cut)
        store.change_passphrase(NEWER, who="secretary", when=desk.now())
    assert [len(one.roots) for one in read_slots(path) or ()] == [2]
    store.vault.close()
    leave(sit(path, NEW))
    assert [len(one.roots) for one in read_slots(path) or ()] == [1], "in step again"
    leave(sit(path, NEW))
    leave(sit(path, NEWER if changed else PASSPHRASE))


def test_a_user_changes_their_own_passphrase_and_the_key_stays(desk: Desk) -> None:
    path = desk.store.vault.path
    added(desk)
    leave(desk)
    theirs = sit(path, NEW)
    wrong = change_own_passphrase(theirs, PASSPHRASE, NEWER)
    assert isinstance(wrong, Finding) and wrong.rule == "A07", "the founder's is not theirs"
    assert change_own_passphrase(theirs, NEW, NEWER) == ""
    leave(theirs)
    assert refused(path, NEW) == "V10"
    leave(sit(path, NEWER))
    leave(sit(path, PASSPHRASE))


@pytest.mark.parametrize(
    ("name", "roles", "passphrase", "rule"),
    [
        ("", {Role.CHAIR}, NEWER, "A02"),
        ("Ж" * 81, {Role.CHAIR}, NEWER, "A03"),
        ("қ. үлгі", {Role.CHAIR}, NEWER, "A04"),
        ("secretary", {Role.CHAIR}, NEWER, "A04"),
        ("Ж. Мысал", set(), NEWER, "A05"),
        ("Ж. Мысал", {Role.CHAIR}, NEW, "A06"),
        ("Ж. Мысал", {Role.CHAIR}, "қысқа", "V34"),
    ],
)
def test_what_does_not_do_is_told_and_nothing_changes(
    name: str, roles: set[Role], passphrase: str, rule: str, desk: Desk
) -> None:
    added(desk)
    before = membership.listed(desk), users_file(desk.store.vault.path).read_bytes()
    answer = add_user(desk, name, roles, passphrase)
    assert isinstance(answer, Finding) and answer.rule == rule
    for lang in Language:
        assert "{" not in answer.say(lang)
    assert (membership.listed(desk), users_file(desk.store.vault.path).read_bytes()) == before


def test_the_passphrase_of_the_founder_is_nobody_elses(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(membership, "passphrase_findings", lambda _new, _words: ())
    answer = add_user(desk, NAME, {Role.CHAIR}, PASSPHRASE)
    assert isinstance(answer, Finding) and answer.rule == "A06"


def test_a_missing_or_damaged_file_stops_no_founder_and_is_mended(desk: Desk) -> None:
    path = desk.store.vault.path
    added(desk)
    leave(desk)
    users_file(path).unlink()
    assert refused(path, NEW) == "V10"
    leave(sit(path, PASSPHRASE))
    leave(sit(path, NEW))
    users_file(path).write_text("{", encoding="utf-8")
    assert refused(path, NEW) == "V36"
    leave(sit(path, PASSPHRASE))
    leave(sit(path, NEW))


def test_a_disk_that_fails_leaves_the_users_as_they_were(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = added(desk)
    full = Finding("W02", users.judge_roles(()).severity, "full")  # type: ignore[union-attr]
    monkeypatch.setattr(users, "write_slots", lambda _path, _slots: full)
    for answer in (
        add_user(desk, "Ж. Мысал", {Role.CHAIR}, NEWER),
        revoke_user(desk, number),
        change_own_passphrase(desk, PASSPHRASE, NEWER),
    ):
        assert answer == full
    assert [one.until for one in membership.listed(desk)] == [None]


def test_a_backup_opens_for_every_user(desk: Desk, tmp_path: Path) -> None:
    from desktop.safekeeping import back_up

    added(desk)
    made = back_up(desk)
    assert not isinstance(made, Finding)
    copy = made.backup.path
    assert copy.parent == folder_of(desk.store.vault.path)
    to = tmp_path / "restored.pana"
    assert not isinstance(restore(copy, to, key_by(NEW, copy)), Finding)
    theirs = sit(to, NEW)
    assert theirs.who == NAME
    leave(theirs)


def test_every_deed_of_users_is_in_the_journal(desk: Desk) -> None:
    number = added(desk)
    change_roles(desk, number, {Role.OFFICER})
    revoke_user(desk, number)
    with desk.store.reading() as reading:
        found = [(one.deed, one.record) for one in reading.journal(limit=3)]
    assert found == [
        (Deed.USER_REVOKED, str(number)),
        (Deed.USER_CHANGED, str(number)),
        (Deed.USER_ADDED, str(number)),
    ]


def test_a_try_costs_the_same_whoever_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """One derivation for the founder, for a user and for nobody (row F5)."""
    path = desk.store.vault.path
    added(desk)
    leave(desk)
    made: list[str] = []
    from forms.store import vault_opening

    derive = root_from_passphrase

    def counted(passphrase: str, salt: bytes) -> bytes:
        made.append(passphrase)
        return derive(passphrase, salt)

    monkeypatch.setattr(vault_opening, "root_from_passphrase", counted)
    for passphrase in (PASSPHRASE, NEW, "мұндай құпиясөз жоқ"):
        found = Vault.open(path, passphrase)
        if isinstance(found, Vault):
            Store(found).vault.close()
    assert made == [PASSPHRASE, NEW, "мұндай құпиясөз жоқ"]


# ---- the throttle (row F4) ---------------------------------------------------------------------


def test_after_five_failures_one_waits_longer_and_longer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, clock = desk.store.vault.path, [1000.0]
    leave(desk)
    monkeypatch.setattr(tries, "monotonic", lambda: clock[0])
    waits = []
    for _ in range(12):
        clock[0] += tries.wait(path)
        answer = open_desk(path, "мұндай құпиясөз жоқ")
        assert isinstance(answer, Finding) and answer.rule == "V10"
        waits.append(tries.wait(path))
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 960, 960]
    told = open_desk(path, PASSPHRASE)
    assert isinstance(told, Finding) and told.rule == "V38", "the right one waits, too"
    assert "16:00" in told.say(Language.EN)
    assert len(tries.remembered(path)) == 12, "a try that was not looked at is none"
    by_code = open_desk_with_code(path, "x")
    assert isinstance(by_code, Finding) and by_code.rule == "V38"
    monkeypatch.setattr(tries, "_counted", {})  # the program is started anew
    clock[0] = 5.0
    assert tries.wait(path) == 960, "it begins anew in full"
    clock[0] += 960
    leave(sit(path, PASSPHRASE))
    assert tries.wait(path) == 0.0


def test_a_day_allows_fewer_than_a_hundred_tries(tmp_path: Path) -> None:
    passed, count = 0.0, 0
    while passed < 24 * 3600:
        count += 1
        steps = max(count - tries.FREE, -1)
        passed += min(tries.FIRST_WAIT * 2**steps, tries.LONGEST_WAIT) if steps >= 0 else 0.0
    assert count <= 100


def test_a_folder_that_cannot_be_written_throttles_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.store.vault.path
    leave(desk)

    def closed(*_given: object) -> None:
        raise PermissionError

    monkeypatch.setattr(tries, "write_whole", closed)
    for _ in range(5):
        open_desk(path, "мұндай құпиясөз жоқ")
    assert tries.wait(path) > 0
    tries.forget(path)
    assert vault_slots.read_slots(path) == ()
