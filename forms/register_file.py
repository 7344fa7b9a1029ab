"""Reads the shipped register: territories, commissions and the regions of Table 14."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import resources
from forms.territory import COUNTRY, TOP_OFFICE, Commission, Level, Territory
from forms.words import Name


@dataclass(frozen=True, slots=True)
class Region:
    """A row of Table 14: its label, the years it is shown and the commissions behind it."""

    label: str
    kato: str
    first_year: int
    last_year: int
    codes: tuple[str, ...]


def read_territories() -> tuple[Territory, ...]:
    """Give every version of every territory, the country first."""
    return COUNTRY, *(
        Territory(
            row["key"],
            row["kato"],
            _name(row, "name"),
            Level(row["level"]),
            row["parent_key"],
            *_span(row),
            _keys(row["predecessor_keys"]),
        )
        for row in _rows("territories.csv")
    )


def read_commissions() -> tuple[Commission, ...]:
    """Give every version of every commission, the office of the republic first."""
    return TOP_OFFICE, *(
        Commission(
            row["code"],
            Level(row["level"]),
            row["territory_key"],
            row["parent_code"],
            _name(row, "name"),
            _name(row, "short"),
            *_span(row),
            row["keeps_cards"] == "yes",
            row["confidence"],
            _keys(row["predecessor_codes"]),
        )
        for row in _rows("commissions.csv")
    )


def read_regions() -> tuple[Region, ...]:
    """Give the regions of Table 14 in the order of its rows."""
    return tuple(
        Region(
            row["label"],
            row["kato"],
            int(row["year_from"]),
            int(row["year_to"]),
            _keys(row["commission_codes"]),
        )
        for row in _rows("table14_regions.csv")
    )


def _rows(file: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(resources.text("territories", file)), strict=True)


def _span(row: dict[str, str]) -> tuple[date | None, date | None]:
    return _day(row["valid_from"]), _day(row["valid_to"])


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _name(row: dict[str, str], column: str) -> Name:
    return Name(row[f"{column}_kk"], row[f"{column}_ru"], row[f"{column}_en"])


def _keys(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()
