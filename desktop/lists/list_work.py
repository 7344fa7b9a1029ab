"""What a person does with a list: columns, filters, order, saved views, and writing it out."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QMenu

from desktop.dialogs import ask
from desktop.folders import ChooseFile, written
from desktop.language import current, tr
from desktop.lists.arrangement import sorted_by_column
from desktop.lists.column_dialog import ColumnDialog
from desktop.lists.condition_dialog import ConditionDialog
from desktop.lists.export_dialog import ExportDialog, PasswordDialog, choose_file
from desktop.lists.list_export import Exported, Wanted, export_list
from desktop.lists.listed_page import ListedPage
from desktop.lists.saved_views import (
    SavedView,
    delete_view,
    keep_columns,
    name_trouble,
    save_view,
)
from desktop.lists.view_dialog import ViewNameDialog
from desktop.page import Command
from desktop.settings import PRACTICE
from forms.files import shown_name
from forms.rights import Right
from forms.words import say


class ListWork:
    """The commands of one list; every one of them has a key."""

    def __init__(self, page: ListedPage, choose: ChooseFile = choose_file) -> None:
        self._page = page
        self.choose = choose
        self.sorts = QMenu(page)

    def commands(self) -> Sequence[Command]:
        """Give the lines of the menus."""
        page, saved = self._page, self._saved() is not None
        only_own = "" if saved else tr("Choose a saved view first.")
        return (
            Command(tr("Columns…"), self.choose_columns, "Ctrl+K", "action.columns", "view"),
            Command(tr("Add a filter…"), self.add_filter, "Ctrl+Shift+L", "action.filter", "view"),
            Command(tr("Sort by…"), self.offer_sorts, "Ctrl+Shift+O", "", "view"),
            Command(tr("Clear filters"), page.clear_filters, "", "action.clear", "view"),
            Command(tr("Choose a view…"), self.offer_views, "Ctrl+G", "action.keep", "view"),
            Command(tr("Save this view…"), self.save_view, "Ctrl+B", "action.keep", "view"),
            Command(
                tr("Rename the view…"), self.rename_view, "", "", "view", False, saved, only_own
            ),
            Command(
                tr("Delete the view…"), self.delete_view, "", "", "view", False, saved, only_own
            ),
            Command(
                tr("List to Excel…"),
                self.export,
                "Ctrl+E",
                "action.excel",
                "file",
                right=Right.PAPER,
            ),
            Command(tr("Blank card…"), self.blank, "Ctrl+P", "action.print", "file"),
        )

    # ---- how the list looks --------------------------------------------------------------------

    def choose_columns(self) -> None:
        """Ask for the columns and show them."""
        page = self._page
        dialog = ColumnDialog(page, page.columns, page.arranged.columns)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.show_columns(dialog.chosen())
        page.table.setFocus()

    def show_columns(self, chosen: tuple[str, ...]) -> None:
        """Show these columns; a list in a ready view remembers them."""
        page = self._page
        if self._saved() is None:
            keep_columns(page.desk, page.columns, chosen)
        page.arrange(replace(page.arranged, columns=chosen))

    def add_filter(self) -> None:
        """Ask for one more condition."""
        page = self._page
        dialog = ConditionDialog(page, page.desk, page.form)
        dialog.exec()
        found = dialog.condition
        if found is not None and found not in page.arranged.conditions:
            page.arrange(replace(page.arranged, conditions=(*page.arranged.conditions, found)))
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus()

    def sort_by(self, key: str) -> None:
        """Sort by a column; the other way when the list was sorted by it."""
        page = self._page
        if page.columns.sorted_by(key) is None:
            page.told.emit(
                tr("The list cannot be sorted by “{name}”.", name=page.columns.head(key))
            )
            return
        page.arrange(sorted_by_column(key, page.arranged))

    def offer_sorts(self) -> None:
        """Offer the shown columns to sort by, below the head of the table."""
        page, menu = self._page, self.sorts
        menu.clear()
        for key in page.arranged.columns:
            if page.columns.sorted_by(key) is not None:
                words = page.columns.head(key).replace("&", "&&")
                action = menu.addAction(words)
                action.setCheckable(True)
                action.setChecked(key == page.arranged.sort)
                action.triggered.connect(partial(self._sort, key))
        menu.popup(page.table.mapToGlobal(QPoint(0, page.table.horizontalHeader().height())))
        menu.setActiveAction(menu.actions()[0])

    def offer_views(self) -> None:
        """Offer the views, below their button, or below the bar where the panel shows them."""
        page = self._page
        page.button.open_below(page.bar if page.button.isHidden() else page.button)

    # ---- saved views ---------------------------------------------------------------------------

    def save_view(self) -> None:
        """Save columns, filters and order under a name; under its own name a view is replaced."""
        page, now = self._page, self._saved()
        own = now.key if now is not None else ""
        title, yes = tr("Save this view"), tr("Save the view")
        name = self._ask_name(title, now.name if now is not None else "", yes, own)
        if not name:
            return
        same = own if now is not None and name == now.name else ""
        kept = save_view(page.desk, page.columns, name, page.arranged, same)
        page.at = kept.key
        page.refresh()
        page.told.emit(tr("The view “{name}” is saved.", name=name))

    def rename_view(self, key: str = "") -> None:
        """Call a saved view otherwise."""
        page, view = self._page, self._saved(key)
        if view is None:
            return
        name = self._ask_name(tr("Rename the view"), view.name, tr("Rename"), view.key)
        if name:
            save_view(page.desk, page.columns, name, view.arrangement, view.key)
            page.refresh()
            page.told.emit(tr("The view is called “{name}” now.", name=name))

    def delete_view(self, key: str = "") -> None:
        """Delete a saved view; the cards stay as they are."""
        page, view = self._page, self._saved(key)
        if view is None:
            return
        title = tr("Delete the view “{name}”?", name=view.name)
        text = tr("Only the view goes: its columns, filters and order. No card changes.")
        if ask(page, title, text, tr("Delete the view"), careful=True):
            delete_view(page.desk, page.columns, view.key)
            if page.at == view.key:
                page.pick(page.look.views[0].key)
            page.refresh()
            page.told.emit(tr("The view “{name}” was deleted.", name=view.name))

    def blank(self) -> None:
        """Show a blank card on paper, to be printed and filled in by hand."""
        from desktop.printing.opening import preview_blank

        preview_blank(self._page, self._page.desk, self._page.form)

    # ---- writing it out ------------------------------------------------------------------------

    def export(self) -> None:
        """Write the list as it is seen, after asking in plain words."""
        page = self._page
        if not page.model.rowCount():
            page.told.emit(tr("The list is empty: there is nothing to write."))
            return
        path = self.choose(page, page.title())
        if path is None:
            return
        shown = page.arranged.columns
        heads = tuple(page.columns.head(key) for key in shown)
        footer = f"{page.title()} · {page.desk.office}"
        if page.desk.practice:
            footer = f"{say(PRACTICE, current())} · {footer}"
        wanted = Wanted(page.columns, shown, page.query(), page.title(), footer)
        dialog = ExportDialog(
            page, page.model.rowCount(), heads, path, partial(export_list, page.desk, wanted, path)
        )
        dialog.ask()
        if isinstance(dialog.answer, Exported):
            PasswordDialog(page, shown_name(path), dialog.answer.password).exec()
            page.told.emit(written((path,)))
        else:
            page.told.emit(tr("Nothing was written."))

    def _sort(self, key: str, _checked: bool = False) -> None:
        self.sort_by(key)

    def _saved(self, key: str = "") -> SavedView | None:
        wanted = key or self._page.at
        return next((one for one in self._page.saved_views if one.key == wanted), None)

    def _ask_name(self, title: str, name: str, yes: str, own: str) -> str:
        views = self._page.saved_views
        dialog = ViewNameDialog(
            self._page, title, name, yes, lambda typed: name_trouble(typed, views, own)
        )
        return dialog.name() if dialog.exec() == QDialog.DialogCode.Accepted else ""
