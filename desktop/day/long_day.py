"""A day in words, as the title of the first page says it."""

from datetime import date

from desktop.language import current, tr
from forms.words import N_, Language

MONTHS = (
    N_("{day} January"),
    N_("{day} February"),
    N_("{day} March"),
    N_("{day} April"),
    N_("{day} May"),
    N_("{day} June"),
    N_("{day} July"),
    N_("{day} August"),
    N_("{day} September"),
    N_("{day} October"),
    N_("{day} November"),
    N_("{day} December"),
)
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def long_day(on: date) -> str:
    """Write a day with the names of month and weekday, as the day's title does."""
    words = tr(MONTHS[on.month - 1], day=on.day)
    week = tr(WEEKDAYS[on.weekday()])
    return f"{week}, {words}" if current() is Language.RU else f"{words}, {week}"
