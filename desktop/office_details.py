"""What is printed of the office on returns: kept in the vault under keys that begin "office."."""

from collections.abc import Mapping

from desktop.desk import Desk

PREFIX = "office."


def load_office(desk: object) -> dict[str, str]:
    """Give what is known of the office, by short key (address, phone, email …)."""
    with _at(desk).store.reading() as reading:
        kept = reading.settings(PREFIX)
    return {key.removeprefix(PREFIX): str(value or "") for key, value in kept.items()}


def save_office(desk: object, typed: Mapping[str, str]) -> None:
    """Keep what was typed; an empty text takes the old one away."""
    with _at(desk).store.begin() as work:
        for key, text in typed.items():
            work.set_setting(PREFIX + key, text or None)


def _at(desk: object) -> Desk:
    """Give the desk, which the frame hands round without knowing it."""
    assert isinstance(desk, Desk)
    return desk
