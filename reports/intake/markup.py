"""Reads one XML part of a workbook with expat: no DOCTYPE, no entities, bounded depth."""

from collections.abc import Mapping
from typing import NoReturn, Protocol
from xml.parsers import expat

from reports.intake.refusals import Reason, Refused

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/"
DEEPEST = 64
MOST_ELEMENTS = 2_000_000
MOST_TOKEN = 512 * 1024  # bytes of one tag with its attributes
_PIECE = 64 * 1024
_ENCODINGS = (None, "utf-8", "utf-16")
_BOMS = (b"\xff\xfe", b"\xfe\xff")


class Reader(Protocol):
    """What takes in a part: elements by namespace and name, parted by a space, and texts."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, tag: str) -> None:
        """Take the end of an element."""

    def text(self, letters: str) -> None:
        """Take text, possibly in several pieces."""


def read_part(name: str, content: bytes, reader: Reader | None = None) -> None:
    """Read one part; without a reader it is only looked whether it is whole and harmless.

    Nothing outside of the part is ever opened: a DOCTYPE, without which there are no entities,
    is refused where it begins.  Raises Refused.
    """
    if b"\0" in content[:4] and not content.startswith(_BOMS):
        raise Refused(Reason.ENCODING, part=name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    _forbid(parser, name)
    if reader:
        _Bounds(name, reader).listen(parser)
    try:
        _feed(parser, content, name)
    except (expat.ExpatError, ValueError, LookupError) as error:
        # A UTF-8 part with letters of Windows-1251 and an unknown encoding end here as well.
        raise Refused(Reason.BROKEN_PART, part=name) from error


def _feed(parser: expat.XMLParserType, content: bytes, name: str) -> None:
    """Give the content in pieces, and stop at a tag so long that it would fill the memory."""
    for begin in range(0, len(content), _PIECE):
        parser.Parse(content[begin : begin + _PIECE], False)
        if begin - parser.CurrentByteIndex > MOST_TOKEN:
            raise Refused(Reason.TOO_MUCH, part=name)
    parser.Parse(b"", True)


def root_refusal(tag: str, wanted: str, part: str) -> Refused | None:
    """Give the reason to refuse a part for the first element in it, None for the wanted one."""
    if tag == f"{MAIN} {wanted}":
        return None
    strict = tag.startswith(STRICT)
    return Refused(Reason.STRICT) if strict else Refused(Reason.FOREIGN_PART, part=part)


def _forbid(parser: expat.XMLParserType, name: str) -> None:
    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding.lower() if encoding else None) not in _ENCODINGS:
            raise Refused(Reason.ENCODING, part=name)

    def doctype(*_: object) -> NoReturn:
        raise Refused(Reason.DOCTYPE, part=name)

    parser.XmlDeclHandler = declared
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    parser.ExternalEntityRefHandler = doctype


class _Bounds:
    """Passes elements on to a reader while there are not too many and not too deep."""

    def __init__(self, name: str, reader: Reader) -> None:
        self._name, self._reader = name, reader
        self._depth = self._count = 0

    def listen(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._reader.text

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > MOST_ELEMENTS:
            raise Refused(Reason.TOO_MUCH, part=self._name)
        self._reader.start(tag, attributes)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._reader.end(tag)
