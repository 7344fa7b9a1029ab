"""Files that the gate must refuse, each with the reason that it has to give."""

import io
import zipfile

from reports.intake import archive
from reports.intake.refusals import Reason
from tests.reports.foreign_books import (
    BOOK,
    BOOK_RELS,
    HEAD,
    KIND,
    MAIN,
    OFFICE,
    RELS,
    SHEET,
    TYPES,
    book,
    cell,
    linked,
    made,
    packed,
    parts,
    patched,
    relation,
    relations,
    sheet,
    with_part,
    without,
)

Cases = dict[str, tuple[Reason, bytes]]
DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


def twice(name: str) -> bytes:
    return packed(parts(**{name.swapcase(): "x"}))


def bomb(size: int) -> bytes:
    return packed(parts(**{"xl/media/a.png": b"\0" * size}))


def lying(size: int) -> bytes:
    """Give an archive whose list says that a part is smaller than it is."""
    content = bytearray(packed(parts(**{"xl/media/a.png": b"\0" * 5000})))
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/media/a.png"))
    content[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(content)


def overlapping() -> bytes:
    """Give an archive whose last entry lies on the bytes of the first."""
    content = bytearray(packed(parts()))
    last = content.rindex(b"PK\x01\x02")
    content[last + 42 : last + 46] = (0).to_bytes(4, "little")
    return bytes(content)


def links(name: str) -> bytes:
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    stream = io.BytesIO(packed(parts()))
    with zipfile.ZipFile(stream, "a") as target:
        target.writestr(info, "/etc/hostname")
    return stream.getvalue()


# What is no workbook.
STRANGERS: Cases = {
    "empty": (Reason.EMPTY, b""),
    "zeros": (Reason.OTHER_KIND, b"\0" * 4000),
    "text": (Reason.OTHER_KIND, "Сәлем".encode()),
    "csv": (Reason.OTHER_KIND, b"a;b\n1;2"),
    "png": (Reason.OTHER_KIND, b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
    "pdf": (Reason.OTHER_KIND, b"%PDF-1.7"),
    "program": (Reason.OTHER_KIND, b"MZ" + b"\0" * 80),
    "zip": (Reason.OTHER_KIND, packed({"a.txt": "x"})),
    "ods": (Reason.OTHER_KIND, packed({"mimetype": "x", "content.xml": "<a/>"})),
    "xls": (Reason.OLD_XLS, OLE + "Workbook".encode("utf-16-le")),
    "biff": (Reason.OLD_XLS, b"\x09\x08\x08\x00" + b"\0" * 50),
    "doc": (Reason.OTHER_KIND, OLE + "WordDocument".encode("utf-16-le")),
    "password": (Reason.PASSWORD, OLE + "EncryptedPackage".encode("utf-16-le")),
    "docx": (
        Reason.OTHER_KIND,
        made(
            TYPES,
            str(parts()[TYPES]).replace(
                f"{KIND}.sheet.main",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
            ),
        ),
    ),
    "template": (
        Reason.OTHER_KIND,
        made(TYPES, str(parts()[TYPES]).replace("sheet.main", "template.main")),
    ),
    "xlsb": (
        Reason.BINARY_XLSB,
        made(
            TYPES,
            str(parts()[TYPES]).replace(
                f"{KIND}.sheet.main+xml", "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
            ),
        ),
    ),
    "xlsm": (
        Reason.MACROS,
        made(
            TYPES,
            str(parts()[TYPES]).replace(
                f"{KIND}.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
            ),
        ),
    ),
}
# What is packed wrongly.
PACKED: Cases = {
    "cut": (Reason.DAMAGED, packed(parts())[:-1]),
    "half": (Reason.DAMAGED, packed(parts())[:700]),
    "more": (Reason.DAMAGED, packed(parts()) + b"x"),
    "flipped": (
        Reason.DAMAGED,
        patched(packed(parts(), zipfile.ZIP_STORED), b"<v>5</v>", b"<v>6</v>"),
    ),
    "before": (Reason.ODD_PACKING, b"PK\x03\x04" + packed(parts())),
    "large": (Reason.TOO_LARGE, b"PK" + b"\0" * archive.MOST_FILE),
    "entries": (Reason.TOO_MUCH, packed({f"a{number}": "" for number in range(1001)})),
    "bomb": (Reason.TOO_MUCH, bomb(archive.MOST_PART)),
    "declared": (Reason.TOO_MUCH, lying(4_000_000_000)),
    "lie": (Reason.DAMAGED, lying(10)),
    "overlap": (Reason.ODD_PACKING, overlapping()),
    "bzip2": (Reason.ODD_PACKING, packed(parts(), zipfile.ZIP_BZIP2)),
    "twice": (Reason.ODD_PACKING, twice(SHEET)),
    "link": (Reason.ODD_PACKING, links("xl/media/a.png")),
    **{
        f"path {path}": (Reason.ODD_PACKING, made(path, "x"))
        for path in (
            "../a.xml",
            "/xl/a.xml",
            "xl//a.xml",
            "xl/../a.xml",
            "a\\b.xml",
            "C:a.xml",
            "xl/CON.xml",
            "xl/a. ",
            "xl/\x1b.xml",
            "x" * 200,
            "xl/./a.xml",
            "xl/\u202egpj.xml",
        )
    },
}
# What is missing or written otherwise.
MISSING: Cases = {
    **{f"no {part}": (Reason.MISSING_PART, without(part)) for part in parts()},
    "no relation": (Reason.MISSING_PART, made(BOOK_RELS, relations())),
    "no sheets": (Reason.MISSING_PART, made(BOOK, book(""))),
    "escape": (
        Reason.MISSING_PART,
        made(BOOK_RELS, relations(relation(1, "worksheet", "../../../etc/hostname"))),
    ),
    "chart sheet": (
        Reason.FOREIGN_PART,
        made(BOOK_RELS, relations(relation(1, "chartsheet", "worksheets/sheet1.xml"))),
    ),
    "strict sheet": (
        Reason.STRICT,
        made(SHEET, sheet().replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")),
    ),
    "strict book": (
        Reason.STRICT,
        made(
            RELS,
            relations(relation(1, "officeDocument", BOOK)).replace(
                OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
            ),
        ),
    ),
    "namespace": (Reason.FOREIGN_PART, made(SHEET, sheet().replace(MAIN, "urn:x"))),
    "no namespace": (Reason.FOREIGN_PART, made(BOOK, book().replace(f'xmlns="{MAIN}"', ""))),
    "no rows": (Reason.BROKEN_PART, made(SHEET, f'<worksheet xmlns="{MAIN}"/>')),
    "rows twice": (Reason.BROKEN_PART, made(SHEET, sheet("", "<sheetData/>"))),
    "rows elsewhere": (Reason.BROKEN_PART, made(SHEET, sheet("", "<x><row/></x>"))),
    "same names": (
        Reason.SAME_SHEET,
        made(
            BOOK,
            book(
                '<sheet name="а" sheetId="1" r:id="rId1"/><sheet name="А" sheetId="2" r:id="rId1"/>'
            ),
        ),
    ),
    "hiding": (Reason.SAME_SHEET, made(BOOK, book('<sheet name="a" state="x" r:id="rId1"/>'))),
    "1904": (Reason.DATES_1904, made(BOOK, book(before='<workbookPr date1904="1"/>'))),
}
# What reaches outside.
REACHING: Cases = {
    "macro": (
        Reason.MACROS,
        with_part("xl/vbaProject.bin", "application/vnd.ms-office.vbaProject"),
    ),
    "old macro": (
        Reason.MACROS,
        with_part("xl/macrosheets/a.xml", "application/vnd.ms-excel.macrosheet+xml", "<a/>"),
    ),
    "macro name": (
        Reason.MACROS,
        made(
            BOOK,
            book(before='<definedNames><definedName name="Auto_Open" xlm="1"/></definedNames>'),
        ),
    ),
    "links": (
        Reason.ACTIVE,
        with_part("xl/externalLinks/a.xml", f"{KIND}.externalLink+xml", "<a/>"),
    ),
    "queries": (Reason.ACTIVE, with_part("xl/connections.xml", f"{KIND}.connections+xml", "<a/>")),
    "object": (
        Reason.ACTIVE,
        with_part("xl/embeddings/a.bin", "application/vnd.openxmlformats-officedocument.oleObject"),
    ),
    "control": (
        Reason.ACTIVE,
        with_part("xl/activeX/a.xml", "application/vnd.ms-office.activeX+xml", "<a/>"),
    ),
    "maps": (Reason.ACTIVE, made("xl/xmlMaps.xml", "<a/>")),
    "unknown": (Reason.ACTIVE, made("xl/a.dat", "x")),
    "file link": (Reason.ACTIVE, linked("file://///server/share/a.xlsx")),
    "script link": (Reason.ACTIVE, linked("javascript:alert(1)")),
    "picture link": (Reason.ACTIVE, linked("http://127.0.0.1:9/a.png", "image")),
}
# What XML can do.
MARKUP: Cases = {
    **{
        f"doctype {part}": (
            Reason.DOCTYPE,
            made(part, DOCTYPE + str(parts()[part]).removeprefix(HEAD)),
        )
        for part in parts()
    },
    "doctype elsewhere": (
        Reason.DOCTYPE,
        with_part("docProps/core.xml", "application/xml", DOCTYPE + "<x>&e;</x>"),
    ),
    "doctype utf-16": (Reason.DOCTYPE, made(SHEET, (DOCTYPE + "<x/>").encode("utf-16"))),
    "cp1251": (
        Reason.ENCODING,
        made(SHEET, sheet().replace("UTF-8", "windows-1251").encode("cp1251")),
    ),
    "utf-7": (Reason.ENCODING, made(SHEET, sheet().replace("UTF-8", "utf-7"))),
    "utf-16be": (Reason.ENCODING, made(SHEET, sheet().encode("utf-16-be"))),
    "not utf-8": (
        Reason.BROKEN_PART,
        made(
            SHEET, cell("<is><t>Ә</t></is>", "inlineStr").encode("utf-8").replace(b"\xd3", b"\xff")
        ),
    ),
    "empty part": (Reason.BROKEN_PART, made(SHEET, "")),
    "unclosed": (Reason.BROKEN_PART, made(SHEET, sheet()[:-5])),
    "deep": (Reason.TOO_MUCH, made(SHEET, sheet("", "<x>" * 100 + "</x>" * 100))),
    "tag": (
        Reason.TOO_MUCH,
        packed(parts(**{SHEET: sheet("", f'<x a="{"a" * 900_000}"/>')}), zipfile.ZIP_STORED),
    ),
}
# What stands in cells.
CELLS: Cases = {
    **{
        f"row {row}": (Reason.BROKEN_PART, made(SHEET, sheet(f'<row r="{row}"/>')))
        for row in ("0", "-1", "1.5", "abc", "1048577", "9999999999", "", "١")
    },
    "rows back": (Reason.BROKEN_PART, made(SHEET, sheet('<row r="2"/><row r="2"/>'))),
    **{
        f"place {place}": (Reason.BAD_CELL, made(SHEET, cell(place=place)))
        for place in ("a1", "", "A0", "A2", "XFE1", "A", "1", "A1:B1", "AAAA1")
    },
    "cells back": (Reason.BAD_CELL, made(SHEET, sheet('<row r="1"><c r="B1"/><c r="B1"/></row>'))),
    **{
        f"index {index}": (Reason.BAD_CELL, made(SHEET, cell(f"<v>{index}</v>", "s")))
        for index in ("-1", "2", "99999999999", "a", "1.0", "+1")
    },
    **{
        f"number {number}": (Reason.BAD_NUMBER, made(SHEET, cell(f"<v>{number}</v>")))
        for number in (
            "1E+999",
            "INF",
            "nan",
            "0x1F",
            "12,5",
            "1_000",
            "٣",
            "1 000",
            "--1",
            "1e",
            "1E-400",
            "+1",
        )
    },
    "kind": (Reason.BAD_CELL, made(SHEET, cell(kind="zzz"))),
    "boolean": (Reason.BAD_CELL, made(SHEET, cell("<v>2</v>", "b"))),
    "long": (Reason.BAD_CELL, made(SHEET, cell(f"<is><t>{'ә' * 32_768}</t></is>", "inlineStr"))),
    "foreign": (Reason.BAD_CELL, made(SHEET, cell('<v><i:include xmlns:i="urn:i"/></v>'))),
    "column": (Reason.OUT_OF_BOUNDS, made(SHEET, cell(place="IW1"))),
    "line": (Reason.OUT_OF_BOUNDS, made(SHEET, sheet('<row r="5001"><c><v>1</v></c></row>'))),
    "covered": (
        Reason.COVERED,
        made(
            SHEET,
            sheet(
                '<row r="1"><c/><c r="B1"><v>5</v></c></row>',
                '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
            ),
        ),
    ),
    "merges": (
        Reason.BROKEN_PART,
        made(
            SHEET,
            sheet("", "<mergeCells>" + 3 * '<mergeCell ref="A1:XFD1048576"/>' + "</mergeCells>"),
        ),
    ),
    "merge": (
        Reason.BROKEN_PART,
        made(SHEET, sheet("", '<mergeCells><mergeCell ref="B2:A1"/></mergeCells>')),
    ),
}
HOSTILE: Cases = STRANGERS | PACKED | MISSING | REACHING | MARKUP | CELLS
