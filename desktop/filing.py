"""Writes files beside the screen for a page, and says where they lie or why they do not."""

from collections.abc import Callable

from desktop.dialogs import say_not_written
from desktop.folders import written
from desktop.language import told
from desktop.lookup import look_up
from desktop.page import Page
from forms.findings import Finding


def file_away(page: Page, write: Callable[[], object], elsewhere: Callable[[], object]) -> None:
    """Write off the screen's thread; write gives the paths, or the finding of the disk.

    A refusal is told in a dialog: the same once more, or elsewhere, which asks for another folder.
    """

    def tell(made: object) -> None:
        if isinstance(made, Finding):
            page.told.emit(told(made))
            say_not_written(page, told(made), lambda: file_away(page, write, elsewhere), elsewhere)
        elif isinstance(made, tuple) and made:
            page.told.emit(written(made))

    look_up(page, write, tell)
