"""Checks a record against its form: required fields, fields that do not apply, and the rules.

A rule that crashes is our error and is raised as one; it is never told as a fault of the data.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace as _replace
from datetime import date

from forms.elsewhere import NOWHERE, Elsewhere
from forms.fields import EMPTY, Field, Values
from forms.findings import Finding, Severity
from forms.form import Form
from forms.record import Record, State
from forms.rules import Rule, Scene
from forms.words import N_


class RuleFailed(Exception):
    """One of our rules crashed; rule is its number, the message tells nothing of the card."""

    def __init__(self, rule: str, form: str) -> None:
        """Name the rule and the form it belongs to."""
        super().__init__(f"rule {rule} of {form} crashed")
        self.rule = rule


def check(
    form: Form, record: Record, today: date, office: str = "", elsewhere: Elsewhere = NOWHERE
) -> tuple[Finding, ...]:
    """Give all findings of a record, in the order of the paper.

    Soft findings that a person confirmed are left out as long as their values stand unchanged.
    elsewhere tells of the other cards; without it nothing is known of any, and the rules that
    look at them hold.  Raises RuleFailed when a rule of ours crashes.
    """
    scene = Scene(
        record.values,
        EMPTY,
        today,
        office,
        card_id=record.id,
        number=record.number,
        elsewhere=elsewhere,
    )
    found = [*_fields(form, record), *_rules(form, record, scene)]
    place = _places(form, record)
    return tuple(sorted((one for one in found if not confirmed(record, one)), key=place))


def complete(findings: tuple[Finding, ...]) -> bool:
    """True when a card with these findings is complete: nothing hard, nothing soft left open."""
    return not any(f.severity.stops or f.severity is Severity.SOFT for f in findings)


def of_its_own(form: Form, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Give the findings of the card itself, without those that other cards brought about."""
    across = {rule.number for rule in form.rules if rule.across}
    return tuple(one for one in findings if one.rule not in across)


def finding_key(finding: Finding) -> str:
    """Give the key under which a confirmation is kept: rule, place and the values it was given
    for, so that it falls away when a value changes."""
    values = ";".join(f"{name}={value}" for name, value in sorted(finding.values.items()))
    place = "/".join(finding.where.values())
    return f"{finding.rule}|{place}|{values}"


def confirmed(record: Record, finding: Finding) -> bool:
    """True when this soft finding was confirmed by a person."""
    return finding.severity is Severity.SOFT and finding_key(finding) in record.confirmed


def confirm(record: Record, finding: Finding, reason: str, words: str = "") -> Record:
    """Give the record with a soft finding confirmed; raises ValueError for another severity."""
    if finding.severity is not Severity.SOFT:
        raise ValueError(f"{finding.rule} is not a soft finding")
    kept = {**record.confirmed, finding_key(finding): (reason, words)}
    return _replace(record, confirmed=kept)


def settle(
    form: Form, record: Record, today: date, office: str = "", elsewhere: Elsewhere = NOWHERE
) -> Record:
    """Give the record with its state as its findings make it: draft or complete."""
    if record.state is State.ANNULLED:
        return record
    done = complete(check(form, record, today, office, elsewhere))
    return _replace(record, state=State.COMPLETE if done else State.DRAFT)


def _places(form: Form, record: Record) -> Callable[[Finding], tuple[int, int, int]]:
    """Give what sorts findings as they stand on the paper: tables row by row, not by column."""
    order = {path: at for at, (path, _) in enumerate(form.paths())}
    tables = {each.name: order[f"{each.name}.{each.fields[0].name}"] for each in form.repeats()}
    row = {one.id: at for name in tables for at, one in enumerate(record.rows(name))}

    def place(finding: Finding) -> tuple[int, int, int]:
        path = finding.where.get("field", "")
        at = order.get(path, -1)
        return tables.get(path.partition(".")[0], at), row.get(finding.where.get("row", ""), -1), at

    return place


def _fields(form: Form, record: Record) -> Iterator[Finding]:
    for each in form.scalars():
        yield from _field(form, record, each, each.name, EMPTY, "")
    for table in form.repeats():
        rows = record.rows(table.name)
        if len(rows) < table.least and table.asked(record.values):
            yield Finding(
                "Q03",
                Severity.HARD,
                N_("The table is empty. Enter at least {least}; the card counts only then."),
                {"form": form.code, "field": f"{table.name}.{table.fields[0].name}"},
                {"least": table.least},
            )
        for row in rows:
            for inner in table.fields:
                yield from _field(
                    form, record, inner, f"{table.name}.{inner.name}", row.values, row.id
                )


def _field(
    form: Form, record: Record, each: Field, path: str, row: Values, row_id: str
) -> Iterator[Finding]:
    value = (row if row_id else record.values).get(each.name)
    where = {"form": form.code, "field": path} | ({"row": row_id} if row_id else {})
    if value is None and each.demanded(record.values, row):
        yield Finding(
            "Q01", Severity.HARD, N_("Not filled in. The card is complete only with it."), where
        )
    elif value is not None and not each.asked(record.values, row):
        yield Finding(
            "Q02",
            Severity.HARD,
            N_("Filled in, although it does not apply here. Empty it or mend what it depends on."),
            where,
        )


def _rules(form: Form, record: Record, scene: Scene) -> Iterator[Finding]:
    """Show every rule its scenes: one of the card, or one of each row; each is made once."""
    tables = {
        table.name: [
            _replace(scene, row=row.values, row_id=row.id) for row in record.rows(table.name)
        ]
        for table in form.repeats()
    }
    singly: dict[tuple[str, str], Scene] = {}
    for rule in form.rules:
        for one in [scene] if rule.each is None else tables[rule.each]:
            if not rule.singly:
                yield from _apply(form, rule, one, rule.fields[0])
                continue
            for path in rule.fields:
                key = (one.row_id, path)
                if key not in singly:
                    singly[key] = _replace(one, field=path.rpartition(".")[2])
                yield from _apply(form, rule, singly[key], path)


def _apply(form: Form, rule: Rule, scene: Scene, path: str) -> Iterator[Finding]:
    try:
        values = rule.broken(scene)
    except Exception as crash:
        raise RuleFailed(rule.number, form.code) from crash
    if values is None:
        return
    where = {"form": form.code, "field": path} | ({"row": scene.row_id} if scene.row_id else {})
    yield Finding(rule.number, rule.severity, rule.sentence, where, values)
