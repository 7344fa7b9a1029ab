"""The doors the gate goes through: callables handed in, so the gate loads no store by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.settings import Recent
from forms.findings import Finding
from forms.rights import Right, User
from forms.words import Language, Name


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened vault: what the pages work with, and how the chooser remembers it."""

    desk: object
    recent: Recent

    def may(self, right: Right) -> bool:
        """True when whoever opened it has a right; its operations ask again."""
        user = getattr(self.desk, "user", None)
        return not isinstance(user, User) or user.may(right)


@dataclass(frozen=True, slots=True)
class Created:
    """A vault just made: opened, with the recovery code that is shown once."""

    opened: Opened
    code: str


@dataclass(frozen=True, slots=True)
class NewVault:
    """What was answered at the first start; quarter is the first to be reported, "2026-Q3"."""

    path: Path
    office: str
    quarter: str
    passphrase: str
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """A commission found by typing: its frozen code, its names and what it lies within."""

    code: str
    name: Name
    within: Name

    def say(self, lang: Language) -> str:
        """Give its short name."""
        return self.name.say(lang)


@dataclass(frozen=True, slots=True)
class Doors:
    """Each may be slow and is called off the screen's thread; a refusal is a Finding.

    judge_passphrase(passphrase, words an acquaintance would try) gives what is wrong with a new
    one; today is asked once, when the gate needs a day.
    """

    open_vault: Callable[[Path, str], Opened | Finding]
    open_with_code: Callable[[Path, str], Opened | Finding]
    renew_passphrase: Callable[[Opened, str], str | Finding]
    create_vault: Callable[[NewVault], Created | Finding]
    """The code is empty for a practice vault: nothing secret is in it."""
    restore: Callable[[Path, Path, str], Finding | None]
    """(backup, new file, passphrase of the backup)."""
    newest_backup: Callable[[Path], Path | None]
    """Gives the newest backup beside a vault by its name, None where there is none; quick."""
    find_commissions: Callable[[str], Sequence[Office]]
    judge_passphrase: Callable[[str, Sequence[str]], Sequence[Finding]]
    close: Callable[[Opened], date | None]
    """Backs up what changed, then closes; gives the day of the backup made."""
    exchange: Callable[[Opened, Path], Path | Finding]
    """(opened, restored): closes the vault and gives its name to the restored one."""
    must_wait: Callable[[Path], Finding | None]
    """Says how long a vault waits after several wrong tries, None when one may try; quick."""
    today: Callable[[], date]
    home: Callable[[], Path]
    """The folder in which a new vault is proposed to lie."""
