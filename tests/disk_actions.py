"""What a secretary and an officer do that writes to a disk: each as one action that can be tried.

A scene has a disk, which may fail, and a home, which does not.  Most actions have the vault on the
disk; those of the stick have it at home and write to the disk.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop.admission import create_desk, leave, open_desk
from desktop.card.annulling import REASONS
from desktop.desk import Desk
from desktop.drafts import Draft, keep_draft
from desktop.exporting import export_consolidated, export_own
from desktop.gathering import gather
from desktop.membership import add_user, change_own_passphrase
from desktop.operations import annul_record, save_record
from desktop.returning import prepare
from desktop.safekeeping import back_up, bring_back, choose_second, copy_to_second
from forms.codes import codes
from forms.findings import Finding
from forms.record import Record
from forms.rights import Role
from forms.store.backups import Proved
from reports.exchange import Received, received
from reports.period import Period
from tests.migrations import Before, before
from tests.reports.making import Q3, made

PASSPHRASE, CHANGED = "made up words 77", "өрік алмұрт шие жүзім 42"
HELPER, ANOTHER = "тау бұлақ көпір қайың 18", "қоңыр аю бал араның ұясы 5"
OFFICE, OBLAST = "KDN-1132", "KDN-1100"
VAULT, OFFICER, OLD = "office.pana", "oblast.pana", "old.pana"
SENDERS = ("KDN-1132", "KDN-1110", "KDN-1134")


@dataclass(frozen=True, slots=True)
class Left:
    """Vaults as they were left: an office's with a further user, an officer's, an old one; the
    cards of the office, and what offices sent."""

    folder: Path
    cards: dict[str, int]
    sent: tuple[Received, ...]
    old: Before


@dataclass
class Scene:
    """A disk and a home, the desk that works, and the cards acknowledged so far."""

    disk: Path
    home: Path
    vault: Path = Path()
    desk: Desk | None = None
    passphrases: list[str] = field(default_factory=lambda: [PASSPHRASE])
    cards: dict[str, int] = field(default_factory=dict)
    sent: tuple[Received, ...] = ()
    helper: str = ""
    old: Before | None = None
    number: int = 0

    @property
    def at(self) -> Desk:
        """Give the desk."""
        assert self.desk is not None
        return self.desk

    def lacks(self) -> Iterator[str]:
        """Say which acknowledged cards are not there, or not as they were acknowledged."""
        with self.at.store.reading() as reading:
            for id, revision in self.cards.items():
                kept = reading.get("family", id)
                if kept is None or kept.revision < revision:
                    yield f"acknowledged and gone: revision {revision}"
                elif not kept.rows("parents"):
                    yield "half a card"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that is done: how the scene is laid, and the doing.

    opens: the desk is opened beforehand; reopens: the vault lies on the disk, so that it is opened
    once more while that is full.
    """

    name: str
    lay: Callable[[Scene, Left], None]
    act: Callable[[Scene], object]
    opens: bool = True
    reopens: bool = False


def card(n: int) -> Record:
    """Give a made-up card with a long note."""
    record = Record.blank("family").add_row("parents", {"surname": f"Өтегенов {n}"})
    return record.replace("note", "Сәуле " * 300)


def left_files(folder: Path) -> Left:
    """Make the vaults once for all rounds."""
    folder.mkdir()
    desk = _new(folder / VAULT, OFFICE)
    cards = {}
    for n in range(40):
        kept = save_record(desk, card(n)).record
        assert kept is not None
        cards[kept.id] = kept.revision
    assert add_user(desk, "Chair", [Role.CHAIR], HELPER) == 1
    leave(desk)
    leave(_new(folder / OFFICER, OBLAST))
    old = Path(__file__).parent / "old_stores" / "2026-11-the-card.pana"
    shutil.copyfile(old, folder / OLD)
    sent = tuple(
        received(made(code, office, n))
        for n, office in enumerate(SENDERS)
        for code in ("1-QO", "2-AQA")
    )
    return Left(folder, cards, sent, before(folder / OLD))


def _new(path: Path, office: str) -> Desk:
    found = create_desk(path, PASSPHRASE, office, Period(2026, 1), practice=True)
    assert not isinstance(found, Finding), found
    return found[0]


