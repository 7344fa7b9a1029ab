"""The real doors of the gate; store, ciphers and register are loaded when a door is first used."""

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from desktop.clock import today
from desktop.entrance.doors import Created, Doors, NewVault, Office, Opened
from desktop.settings import Recent
from forms.findings import Finding
from forms.words import Name

if TYPE_CHECKING:
    from desktop.desk import Desk
    from forms.territories import Register

FOUND = 20
PATIENCE = 60.0  # seconds that an opening waits for the closing before it


def doors() -> Doors:
    """Give the doors; making them loads nothing."""
    return Doors(
        open_vault=open_vault,
        open_with_code=open_with_code,
        renew_passphrase=renew_passphrase,
        create_vault=create_vault,
        restore=restore,
        newest_backup=newest_backup,
        find_commissions=find_commissions,
        judge_passphrase=judge_passphrase,
        close=close,
        exchange=exchange,
        must_wait=must_wait,
        today=today,
        home=home,
    )


def home() -> Path:
    """Give the folder proposed for vaults: Pana in the person's documents."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) / "Pana"


def open_vault(path: Path, passphrase: str) -> Opened | Finding:
    """Open a vault with its passphrase."""
    from desktop.admission import open_desk

    _wait_until_closed(path)
    found = open_desk(path, passphrase, today)
    return found if isinstance(found, Finding) else _opened(found)


def open_with_code(path: Path, code: str) -> Opened | Finding:
    """Open a vault with its recovery code."""
    from desktop.admission import open_desk_with_code

    _wait_until_closed(path)
    found = open_desk_with_code(path, code, today)
    return found if isinstance(found, Finding) else _opened(found)


def renew_passphrase(opened: Opened, passphrase: str) -> str | Finding:
    """Give an opened vault a new passphrase, after a backup; gives its new recovery code."""
    from desktop.safekeeping import stands_in_the_way

    desk = _desk(opened)
    return stands_in_the_way(desk) or desk.store.change_passphrase(
        passphrase, who=desk.who, when=desk.now()
    )


def create_vault(asked: NewVault) -> Created | Finding:
    """Make a vault, or a practice vault full of made-up people.

    Raises ValueError for a quarter that is none: the gate proposes only real ones.
    """
    from desktop.admission import create_desk
    from desktop.practising import make_practice_vault
    from reports.period import Period

    period = Period.read(asked.quarter)
    if period is None:
        raise ValueError(f"no such quarter: {asked.quarter}")
    asked.path.parent.mkdir(parents=True, exist_ok=True)
    if asked.practice:
        desk = make_practice_vault(asked.path, asked.passphrase, asked.office, period, day=today)
        return desk if isinstance(desk, Finding) else Created(_opened(desk), "")
    made = create_desk(asked.path, asked.passphrase, asked.office, period, day=today)
    return made if isinstance(made, Finding) else Created(_opened(made[0]), made[1])


def newest_backup(vault: Path) -> Path | None:
    """Give the newest backup that lies beside a vault; only names are read."""
    from forms.store.backups import backups_in, folder_of

    found = backups_in(folder_of(vault), vault.stem)
    return found[0].path if found else None


def must_wait(path: Path) -> Finding | None:
    """Say how long a vault waits after several wrong tries; loads only what it needs."""
    from forms.store import tries

    return tries.must_wait(path)


def restore(backup: Path, to: Path, passphrase: str) -> Finding | None:
    """Make a new vault of a backup, checked on the way; the backup stays as it is.

    A vault that lies there already is set aside under a name that tells so, damaged or not.
    """
    from desktop.admission import restore_vault
    from desktop.clock import now
    from forms.store.restoring import free_name, put_in_place

    to.parent.mkdir(parents=True, exist_ok=True)
    taken = to.exists() and not (backup.exists() and to.samefile(backup))
    new = free_name(to, "restored", now()) if taken else to
    answer: object = restore_vault(backup, new, passphrase)
    if taken and not isinstance(answer, Finding):
        answer = put_in_place(new, to, now())
    return answer if isinstance(answer, Finding) else None


def find_commissions(text: str) -> Sequence[Office]:
    """Find commissions of today by a part of their name or by their code."""
    from forms.territories import Register

    register = Register.shipped()
    found = register.find_commissions(text, today(), FOUND)
    return [Office(one.code, one.short, _within(register, one.code)) for one in found]


def judge_passphrase(passphrase: str, words: Sequence[str]) -> Sequence[Finding]:
    """Say what is wrong with a new passphrase."""
    from forms.store.passphrases import passphrase_findings

    return passphrase_findings(passphrase, words)


def close(opened: Opened) -> date | None:
    """Back up what changed, close the vault and forget its key; gives the day of the backup.

    A backup that fails is remembered in the vault and told when it is opened again.
    """
    from desktop.admission import leave
    from desktop.safekeeping import back_up_changes
    from forms.store.backups import Proved

    desk = _desk(opened)
    made = back_up_changes(desk)
    leave(desk)
    return desk.today() if isinstance(made, Proved) else None


def exchange(opened: Opened, restored: Path) -> Path | Finding:
    """Close the vault and give its name to a restored one; gives where the earlier one lies now."""
    from desktop.admission import leave
    from forms.store.restoring import put_in_place

    desk = _desk(opened)
    leave(desk)
    return put_in_place(restored, desk.store.vault.path, desk.now())


def _wait_until_closed(path: Path) -> None:
    """Wait while this program still closes the vault that was just locked: its backup runs."""
    from forms.store.vault_lock import held_here

    end = time.monotonic() + PATIENCE
    while path.exists() and held_here(path) and time.monotonic() < end:
        time.sleep(0.05)


def _opened(desk: "Desk") -> Opened:
    commission = desk.register.commission(desk.office, desk.today())
    remembered = Recent(desk.store.vault.path, desk.office, practice=desk.practice)
    if commission is not None:
        remembered = Recent(
            desk.store.vault.path, desk.office, commission.short, practice=desk.practice
        )
    return Opened(desk, remembered)


def _desk(opened: Opened) -> "Desk":
    from desktop.desk import Desk

    assert isinstance(opened.desk, Desk)
    return opened.desk


def _within(register: "Register", code: str) -> Name:
    parent = register.parent(code, today())
    return parent.short if parent is not None else Name("", "", "")
