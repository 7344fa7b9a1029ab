"""Dialogs of the register: add a commission, rename or move it, close it; refusals at the field."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.card.editor_lines import ENTER
from desktop.card.typed import Offer
from desktop.language import current, day, tr
from desktop.parts.choices import CheckBox
from desktop.parts.findings import Note
from desktop.register.commission_form import Checked, EditDialog
from desktop.register_edits import level_for, parent_for, propose
from forms.commission_names import above_of, full_name
from forms.register_changes import ChangeKind, RegisterChange
from forms.territories import REPUBLIC, Register
from forms.territory import TOP_OFFICE, Commission, Territory
from forms.words import N_, Language, Name

Edit = Callable[[RegisterChange], Checked]
SHORT = {
    Language.KK: N_("Short name in Kazakh"),
    Language.RU: N_("Short name in Russian"),
    Language.EN: N_("Short name in English"),
}
FULL = {
    Language.KK: N_("Full name in Kazakh"),
    Language.RU: N_("Full name in Russian"),
    Language.EN: N_("Full name in English"),
}


class _NamedDialog(EditDialog):
    """A dialog with the six names; the full ones follow the short ones until typed over."""

    def __init__(
        self, parent: QWidget | None, title: str, register: Register, today: date, edit: Edit
    ) -> None:
        super().__init__(parent, title, register, today, edit)
        self.keeps = CheckBox()
        self.keeps.setText(tr("Keeps cards of families and cases"))

    def _add_names(self) -> None:
        self.add_row(*(self.line(f"short.{lang}", tr(words)) for lang, words in SHORT.items()))
        for lang, words in FULL.items():
            self.add_row(self.long_line(f"name.{lang}", tr(words)))
        for lang in SHORT:
            self.editors[f"short.{lang}"].edited.connect(self._follow)

    def _named(self, kind: str) -> Name:
        texts = [self.editors[f"{kind}.{lang}"].text().strip() for lang in SHORT]
        return Name(*texts)

    def _propose_names(self, short: Name, name: Name) -> None:
        for lang in SHORT:
            self.offer(f"short.{lang}", short.say(lang))
            self.offer(f"name.{lang}", name.say(lang))

    def _follow(self) -> None:
        """Let the full names say what the short ones say now."""
        territory, short = self._territory(), self._named("short")
        if territory is None or not (short.kk and short.ru):
            return
        above = above_of(
            self.register.commission(self.parent_code(), self.day()),
            lambda key: self.register.territory(key, self.day()),
        )
        name = full_name(replace(territory, name=short), above)
        for lang in SHORT:
            self.offer(f"name.{lang}", name.say(lang))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the box goes on, as it does on every field."""
        if self.keeps.hasFocus() and event.key() in ENTER:
            self.step(1)
        else:
            super().keyPressEvent(event)

    def _territory(self) -> Territory | None:
        return self.register.territory(self.chosen("territory"), self.day())

    def parent_code(self) -> str:
        """Give the code of the commission above, "" while it is not chosen."""
        return self.chosen("parent")


class AddDialog(_NamedDialog):
    """Asks for a new commission; the territory proposes all the rest."""

    def __init__(
        self,
        parent: QWidget | None,
        register: Register,
        today: date,
        edit: Edit,
        above: str = "",
    ) -> None:
        super().__init__(parent, tr("Add a commission"), register, today, edit)
        self.add_row(
            self.pick("territory", tr("Territory"), self._free_territories),
            self.pick("parent", tr("Within which commission"), self.offices_and_top),
        )
        self.add_row(self.line("code", tr("Code")), self.date_line("on", tr("First day")))
        self.body.addWidget(self.keeps)
        self._add_names()
        self.add_row(self.line("reason", tr("Document or reason")))
        self.finish(tr("Add"), self._change)
        self.keeps.setChecked(True)
        if above and (found := register.commission(above, today)):
            self.preset("parent", Offer(found.code, found.say(current())))
        self.picks["territory"].taken.connect(self._propose)
        self.picks["parent"].taken.connect(self._propose)
        self.picks["territory"].setFocus()

    def _propose(self) -> None:
        territory = self._territory()
        if territory is None:
            return
        if not self.parent_code():
            code = parent_for(self.register, territory, self.day())
            standing = (
                TOP_OFFICE if code == REPUBLIC else self.register.commission(code, self.day())
            )
            if standing is not None:
                self.preset("parent", Offer(code, standing.say(current())))
        found = propose(self.register, self.parent_code(), territory.key, self.day())
        if found is not None:
            self.offer("code", found.code)
            self._propose_names(found.short, found.name)

    def _free_territories(self, typed: str) -> list[Offer]:
        """Give what a typed text finds; for none the territories beneath, those without a
        commission where there are any."""
        if typed:
            return list(self.territories(typed))
        above = self.register.commission(self.parent_code(), self.day())
        served = {one.territory_key for one in self.register.commissions(self.day())}
        beneath = self.register.districts(above.territory_key, self.day()) if above else ()
        free = [one for one in beneath if one.key not in served]
        return [Offer(one.key, one.say(current()), one.kato) for one in free or beneath]

    def _change(self, on: date) -> RegisterChange:
        territory = self.register.territory(self.chosen("territory"), on)
        return RegisterChange(
            ChangeKind.ADD,
            self.text("code").upper(),
            on,
            self._named("name"),
            self._named("short"),
            level_for(territory) if territory else None,
            self.chosen("territory") or self.text("territory"),
            self.parent_code() or self.text("parent"),
            self.keeps.isChecked(),
            reason=self.text("reason"),
        )


