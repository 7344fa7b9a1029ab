"""What people do with a vault, as the journal calls it: a code for each deed and its words."""

import re
from collections.abc import Mapping
from enum import StrEnum

from forms.words import N_


class Deed(StrEnum):
    """One kind of deed; its value stands in the journal for ever and is never given to another."""

    MADE = "made"
    LOGIN = "login"
    CODE_LOGIN = "code login"
    FAILED_LOGIN = "failed login"
    LOGOUT = "logout"
    MIGRATED = "migrated"
    KEY_CHANGED = "key changed"
    USER_ADDED = "user added"
    USER_CHANGED = "user changed"
    USER_REVOKED = "user revoked"
    PASSPHRASE_CHANGED = "passphrase changed"
    CARD_NEW = "card new"
    CARD_CHANGED = "card changed"
    CARD_COMPLETED = "card completed"
    CARD_REOPENED = "card reopened"
    CARD_CONFIRMED = "card confirmed"
    CARD_ANNULLED = "card annulled"
    CARD_RESTORED = "card restored"
    CARD_OPENED = "card opened"
    CARD_HELD = "card held"
    CARD_RELEASED = "card released"
    CARD_DESTROYED = "card destroyed"
    ACT_PRINTED = "act printed"
    ACT_WRITTEN = "act written as PDF"
    CARD_PRINTED = "card printed"
    CARD_WRITTEN = "card written as PDF"
    SENSITIVE_SHOWN = "sensitive shown"
    SEARCHED = "searched"
    LIST_EXPORTED = "list exported"
    TOLD_APART = "told apart"
    APART_TAKEN_BACK = "apart taken back"
    RETURN_CONFIRMED = "return confirmed"
    RETURN_HANDED_IN = "return handed in"
    RETURN_REVISED = "return revised"
    RETURN_EXPORTED = "return exported"
    RETURN_PRINTED = "return printed"
    MERGED = "merged"
    MERGE_EXPORTED = "merge exported"
    REGISTER_EDITED = "register"
    SETTING_CHANGED = "setting changed"
    BACKUP = "backup"
    BACKUP_COPIED = "backup copied"
    BACKUP_RESTORED = "restore"
    RESTORED_FROM = "came of backup"
    RESTORE_CONFIRMED = "restore confirmed"
    JOURNAL_CHECKED = "journal checked"
    JOURNAL_BEHIND = "journal behind"
    CLOCK_SET_BACK = "clock set back"


