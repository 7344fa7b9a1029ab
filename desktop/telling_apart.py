"""The doors through which two people are told apart, and a decision is taken back."""

from desktop.desk import Desk
from forms.rights import Right


def tell_apart(desk: Desk, one: str, other: str, reason: str, words: str = "") -> None:
    """Remember for ever that two rows of cards are two people, with who said so and why.

    reason is a code of desktop.card.confirming.APART, words its explanation where it needs one.
    """
    with desk.begin(Right.CHANGE) as work:
        work.tell_apart(one, other, reason=reason, words=words, who=desk.who, when=desk.now())


def take_back(desk: Desk, one: str, other: str) -> None:
    """Let two rows be likely the same person again; who said otherwise is no longer remembered."""
    with desk.begin(Right.CHANGE) as work:
        work.take_back_apart(one, other, who=desk.who, when=desk.now())
