"""Keeps errors of ours out of Qt's painting: told as ours, while what cannot be shown stays empty.

PySide holds an error back that comes up while Python itself asks Qt to paint (the picture below a
veil) and raises it later, somewhere else; many of them at once bring the program down.
"""

import sys
from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

Method = TypeVar("Method", bound=Callable[..., object])


def guarded(method: Method) -> Method:
    """Let a method that Qt calls to paint, or for what it paints, give nothing where it fails."""
    return guarded_giving(lambda: None)(method)


def guarded_giving(otherwise: Callable[[], object]) -> Callable[[Method], Method]:
    """Do the same for a method of which Qt wants a value: it gives what otherwise makes."""

    def guard(method: Method) -> Method:
        @wraps(method)
        def call(*given: object, **named: object) -> object:
            try:
                return method(*given, **named)
            except Exception as error:  # told by the last resort, not lost
                sys.excepthook(type(error), error, error.__traceback__)
                return otherwise()

        return cast(Method, call)

    return guard