SPOKEN: Mapping[Deed, str] = {
    Deed.MADE: N_("Vault made"),
    Deed.LOGIN: N_("Vault opened"),
    Deed.CODE_LOGIN: N_("Vault opened by its recovery code"),
    Deed.FAILED_LOGIN: N_("Wrong passphrase"),
    Deed.LOGOUT: N_("Vault locked"),
    Deed.MIGRATED: N_("Vault brought up to a newer Pana"),
    Deed.KEY_CHANGED: N_("Key of the vault changed"),
    Deed.USER_ADDED: N_("User added"),
    Deed.USER_CHANGED: N_("Rights of a user changed"),
    Deed.USER_REVOKED: N_("User taken away"),
    Deed.PASSPHRASE_CHANGED: N_("Own passphrase changed"),
    Deed.CARD_NEW: N_("New card saved"),
    Deed.CARD_CHANGED: N_("Card changed"),
    Deed.CARD_COMPLETED: N_("Card marked complete"),
    Deed.CARD_REOPENED: N_("Complete card became a draft"),
    Deed.CARD_CONFIRMED: N_("Finding on a card confirmed"),
    Deed.CARD_ANNULLED: N_("Card annulled"),
    Deed.CARD_RESTORED: N_("Annulment of a card taken back"),
    Deed.CARD_OPENED: N_("Card looked at"),
    Deed.CARD_HELD: N_("Card marked to be kept"),
    Deed.CARD_RELEASED: N_("Card no longer marked to be kept"),
    Deed.CARD_DESTROYED: N_("Card destroyed"),
    Deed.ACT_PRINTED: N_("Act of destruction printed"),
    Deed.ACT_WRITTEN: N_("Act of destruction written as PDF"),
    Deed.CARD_PRINTED: N_("Card printed"),
    Deed.CARD_WRITTEN: N_("Card written as PDF"),
    Deed.SENSITIVE_SHOWN: N_("Hidden fields shown"),
    Deed.SEARCHED: N_("Searched over all cards"),
    Deed.LIST_EXPORTED: N_("List written to Excel"),
    Deed.TOLD_APART: N_("Two people told apart"),
    Deed.APART_TAKEN_BACK: N_("Telling apart taken back"),
    Deed.RETURN_CONFIRMED: N_("Finding in a return confirmed"),
    Deed.RETURN_HANDED_IN: N_("Return handed in"),
    Deed.RETURN_REVISED: N_("Returns revised"),
    Deed.RETURN_EXPORTED: N_("Return written to files"),
    Deed.RETURN_PRINTED: N_("Return printed"),
    Deed.MERGED: N_("Returns read for a merge"),
    Deed.MERGE_EXPORTED: N_("Merged returns written to files"),
    Deed.REGISTER_EDITED: N_("Register of commissions edited"),
    Deed.SETTING_CHANGED: N_("Setting changed"),
    Deed.BACKUP: N_("Backup made"),
    Deed.BACKUP_COPIED: N_("Backup copied to the second place"),
    Deed.BACKUP_RESTORED: N_("Backup restored to a new file"),
    Deed.RESTORED_FROM: N_("This file was made of a backup"),
    Deed.RESTORE_CONFIRMED: N_("Restored vault confirmed as the right one"),
    Deed.JOURNAL_CHECKED: N_("Journal checked"),
    Deed.CLOCK_SET_BACK: N_("Clock of the computer was set back"),
    Deed.JOURNAL_BEHIND: N_("File is not the one that the computer remembers"),
}

_CARDS, _CHANGES = N_("Cards: {about}"), N_("Changed places: {about}")
_FOUND, _FILES = N_("Findings: {about}"), N_("Files: {about}")

ABOUT: Mapping[Deed, str] = {
    Deed.MIGRATED: N_("Changes of structure so far: {about}"),
    Deed.CARD_NEW: _CHANGES,
    Deed.CARD_CHANGED: _CHANGES,
    Deed.CARD_COMPLETED: _CHANGES,
    Deed.CARD_REOPENED: _CHANGES,
    Deed.CARD_CONFIRMED: _CHANGES,
    Deed.CARD_DESTROYED: N_("Act: {about}"),
    Deed.LIST_EXPORTED: _CARDS,
    Deed.RETURN_CONFIRMED: _FOUND,
    Deed.RETURN_HANDED_IN: N_("Revision: {about}"),
    Deed.RETURN_REVISED: N_("Quarters: {about}"),
    Deed.RETURN_EXPORTED: _FILES,
    Deed.MERGED: _FILES,
    Deed.MERGE_EXPORTED: _FILES,
    Deed.BACKUP: _CARDS,
    Deed.BACKUP_COPIED: _CARDS,
    Deed.BACKUP_RESTORED: _CARDS,
    Deed.JOURNAL_CHECKED: _FOUND,
    Deed.CLOCK_SET_BACK: N_("Days: {about}"),
    Deed.JOURNAL_BEHIND: N_("Remembered row: {about}"),
}
"""What the number beside a deed counts; where nothing stands here it is a code and told as such."""

_CODE = re.compile(r"[A-Za-z0-9 ./:_+-]{0,80}")
_LONG_NUMBER = re.compile(r"\d{9}")  # an ИИН has twelve digits, a telephone at least nine


def as_code(text: str) -> str:
    """Give a code or number as it may stand in the journal.

    Raises ValueError for whatever could be a name, an ИИН, a telephone or a typed text: that
    would be an error of ours.
    """
    if _CODE.fullmatch(text) is None or (_LONG_NUMBER.search(text) and not _is_id(text)):
        raise ValueError("only codes and counts stand in the journal")
    return text


def _is_id(text: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{32}", text) is not None


def told_as(code: str) -> str:
    """Give the words of a deed by its code, the code itself for one that a later Pana knows."""
    return SPOKEN[Deed(code)] if code in list(Deed) else code
