"""A filled return to and from the workbook that travels between the commissions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from forms.files import Writing, safe_name, write_all
from forms.findings import Finding, Severity
from forms.territories import Register
from forms.words import N_
from reports.catalogue import RETURNS
from reports.definition import Kind, Return
from reports.filled import FilledReturn, Number, Origin, with_shares
from reports.gate import Book, read_book
from reports.machine_part import DAMAGED, machine_part, machine_sheet
from reports.paper.layout import lay_out
from reports.paper.requisites import Signatures, office_of
from reports.pdf import write_pdf
from reports.seal import Content, digest, filled_from
from reports.visible import altered
from reports.workbook import write_workbook

UNKNOWN_RETURN = N_(
    "“{file}” holds the return {seen}, which this version of Pana does not know. Install the "
    "newer version and read the file again."
)
UNKNOWN_DEFINITION = N_(
    "“{file}” holds the return {seen} in edition {edition}, which this version of Pana does not "
    "know. Install the newer version and read the file again."
)
UNKNOWN_OFFICE = N_(
    "“{file}” is of the commission {seen}, which is not in the register. Bring the register up to "
    "date or ask the sender."
)
LACKS = N_(
    "“{file}”: the machine part has no place for line {line}, column {column} of table {table}. "
    "Ask the sender for the file once more."
)
STRANGE = N_(
    "“{file}”: the machine part fills line {line}, column {column} of table {table}, which cannot "
    "be filled. Ask the sender for the file once more."
)
NOT_WHOLE = N_(
    "“{file}”: line {line}, column {column} of table {table} is {seen}; a whole number from 0 is "
    "expected. Ask the sender to mend the return."
)
SHARE = N_(
    "“{file}”: line {line} of table {table} says {seen} %, lines 03 and 04 give {expected} %. Ask "
    "the sender to mend the return."
)
PRACTICE = N_("“{file}” is a practice return with made-up numbers.")


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was offered: the return in it, what was found, its shown name, its digest.

    filled is there also where visible cells were altered: these are the sealed numbers, and a
    person may decide about them.  on is the day it came in, where that is known.
    """

    filled: FilledReturn | None
    findings: tuple[Finding, ...]
    name: str
    digest: str
    on: date | None = None

    @property
    def sound(self) -> bool:
        """True when nothing forbids to take the return as it is."""
        return self.filled is not None and not any(one.severity.stops for one in self.findings)


def file_stem(filled: FilledReturn) -> str:
    """Give the name of a return's files without its ending: 1-QO_KDN-1132_2026-Q3_r0.

    A consolidated return of an office that also keeps cards itself gets an ending of its own, so
    that it does not lie on the office's own return.
    """
    own = any(part.office == filled.office for part in filled.parts)
    stem = f"{filled.definition.code}_{filled.office}_{filled.period}_r{filled.revision}"
    return safe_name(f"{stem}_total" if own else stem)


def return_files(
    filled: FilledReturn,
    register: Register,
    signatures: Signatures,
    folder: Path,
    findings: Sequence[Finding] = (),
) -> dict[Path, Writing]:
    """Give the sealed workbook and the PDF of a return: where each shall lie, and what writes it.

    findings are printed behind the return.  Raises KeyError for an office that the register never
    had.
    """
    sheets = lay_out(filled, register, signatures, findings)
    office = office_of(filled, register)
    title = f"{filled.definition.index} {filled.office} {filled.period}"
    author, subject = office.name.kk, filled.definition.title.kk
    sealed = (*sheets, machine_sheet(filled, sheets))

    def workbook(stream: BinaryIO) -> None:
        write_workbook(sealed, stream, title=title, author=author, subject=subject)

    def paper(stream: BinaryIO) -> None:
        write_pdf(sheets, stream, title=title, author=author, subject=subject)

    stem = file_stem(filled)
    return {folder / f"{stem}.xlsx": workbook, folder / f"{stem}.pdf": paper}


