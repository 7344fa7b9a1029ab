"""How many cards the views of a list have: ready ones by kept counts, saved ones by looking."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.desk import Desk
from desktop.language import tr
from desktop.lists.list_columns import Columns
from desktop.lists.list_model import AT_ONCE
from desktop.lists.list_views import ViewLine
from desktop.lists.saved_views import SavedView
from desktop.lookup import look_up
from forms.store.store import Query


class ListCounts:
    """Counts the views; heard() is called when counts come later, because there are many cards."""

    def __init__(self, desk: Desk, columns: Columns, heard: Callable[[], object]) -> None:
        self._desk, self._columns, self._heard = desk, columns, heard
        self._ready: dict[str, int] = {}
        self._saved: dict[str, int] = {}
        self._turn = 0
        self.children = 0

    def __getitem__(self, key: str) -> int:
        """Give the count of a ready view."""
        return self._ready[key]

    @property
    def some(self) -> bool:
        """True when there is any card at all."""
        return any(self._ready.values())

    def lines(self, saved: Sequence[SavedView]) -> tuple[ViewLine, ...]:
        """Give every view as it is offered."""
        ready = (
            ViewLine(one.key, tr(one.words), self._ready.get(one.key, 0))
            for one in self._columns.look.views
        )
        own = (ViewLine(one.key, one.name, self._saved.get(one.key), True) for one in saved)
        return (*ready, *own)

    def read(self, saved: Sequence[SavedView], beside: QWidget) -> None:
        """Count again: at once what kept counts tell, and all of it where there are few cards."""
        code, today, views = self._columns.form.code, self._desk.today(), self._columns.look.views
        with self._desk.looking() as reading:
            for view in views:
                self._ready[view.key], children = reading.tally(code, view.query(today))
                if view is views[1]:
                    self.children = children
            whole = reading.count(code, Query())
        asked = {one.key: one.arrangement.query(self._columns, today) for one in saved}
        self._turn += 1
        turn = self._turn
        if whole <= AT_ONCE:
            self._saved = self._count(asked)
        elif asked:

            def take(found: object) -> None:
                if turn == self._turn and isinstance(found, dict):
                    self._saved = found
                    self._heard()

            look_up(beside, lambda: self._count(asked), take)

    def _count(self, asked: dict[str, Query]) -> dict[str, int]:
        with self._desk.looking() as reading:
            code = self._columns.form.code
            return {key: reading.count(code, query) for key, query in asked.items()}
