"""What is printed of the office on returns: kept in the vault under keys that begin "office."."""

from collections.abc import Mapping

from desktop.desk import Desk
from forms.rights import Right
from forms.store.deeds import Deed

PREFIX = "office."


def load_office(desk: object) -> dict[str, str]:
    """Give what is known of the office, by short key (address, phone, email …)."""
    with _at(desk).store.reading() as reading:
        kept = reading.settings(PREFIX)
    return {key.removeprefix(PREFIX): str(value or "") for key, value in kept.items()}


def save_office(desk: object, typed: Mapping[str, str]) -> None:
    """Keep what was typed; an empty text takes the old one away."""
    at = _at(desk)
    with at.begin(Right.OFFICE) as work:
        for key, text in typed.items():
            work.set_setting(PREFIX + key, text or None)
        work.note(
            Deed.SETTING_CHANGED, who=at.who, when=at.now(), record="office", about=len(typed)
        )


def _at(desk: object) -> Desk:
    """Give the desk, which the frame hands round without knowing it."""
    assert isinstance(desk, Desk)
    return desk
