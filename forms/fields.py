"""The kinds of field a form is made of: each reads typed text into a value and writes it back.

A field says once what it is called, when it is asked and what it accepts; screen, table, workbook
and test are derived from it.  A field never names a widget.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from forms.codes import Code, codes
from forms.dates import PartialDate, read_partial
from forms.findings import Finding, Severity
from forms.iin import Flaw, read_iin
from forms.letters import fold
from forms.words import N_, Language


@dataclass(frozen=True, slots=True)
class Entry:
    """One filled row of a table in a card, with an identity of its own that never changes."""

    id: str
    values: Mapping[str, "Value"]

    def get(self, name: str) -> "Value":
        """Give a value of the row, None where nothing is entered."""
        return self.values.get(name)


Value = str | int | date | PartialDate | Code | tuple[Code, ...] | tuple[Entry, ...] | None
Values = Mapping[str, Value]

EMPTY: Values = {}


@dataclass(frozen=True, slots=True)
class Condition:
    """When a field is asked (or required), and why not where it is not.

    test gets the values of the card and of the row the field stands in (empty for a field of the
    card itself); because is a marked sentence shown where the field does not apply.
    """

    test: Callable[[Values, Values], bool]
    because: str


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a text may depend on: the day it is typed, and the rows it may point to."""

    today: date
    members: Mapping[str, str] = field(default_factory=dict)  # row id → what it is called