class RenameDialog(_NamedDialog):
    """Asks for other names or another place of a commission, and from which day on."""

    def __init__(
        self, parent: QWidget | None, register: Register, today: date, edit: Edit, one: Commission
    ) -> None:
        title = tr("Rename or move: {name}, {code}", name=one.say(current()), code=one.code)
        super().__init__(parent, title, register, today, edit)
        self._one = one
        self.add_row(
            self.date_line("on", tr("First day")), self.line("reason", tr("Document or reason"))
        )
        self.add_row(
            self.pick("territory", tr("Territory"), self.territories),
            self.pick("parent", tr("Within which commission"), self.offices_and_top),
        )
        self.body.addWidget(self.keeps)
        self._add_names()
        self.finish(tr("Rename"), self._change)
        self.keeps.setChecked(one.keeps_cards)
        self._propose_names(one.short, one.name)
        self._preset_places()
        for editor in self.editors.values():
            editor.edited.connect(self._allow)
        for pick in self.picks.values():
            pick.taken.connect(self._follow)
            pick.taken.connect(self._allow)
        self.keeps.toggled.connect(lambda _on: self._allow())
        self._allow()
        self.editors["on"].setFocus()

    def _allow(self) -> None:
        change = self._change(self.day())
        places = change.parent_code, change.territory_key
        changed = change.name, change.short, *places, change.keeps_cards
        self.allow(any(part not in (None, "") for part in changed), tr("Nothing is changed yet"))

    def _preset_places(self) -> None:
        one, day_ = self._one, self.day()
        above = self.register.history(one.parent_code)
        if above:
            self.preset("parent", Offer(one.parent_code, above[-1].say(current())))
        territory = self.register.territory(one.territory_key, day_)
        if territory is not None:
            self.preset("territory", Offer(territory.key, territory.say(current())))

    def _change(self, on: date) -> RegisterChange:
        one, keeps = self._one, self.keeps.isChecked()
        name, short = self._named("name"), self._named("short")
        above = self.parent_code() or self.text("parent")
        territory = self.chosen("territory") or self.text("territory")
        return RegisterChange(
            ChangeKind.RENAME,
            one.code,
            on,
            None if name == one.name else name,
            None if short == one.short else short,
            territory_key="" if territory == one.territory_key else territory,
            parent_code="" if above == one.parent_code else above,
            keeps_cards=None if keeps == one.keeps_cards else keeps,
            reason=self.text("reason"),
        )


class CloseDialog(EditDialog):
    """Asks from which day a commission is closed, and who takes over what it had."""

    def __init__(
        self, parent: QWidget | None, register: Register, today: date, edit: Edit, one: Commission
    ) -> None:
        title = tr("Close: {name}, {code}", name=one.say(current()), code=one.code)
        super().__init__(parent, title, register, today, edit)
        self._one = one
        what = tr(
            "Its families and cases go over to the successor, dated on both sides with the first "
            "day of closing. The return of that quarter is still owed; the successor makes it."
        )
        self.body.addWidget(Note(what))
        self.add_row(
            self.date_line("on", tr("First day on which it is closed")),
            self.pick("successor", tr("Successor"), self.offices),
        )
        self.add_row(self.line("reason", tr("Document or reason")))
        self.finish(tr("Close the commission"), self._change)
        self.editors["on"].edited.connect(self._tell_last)
        self.boxes["successor"].set_caption(tr("May stay empty"))
        self._tell_last()
        self.editors["on"].setFocus()

    def _tell_last(self) -> None:
        last = self.day() - timedelta(days=1)
        self.boxes["on"].set_caption(tr("Last day: {date}", date=day(last)))

    def _change(self, on: date) -> RegisterChange:
        return RegisterChange(
            ChangeKind.CLOSE,
            self._one.code,
            on,
            successor=self.chosen("successor") or self.text("successor"),
            reason=self.text("reason"),
        )
