"""What day and what moment it is on this computer."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """Give the moment of now, with its time zone."""
    return datetime.now(UTC)


def today() -> date:
    """Give the day of now as the clock on the desk says it."""
    return now().astimezone().date()
