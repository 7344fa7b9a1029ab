"""What surrounds a card on its paper: language, office, day, who prints it."""

from dataclasses import dataclass
from datetime import date, datetime

from forms.territories import Register
from reports.card_paper.tongue import Tongue


@dataclass(frozen=True, slots=True)
class Printing:
    """All that is said on a paper and does not stand in the card.

    office is the code of the commission, "" for a paper of no office; moment and who say when and
    by whom it was printed; secretary and chair are the names beside the signatures, "" for lines
    to write on; practice says that the people are made up; hides that sensitive fields are not
    printed (forms.sensitive).
    """

    tongue: Tongue
    register: Register
    today: date
    office: str = ""
    moment: datetime | None = None
    who: str = ""
    secretary: str = ""
    chair: str = ""
    practice: bool = False
    hides: bool = False