def _format(sentence: str, **values: object) -> Finding:
    return Finding("F01", Severity.FORMAT, sentence, values=values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What all kinds share.

    name is the stable identifier (column in the store, key in files); label and help are marked
    sentences; required says when a complete card must have it; only_if when it is asked at all;
    span is its width on the sheet in twelfths; norm its legal source.
    """

    name: str
    label: str
    help: str = ""
    required: bool | Condition = False
    only_if: Condition | None = None
    span: int = 3
    norm: str = ""
    found_by: bool = False  # the search box looks here
    kept_on_repeat: bool = False  # F7 offers the last card's value
    sensitive: bool = False  # hidden until asked for (forms.sensitive)

    def parse(self, text: str, context: Context) -> "Value | Finding":
        """Read typed text; None for nothing typed, a Finding (rule F01) for what cannot be read."""
        raise NotImplementedError  # each kind reads its own way

    def format(self, value: Value, lang: Language) -> str:
        """Write a value as it is shown and as parse() reads it again."""
        return "" if value is None else str(value)

    def asked(self, card: Values, row: Values = EMPTY) -> bool:
        """True when the field applies to this card and row."""
        return self.only_if is None or self.only_if.test(card, row)

    def demanded(self, card: Values, row: Values = EMPTY) -> bool:
        """True when a complete card must have a value here."""
        if not self.asked(card, row):
            return False
        return self.required if isinstance(self.required, bool) else self.required.test(card, row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Field):
    """Free text of at most limit letters; lines above 1 makes it a field of several lines.

    remembered says that the same text stands on many cards (a village, a school), so that what was
    typed before is offered while one types; never for names of people or numbers of papers.
    """

    limit: int = 120
    lines: int = 1
    remembered: bool = False

    def parse(self, text: str, context: Context) -> Value | Finding:
        """Take the text as typed, without blanks around it."""
        kept = text.strip() if self.lines > 1 else " ".join(text.split())
        if "\x00" in kept or any("\ud800" <= sign <= "\udfff" for sign in kept):
            return _format(N_("The text holds a sign that cannot be kept. Type it again by hand."))
        if len(kept) > self.limit:
            return _format(
                N_("The text is {length} signs long, at most {limit} fit. Shorten it."),
                length=len(kept),
                limit=self.limit,
            )
        return kept or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Field):
    """A whole number between least and most."""

    least: int = 0
    most: int = 99_999

    def parse(self, text: str, context: Context) -> Value | Finding:
        """Read digits; blanks between them are allowed."""
        digits = "".join(text.split())
        if not digits:
            return None
        if not (digits.isascii() and digits.isdigit()):
            return _format(N_("“{text}” is not a whole number. Type digits only."), text=text)
        digits = digits.lstrip("0") or "0"
        # Python itself refuses to read thousands of digits; nobody means them as a number.
        if len(digits) > len(str(self.most)) or not self.least <= int(digits) <= self.most:
            return _format(
                N_("{number} lies outside {least}–{most}. Check the number."),
                number=digits,
                least=self.least,
                most=self.most,
            )
        return int(digits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Field):
    """A day, typed as 31032026, 31.03.26, 31 3 2026 or “31 03”."""

    def parse(self, text: str, context: Context) -> Value | Finding:
        """Read a whole date."""
        if not text.strip():
            return None
        read = read_partial(text, context.today)
        if read is None or not read.exact or not 1900 <= read.year <= 2100:
            return _format(
                N_("“{text}” is not a date. Type day, month and year: 31032026."), text=text
            )
        return read.on()

    def format(self, value: Value, lang: Language) -> str:
        """Write as 31.03.2026."""
        return value.strftime("%d.%m.%Y") if isinstance(value, date) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Birth(Field):
    """A birth date of which only the year, or month and year, may be known (rule R4)."""

    def parse(self, text: str, context: Context) -> Value | Finding:
        """Read a date, a month and year, or a year."""
        if not text.strip():
            return None
        read = read_partial(text, context.today)
        if read is None or not 1850 <= read.year <= 2100:
            return _format(
                N_("“{text}” is not a birth date. Type 31032015, or 03.2015, or 2015."), text=text
            )
        return read

    def format(self, value: Value, lang: Language) -> str:
        """Write as 31.03.2015, 03.2015 or 2015."""
        return value.say(lang) if isinstance(value, PartialDate) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Field):
    """One code of a closed list, typed as the code or as any word of its name in kk, ru or en."""

    list: str

    def parse(self, text: str, context: Context) -> Value | Finding:
        """Read a code, its name, or words that fit one name only."""
        typed = text.strip()
        if not typed:
            return None
        fitting = choose(self.list, typed)
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return _format(
                N_("“{text}” fits several. Choose one: {names}."), text=typed, names=fitting[:4]
            )
        return _format(N_("“{text}” is not in the list. Choose from the list."), text=typed)

    def format(self, value: Value, lang: Language) -> str:
        """Write the code and its name: “05 · police”."""
        return f"{value.key} · {value.say(lang)}" if isinstance(value, Code) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices(Field):
    """Several codes of a closed list, typed one after another with a semicolon."""

    list: str

    def parse(self, text: str, context: Context) -> Value | Finding:
        """Read codes or names separated by semicolons; the order of the list is kept."""
        chosen: set[str] = set()
        for part in text.split(";"):
            one = Choice(name=self.name, label=self.label, list=self.list).parse(part, context)
            if isinstance(one, Finding):
                return one
            if isinstance(one, Code):
                chosen.add(one.key)
        return tuple(each for each in codes(self.list) if each.key in chosen) or None

    def format(self, value: Value, lang: Language) -> str:
        """Write the chosen codes with their names, separated by semicolons."""
        chosen = value if isinstance(value, tuple) else ()
        return "; ".join(f"{c.key} · {c.say(lang)}" for c in chosen if isinstance(c, Code))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Field):
    """A territory or commission of the register; the value is its stable key.

    Which of the two is asked says kind ("territory" or "commission"); the names belong to the
    register of the day, so the field itself only keeps the key.
    """

    kind: str = "territory"

    def parse(self, text: str, context: Context) -> Value | Finding:
        """Take the key that the register gave."""
        return text.strip() or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Field):
    """A row of another table of the same card, for example the child that a report is about."""

    of: str

    def parse(self, text: str, context: Context) -> Value | Finding:
        """Read the number of the row, or words of what it is called."""
        typed = text.strip()
        if not typed:
            return None
        if typed in context.members:
            return typed
        ids = list(context.members)
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(ids):
            return ids[int(typed) - 1]
        words = fold(typed).split()
        fitting = [
            key
            for key, name in context.members.items()
            if words and all(word in fold(name) for word in words)
        ]
        if len(fitting) == 1:
            return fitting[0]
        return _format(N_("“{text}” names no row of this card. Type its number."), text=typed)


@dataclass(frozen=True, slots=True, kw_only=True)
class IinField(Field):
    """An individual identification number; a wrong check digit is kept and told, never lost."""

    def parse(self, text: str, context: Context) -> Value | Finding:
        """Read twelve digits; blanks and dashes between them are allowed."""
        digits = "".join(sign for sign in text if not (sign.isspace() or sign in "-–"))
        if not digits:
            return None
        if read_iin(digits) is Flaw.LENGTH:
            return _format(
                N_("“{text}” is not an ИИН: it has 12 digits. Type it again."), text=text.strip()
            )
        return digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A table inside a card: rows of the same fields, each row with an identity of its own."""

    name: str
    label: str
    one: str  # what one row is called, a marked sentence: "child"
    fields: tuple[Field, ...]
    help: str = ""
    least: int = 0
    only_if: Condition | None = None

    def field(self, name: str) -> Field:
        """Give a field of the rows; raises KeyError for an unknown name."""
        return {each.name: each for each in self.fields}[name]

    def asked(self, card: Values) -> bool:
        """True when the table applies to this card."""
        return self.only_if is None or self.only_if.test(card, EMPTY)


# A letter of a code as a Cyrillic keyboard has it: by its look, else by its sound.
_LOOK_ALIKE = str.maketrans("авсдебг", "abcdebg")


def choose(list_name: str, typed: str) -> tuple[Code, ...]:
    """Give the codes that typed text fits: by key, by whole name, else by words of the name.

    A word that stands whole in one name only chooses it, whatever other names it begins."""
    offered = codes(list_name)
    head = typed.split("·")[0].strip().casefold().translate(_LOOK_ALIKE)
    by_key = [c for c in offered if c.key.casefold() in (head, f"0{head}")]
    if by_key:
        return tuple(by_key[:1])
    wanted = fold(typed)
    whole = [c for c in offered if wanted in {fold(name) for name in c.name}]
    if whole:
        return tuple(whole[:1])
    words = wanted.split()
    begun = tuple(c for c in offered if words and any(_begins(words, fold(n)) for n in c.name))
    spelled = tuple(c for c in begun if any(set(words) <= set(fold(n).split()) for n in c.name))
    return spelled if len(spelled) == 1 else begun


def _begins(words: list[str], name: str) -> bool:
    parts = name.split()
    return all(any(part.startswith(word) for part in parts) for word in words)