# ---- scenes ------------------------------------------------------------------------------------


def _lay(scene: Scene, left: Left, name: str, place: Path) -> None:
    for path in left.folder.glob(f"{name}*"):
        shutil.copyfile(path, place / path.name)
    scene.vault, scene.sent = place / name, left.sent
    if name == VAULT:
        scene.cards, scene.helper = dict(left.cards), HELPER


def on_disk(scene: Scene, left: Left) -> None:
    """The vault of the office lies on the disk."""
    _lay(scene, left, VAULT, scene.disk)


def with_backup(scene: Scene, left: Left) -> None:
    """The vault lies on the disk and has a backup there."""
    on_disk(scene, left)
    desk = open_desk(scene.vault, PASSPHRASE)
    assert isinstance(desk, Desk), desk
    assert isinstance(back_up(desk), Proved)
    leave(desk)


def at_home(scene: Scene, left: Left) -> None:
    """The vault lies at home and has the disk as its second place."""
    _lay(scene, left, VAULT, scene.home)
    desk = open_desk(scene.vault, PASSPHRASE)
    assert isinstance(desk, Desk), desk
    assert choose_second(desk, scene.disk) is None
    leave(desk)


def officer_at_home(scene: Scene, left: Left) -> None:
    """The vault of the oblast lies at home."""
    _lay(scene, left, OFFICER, scene.home)


def old_on_disk(scene: Scene, left: Left) -> None:
    """A vault that an older program left lies on the disk."""
    _lay(scene, left, OLD, scene.disk)
    scene.old = left.old


# ---- actions -----------------------------------------------------------------------------------


def _save(scene: Scene) -> None:
    scene.number += 1
    kept = save_record(scene.at, card(100 + scene.number)).record
    assert kept is not None
    scene.cards[kept.id] = kept.revision


def _draft(scene: Scene) -> None:
    record = card(7)
    keep_draft(scene.at, Draft("family", record.id, 0, record.values, {}))


def _annul(scene: Scene) -> None:
    first = next(iter(scene.cards))
    reason = codes(REASONS)[0]
    kept = annul_record(scene.at, "family", first, reason, "екі рет енгізілген").record
    assert kept is not None
    scene.cards[first] = kept.revision


def _export(scene: Scene) -> object:
    return export_own(scene.at, prepare(scene.at, "1-QO", Period(2026, 1)), scene.disk)


def _merge(scene: Scene) -> object:
    merged = gather(scene.sent, Q3, OBLAST, scene.at.register)
    return export_consolidated(scene.at, merged, scene.disk)


def _backup(scene: Scene) -> object:
    return back_up(scene.at)


def _second(scene: Scene) -> object:
    return copy_to_second(scene.at)


def _user(scene: Scene) -> object:
    return add_user(scene.at, "Officer", [Role.SECRETARY], ANOTHER)


def _key(scene: Scene) -> object:
    made = change_own_passphrase(scene.at, PASSPHRASE, CHANGED)
    if not isinstance(made, Finding):
        scene.passphrases = [PASSPHRASE, CHANGED]
    return made


def _restore(scene: Scene) -> object:
    backups = sorted((scene.disk / "backups").glob("*.pana"))
    return bring_back(scene.at, next(iter(backups), scene.disk / "backups" / "away.pana"))


def _bring_up(scene: Scene) -> object:
    desk = open_desk(scene.vault, PASSPHRASE)
    if isinstance(desk, Desk):
        scene.desk = desk
    return desk


ACTIONS = (
    Action("save", on_disk, _save, reopens=True),
    Action("draft", on_disk, _draft, reopens=True),
    Action("annul", on_disk, _annul, reopens=True),
    Action("export", at_home, _export),
    Action("export beside", on_disk, _export, reopens=True),
    Action("merge", officer_at_home, _merge),
    Action("backup", on_disk, _backup, reopens=True),
    Action("stick", at_home, _second),
    Action("user", on_disk, _user, reopens=True),
    Action("key", on_disk, _key, reopens=True),
    Action("restore", with_backup, _restore, reopens=True),
    Action("bring up", old_on_disk, _bring_up, opens=False),
)
