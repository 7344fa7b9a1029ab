"""What the commands of a list need to know of the page that shows it."""

from desktop.desk import Desk
from desktop.lists.arrangement import Arrangement
from desktop.lists.list_bar import ListBar
from desktop.lists.list_columns import Columns
from desktop.lists.list_looks import ListLook
from desktop.lists.list_model import ListModel
from desktop.lists.list_table import ListTable
from desktop.lists.list_views import ViewButton
from desktop.lists.saved_views import SavedView
from desktop.page import Page
from forms.form import Form
from forms.store.store import Query


class ListedPage(Page):
    """A page with a list; at is the key of its view, arranged how it is shown now."""

    desk: Desk
    form: Form
    look: ListLook
    columns: Columns
    at: str
    arranged: Arrangement
    saved_views: tuple[SavedView, ...]
    model: ListModel
    table: ListTable
    bar: ListBar
    button: ViewButton

    def arrange(self, arranged: Arrangement) -> None:
        """Show the list otherwise."""
        raise NotImplementedError  # the page does it

    def pick(self, key: str) -> None:
        """Show a view."""
        raise NotImplementedError  # the page does it

    def clear_filters(self) -> None:
        """Show all cards again."""
        raise NotImplementedError  # the page does it

    def query(self) -> Query:
        """Give the question that the list shows the answer to."""
        raise NotImplementedError  # the page does it
