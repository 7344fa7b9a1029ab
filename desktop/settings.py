"""What the program remembers outside the vault, typed, in one ini file; nothing personal ever.

Qt gives numbers and booleans of an ini file back as text, so each value is spelled and read here.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings

from desktop.theme import Mode
from forms.words import N_, Language, Name, say

MOST_RECENT = 8
MINUTES = range(1, 11)
"""How many minutes without key and mouse may be chosen (row F8: ten at most)."""

PRACTICE = N_("PRACTICE")


@dataclass(frozen=True, slots=True)
class Recent:
    """A vault opened before: where it lies, whose it is, and when it was last backed up."""

    path: Path
    code: str = ""
    name: Name = Name("", "", "")
    backed_up: date | None = None
    practice: bool = False

    def say(self, lang: Language) -> str:
        """Give the words of the chooser: the commission and its code, else the file's name."""
        name = self.name.say(lang)
        words = f"{name} · {self.code}" if name and self.code else self.path.stem
        return f"{words} · {say(PRACTICE, lang)}" if self.practice else words


class Settings:
    """The remembered choices; each is read from the file when asked and written at once."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._kept = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def language(self) -> Language:
        """The language of the screens, Kazakh until another was chosen."""
        return Language(_one_of(self._text("language"), list(Language), Language.KK))

    @language.setter
    def language(self, lang: Language) -> None:
        self._kept.setValue("language", lang.value)

    @property
    def theme(self) -> Mode:
        """The colours, the system's until others were chosen."""
        return Mode(_one_of(self._text("theme"), list(Mode), Mode.SYSTEM))

    @theme.setter
    def theme(self, mode: Mode) -> None:
        self._kept.setValue("theme", mode.value)

    @property
    def hints(self) -> bool:
        """True while keys are shown beside what they do."""
        return self._text("hints") != "no"

    @hints.setter
    def hints(self, shown: bool) -> None:
        self._kept.setValue("hints", "yes" if shown else "no")

    @property
    def lock_after(self) -> int:
        """So many minutes without key and mouse lock the vault: 1 to 10, 10 by itself."""
        kept = self._text("lock_after")
        return int(kept) if kept in [str(one) for one in MINUTES] else MINUTES[-1]

    @lock_after.setter
    def lock_after(self, minutes: int) -> None:
        self._kept.setValue("lock_after", str(minutes))

    @property
    def uncaptured(self) -> bool:
        """True while the windows are kept out of screenshots and shared screens."""
        return self._text("uncaptured") != "no"

    @uncaptured.setter
    def uncaptured(self, on: bool) -> None:
        self._kept.setValue("uncaptured", "yes" if on else "no")

    @property
    def recent(self) -> tuple[Recent, ...]:
        """The vaults opened before, the latest first."""
        count = self._kept.beginReadArray("recent")
        found = []
        for number in range(count):
            self._kept.setArrayIndex(number)
            found.append(self._read_recent())
        self._kept.endArray()
        return tuple(found)

    def opened(self, recent: Recent) -> None:
        """Remember that a vault was opened: it becomes the first of the chooser."""
        others = [one for one in self.recent if one.path != recent.path]
        self._write_recent([recent, *others][:MOST_RECENT])

    def backed_up(self, path: Path, day: date) -> None:
        """Remember the day of a vault's last checked backup; the gate tells it."""
        changed = [replace(one, backed_up=day) if one.path == path else one for one in self.recent]
        self._write_recent(changed)

    def journal_mark(self, path: Path) -> tuple[int, str] | None:
        """Give number and seal of the newest row of a vault's journal, as last remembered."""
        kept = self._text(_journal_key(path)).split(" ")
        return (int(kept[0]), kept[1]) if len(kept) == 2 and kept[0].isdigit() else None

    def remember_journal(self, path: Path, entry: int, seal: str) -> None:
        """Remember the newest row of a vault's journal: its number and seal, nothing else."""
        self._kept.setValue(_journal_key(path), f"{entry} {seal}")

    def forget(self, path: Path) -> None:
        """Take a vault off the chooser; its file is not touched."""
        self._write_recent([one for one in self.recent if one.path != path])

    def sync(self) -> None:
        """Write to the disk now."""
        self._kept.sync()

    def _text(self, key: str) -> str:
        return str(self._kept.value(key, ""))

    def _read_recent(self) -> Recent:
        name = Name(*(self._text(key) for key in ("kk", "ru", "en")))
        day = self._text("backed_up")
        return Recent(
            Path(self._text("path")),
            self._text("code"),
            name,
            date.fromisoformat(day) if _is_day(day) else None,
            self._text("practice") == "yes",
        )

    def _write_recent(self, recents: Sequence[Recent]) -> None:
        self._kept.remove("recent")
        self._kept.beginWriteArray("recent", len(recents))
        for number, one in enumerate(recents):
            self._kept.setArrayIndex(number)
            self._kept.setValue("path", str(one.path))
            self._kept.setValue("code", one.code)
            for key, words in one.name._asdict().items():
                self._kept.setValue(key, words)
            self._kept.setValue("backed_up", one.backed_up.isoformat() if one.backed_up else "")
            self._kept.setValue("practice", "yes" if one.practice else "no")
        self._kept.endArray()


def _journal_key(path: Path) -> str:
    return f"journal/{hashlib.sha256(str(path).encode()).hexdigest()[:16]}"


def _one_of(text: str, allowed: Sequence[str], otherwise: str) -> str:
    return text if text in allowed else otherwise


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
