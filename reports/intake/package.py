"""What a workbook from outside is made of: kinds of parts, relations, sheets; an allow-list."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.files import shown_name
from reports.intake.archive import TEXT_PARTS
from reports.intake.markup import MAIN, STRICT, read_part, root_refusal
from reports.intake.refusals import Kind, Reason, Refused

MOST_SHEETS = 64
TYPES, RELATIONS = "[Content_Types].xml", "_rels/.rels"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_NEEDED = ("spreadsheetml.worksheet+xml", "spreadsheetml.sharedStrings+xml")
_HIDING = ("visible", "hidden", "veryHidden")
_YES = ("1", "true", "on")

# What Excel and LibreOffice put into a plain workbook.  Everything else (links to other books,
# connections, queries, OLE, ActiveX, pivots, XML maps) has no place in a return.
_ALLOWED = re.compile(
    r"application/vnd\.openxmlformats-(package\.(relationships|core-properties)\+xml"
    r"|officedocument\.((extended|custom)-properties|theme|themeOverride|drawing"
    r"|customXmlProperties|drawingml\.(chart|chartshapes)"
    r"|spreadsheetml\.(sheet\.main|worksheet|styles|sharedStrings|calcChain|comments|table"
    r"|sheetMetadata))\+xml"
    r"|officedocument\.(vmlDrawing|spreadsheetml\.printerSettings))"
    r"|application/vnd\.ms-excel\.(threadedcomments|person|featurepropertybag)\+xml"
    r"|application/vnd\.ms-office\.(chartstyle|chartcolorstyle|classificationlabels)\+xml"
    r"|image/(png|jpe?g|gif|bmp|tiff|x-emf|x-wmf|svg\+xml)"
)
_MACROS = re.compile(r"vbaproject|macrosheet|dialogsheet|vbadata|macroenabled", re.IGNORECASE)
_SAFE_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of one part to another: its kind, its target and whether that lies outside."""

    kind: str
    target: str
    outside: bool


@dataclass(slots=True)
class Outline:
    """The sheets of a workbook in order (name, part, hiding), and where its texts lie."""

    sheets: list[tuple[str, str, str]] = field(default_factory=list)
    texts: str | None = None


class Package:
    """The parts of a workbook, looked through: nothing in it is active and nothing outside."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self._names = {name.casefold(): name for name in parts}
        _check_kind(parts)
        for name in parts:
            if name.casefold().endswith(TEXT_PARTS):
                _check_markup(name, parts[name])
        self._types = _Types()
        read_part(TYPES, parts[TYPES], self._types)
        self._book = self._find_book()
        self._check_parts()

    def part(self, name: str) -> bytes:
        """Give the content of a part; raises Refused where it is missing."""
        known = self._names.get(name.casefold())
        if known is None:
            raise Refused(Reason.MISSING_PART, part=shown_name(name))
        return self._parts[known]

    def outline(self) -> Outline:
        """Give the sheets in order; raises Refused for a workbook that contradicts itself."""
        reader = _BookReader(self._book)
        read_part(self._book, self.part(self._book), reader)
        relations = self._relations(self._book)
        outline = Outline()
        for name, link, state in reader.sheets:
            relation = relations.get(link)
            if relation is None:
                raise Refused(Reason.MISSING_PART, part=shown_name(name))
            if relation.kind != f"{_OFFICE}/worksheet":
                raise Refused(Reason.FOREIGN_PART, part=shown_name(name))
            outline.sheets.append((name, relation.target, state))
        texts = [one.target for one in relations.values() if one.kind == f"{_OFFICE}/sharedStrings"]
        outline.texts = texts[0] if texts else None
        if not outline.sheets:
            raise Refused(Reason.MISSING_PART, part="worksheet")
        return outline

    def _find_book(self) -> str:
        if RELATIONS not in self._parts:
            raise Refused(Reason.MISSING_PART, part=RELATIONS)
        for relation in self._relations("").values():
            if relation.kind == f"{_OFFICE}/officeDocument":
                self.part(relation.target)
                _check_book(self._types.of(relation.target))
                return relation.target
            if relation.kind.startswith(STRICT):
                raise Refused(Reason.STRICT)
        raise Refused(Reason.MISSING_PART, part="xl/workbook.xml")

    def _relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        where = posixpath.join(folder, "_rels", f"{name}.rels")
        reader = _RelationReader(where, folder)
        read_part(where, self.part(where), reader)
        return reader.found

    def _check_parts(self) -> None:
        for name in self._types.tables():
            self.part(name)
        for name in self._parts:
            if name.casefold() == TYPES.casefold():
                continue
            kind = self._types.of(name)
            if _MACROS.search(kind) or _MACROS.search(name):
                raise Refused(Reason.MACROS, part=shown_name(name))
            if kind == "application/xml" and name.startswith("customXml/"):
                continue  # labels that document stores attach; never looked into
            if not _ALLOWED.fullmatch(kind):
                raise Refused(Reason.ACTIVE, part=shown_name(name))
            if name.endswith(".rels"):
                _check_links(name, self._parts[name])


def _check_kind(parts: Mapping[str, bytes]) -> None:
    """Say what an archive is that is no workbook."""
    if TYPES in parts:
        return
    if "mimetype" in parts and "content.xml" in parts:
        raise Refused(Reason.OTHER_KIND, kind=Kind.OPEN_DOCUMENT)
    if not any(name.startswith("xl/") for name in parts):
        raise Refused(Reason.OTHER_KIND, kind=Kind.ARCHIVE)
    raise Refused(Reason.MISSING_PART, part=TYPES)


def _check_book(kind: str) -> None:
    if kind == _BOOK_TYPE:
        return
    if "sheet.binary" in kind:
        raise Refused(Reason.BINARY_XLSB)
    if "macroEnabled" in kind:
        raise Refused(Reason.MACROS, part="xl/workbook.xml")
    for word, other in (
        ("template", Kind.TEMPLATE),
        ("wordprocessingml", Kind.WORD),
        ("presentationml", Kind.SLIDES),
    ):
        if word in kind:
            raise Refused(Reason.OTHER_KIND, kind=other)
    raise Refused(Reason.FOREIGN_PART, part=TYPES)


def _check_markup(name: str, content: bytes) -> None:
    # Old drawings (.vml) are not always well-formed; Excel itself writes <br> in them.
    if not name.casefold().endswith(".vml"):
        read_part(shown_name(name), content)


def _check_links(name: str, content: bytes) -> None:
    reader = _RelationReader(name, "")
    read_part(name, content, reader)
    for relation in reader.found.values():
        # A typed e-mail address becomes a link by itself; nothing ever follows it here.
        link = relation.kind == f"{_OFFICE}/hyperlink" and _SAFE_LINK.match(relation.target)
        if relation.outside and not link:
            raise Refused(Reason.ACTIVE, part=shown_name(relation.target))


class _Types:
    """Reads which kind each part is of, by its name or by its ending."""

    def __init__(self) -> None:
        self._by_ending: dict[str, str] = {}
        self._by_name: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Give the kind of a part, empty where none is named."""
        ending = name.rpartition(".")[2].casefold()
        return self._by_name.get(f"/{name}".casefold(), self._by_ending.get(ending, ""))

    def tables(self) -> list[str]:
        """Give the parts that must be there: sheets and texts that are named one by one."""
        named = self._by_name.items()
        return [part.lstrip("/") for part, kind in named if kind.endswith(_NEEDED)]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("ContentType", "")
        if tag == f"{_PACKAGE}/content-types Default":
            self._by_ending[attributes.get("Extension", "").casefold()] = kind
        elif tag == f"{_PACKAGE}/content-types Override":
            self._by_name[attributes.get("PartName", "").casefold()] = kind
        elif tag != f"{_PACKAGE}/content-types Types":
            raise Refused(Reason.FOREIGN_PART, part=TYPES)

    def end(self, tag: str) -> None:
        """Nothing to do."""

    def text(self, letters: str) -> None:
        """Nothing to do."""


