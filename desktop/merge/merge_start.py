"""The merge page while no file is on it: how to begin."""

from collections.abc import Callable

from desktop.language import tr
from desktop.parts.panels import EmptyState, Way


def nothing_yet(add_files: Callable[[], object], add_folder: Callable[[], object]) -> EmptyState:
    """Give the empty page with its two ways on."""
    ways = (
        Way(
            tr("Add files…"),
            tr("Workbooks that the commissions sent"),
            "action.import",
            "Ctrl+O",
            add_files,
        ),
        Way(
            tr("Add a folder…"),
            tr("All workbooks in it, both returns together"),
            "action.open",
            "Ctrl+Shift+O",
            add_folder,
        ),
    )
    return EmptyState(
        "place.merge",
        tr("No file is here yet"),
        tr("Add what the commissions sent, or drop files and folders here."),
        ways,
        tr("Files are only read; they stay as they are."),
    )
