"""What is being typed into a card, kept in the vault at once: a kill takes one field at most."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.card.content import (
    Content,
    Difference,
    Kind,
    Spot,
    differences,
    rows_in,
    spot_of_key,
)
from desktop.desk import Desk
from forms.catalogue import form_of
from forms.deadlines import title_of
from forms.fields import EMPTY, Values
from forms.record import Record
from forms.rights import Right
from forms.store.conversion import from_json, to_json
from forms.store.store import Change, Reading, Typed, What

Texts = tuple[tuple[Spot, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood in a card and was not saved, upon which revision it was typed, and when.

    texts are those that no field could read, and the one in the field that was being typed in.
    settled: the card was saved, and only such texts are kept beside it.  aside is an older draft,
    written upon a revision that is no more, of which nobody has decided yet.
    """

    form: str
    id: str
    base: int
    values: Values
    confirmed: Mapping[str, tuple[str, str]]
    texts: Texts = ()
    copied: frozenset[Spot] = frozenset()
    settled: bool = False
    aside: str = ""
    when: datetime | None = None

    def content(self) -> Content:
        """Give what the card held, without the texts."""
        return Content(self.values, self.confirmed, {}, self.copied)

    def written(self) -> str:
        """Write it down for the vault; reads again by draft_from()."""
        kept: dict[str, object] = {
            "base": self.base,
            "texts": [[*spot, text] for spot, text in self.texts],
            "copied": sorted([*spot] for spot in self.copied),
        }
        if not self.settled:
            kept["values"] = to_json(form_of(self.form), self.values)
            kept["confirmed"] = {key: list(why) for key, why in self.confirmed.items()}
        if self.when is not None:
            kept["when"] = self.when.isoformat()
        if self.aside:
            kept["aside"] = self.aside
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def draft_from(typed: Typed) -> Draft:
    """Read what the vault keeps; a mere list of texts is how the first version wrote
    what it could not read."""
    kept = json.loads(typed.text)
    if isinstance(kept, list):
        kept = {"base": 0, "texts": kept, "copied": []}
    values = from_json(form_of(typed.form), kept["values"]) if "values" in kept else {}
    return Draft(
        typed.form,
        typed.id,
        kept["base"],
        values,
        {key: (code, words) for key, (code, words) in kept.get("confirmed", {}).items()},
        tuple((Spot(path, row), text) for path, row, text in kept["texts"]),
        frozenset(Spot(*spot) for spot in kept["copied"]),
        "values" not in kept,
        kept.get("aside", ""),
        datetime.fromisoformat(kept["when"]) if "when" in kept else typed.when,
    )


@dataclass(frozen=True, slots=True)
class LeftCard:
    """A card that was not saved when the program ended: what was typed, and what is saved.

    saved is what the store keeps, None for a card that was never saved; found tells the places
    that were typed, without those that only somebody else changed since.
    """

    draft: Draft
    saved: Record | None
    found: tuple[Difference, ...]

    @property
    def moved(self) -> bool:
        """True when the card was changed since."""
        return self.saved is not None and self.saved.revision != self.draft.base

    @property
    def title(self) -> str:
        """Give what the card is called, "" while nobody is named on it."""
        return title_of(Record(self.draft.form, self.draft.id, self.draft.values))

    @property
    def places(self) -> int:
        """Give how many places were typed, those included that no field could read."""
        spots = [one.spot for one in self.found] + [spot for spot, _ in self.draft.texts]
        return len(dict.fromkeys(spots))


def keep_draft(desk: Desk, draft: Draft) -> None:
    """Keep a draft in place of the one before; raises VaultFault when the disk fails."""
    with desk.begin(Right.CONFIRM) as work:
        work.keep_typing(draft.form, draft.id, draft.written(), when=desk.now())