class _RelationReader:
    """Reads the relations of one part; targets inside are given from the top of the archive."""

    def __init__(self, part: str, folder: str) -> None:
        self._part, self._folder = part, folder
        self.found: dict[str, Relation] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == f"{_PACKAGE}/relationships Relationships":
            return
        name = attributes.get("Id", "")
        if tag != f"{_PACKAGE}/relationships Relationship" or not name or name in self.found:
            raise Refused(Reason.BROKEN_PART, part=shown_name(self._part))
        outside = attributes.get("TargetMode", "Internal") != "Internal"
        target = attributes.get("Target", "")
        if not outside:
            # An absolute target begins at the top of the archive, and nothing lies above it.
            target = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
        self.found[name] = Relation(attributes.get("Type", ""), target, outside)

    def end(self, tag: str) -> None:
        """Nothing to do."""

    def text(self, letters: str) -> None:
        """Nothing to do."""


class _BookReader:
    """Reads the names of the sheets, how they are hidden and which calendar is used."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._path: list[str] = []
        self.sheets: list[tuple[str, str, str]] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if not self._path and (refused := root_refusal(tag, "workbook", self._part)):
            raise refused
        self._path.append(tag)
        if tag == f"{MAIN} workbookPr" and attributes.get("date1904", "0").lower() in _YES:
            raise Refused(Reason.DATES_1904)
        if tag == f"{MAIN} definedName" and _YES[0] in map(attributes.get, ("xlm", "vbProcedure")):
            raise Refused(Reason.MACROS, part=shown_name(attributes.get("name", "")))
        if tag == f"{MAIN} sheet":
            self._add(attributes)

    def end(self, tag: str) -> None:
        self._path.pop()

    def text(self, letters: str) -> None:
        """Nothing to do."""

    def _add(self, attributes: Mapping[str, str]) -> None:
        name, state = attributes.get("name", ""), attributes.get("state", "visible")
        known = {other.casefold() for other, _, _ in self.sheets}
        fair = bool(name.strip()) and len(name) <= 31 and state in _HIDING
        if not fair or name.casefold() in known:
            raise Refused(Reason.SAME_SHEET, sheet=shown_name(name))
        if len(self.sheets) >= MOST_SHEETS:
            raise Refused(Reason.TOO_MUCH, part=shown_name(name))
        self.sheets.append((name, attributes.get(f"{_OFFICE} id", ""), state))
