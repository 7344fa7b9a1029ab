"""The desk a person sits at: which cabinet is open, whose office it is, what day it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from desktop import clock
from forms.rights import FOUNDER, NotAllowed, Right, User
from forms.store.store import Reading, Store, Work
from forms.territories import Register


@dataclass(frozen=True, slots=True)
class Desk:
    """What every operation needs to know; but for the register nothing in it changes while a
    vault is open.

    Every page works with the same desk and asks it for the register anew each time, so an edit of
    the register is felt on all of them without a restart; the registers themselves never change.

    office is the code of the commission ("KDN-1132"); who is called so in the history, user is
    who that is and what they may do; practice says that the people in this vault are made up.
    """

    store: Store
    register: Register
    office: str
    today: Callable[[], date]
    now: Callable[[], datetime] = clock.now
    who: str = ""
    practice: bool = False
    user: User = FOUNDER

    @contextmanager
    def begin(self, right: Right) -> Iterator[Work]:
        """Give a piece of work on the store to whoever has the right; else raises NotAllowed.

        The one way for a page or command to change the vault.  Raises VaultFault when the disk
        fails.
        """
        self.require(right)
        with self.store.begin() as work:
            yield work

    @contextmanager
    def looking(self) -> Iterator[Reading]:
        """Give a reading of cards, or of whatever names people, to whoever may look at cards.

        Raises NotAllowed for others.  What names nobody is read by store.reading().
        """
        self.require(Right.LOOK)
        with self.store.reading() as reading:
            yield reading

    def require(self, right: Right) -> None:
        """Raise NotAllowed where the user does not have a right."""
        if not self.user.may(right):
            raise NotAllowed(right)

    def turn_to(self, register: Register) -> None:
        """Work with another register from now on; desktop.register_edits alone calls this."""
        object.__setattr__(self, "register", register)  # the one exception to frozen: see the class
