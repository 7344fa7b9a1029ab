"""Every key of the program by the place where it works, for the page of all keys.

Commands stand here once more, by the words of their menus: a page tells only what works on it
just now, and whoever looks for a key wants all of them.  A test compares both.
"""

from collections.abc import Collection
from dataclasses import dataclass

from desktop.language import tr
from forms.words import N_


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One or several keys of one use, as Qt writes them, and their marked words."""

    keys: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one place, under its marked name; of commands, or of what has the focus."""

    title: str
    lines: tuple[KeyLine, ...]
    commands: bool = False


def _line(words: str, *keys: str) -> KeyLine:
    return KeyLine(keys, words)


EVERYWHERE = KeyGroup(
    N_("Everywhere"),
    (
        _line(N_("Find"), "Ctrl+F"),
        _line(N_("Instruction of this field"), "F1"),
        _line(N_("All keys"), "Shift+F1"),
        _line(N_("Today"), "Ctrl+1"),
        _line(N_("Families"), "Ctrl+2"),
        _line(N_("Court cases"), "Ctrl+3"),
        _line(N_("Returns"), "Ctrl+4"),
        _line(N_("Merge"), "Ctrl+5"),
        _line(N_("History"), "Ctrl+6"),
        _line(N_("Settings"), "Ctrl+7"),
        _line(N_("Copy to the second place"), "Ctrl+Shift+B"),
        _line(N_("Lock"), "Ctrl+L"),
        _line(N_("Quit"), "Ctrl+Q"),
    ),
    commands=True,
)
CARD = KeyGroup(
    N_("On a card"),
    (
        _line(N_("Save"), "Ctrl+S"),
        _line(N_("Mark as complete"), "Ctrl+Return"),
        _line(N_("New card"), "Ctrl+N"),
        _line(N_("Print or preview…"), "Ctrl+P"),
        _line(N_("Back to the list"), "Alt+Left"),
        _line(N_("Go to field…"), "F6"),
        _line(N_("Repeat the value before"), "F7"),
        _line(N_("Fill from the row above"), "Ctrl+D"),
        _line(N_("Next section"), "PgDown"),
        _line(N_("Previous section"), "PgUp"),
        _line(N_("Add a row"), "Ctrl+Ins"),
        _line(N_("Take the row out"), "Ctrl+Del"),
        _line(N_("Undo"), "Ctrl+Z"),
        _line(N_("Redo"), "Ctrl+Y", "Ctrl+Shift+Z"),
        _line(N_("Next problem"), "F8"),
        _line(N_("Previous problem"), "Shift+F8"),
        _line(N_("Confirm with a reason…"), "F9"),
        _line(N_("Take the confirmation back"), "Ctrl+F9"),
        _line(N_("Compare with who is likely the same…"), "Shift+F9"),
        _line(N_("Panel of problems"), "Ctrl+M"),
        _line(N_("History of the card"), "Ctrl+H"),
        _line(N_("Show hidden fields"), "Ctrl+Shift+H"),
    ),
    commands=True,
)
FIELD = KeyGroup(
    N_("In a field of a card"),
    (
        _line(N_("Go on to the next field"), "Return", "Tab"),
        _line(N_("Back to the field before"), "Shift+Tab", "Shift+Return"),
        _line(N_("Write on at the end of what stands there"), "F2"),
        _line(N_("Put back what stood there"), "Esc"),
        _line(N_("Open the list to choose from"), "F4", "Down"),
    ),
)
TABLE = KeyGroup(
    N_("In a table of a card"),
    (
        _line(N_("Go on to the next field"), "Return", "Tab"),
        _line(N_("Back to the field before"), "Shift+Tab", "Shift+Return"),
        _line(N_("Go from cell to cell"), "Up", "Down", "Left", "Right"),
        _line(N_("To the beginning and the end of the row"), "Home", "End"),
        _line(N_("To the first and the last cell"), "Ctrl+Home", "Ctrl+End"),
        _line(N_("Write on in the cell"), "F2"),
        _line(N_("Write in the cell with its list opened"), "F4"),
        _line(N_("Empty the cell"), "Del", "Backspace"),
        _line(N_("Put back what stood there"), "Esc"),
        _line(N_("Copy the cell"), "Ctrl+C"),
        _line(N_("Copy the row"), "Ctrl+Shift+C"),
        _line(N_("Paste cells, from here on"), "Ctrl+V"),
    ),
)
LIST = KeyGroup(
    N_("In a list of cards"),
    (
        _line(N_("New card"), "Ctrl+N"),
        _line(N_("Columns…"), "Ctrl+K"),
        _line(N_("Add a filter…"), "Ctrl+Shift+L"),
        _line(N_("Sort by…"), "Ctrl+Shift+O"),
        _line(N_("Choose a view…"), "Ctrl+G"),
        _line(N_("Save this view…"), "Ctrl+B"),
        _line(N_("List to Excel…"), "Ctrl+E"),
        _line(N_("Blank card…"), "Ctrl+P"),
    ),
    commands=True,
)
ROWS = KeyGroup(
    N_("In the rows of a list or a panel"),
    (
        _line(N_("Open it, or go there"), "Return", "Space"),
        _line(N_("Go from row to row"), "Up", "Down", "PgUp", "PgDown"),
        _line(N_("To the first and the last row"), "Home", "End"),
        _line(N_("Rename the saved view"), "F2"),
        _line(N_("Take it away: a saved view, a filter, a confirmation, a draft"), "Del"),
        _line(N_("Unfold and fold"), "Right", "Left", "+", "-"),
        _line(N_("Close the panel, empty the search"), "Esc"),
    ),
)
DAY = KeyGroup(
    N_("On the page of today"),
    (
        _line(N_("New family"), "Ctrl+N"),
        _line(N_("New case"), "Ctrl+Shift+N"),
    ),
    commands=True,
)
RETURN = KeyGroup(
    N_("On the page of returns"),
    (
        _line(N_("Hand in…"), "Ctrl+Return"),
        _line(N_("Excel, PDF…"), "Ctrl+E"),
        _line(N_("Print or preview…"), "Ctrl+P"),
        _line(N_("Other return"), "Ctrl+R"),
        _line(N_("Quarter before"), "Alt+Left"),
        _line(N_("Quarter after"), "Alt+Right"),
        _line(N_("Quarter or year"), "Ctrl+T"),
        _line(N_("Next part"), "Ctrl+PgDown"),
        _line(N_("Part before"), "Ctrl+PgUp"),
        _line(N_("Next finding"), "F8"),
        _line(N_("Finding before"), "Shift+F8"),
        _line(N_("Confirm with a reason…"), "F9"),
        _line(N_("Show findings"), "Ctrl+M"),
        _line(N_("Records behind this number"), "Ctrl+D"),
    ),
    commands=True,
)
MERGE = KeyGroup(
    N_("On the page of merging"),
    (
        _line(N_("Add files…"), "Ctrl+O"),
        _line(N_("Add a folder…"), "Ctrl+Shift+O"),
        _line(N_("Decide about the part"), "Alt+1", "Alt+2", "Alt+3"),
        _line(N_("Next decision"), "F8"),
        _line(N_("Decision before"), "Shift+F8"),
        _line(N_("Look at the sum"), "Ctrl+D"),
        _line(N_("Other return"), "Ctrl+R"),
        _line(N_("Quarter before"), "Alt+Left"),
        _line(N_("Quarter after"), "Alt+Right"),
        _line(N_("Another office…"), "Ctrl+J"),
        _line(N_("Issue the consolidated return…"), "Ctrl+P"),
    ),
    commands=True,
)
HISTORY = KeyGroup(
    N_("On the page of history"),
    (
        _line(N_("Journal"), "Ctrl+T"),
        _line(N_("Changes of cards"), "Ctrl+T"),
        _line(N_("Check the journal"), "Ctrl+R"),
    ),
    commands=True,
)
SETTINGS = KeyGroup(
    N_("In the settings"),
    (
        _line(N_("Save"), "Ctrl+S"),
        _line(N_("Register of commissions…"), "Ctrl+G"),
        _line(N_("Backups…"), "Ctrl+B"),
        _line(N_("Users…"), "Ctrl+J"),
        _line(N_("Terms of keeping…"), "Ctrl+D"),
        _line(N_("Back to settings"), "Alt+Left"),
        _line(N_("Add…"), "Ctrl+N"),
        _line(N_("Rename or move…"), "F2"),
        _line(N_("Close…"), "Del"),
        _line(N_("Change roles…"), "F2"),
        _line(N_("Give a new passphrase…"), "Ctrl+D"),
        _line(N_("Own passphrase…"), "Ctrl+R"),
        _line(N_("Take away…"), "Del"),
        _line(N_("Back up"), "Ctrl+N"),
        _line(N_("Restore…"), "Ctrl+R"),
        _line(N_("Compare"), "F9"),
        _line(N_("Check every page"), "F10"),
        _line(N_("Choose the second place…"), "Ctrl+O"),
    ),
    commands=True,
)
DUE = KeyGroup(
    N_("Among cards that are due"),
    (
        _line(N_("Choose or not"), "Space"),
        _line(N_("Choose all that may go"), "Ctrl+A"),
        _line(N_("Draft act…"), "Ctrl+P"),
        _line(N_("Print the act…"), "Ctrl+P"),
        _line(N_("Destroy…"), "Ctrl+D"),
        _line(N_("Keep the card…"), "Ctrl+K"),
        _line(N_("Keep it no longer"), "Ctrl+Shift+K"),
        _line(N_("Keep a card by its number…"), "Ctrl+N"),
        _line(N_("Look at the card"), "F2"),
        _line(N_("Terms…"), "Ctrl+T"),
        _line(N_("Due cards or acts"), "Ctrl+Tab"),
        _line(N_("Back to settings"), "Alt+Left"),
    ),
    commands=True,
)
FINDING = KeyGroup(
    N_("In the search box"),
    (
        _line(N_("Go from hit to hit"), "Up", "Down", "PgUp", "PgDown"),
        _line(N_("Open what is marked"), "Return"),
        _line(N_("All of them in the list"), "Ctrl+Return"),
        _line(N_("Back to where you were"), "Esc"),
    ),
)
PREVIEW = KeyGroup(
    N_("In the preview of a print"),
    (
        _line(N_("Print…"), "Ctrl+P"),
        _line(N_("Save as PDF…"), "Ctrl+S"),
        _line(N_("Larger"), "Ctrl++", "Ctrl+=", "+"),
        _line(N_("Smaller"), "Ctrl+-", "-"),
        _line(N_("As wide as the window"), "Ctrl+0", "0"),
        _line(N_("Page by page"), "PgDown", "PgUp"),
        _line(N_("To the first and the last page"), "Home", "End"),
    ),
)
DIALOG = KeyGroup(
    N_("In a dialog"),
    (
        _line(N_("The filled button, or the one with the focus"), "Return"),
        _line(N_("Go back and change nothing"), "Esc"),
        _line(N_("A ready reason by its number"), "1", "2", "9"),
        _line(N_("Lock at once"), "Ctrl+L"),
    ),
)

GROUPS = (
    EVERYWHERE,
    CARD,
    FIELD,
    TABLE,
    LIST,
    ROWS,
    FINDING,
    DAY,
    RETURN,
    MERGE,
    HISTORY,
    SETTINGS,
    DUE,
    PREVIEW,
    DIALOG,
)
"""Every key there is, place by place."""


def groups(here: Collection[str]) -> tuple[KeyGroup, ...]:
    """Give all groups, first the one of which most is among the spoken commands of here, with the
    groups that belong to it."""

    def share(group: KeyGroup) -> float:
        known = sum(tr(line.words) in here for line in group.lines)
        return known / len(group.lines) if group is not EVERYWHERE else 0.0

    best = max((one for one in GROUPS if one.commands), key=share)
    if not share(best):
        return GROUPS
    at = GROUPS.index(best)
    end = next((n for n in range(at + 1, len(GROUPS)) if GROUPS[n].commands), len(GROUPS))
    return (*GROUPS[at:end], *GROUPS[:at], *GROUPS[end:])