def write_return(
    filled: FilledReturn,
    register: Register,
    signatures: Signatures,
    folder: Path,
    findings: Sequence[Finding] = (),
) -> tuple[Path, ...] | Finding:
    """Write the sealed workbook and the PDF of a return (return_files), both or neither.

    Gives the paths, or the finding why the disk refused.
    """
    files = return_files(filled, register, signatures, folder, findings)
    return write_all(files) or tuple(files)


def read_return(path: Path, register: Register) -> Received:
    """Read a workbook from outside; every reason not to take it is a finding (rules G and X).

    Nothing visible is believed that the machine part does not say, and no cell that differs from
    it is passed over.
    """
    book = read_book(path)
    if isinstance(book, Finding):
        return Received(None, (book,), str(book.where.get("file", path.name)), "")
    part = machine_part(book)
    if isinstance(part, Finding):
        return Received(None, (part,), book.file, "")
    filled = _filled(part.content, book, register)
    if isinstance(filled, Finding):
        return Received(None, (filled,), book.file, "")
    wrong = tuple(_numbers(filled, book.file))
    if any(one.severity.stops for one in wrong):
        return Received(None, wrong, book.file, "")
    seen = tuple(one.at(office=filled.office) for one in altered(book, part))
    practice = (_practice(book, filled),) if filled.practice else ()
    return Received(filled, (*wrong, *seen, *practice), book.file, digest(filled))


def _filled(content: Content, book: Book, register: Register) -> FilledReturn | Finding:
    """Give the return that the machine part holds, or why it cannot be one that we know."""
    try:
        code, edition, office = (str(content[key]) for key in ("return", "definition", "office"))
        if not any(one.definition.code == code for one in RETURNS):
            return _finding("X12", UNKNOWN_RETURN, book.file, seen=code)
        definition = _definition(code, edition)
        if definition is None:
            return _finding("X13", UNKNOWN_DEFINITION, book.file, seen=code, edition=edition)
        if not register.history(office):
            return _finding("X14", UNKNOWN_OFFICE, book.file, seen=office)
        return replace(filled_from(content, definition), file=book.file)
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
        return _finding("X04", DAMAGED, book.file)


def _definition(code: str, edition: str) -> Return | None:
    for one in RETURNS:
        if one.definition.code == code and one.definition.version == edition:
            return one.definition
    return None


def _numbers(filled: FilledReturn, file: str) -> Iterator[Finding]:
    """Judge the numbers of the machine part against the definition (rule R8)."""
    definition = filled.definition
    cells = frozenset(definition.cells())
    for cell in sorted(cells - filled.numbers.keys()):
        yield _finding("X15", LACKS, file, **cell._asdict())
    for cell in sorted((filled.numbers.keys() | filled.lacking.keys()) - cells):
        yield _finding("X15", STRANGE, file, **cell._asdict())
    shares = with_shares(definition, filled.numbers)
    for cell in definition.cells():
        value = filled.numbers.get(cell)
        if definition.line(cell.line).kind is Kind.SHARE:
            if value != shares[cell]:
                values = {"seen": value, "expected": shares[cell], **cell._asdict()}
                yield _finding("X16", SHARE, file, **values)
        elif value is not None and not _whole(value):
            yield _finding("X15", NOT_WHOLE, file, seen=value, **cell._asdict())


def _whole(value: Number) -> bool:
    return not isinstance(value, Decimal) and value >= 0


def _finding(rule: str, sentence: str, file: str, **values: object) -> Finding:
    places = ("table", "line", "column")
    where = {"file": file, **{key: str(values[key]) for key in places if key in values}}
    return Finding(rule, Severity.HARD, sentence, where, {"file": file, **values})


def _practice(book: Book, filled: FilledReturn) -> Finding:
    where = {"file": book.file, "office": filled.office}
    return Finding("X17", Severity.INFO, PRACTICE, where, {"file": book.file})


def received(filled: FilledReturn, name: str = "") -> Received:
    """Give a return that did not travel as if it had been received: an office's own part."""
    return Received(replace(filled, file=name), (), name, digest(filled))


def is_consolidated(filled: FilledReturn) -> bool:
    """True for a return that was merged from parts."""
    return filled.origin is Origin.MERGED or bool(filled.parts)
