"""What a person chose outside the vault, as the settings page sees it."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.theme import Mode
from forms.words import Language


@dataclass(frozen=True, slots=True)
class Choices:
    """What stands outside the vault: how it is now, and what to call when it changes."""

    theme: Callable[[], Mode]
    hints: Callable[[], bool]
    pick_language: Callable[[Language], object]
    pick_theme: Callable[[Mode], object]
    show_hints: Callable[[bool], object]