def drop_draft(desk: Desk, id: str) -> None:
    """Forget what was being typed into a card: it was saved or thrown away.

    What only confirms findings may go by whoever confirms; what was typed is thrown away by those
    alone who may change cards (NotAllowed).
    """
    if not desk.user.may(Right.CHANGE) and _holds_typing(desk, id):
        desk.require(Right.CHANGE)
    with desk.begin(Right.CONFIRM) as work:
        work.drop_typing(id)


def _holds_typing(desk: Desk, id: str) -> bool:
    draft = draft_of(desk, id)
    if draft is None:
        return False
    with desk.looking() as reading:
        found = left_card(reading, draft).found
    confirms = all(one.kind in (Kind.CONFIRMED, Kind.UNCONFIRMED) for one in found)
    return bool(draft.texts or draft.aside) or not confirms


def draft_of(desk: Desk, id: str) -> Draft | None:
    """Give what was being typed into a card, None where nothing was."""
    with desk.looking() as reading:
        found = next((one for one in reading.typed() if one.id == id), None)
    return draft_from(found) if found is not None else None


def aside_of(draft: Draft) -> Draft | None:
    """Give the older draft of which nobody has decided yet."""
    if not draft.aside or draft.when is None:
        return None
    return draft_from(Typed(draft.form, draft.id, draft.when, draft.aside))


def card_of(desk: Desk, form: str, id: str) -> Record | None:
    """Give a card to be opened: as the store keeps it, an empty one where only a draft is kept."""
    with desk.looking() as reading:
        record = reading.get(form, id)
        typed = {(one.form, one.id) for one in reading.typed()}
    if record is None and (form, id) in typed:
        return Record(form, id, {})
    return record


def left_cards(desk: Desk) -> tuple[LeftCard, ...]:
    """Give the cards that were not saved when the program ended, the last one typed first."""
    with desk.looking() as reading:
        typed = [draft_from(one) for one in reading.typed()]
        drafts = [aside_of(one) or one for one in typed]
        left = [left_card(reading, one) for one in drafts if not one.settled]
    return tuple(sorted((one for one in left if one.places), key=_when, reverse=True))


def left_card(reading: Reading, draft: Draft) -> LeftCard:
    """Give a draft with how it differs from what the store keeps."""
    form, saved = form_of(draft.form), reading.get(draft.form, draft.id)
    kept = Content(saved.values if saved else {}, saved.confirmed if saved else {}, {})
    found = differences(form, kept, draft.content())
    if saved is not None and saved.revision != draft.base:
        made = reading.history(draft.form, draft.id)
        since = [one for one in made if one.revision > draft.base]
        found = tuple(one for one in found if not _only_theirs(one, draft, since))
    return LeftCard(draft, saved, found)


def _only_theirs(one: Difference, draft: Draft, since: Iterable[Change]) -> bool:
    """True for a difference that was made by saving since, where the draft holds what stood
    before: nobody typed there."""
    path, row = one.spot
    table, _, name = path.rpartition(".")
    match one.kind:
        case Kind.VALUE:
            there = (each for each in since if (each.path, each.row) == (path, row))
            first = next((each for each in there if each.what is What.VALUE), None)
            rows = (entry.values for entry in rows_in(draft.values, table) if entry.id == row)
            values = next(rows, EMPTY) if table else draft.values
            return first is not None and first.old == values.get(name)
        case Kind.ROW_DROPPED:
            return any(each.what is What.ROW_ADDED and each.row == row for each in since)
        case Kind.CONFIRMED | Kind.UNCONFIRMED:
            keys = (each.path for each in since if each.what is What.CONFIRMED)
            return one.spot in (spot_of_key(key) for key in keys)
    return False


def settled(draft: Draft, revision: int) -> Draft | None:
    """Give what is left of a draft when its card was saved: texts not readable yet, and the
    older draft of which nobody has decided; None when nothing is left."""
    if not draft.texts and not draft.aside:
        return None
    return replace(draft, base=revision, settled=True)


def _when(left: LeftCard) -> float:
    return left.draft.when.timestamp() if left.draft.when else 0.0
