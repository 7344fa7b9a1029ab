"""What a form is: sections of fields and tables, its rules and the days it is in force."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from forms.fields import Field, Repeat
from forms.rules import Rule


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of a form: fields side by side, or one table, or both."""

    name: str
    title: str
    fields: tuple[Field | Repeat, ...]


def instructed(sections: tuple[Section, ...], written: Mapping[str, str]) -> tuple[Section, ...]:
    """Give the sections with an instruction at each path of written ("children.school").

    Raises ValueError for a path that is no field, or that has an instruction of its own already.
    """
    left = dict(written)

    def told(field: Field, path: str) -> Field:
        if path not in left:
            return field
        if field.help:
            raise ValueError(f"{path}: two instructions")
        return replace(field, help=left.pop(path))

    def within(each: Field | Repeat) -> Field | Repeat:
        if isinstance(each, Field):
            return told(each, each.name)
        fields = tuple(told(inner, f"{each.name}.{inner.name}") for inner in each.fields)
        return replace(each, fields=fields)

    done = tuple(
        replace(section, fields=tuple(map(within, section.fields))) for section in sections
    )
    if left:
        raise ValueError(f"instructions of no field: {sorted(left)}")
    return done


@dataclass(frozen=True, slots=True)
class Form:
    """A declared form.

    code is stable for ever; mark stands in card numbers ("" or "C": 1132-C-2026-012); heading
    names the fields that call a card by a name.  since and until are inclusive, None means open.
    Raises ValueError for a bad declaration as it loads.
    """

    code: str
    title: str
    one: str
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...]
    mark: str = ""
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        names = [name for name, _ in self.paths()]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise ValueError(f"{self.code}: fields declared twice: {sorted(twice)}")
        tables = {repeat.name for repeat in self.repeats()}
        known = set(names) | tables
        for rule in self.rules:
            strange = [path for path in rule.fields if path not in known]
            if strange or (rule.each is not None and rule.each not in tables):
                raise ValueError(
                    f"{self.code}: rule {rule.number} speaks of {strange or rule.each}"
                )
        numbers = [rule.number for rule in self.rules]
        if len(set(numbers)) != len(numbers):
            raise ValueError(f"{self.code}: two rules have one number")

    def scalars(self) -> Iterator[Field]:
        """Give the fields of the card itself, in the order of the paper."""
        for section in self.sections:
            for each in section.fields:
                if isinstance(each, Field):
                    yield each

    def repeats(self) -> Iterator[Repeat]:
        """Give the tables of the card, in the order of the paper."""
        for section in self.sections:
            for each in section.fields:
                if isinstance(each, Repeat):
                    yield each

    def repeat(self, name: str) -> Repeat:
        """Give one table; raises KeyError for an unknown name."""
        return {each.name: each for each in self.repeats()}[name]

    def paths(self) -> Iterator[tuple[str, Field]]:
        """Give every field by its path ("registered_on", "children.birth"), in order."""
        for section in self.sections:
            for each in section.fields:
                if isinstance(each, Field):
                    yield each.name, each
                else:
                    for inner in each.fields:
                        yield f"{each.name}.{inner.name}", inner

    def field(self, path: str) -> Field:
        """Give the field of a path; raises KeyError for an unknown one."""
        return dict(self.paths())[path]

    def address(self, path: str) -> str:
        """Give the number on the paper ("3.2") of a field's path, or of a table ("3")."""
        for number, section in enumerate(self.sections, 1):
            at = 0
            for each in section.fields:
                if isinstance(each, Repeat):
                    if each.name == path:
                        return str(number)
                    names = [f"{each.name}.{inner.name}" for inner in each.fields]
                else:
                    names = [each.name]
                if path in names:
                    return f"{number}.{at + names.index(path) + 1}"
                at += len(names)
        raise KeyError(path)

    def section_of(self, path: str) -> Section:
        """Give the section in which a field or table stands."""
        return self.sections[int(self.address(path).split(".")[0]) - 1]
