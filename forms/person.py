"""What every card asks of a person, and what the number of a person tells."""

from dataclasses import replace
from datetime import date

from forms.codes import Code
from forms.dates import PartialDate
from forms.fields import Birth, Choice, Condition, Field, IinField, Text, Values
from forms.iin import Iin, read_iin
from forms.words import N_

NO_IIN = Condition(lambda card, row: row.get("iin") is None, N_("Asked only without an ИИН."))


INSTRUCTIONS = {
    "surname": N_(
        "As in the identity document, in Kazakh or Russian letters. A surname that is not "
        "known is typed as the report gives it."
    ),
    "name": N_(
        "The first name in full, as in the identity document or the birth certificate; no initials."
    ),
    "patronymic": N_(
        "As in the document. Leave it empty when the document has none or it is not known."
    ),
    "no_iin": N_(
        "Why the number is not here; type the code or a word. Type the ИИН later, as soon "
        "as it is known: this field then goes away."
    ),
    "sex": N_(
        "As in the document. It is read from the ИИН by itself; choose it only when there is none."
    ),
}
"""Name of a field -> what F1 tells there; the others have theirs where they are declared."""


def iin_of(row: Values) -> Iin | None:
    """Give the number of a person's row when it is there and passes its check."""
    typed = row.get("iin")
    read = read_iin(typed) if isinstance(typed, str) else None
    return read if isinstance(read, Iin) else None


def birth_of(row: Values) -> date | None:
    """Give the day to count a person's age with: what was typed, else what the ИИН tells."""
    typed = row.get("birth")
    if isinstance(typed, PartialDate):
        return typed.on()
    number = iin_of(row)
    return number.birth if number else None


def born_from(row: Values) -> date | None:
    """Give the first day on which a person can have been born; an estimate reaches back to the
    beginning of the known month or year."""
    typed = row.get("birth")
    return typed.earliest() if isinstance(typed, PartialDate) else birth_of(row)


def male(row: Values) -> bool | None:
    """Give the sex of a person: what was typed, else what the ИИН tells; None when unknown."""
    typed = row.get("sex")
    if isinstance(typed, Code):
        return typed.key == "1"
    number = iin_of(row)
    return number.male if number else None


def called(row: Values) -> str:
    """Give surname, name and patronymic as typed, in this order."""
    return " ".join(str(row[part]) for part in ("surname", "name", "patronymic") if row.get(part))


def initials(row: Values) -> str:
    """Give a person as “Нұрмұхамбетова Г. Ә.”; names are data and are never inflected."""
    firsts = [str(row[part])[0] + "." for part in ("name", "patronymic") if row.get(part)]
    return " ".join([str(row.get("surname") or ""), *firsts]).strip()


def _needs_birth(_card: Values, row: Values) -> bool:
    return iin_of(row) is None


def person_fields(sexes: str, *, full: bool) -> tuple[Field, ...]:
    """Give the fields of a person: names, ИИН or why there is none, birth, sex.

    sexes names the code list of the sexes; full asks birth and sex of a complete card where the
    ИИН does not tell them (rule R4).
    """
    fields = _fields(sexes, full=full)
    return tuple(replace(one, help=one.help or INSTRUCTIONS[one.name]) for one in fields)


def _fields(sexes: str, *, full: bool) -> tuple[Field, ...]:
    told = Condition(_needs_birth, N_("The ИИН tells it."))
    asked: bool | Condition = told if full else False
    return (
        Text(
            name="surname",
            label=N_("Last name"),
            required=True,
            span=4,
            found_by=True,
            kept_on_repeat=True,
        ),
        Text(name="name", label=N_("First name"), required=True, span=4, found_by=True),
        Text(
            name="patronymic",
            label=N_("Patronymic (if any)"),
            span=4,
            found_by=True,
            kept_on_repeat=True,
        ),
        IinField(
            name="iin",
            label=N_("ИИН"),
            found_by=True,
            help=N_("Twelve digits. Birth date and sex are read from it."),
            norm="№ 565, 11.06.2003",
        ),
        Choice(
            name="no_iin",
            label=N_("Why no ИИН"),
            list="no_iin_reason",
            required=NO_IIN,
            only_if=NO_IIN,
        ),
        Birth(
            name="birth",
            label=N_("Birth date"),
            required=asked,
            help=N_("Month and year, or the year alone, are enough where no more is known."),
        ),
        Choice(name="sex", label=N_("Sex"), list=sexes, required=asked, span=2),
    )
