"""The places of the rail: a page is one line here, and is loaded when it is first shown."""

from collections.abc import Callable, Sequence

from desktop.choices import Choices
from desktop.desk import Desk
from desktop.entrance.doors import Opened
from desktop.page import Page, Place
from forms.rights import Right
from forms.words import N_

NEEDED = {
    "today": Right.LOOK,
    "families": Right.LOOK,
    "cases": Right.LOOK,
    "returns": Right.WRITE_RETURN,
    "merge": Right.MERGE,
    "history": Right.JOURNAL,
}
"""What a place shows takes this right; the settings are everybody's."""


def places(opened: Opened, choices: Choices) -> Sequence[Place]:
    """Give the places of an opened vault that its user has a right to, in the order of the rail.

    Raises TypeError when what was opened is no desk: an error of ours.
    """
    desk = opened.desk
    if not isinstance(desk, Desk):
        raise TypeError("a vault opens to a desk")
    cards = (_records(desk, "family"), _records(desk, "court_case"))
    every = (
        Place("today", "place.today", N_("Today"), _day(desk), "Ctrl+1"),
        Place("families", "place.families", N_("Families"), cards[0], "Ctrl+2"),
        Place("cases", "place.cases", N_("Court cases"), cards[1], "Ctrl+3"),
        Place("returns", "place.returns", N_("Returns"), _returns(desk), "Ctrl+4"),
        Place("merge", "place.merge", N_("Merge"), _merge(desk), "Ctrl+5"),
        Place("history", "place.history", N_("History"), _history(desk, choices), "Ctrl+6"),
        Place("settings", "place.settings", N_("Settings"), _settings(desk, choices), "Ctrl+7"),
    )
    return [place for place in every if desk.user.may(NEEDED.get(place.key, Right.KEEP))]


def _day(desk: Desk) -> Callable[[], Page]:
    def make() -> Page:
        from desktop.day_page import DayPage

        return DayPage(desk)

    return make


def _records(desk: Desk, form: str) -> Callable[[], Page]:
    def make() -> Page:
        from desktop.records_page import RecordsPage
        from forms.catalogue import form_of

        return RecordsPage(desk, form_of(form))

    return make


def _returns(desk: Desk) -> Callable[[], Page]:
    def make() -> Page:
        from desktop.returns_page import ReturnsPage

        return ReturnsPage(desk)

    return make


def _merge(desk: Desk) -> Callable[[], Page]:
    def make() -> Page:
        from desktop.merge_page import MergePage

        return MergePage(desk)

    return make


def _history(desk: Desk, choices: Choices) -> Callable[[], Page]:
    def make() -> Page:
        from desktop.history_page import HistoryPage
        from desktop.history_place import HistoryPlace
        from desktop.journal_page import JournalPage

        if not desk.user.may(Right.LOOK):  # the savings call cards by names, the journal does not
            return JournalPage(desk, choices.remembered)
        return HistoryPlace(HistoryPage(desk), lambda: JournalPage(desk, choices.remembered))

    return make


def _settings(desk: Desk, choices: Choices) -> Callable[[], Page]:
    def make() -> Page:
        from desktop.office_details import load_office, save_office
        from desktop.settings_page import SettingsPage
        from desktop.settings_place import SettingsPlace

        settings = SettingsPage(
            choices,
            lambda: load_office(desk),
            lambda typed: save_office(desk, typed),
            lambda: _register_facts(desk),
            lambda: _backup_facts(desk),
            lambda: _people_facts(desk),
            desk.user.may,
            lambda: _due_facts(desk),
        )
        return SettingsPlace(
            settings,
            lambda back: _register(desk, choices, back),
            lambda back: _backups(desk, choices, back),
            lambda back: _people(desk, back),
            lambda back: _due(desk, back),
        )

    return make


def _register_facts(desk: Desk) -> str:
    from desktop.commissions_page import facts
    from desktop.register_edits import own_edits

    return facts(desk.register, desk.today(), len(own_edits(desk)))


def _backup_facts(desk: Desk) -> str:
    from desktop.day.safety_line import safety_words
    from desktop.safekeeping import safety

    return safety_words(safety(desk), desk.today())


def _people_facts(desk: Desk) -> str:
    from desktop.people_page import people_words

    return people_words(desk)


def _people(desk: Desk, back: Callable[[], object]) -> Page:
    from desktop.people_page import PeoplePage

    return PeoplePage(desk, back)


def _due_facts(desk: Desk) -> str:
    from desktop.due_page import destroyed_words

    return destroyed_words(desk)


def _due(desk: Desk, back: Callable[[], object]) -> Page:
    from desktop.due_page import DuePage

    return DuePage(desk, back)


def _backups(desk: Desk, choices: Choices, back: Callable[[], object]) -> Page:
    from desktop.backups_page import BackupsPage

    return BackupsPage(desk, back, choices.exchange, choices.backed_up)


def _register(desk: Desk, choices: Choices, back: Callable[[], object]) -> Page:
    from desktop.commissions_page import CommissionsPage

    def name_office() -> None:
        commission = desk.register.commission(desk.office, desk.today())
        if commission is not None:
            choices.renamed(commission.short)

    page = CommissionsPage(desk, back)
    page.edited.connect(name_office)
    return page
