"""Stands in for what lies behind the gate: doors that answer at once and keep what was asked."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desktop.entrance.doors import Created, Doors, NewVault, Office, Opened
from desktop.settings import Recent
from forms.findings import Finding, Severity
from forms.words import Name

AKKOL = Name("Ақкөл ауданы", "Аккольский район", "Akkol district")
AKMOLA = Name("Ақмола облысы", "Акмолинская область", "Akmola oblast")
RIGHT = "kuz taubulak zhol torgai keme"
CODE = "ABCD EFGH JKMN PQRS TVWX YZ01 2345"
REFUSED = Finding("V10", Severity.HARD, "The passphrase does not fit {file}.", {}, {"file": "a"})
TOO_SHORT = Finding("V34", Severity.HARD, "The passphrase has {n} signs.", {}, {"n": 3})


class FakeDoors:
    """Keeps every question in asked, in their order."""

    def __init__(self, home: Path) -> None:
        self.asked: list[tuple[object, ...]] = []
        self._home = home
        self.backs_up = False
        self.waits: Finding | None = None
        self.newest: Path | None = None

    def doors(self) -> Doors:
        """Give the doors."""
        return Doors(
            open_vault=self._open,
            open_with_code=self._open_with_code,
            renew_passphrase=self._renew,
            create_vault=self._create,
            restore=self._restore,
            newest_backup=lambda _vault: self.newest,
            find_commissions=self._find,
            judge_passphrase=self._judge,
            close=self._close,
            exchange=self._exchange,
            must_wait=self._must_wait,
            today=lambda: date(2026, 9, 22),
            home=lambda: self._home,
        )

    def opened(self, path: Path) -> Opened:
        """Give an opened vault of Akkol."""
        return Opened(object(), Recent(path, "KDN-1132", AKKOL))

    def _open(self, path: Path, passphrase: str) -> Opened | Finding:
        self.asked.append(("open", path, passphrase))
        return self.opened(path) if passphrase == RIGHT else REFUSED

    def _open_with_code(self, path: Path, code: str) -> Opened | Finding:
        self.asked.append(("code", path, code))
        return self.opened(path) if code == CODE else REFUSED

    def _renew(self, opened: Opened, passphrase: str) -> str | Finding:
        self.asked.append(("renew", opened.recent.path, passphrase))
        return CODE

    def _create(self, asked: NewVault) -> Created | Finding:
        self.asked.append(("create", asked))
        return Created(self.opened(asked.path), "" if asked.practice else CODE)

    def _must_wait(self, _path: Path) -> Finding | None:
        return self.waits

    def _restore(self, backup: Path, to: Path, passphrase: str) -> Finding | None:
        self.asked.append(("restore", backup, to, passphrase))
        return None if passphrase == RIGHT else REFUSED

    @staticmethod
    def _find(text: str) -> Sequence[Office]:
        return [Office("KDN-1132", AKKOL, AKMOLA)] if text in AKKOL.kk else []

    @staticmethod
    def _judge(passphrase: str, words: Sequence[str]) -> Sequence[Finding]:
        return [TOO_SHORT] if len(passphrase) < 15 else []

    def _close(self, opened: Opened) -> date | None:
        self.asked.append(("close", opened.recent.path))
        return date(2026, 9, 22) if self.backs_up else None

    def _exchange(self, opened: Opened, restored: Path) -> Path | Finding:
        self.asked.append(("exchange", opened.recent.path, restored))
        return opened.recent.path
