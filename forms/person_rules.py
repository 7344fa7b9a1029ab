"""The rules of a table of people, the same on every card; only the numbers are each table's own."""

from dataclasses import dataclass

from forms.findings import Severity
from forms.name_ruling import (
    no_name,
    not_as_names,
    one_word_twice,
    patronymic_disagrees,
    strange_signs,
    two_alphabets,
)
from forms.person_ruling import Spans, here_twice, typed_twice
from forms.rules import Rule
from forms.ruling import bad_iin, birth_disagrees, not_ahead, sex_disagrees
from forms.words import N_

H, S, I = Severity.HARD, Severity.SOFT, Severity.INFO  # noqa: E741  the letters of the classes
NAMES = ("surname", "name", "patronymic")

AHEAD = N_("{date} lies ahead; today is {today}. Check the year.")
PLANNED = N_(
    "{date} lies ahead; today is {today}. Check the year; if the day is fixed already, confirm."
)
UNBORN = N_(
    "Born on {date}, which lies ahead; today is {today}. The unborn are entered after birth."
)
BAD_IIN = N_(
    "The ИИН {iin} does not pass its check. Compare it with the document; if the document "
    "says so, confirm."
)
BIRTH = N_(
    "By the ИИН the birth date is {told}, on the card it is {typed}. Compare both with the "
    "document and mend one; if both are right, confirm."
)
SEX = N_("The ИИН says another sex than the card ({typed}). Mend one of the two or confirm.")
SAME_IIN = N_("The ИИН {value} stands on this card twice. One person is one row; mend one of them.")
SAME_NAME = N_(
    "{who} stands in two rows with the same names and birth date and is counted twice. Delete one "
    "of the rows; if these are two people, confirm."
)
NO_NAME = N_(
    "“{text}” is no name. Type the name as the document has it; where there is no patronymic, "
    "leave the field empty. If no more is known, confirm."
)
SIGNS = N_(
    "“{text}” holds the sign “{sign}”, which no name has. Type the name again; if the document "
    "has it so, confirm."
)
ALPHABETS = N_(
    "In “{text}” Latin letters ({sign}) stand among Cyrillic ones: it looks right, but a search "
    "may miss it. Switch the keyboard and type the word again; if the document has it so, confirm."
)
CAPITALS = N_(
    "“{text}” is not written as names are. Type “{proposed}”, so that lists and papers look alike."
)
ONE_WORD = N_(
    "Last name and first name are the same word, “{text}”. Compare them with the document and mend "
    "one; if they are right, confirm."
)
PATRONYMIC = N_(
    "The ending of the patronymic “{text}” belongs to the other sex than the card tells. Mend the "
    "patronymic or the sex; if the document says so, confirm."
)

NOT_OLDER = N_(
    "{who} was born on {birth}, not before the eldest child, born on {child}. Compare both birth "
    "dates with the documents and mend the wrong one."
)
CLOSE = N_(
    "{who} is {years} years older than the eldest child; less than 16 is rare. Check both birth "
    "dates; if they are right, confirm."
)
OLDER = N_(
    "{who} is {years} years older than the youngest child; that is rare. Check both birth dates; "
    "if they are right, confirm."
)
SIBLINGS = N_(
    "{who} was born {days} days before or after another child of the card. Children of one mother "
    "are twins or at least half a year apart: check both birth dates; if they are right or the "
    "mothers are two, confirm."
)
NEWBORN = N_("“{reason}” is said of an adult. Choose why this person's ИИН is missing.")
TWO_ROLES = N_(
    "The ИИН {value} stands among the parents and among the children. A person has one "
    "role on a card, and a parent under 18 is a parent; delete one of the rows."
)


@dataclass(frozen=True, slots=True)
class PersonNumbers:
    """The numbers that the rules of one table of people carry for ever; "" where none applies."""

    bad_iin: str
    birth: str
    same_iin: str
    same_name: str
    ahead: str
    no_name: str
    signs: str
    alphabets: str
    capitals: str
    one_word: str
    patronymic: str
    sex: str = ""


def person_rules(table: str, numbers: PersonNumbers, spans: Spans) -> tuple[Rule, ...]:
    """Give the rules that hold for everybody in a table of people.

    spans reads from a row the days between which its person is on the card: who left and came
    back has two rows that follow each other.
    """
    iin, birth, sex = (f"{table}.{name}" for name in ("iin", "birth", "sex"))
    ahead = UNBORN if table == "children" else AHEAD
    found = (
        Rule(numbers.bad_iin, S, (iin,), BAD_IIN, bad_iin, table, "№ 565, 11.06.2003"),
        Rule(numbers.birth, S, (birth, iin), BIRTH, birth_disagrees, table),
        Rule(numbers.same_iin, H, (iin,), SAME_IIN, here_twice(table, spans), table),
        Rule(numbers.ahead, H, (birth,), ahead, not_ahead("birth"), table),
        Rule(
            numbers.same_name,
            S,
            (f"{table}.surname", f"{table}.name", birth),
            SAME_NAME,
            typed_twice(table, spans),
            table,
        ),
        *_of_names(table, numbers),
    )
    if not numbers.sex:
        return found
    return (*found, Rule(numbers.sex, S, (sex, iin), SEX, sex_disagrees, table))


def _of_names(table: str, numbers: PersonNumbers) -> tuple[Rule, ...]:
    surname, name, patronymic = names = tuple(f"{table}.{one}" for one in NAMES)
    return (
        Rule(numbers.no_name, S, names, NO_NAME, no_name, table, singly=True),
        Rule(numbers.signs, S, names, SIGNS, strange_signs, table, singly=True),
        Rule(numbers.alphabets, S, names, ALPHABETS, two_alphabets, table, singly=True),
        Rule(numbers.capitals, I, names, CAPITALS, not_as_names, table, singly=True),
        Rule(numbers.one_word, S, (name, surname), ONE_WORD, one_word_twice, table),
        Rule(numbers.patronymic, S, (patronymic,), PATRONYMIC, patronymic_disagrees, table),
    )
