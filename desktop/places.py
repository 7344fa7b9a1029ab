"""The places of the rail: a page is one line here, and is loaded when it is first shown."""

from collections.abc import Callable, Sequence

from desktop.choices import Choices
from desktop.doors import Opened
from desktop.page import Page, Place
from forms.words import N_


def places(opened: Opened, choices: Choices) -> Sequence[Place]:
    """Give the places of an opened vault, in the order of the rail."""
    return (
        Place("settings", "place.settings", N_("Settings"), _settings(opened, choices), "Ctrl+7"),
    )


def _settings(opened: Opened, choices: Choices) -> Callable[[], Page]:
    def make() -> Page:
        from desktop.office_details import load_office, save_office
        from desktop.settings_page import SettingsPage

        return SettingsPage(
            choices,
            lambda: load_office(opened.desk),
            lambda typed: save_office(opened.desk, typed),
        )

    return make
