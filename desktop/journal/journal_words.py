"""How the journal speaks: groups of deeds, what a row is about, and the sign of a deed."""

from collections.abc import Mapping

from desktop.language import tr
from forms.store.deeds import ABOUT, Deed
from forms.store.journal_pages import Noted
from forms.words import N_

GROUPS: Mapping[str, tuple[str, str, frozenset[Deed]]] = {
    "door": (
        N_("Opening and closing"),
        "action.key",
        frozenset({Deed.MADE, Deed.LOGIN, Deed.CODE_LOGIN, Deed.FAILED_LOGIN, Deed.LOGOUT}),
    ),
    "cards": (
        N_("Changes of cards"),
        "action.write",
        frozenset(
            {
                Deed.CARD_NEW,
                Deed.CARD_CHANGED,
                Deed.CARD_COMPLETED,
                Deed.CARD_REOPENED,
                Deed.CARD_CONFIRMED,
                Deed.CARD_ANNULLED,
                Deed.CARD_RESTORED,
                Deed.CARD_HELD,
                Deed.CARD_RELEASED,
                Deed.CARD_DESTROYED,
                Deed.TOLD_APART,
                Deed.APART_TAKEN_BACK,
            }
        ),
    ),
    "looks": (
        N_("Looking and searching"),
        "action.show",
        frozenset({Deed.CARD_OPENED, Deed.SENSITIVE_SHOWN, Deed.SEARCHED}),
    ),
    "left": (
        N_("Printed and written out"),
        "action.print",
        frozenset(
            {
                Deed.ACT_PRINTED,
                Deed.ACT_WRITTEN,
                Deed.CARD_PRINTED,
                Deed.CARD_WRITTEN,
                Deed.LIST_EXPORTED,
                Deed.RETURN_PRINTED,
                Deed.RETURN_EXPORTED,
                Deed.MERGE_EXPORTED,
            }
        ),
    ),
    "returns": (
        N_("Returns and merges"),
        "place.returns",
        frozenset({Deed.RETURN_CONFIRMED, Deed.RETURN_HANDED_IN, Deed.RETURN_REVISED, Deed.MERGED}),
    ),
    "backups": (
        N_("Backups"),
        "fact.disk",
        frozenset(
            {
                Deed.BACKUP,
                Deed.BACKUP_COPIED,
                Deed.BACKUP_RESTORED,
                Deed.RESTORED_FROM,
                Deed.RESTORE_CONFIRMED,
            }
        ),
    ),
    "rights": (
        N_("Users, keys and settings"),
        "place.settings",
        frozenset(
            {
                Deed.USER_ADDED,
                Deed.USER_CHANGED,
                Deed.USER_REVOKED,
                Deed.PASSPHRASE_CHANGED,
                Deed.KEY_CHANGED,
                Deed.SETTING_CHANGED,
                Deed.REGISTER_EDITED,
                Deed.MIGRATED,
                Deed.JOURNAL_CHECKED,
                Deed.JOURNAL_BEHIND,
                Deed.CLOCK_SET_BACK,
            }
        ),
    ),
}
"""Key of a group → its words, its icon, its deeds; every deed is in exactly one."""

SETTINGS = {
    "office": N_("The office on returns"),
    "backup.second": N_("Second place for backups"),
    "columns": N_("Columns of the list"),
    "view": N_("View of a list"),
}
"""Key of a setting, or a part of it → what it is about."""

BY_CODE = "code"
CODES = frozenset({"return", "commission", "act"})
"""Kinds whose record is a code that people read, not an id."""


def about_words(row: Noted) -> str:
    """Say what a row is about: the number of the card or a code, and what was counted."""
    known = row.deed in list(Deed) and Deed(row.deed) in ABOUT
    counted = tr(ABOUT[Deed(row.deed)], about=row.about) if known and row.about else ""
    return " · ".join(part for part in (_record(row), counted) if part)


def _record(row: Noted) -> str:
    if row.number:
        return f"№ {row.number}"
    if row.user:
        return row.user
    if row.deed == Deed.FAILED_LOGIN and row.about == BY_CODE:
        return tr("Recovery code")
    if row.deed == Deed.SETTING_CHANGED:
        parts = (row.record, *row.record.split("/"))
        return next((tr(SETTINGS[part]) for part in parts if part in SETTINGS), "")
    return row.record if row.form in CODES else ""


def sign_of(code: str) -> tuple[str, str]:
    """Give icon and tone of a deed."""
    if code == Deed.FAILED_LOGIN:
        return "state.soft", "soft"
    icons = (icon for _words, icon, deeds in GROUPS.values() if code in deeds)
    return next(icons, "state.info"), "ink2"
