"""What a store keeps beside the cards: settings, returns handed in, edits of the register."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from forms.register_changes import ChangeKind, RegisterChange
from forms.store.prepared import Prepared
from forms.store.tables import HANDED_IN, REGISTER_CHANGES, SETTINGS, TYPING
from forms.territory import Level
from forms.words import Name

COMMISSION = "commission"
"""Setting: the code of the commission that the store belongs to, for example KDN-1132."""

Setting = str | int | bool | float | None | list["Setting"] | dict[str, "Setting"]
Settable = str | int | bool | float | None | Sequence["Settable"] | Mapping[str, "Settable"]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A return as it was handed in, frozen: content is what its own room makes of it as JSON."""

    return_code: str
    office: str
    year: int
    quarter: int
    revision: int
    reason: str
    handed_on: date
    who: str
    content: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RegisterEdit:
    """One edit of the register of commissions as it was kept: what was changed, who and when."""

    change: RegisterChange
    who: str
    when: datetime


_SETTING = Prepared(select(SETTINGS.c.value).where(SETTINGS.c.key == bindparam("asked")))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def settings(connection: Connection, prefix: str) -> dict[str, Setting]:
    """Give the settings whose keys begin so, by key."""
    begins = SETTINGS.c.key.startswith(prefix, autoescape=True)
    query = select(SETTINGS.c.key, SETTINGS.c.value).where(begins).order_by(SETTINGS.c.key)
    return {key: json.loads(value) for key, value in connection.execute(query)}


def setting(connection: Connection, key: str) -> Setting:
    """Give one setting, None where it was never set."""
    found = _SETTING.first(connection, {"asked": key})
    return None if found is None else json.loads(found[0])


def set_setting(connection: Connection, key: str, value: Settable) -> None:
    """Set one setting; None takes it away."""
    connection.execute(delete(SETTINGS).where(SETTINGS.c.key == key))
    if value is not None:
        connection.execute(insert(SETTINGS).values(key=key, value=_json(value)))


def keep_return(connection: Connection, paper: HandedIn) -> None:
    """Freeze a return; raises ValueError when this revision of it was handed in before."""
    once = {
        "return_code": paper.return_code,
        "office": paper.office,
        "year": paper.year,
        "quarter": paper.quarter,
        "revision": paper.revision,
    }
    same = (HANDED_IN.c[name] == value for name, value in once.items())
    if connection.execute(select(HANDED_IN.c.entry).where(*same)).first() is not None:
        raise ValueError(f"{paper.return_code} revision {paper.revision} is handed in already")
    connection.execute(
        insert(HANDED_IN).values(
            **once,
            reason=paper.reason,
            handed_on=paper.handed_on.isoformat(),
            who=paper.who,
            content=_json(paper.content),
        )
    )


def returns(
    connection: Connection, return_code: str, year: int | None, quarter: int | None, office: str
) -> tuple[HandedIn, ...]:
    """Give returns handed in by period and revision; None and "" leave a condition out."""
    columns = [column for column in HANDED_IN.c if column.name != "entry"]
    query = select(*columns).where(HANDED_IN.c.return_code == return_code)
    if year is not None:
        query = query.where(HANDED_IN.c.year == year)
    if quarter is not None:
        query = query.where(HANDED_IN.c.quarter == quarter)
    if office:
        query = query.where(HANDED_IN.c.office == office)
    order = (HANDED_IN.c.year, HANDED_IN.c.quarter, HANDED_IN.c.office, HANDED_IN.c.revision)
    return tuple(
        HandedIn(
            row.return_code,
            row.office,
            row.year,
            row.quarter,
            row.revision,
            row.reason,
            date.fromisoformat(row.handed_on),
            row.who,
            json.loads(row.content),
        )
        for row in connection.execute(query.order_by(*order))
    )


def keep_register_change(
    connection: Connection, change: RegisterChange, who: str, when: datetime
) -> None:
    """Keep one edit of the register of commissions after those made before."""
    content = {
        "kind": change.kind.value,
        "code": change.code,
        "on": change.on.isoformat(),
        "name": change.name,
        "short": change.short,
        "level": change.level and change.level.value,
        "territory_key": change.territory_key,
        "parent_code": change.parent_code,
        "keeps_cards": change.keeps_cards,
        "predecessors": change.predecessors,
        "successor": change.successor,
        "reason": change.reason,
    }
    connection.execute(
        insert(REGISTER_CHANGES).values(
            changed_at=when.isoformat(), who=who, content=_json(content)
        )
    )


def register_edits(connection: Connection) -> tuple[RegisterEdit, ...]:
    """Give all edits of the register in the order in which they were made, with who and when."""
    columns = REGISTER_CHANGES.c
    query = select(columns.content, columns.who, columns.changed_at).order_by(columns.entry)
    return tuple(
        RegisterEdit(_register_change(text), who, datetime.fromisoformat(when))
        for text, who, when in connection.execute(query)
    )


def _register_change(text: str) -> RegisterChange:
    kept = json.loads(text)
    return RegisterChange(
        kind=ChangeKind(kept["kind"]),
        code=kept["code"],
        on=date.fromisoformat(kept["on"]),
        name=Name(*kept["name"]) if kept["name"] else None,
        short=Name(*kept["short"]) if kept["short"] else None,
        level=Level(kept["level"]) if kept["level"] else None,
        territory_key=kept["territory_key"],
        parent_code=kept["parent_code"],
        keeps_cards=kept["keeps_cards"],
        predecessors=tuple(kept["predecessors"]),
        successor=kept.get("successor", ""),  # edits kept before these two were asked
        reason=kept.get("reason", ""),
    )


def keep_typing(connection: Connection, form: str, key: str, text: str, when: datetime) -> None:
    """Keep what is being typed into a card, in place of what was kept for it before."""
    drop_typing(connection, key)
    connection.execute(
        insert(TYPING).values(id=key, form=form, changed_at=when.isoformat(), content=text)
    )


def drop_typing(connection: Connection, key: str) -> None:
    """Forget what was being typed into a card."""
    connection.execute(delete(TYPING).where(TYPING.c.id == key))
