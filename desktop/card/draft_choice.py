"""What was typed and not saved beside what is saved: to be looked at, and chosen place by place."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QWidget

from desktop.card.card_words import place_of, row_of, said
from desktop.card.content import Difference, Kind, Spot, rows_in
from desktop.card.filling import Filling
from desktop.desk import Desk
from desktop.drafts import LeftCard
from desktop.language import current, moment, tr
from desktop.parts.choices import CheckBox
from desktop.parts.texts import Label, hairline
from desktop.parts.veil import VeiledDialog
from forms.catalogue import form_of
from forms.record import Record

Taking = Callable[[Filling], None]
WIDTH = 640


@dataclass(frozen=True, slots=True)
class Line:
    """One place in words: where, what is saved there, and what was typed."""

    difference: Difference
    place: str
    saved: str
    typed: str


def fillings_of(desk: Desk, left: LeftCard) -> tuple[Filling, Filling]:
    """Give the card as it is saved and as it was typed, to be spoken of."""
    form = form_of(left.draft.form)
    record = left.saved or Record(left.draft.form, left.draft.id, {})
    saved = Filling(form, record, desk.register, desk.office)
    typed = Filling(form, record, desk.register, desk.office)
    typed.take_draft(left.draft, desk.today(), current())
    return saved, typed


def lines_of(desk: Desk, left: LeftCard) -> tuple[Line, ...]:
    """Give every place at which what was typed differs from what is saved."""
    saved, typed = fillings_of(desk, left)
    unread = (Difference(Kind.VALUE, spot) for spot in typed.unread)
    order = {path: at for at, (path, _) in enumerate(saved.form.paths())}
    every = dict.fromkeys([*left.found, *unread])
    found = sorted(every, key=lambda one: order.get(one.spot.path, -1))
    return tuple(line for one in found for line in _lines(desk, saved, typed, one))


def _lines(desk: Desk, saved: Filling, typed: Filling, one: Difference) -> Iterable[Line]:
    form = saved.form
    numbers = {path: form.address(path) for path, _ in form.paths()}
    where = typed if one.kind is Kind.ROW_ADDED else saved
    if one.kind in (Kind.ROW_ADDED, Kind.ROW_DROPPED):
        was, now = _row_text(desk, saved, one.spot), _row_text(desk, typed, one.spot)
        yield Line(one, row_of(where, one.spot), was, now)
    elif one.kind is Kind.VALUE and _stands(typed, one.spot):
        texts = (said(side, one.spot, desk.today()) for side in (saved, typed))
        yield Line(one, place_of(typed, numbers, one.spot), *texts)
    elif one.kind in (Kind.CONFIRMED, Kind.UNCONFIRMED):
        confirmed = one.kind is Kind.CONFIRMED
        words = tr("confirmed with a reason") if confirmed else tr("to be confirmed again")
        yield Line(one, place_of(typed, numbers, one.spot), "", words)


def _stands(filling: Filling, spot: Spot) -> bool:
    """True for a place of the card, or of a row that is there."""
    table = spot.path.split(".")[0]
    return not spot.row or spot.row in {row.id for row in filling.record.rows(table)}


def _row_text(desk: Desk, filling: Filling, spot: Spot) -> str:
    """Give what stands in a row: its texts one after the other."""
    table = filling.form.repeat(spot.path.split(".")[0])
    spots = (Spot(f"{table.name}.{field.name}", spot.row) for field in table.fields)
    texts = (said(filling, each, desk.today()) for each in spots)
    return ", ".join(text for text in texts if text)


class DraftDialog(VeiledDialog):
    """Shows the places; when choosing, each has a mark that says that the typed text is taken."""

    def __init__(
        self, parent: QWidget | None, left: LeftCard, lines: Sequence[Line], choosing: bool
    ) -> None:
        when = moment(left.draft.when) if left.draft.when else ""
        super().__init__(parent, tr("Typed by {when} and not saved", when=when), WIDTH)
        self._marks: list[tuple[Difference, CheckBox]] = []
        if choosing:
            words = tr("What is marked is taken from what was typed; the rest stays as saved.")
            self.body.addWidget(Label(words, "fact", wrap=True))
        for line in lines:
            self._add(line, choosing)
        self.add_hint("Esc", tr("decide later") if choosing else tr("go back"))
        if choosing:
            self.first = self.add_button(tr("Take what is marked"), self.accept, "primary")
        else:
            self.first = self.add_button(tr("Close"), self.accept, "primary")

    def chosen(self) -> list[Difference]:
        """Give the places of which the typed text is to be taken."""
        return [one for one, mark in self._marks if mark.isChecked()]

    def _add(self, line: Line, choosing: bool) -> None:
        self.body.addWidget(hairline())
        if choosing:
            mark = CheckBox(line.place)
            mark.setChecked(True)
            self._marks.append((line.difference, mark))
            self.body.addWidget(mark)
        else:
            self.body.addWidget(Label(line.place, "strong", wrap=True))
        for words in (
            tr("Saved: {text}", text=line.saved or "—"),
            tr("Typed: {text}", text=line.typed or "—"),
        ):
            self.body.addWidget(Label(words, "fact", wrap=True))


def look_at(parent: QWidget, desk: Desk, left: LeftCard) -> None:
    """Show what was typed and not saved."""
    DraftDialog(parent, left, lines_of(desk, left), choosing=False).exec()


def choose_places(parent: QWidget, desk: Desk, left: LeftCard) -> Taking | None:
    """Let a person choose what of a draft is taken; gives what takes it, None when nothing was
    decided."""
    dialog = DraftDialog(parent, left, lines_of(desk, left), choosing=True)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    chosen = dialog.chosen()
    _, typed = fillings_of(desk, left)
    return lambda filling: take(filling, typed, chosen, desk)


def take(filling: Filling, typed: Filling, chosen: Iterable[Difference], desk: Desk) -> None:
    """Put the chosen places of one filling into another."""
    for one in chosen:
        table = one.spot.path.split(".")[0]
        match one.kind:
            case Kind.VALUE if one.spot in typed.unread:
                filling.write(one.spot, typed.unread[one.spot].text, desk.today(), current())
            case Kind.VALUE:
                filling.put(one.spot, typed.value(one.spot))
            case Kind.ROW_ADDED:
                rows = rows_in(typed.record.values, table)
                filling.put_row(table, next(row for row in rows if row.id == one.spot.row))
                texts = [each for each in typed.unread_texts() if each[0].row == one.spot.row]
                filling.take_texts(texts, desk.today(), current())
            case Kind.ROW_DROPPED:
                filling.drop_row(table, one.spot.row)
            case Kind.CONFIRMED | Kind.UNCONFIRMED:
                filling.put_confirmations(one.spot, typed.record.confirmed)
