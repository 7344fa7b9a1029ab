"""Views of a list saved under a name, and the columns chosen last; kept in the vault itself.

A name may be personal, so it is written nowhere else.
"""

import uuid
from dataclasses import dataclass

from desktop.desk import Desk
from desktop.lists.arrangement import Arrangement, read, spelled
from desktop.lists.list_columns import Columns
from forms.findings import Finding, Severity
from forms.letters import sort_key
from forms.rights import Right
from forms.store.papers import Settable
from forms.store.store import Deed, Work
from forms.words import N_

LIMIT = 40
NAMELESS = N_("The view has no name yet. Type a name for it.")
TOO_LONG = N_("The name is {length} signs long, at most {limit} fit. Shorten it.")
TAKEN = N_("There is a view called “{name}” already. Type another name.")


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view with its name; lost says how many parts of it this program does not know."""

    key: str
    name: str
    arrangement: Arrangement
    lost: int = 0


def saved_views(desk: Desk, columns: Columns, otherwise: Arrangement) -> tuple[SavedView, ...]:
    """Give the saved views of a list by their names, in Kazakh order."""
    prefix = _prefix(columns)
    with desk.looking() as reading:
        kept = reading.settings(prefix)
    found = []
    for key, value in kept.items():
        if isinstance(value, dict):
            arrangement, lost = read(value.get("arrangement"), columns, otherwise)
            name = str(value.get("name"))
            found.append(SavedView(key.removeprefix(prefix), name, arrangement, lost))
    return tuple(sorted(found, key=lambda one: sort_key(one.name)))


def save_view(
    desk: Desk, columns: Columns, name: str, arrangement: Arrangement, key: str = ""
) -> SavedView:
    """Keep a view under a name; with a key that one is written over."""
    view = SavedView(key or uuid.uuid4().hex[:12], name, arrangement)
    value: Settable = {"name": name, "arrangement": spelled(arrangement, columns.form)}
    with desk.begin(Right.LOOK) as work:
        work.set_setting(_prefix(columns) + view.key, value)
        _note(desk, work, _prefix(columns))
    return view


def delete_view(desk: Desk, columns: Columns, key: str) -> None:
    """Forget a saved view; no card changes."""
    with desk.begin(Right.LOOK) as work:
        work.set_setting(_prefix(columns) + key, None)
        _note(desk, work, _prefix(columns))


def name_trouble(name: str, taken: tuple[SavedView, ...], key: str = "") -> Finding | None:
    """Say why a view cannot be called so, None when it can; key is the view that is renamed."""
    if not name:
        return _finding(NAMELESS)
    if len(name) > LIMIT:
        return _finding(TOO_LONG, length=len(name), limit=LIMIT)
    same = [one for one in taken if one.key != key and one.name.casefold() == name.casefold()]
    return _finding(TAKEN, name=same[0].name) if same else None


def chosen_columns(desk: Desk, columns: Columns) -> tuple[str, ...]:
    """Give the columns that were chosen last, else those of the list as it is made."""
    with desk.looking() as reading:
        kept = reading.setting(f"lists/{columns.form.code}/columns")
    known = columns.every()
    named = [str(one) for one in kept] if isinstance(kept, list) else []
    return tuple(one for one in named if one in known) or columns.look.columns


def keep_columns(desk: Desk, columns: Columns, chosen: tuple[str, ...]) -> None:
    """Remember the columns chosen; those the list is made with need no memory."""
    kept = list(chosen) if chosen != columns.look.columns else None
    key = f"lists/{columns.form.code}/columns"
    with desk.begin(Right.LOOK) as work:
        work.set_setting(key, kept)
        _note(desk, work, key)


def _note(desk: Desk, work: Work, key: str) -> None:
    """Note what kind of setting was changed: the name of a view stays out of the journal."""
    work.note(Deed.SETTING_CHANGED, who=desk.who, when=desk.now(), record=key)


def _prefix(columns: Columns) -> str:
    return f"lists/{columns.form.code}/view/"


def _finding(sentence: str, **values: object) -> Finding:
    return Finding("L01", Severity.FORMAT, sentence, values=values)
