"""What a person chose outside the vault, as the settings page sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.settings import MINUTES
from desktop.theme import Mode
from forms.words import Language, Name

if TYPE_CHECKING:
    from forms.store.journal import Mark


@dataclass(frozen=True, slots=True)
class Choices:
    """What stands outside the vault: how it is now, and what to call when it changes.

    backed_up(day) is called after a checked backup of the open vault: the gate tells the day;
    renamed(name) after an edit of the register: the frame says what the office is called now;
    exchange(path) puts a restored vault in the place of the open one and locks; remembered() gives
    what this computer knew of the vault's journal when it was opened; lock_after() the minutes
    after which the vault is locked; uncaptured() whether screenshots show nothing of it.
    """

    theme: Callable[[], Mode]
    hints: Callable[[], bool]
    pick_language: Callable[[Language], object]
    pick_theme: Callable[[Mode], object]
    show_hints: Callable[[bool], object]
    backed_up: Callable[[date], object]
    renamed: Callable[[Name], object]
    exchange: Callable[[Path], object]
    remembered: "Callable[[], Mark | None]" = lambda: None
    lock_after: Callable[[], int] = lambda: MINUTES[-1]
    pick_lock_after: Callable[[int], object] = lambda _minutes: None
    uncaptured: Callable[[], bool] = lambda: True
    keep_uncaptured: Callable[[bool], object] = lambda _on: None
