"""The step that keeps how many cards stand how, and lets lists go by one index; frozen."""

from sqlalchemy import Connection

# One row for each form, state and day of removal ("" while there is none).  Triggers keep it in
# the transaction of the card itself, so a count is right at once and needs no look at the cards.
_TALLY = """
CREATE TABLE tallies (
    form TEXT NOT NULL,
    state TEXT NOT NULL,
    removed_on TEXT NOT NULL,
    cards INTEGER NOT NULL,
    children INTEGER NOT NULL,
    PRIMARY KEY (form, state, removed_on)
) WITHOUT ROWID, STRICT;
INSERT INTO tallies
SELECT form, state, coalesce(removed_on, ''), count(*), sum(children)
FROM cards GROUP BY 1, 2, 3
"""
_COUNT = """
    INSERT INTO tallies
    VALUES (new.form, new.state, coalesce(new.removed_on, ''), 1, new.children)
    ON CONFLICT DO UPDATE
    SET cards = cards + 1, children = children + excluded.children;
"""
_FORGET = """
    UPDATE tallies SET cards = cards - 1, children = children - old.children
    WHERE form = old.form AND state = old.state AND removed_on = coalesce(old.removed_on, '');
"""
_CHANGED = "old.state <> new.state OR old.children <> new.children OR " + (
    "old.form <> new.form OR old.removed_on IS NOT new.removed_on"
)
_TRIGGERS = (
    f"CREATE TRIGGER tally_new AFTER INSERT ON cards BEGIN {_COUNT} END",
    f"CREATE TRIGGER tally_gone AFTER DELETE ON cards BEGIN {_FORGET} END",
    "CREATE TRIGGER tally_changed AFTER UPDATE OF form, state, children, removed_on ON cards "
    f"WHEN {_CHANGED} BEGIN {_FORGET} {_COUNT} END",
)

# What a ready view asks of a card stands in the index that orders the list: places are counted
# and passed over without a look at the cards.
_INDEXES = """
DROP INDEX cards_by_number;
DROP INDEX cards_by_name;
DROP INDEX cards_by_date;
DROP INDEX cards_by_state;
CREATE INDEX cards_by_number ON cards (form, ordinal, state, removed_on);
CREATE INDEX cards_by_name ON cards (form, sort_key, ordinal, state, removed_on);
CREATE INDEX cards_by_date ON cards (form, date, ordinal, state, removed_on);
CREATE INDEX cards_by_state ON cards (form, state, ordinal, removed_on)
"""


def make_tallies(connection: Connection) -> None:
    """Make the table of counts from the cards that are there, its triggers and the indexes."""
    for script in (_TALLY, _INDEXES):
        for statement in script.split(";\n"):
            connection.exec_driver_sql(statement)
    for trigger in _TRIGGERS:
        connection.exec_driver_sql(trigger)
