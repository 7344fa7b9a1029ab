"""Backups of an open vault as operations: made and proved, copied to a second place, brought back.

What is remembered of them stands in the vault's own settings: when the last one was proved and
what it held, whether one failed since, where the second place is and when it was last used.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desktop.desk import Desk
from forms.findings import Finding, Severity
from forms.rights import Right
from forms.store import backups, users
from forms.store.backups import Proved, folder_of, is_due, take, thin
from forms.store.deeds import Deed
from forms.store.inventory import OWN_SETTINGS
from forms.store.papers import Setting
from forms.store.restoring import PAUSED, Differences, compare, free_name, restore
from forms.store.users import Member
from forms.store.vault_refusals import VaultFault
from forms.words import N_

FOLDER = f"{OWN_SETTINGS}folder"
SECOND = f"{OWN_SETTINGS}second"
SECOND_AT = f"{OWN_SETTINGS}second_at"
FIRST_AT = f"{OWN_SETTINGS}first_at"
LAST_AT = f"{OWN_SETTINGS}last_at"
LAST_PEOPLE = f"{OWN_SETTINGS}last_people"
FAILED_AT = f"{OWN_SETTINGS}failed_at"
"""Settings of the vault, not of the computer: they go with it to another one."""

QUICK = 64 * 2**20
"""Bytes of a vault that is copied and checked in about a second (some 10,000 cards)."""

REMIND_AFTER = timedelta(days=7)
"""After so long without a copy in the second place the day page asks for one."""

NO_SECOND = N_(
    "No second place is chosen yet. Choose a folder on a memory stick or on another disk in "
    "Settings, Backups."
)
NO_SECOND_YET = N_(
    "No second place is chosen yet: a folder on a memory stick or on another disk, for the day "
    "when this disk breaks."
)
SAME_PLACE = N_(
    "{folder} is the folder of the first backups. Choose a folder on a memory stick or on another "
    "disk, so that a copy is left when this disk breaks."
)


@dataclass(frozen=True, slots=True)
class Safety:
    """How the backups of a vault stand: what the day page and the page of backups tell.

    reminds is true when the second place was not used for a week; paused when thinning waits for
    the word that a restored vault is the right one.
    """

    last: datetime | None
    people: int
    failed: datetime | None
    second: Path | None
    second_at: datetime | None
    reminds: bool
    paused: bool


def folder_for(desk: Desk) -> Path:
    """Give the folder of the backups: the one chosen, else the one beside the vault."""
    with desk.store.reading() as reading:
        chosen = reading.setting(FOLDER)
    return Path(str(chosen)) if chosen else folder_of(desk.store.vault.path)


def safety(desk: Desk) -> Safety:
    """Say how the backups stand now."""
    with desk.store.reading() as reading:
        kept = reading.settings(OWN_SETTINGS)
    second_at, first = _moment(kept.get(SECOND_AT)), _moment(kept.get(FIRST_AT))
    since = second_at or first
    return Safety(
        _moment(kept.get(LAST_AT)),
        int(str(kept.get(LAST_PEOPLE) or 0)),
        _moment(kept.get(FAILED_AT)),
        Path(str(kept[SECOND])) if kept.get(SECOND) else None,
        second_at,
        since is not None and desk.now() - since > REMIND_AFTER and not desk.practice,
        bool(kept.get(PAUSED)),
    )


def _moment(kept: Setting) -> datetime | None:
    return datetime.fromisoformat(str(kept)) if kept else None


def back_up(desk: Desk, folder: Path | None = None) -> Proved | Finding:
    """Make a backup, prove it, thin the older ones; a refusal is remembered and told again."""
    place = folder or folder_for(desk)
    made = take(desk.store.vault, place, desk.now())
    if isinstance(made, Finding):
        _remember_failure(desk)
        return made
    with desk.begin(Right.KEEP) as work:
        if work.setting(FIRST_AT) is None:
            work.set_setting(FIRST_AT, desk.now().isoformat())
        work.set_setting(LAST_AT, desk.now().isoformat())
        work.set_setting(LAST_PEOPLE, made.holds.people)
        work.set_setting(FAILED_AT, None)
        work.note(Deed.BACKUP, who=desk.who, when=desk.now(), about=made.holds.all_cards)
        paused = bool(work.setting(PAUSED))
    if not paused:
        thin(desk.store.vault, place, desk.now())
    return made


def _remember_failure(desk: Desk) -> None:
    # On a full or failing disk this cannot be kept either; the refusal itself is told anyway.
    with suppress(VaultFault), desk.begin(Right.KEEP) as work:
        work.set_setting(FAILED_AT, desk.now().isoformat())


def back_up_changes(desk: Desk) -> Proved | Finding | None:
    """Make a backup unless the newest one holds the very same; None when none was needed.

    Asked at close and lock, every half hour, and before whatever is hard to take back.
    """
    try:
        due = is_due(desk.store.vault, folder_for(desk), desk.now())
        return back_up(desk) if due else None
    except VaultFault as failed:  # the disk or the vault itself fails
        return failed.finding


def stands_in_the_way(desk: Desk) -> Finding | None:
    """Make a backup of what changed before a step that must not go without; say why it fails."""
    made = back_up_changes(desk)
    return made if isinstance(made, Finding) else None


def back_up_before_annulling(desk: Desk) -> None:
    """Make a backup of what changed while the person waits, where that is a matter of a second.

    One that fails is remembered and told; an annulment can be taken back without it, so a larger
    vault goes on with the backup of the last half hour.
    """
    try:
        quick = desk.store.vault.path.stat().st_size <= QUICK
    except OSError:
        return  # the vault is gone or its disk fails: the annulling itself says so
    if quick:
        back_up_changes(desk)


def copy_to_second(desk: Desk) -> Proved | Finding:
    """Put a proved copy into the second place; a stick that is not there is a calm sentence."""
    place = safety(desk).second
    if place is None:
        return Finding("B03", Severity.SOFT, NO_SECOND)
    made = take(desk.store.vault, place, desk.now(), there=True)
    if isinstance(made, Finding):
        return made
    with desk.begin(Right.KEEP) as work:
        work.set_setting(SECOND_AT, desk.now().isoformat())
        cards = made.holds.all_cards
        work.note(Deed.BACKUP_COPIED, who=desk.who, when=desk.now(), about=cards)
        paused = bool(work.setting(PAUSED))
    if not paused:
        thin(desk.store.vault, place, desk.now())
    return made


def choose_second(desk: Desk, folder: Path) -> Finding | None:
    """Choose the second place; the folder of the first backups is none."""
    first = folder_for(desk)
    if folder.resolve() in (first.resolve(), first.parent.resolve()):
        return Finding("B04", Severity.HARD, SAME_PLACE, {}, {"folder": str(folder)})
    with desk.begin(Right.OFFICE) as work:
        work.set_setting(SECOND, str(folder))
        work.note(Deed.SETTING_CHANGED, who=desk.who, when=desk.now(), record=SECOND)
    return None


def bring_back(desk: Desk, backup: Path) -> Path | Finding:
    """Restore a backup beside the vault, into a new file; gives it.  The vault stays as it is.

    What changed is backed up before; when that fails, because the vault is damaged, it goes on:
    the vault itself is kept aside.  Whoever was taken away since stays so.
    """
    desk.require(Right.RESTORE)
    back_up_changes(desk)
    vault = desk.store.vault
    to = free_name(vault.path, "restored", desk.now())
    held = restore(backup, to, vault.own_key, _taken_away(desk))
    if isinstance(held, Finding):
        return held
    with suppress(VaultFault), desk.begin(Right.RESTORE) as work:  # a damaged one may not take it
        work.note(Deed.BACKUP_RESTORED, who=desk.who, when=desk.now(), about=held.all_cards)
    return to


def _taken_away(desk: Desk) -> list[Member]:
    with suppress(VaultFault), desk.store.reading() as reading:
        return [one for one in users.members(reading.connection) if one.until is not None]
    return []  # the vault is damaged: whoever restores looks at the users again


def differences(desk: Desk, backup: Path) -> Differences | Finding:
    """Say what differs between the vault and a backup; without names for whoever may not look at
    cards: numbers suffice to choose a backup."""
    desk.require(Right.KEEP)
    found = compare(desk.store.vault, backup)
    if isinstance(found, Finding) or desk.user.may(Right.LOOK):
        return found
    return found.nameless()


def confirm_restored(desk: Desk) -> None:
    """Keep the word that the restored vault is the right one: from now on backups are thinned."""
    with desk.begin(Right.RESTORE) as work:
        work.set_setting(PAUSED, None)
        work.note(Deed.RESTORE_CONFIRMED, who=desk.who, when=desk.now())


def listed(desk: Desk) -> list[backups.Listed]:
    """Read every backup of the vault, the newest first; slow for many large ones."""
    return list(backups.listed(desk.store.vault, folder_for(desk)))
