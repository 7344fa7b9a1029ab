"""Makes small workbooks, sound and hostile, for the tests of the gate."""

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

TYPES, RELS = "[Content_Types].xml", "_rels/.rels"
BOOK, BOOK_RELS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"

Parts = dict[str, str | bytes]


def relation(number: int, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"{more}/>'


def relations(*ones: str) -> str:
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(ones)}</Relationships>'


def sheet(rows: str = '<row r="1"><c r="A1"><v>5</v></c></row>', after: str = "") -> str:
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def cell(content: str = "<v>5</v>", kind: str = "n", place: str = "A1") -> str:
    return sheet(f'<row r="1"><c r="{place}" t="{kind}">{content}</c></row>')


def book(sheets: str = '<sheet name="Парақ" sheetId="1" r:id="rId1"/>', before: str = "") -> str:
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}'
        f"<sheets>{sheets}</sheets></workbook>"
    )


def parts(**changed: str | bytes | None) -> Parts:
    """Give the parts of a sound workbook; a part named in changed is replaced, or left out."""
    sound: Parts = {
        TYPES: (
            f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{BOOK}" ContentType="{KIND}.sheet.main+xml"/>'
            f'<Override PartName="/{SHEET}" ContentType="{KIND}.worksheet+xml"/>'
            f'<Override PartName="/{TEXTS}" ContentType="{KIND}.sharedStrings+xml"/></Types>'
        ),
        RELS: relations(relation(1, "officeDocument", BOOK)),
        BOOK: book(),
        BOOK_RELS: relations(
            relation(1, "worksheet", "worksheets/sheet1.xml"),
            relation(2, "sharedStrings", "/xl/sharedStrings.xml"),
        ),
        SHEET: sheet(),
        TEXTS: f'{HEAD}<sst xmlns="{MAIN}"><si><t>Әлия</t></si><si><r><t>а</t></r><r><t>б</t></r>'
        "<rPh><t>x</t></rPh></si></sst>",
    }
    return sound | {name: part for name, part in changed.items() if part is not None}


def packed(contents: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, part in contents.items():
            archive.writestr(zipfile.ZipInfo(name), part, method)
    return stream.getvalue()


def made(part: str = "", content: str | bytes = "") -> bytes:
    """Give a workbook whose one part is replaced or added."""
    return packed(parts(**{part: content}) if part else parts())


def without(part: str) -> bytes:
    return packed({name: content for name, content in parts().items() if name != part})


def with_part(name: str, kind: str, content: str | bytes = b"x") -> bytes:
    """Give a workbook with one more part of a kind that its list of kinds names."""
    types = str(parts()[TYPES]).replace(
        "</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    )
    return packed(parts(**{TYPES: types, name: content}))


def patched(content: bytes, old: bytes, new: bytes) -> bytes:
    assert content.count(old) >= 1 and len(old) == len(new)
    return content.replace(old, new)


def prefixed(part: str) -> str:
    """Give a part with a prefix before each element, as some programs write it."""
    return (
        part.replace("<", "<s:")
        .replace("<s:/", "</s:")
        .replace("<s:?", "<?")
        .replace("xmlns", "xmlns:s")
    )


def linked(target: str, kind: str = "hyperlink") -> bytes:
    outside = relation(1, kind, target, ' TargetMode="External"')
    return made("xl/worksheets/_rels/sheet1.xml.rels", relations(outside))
