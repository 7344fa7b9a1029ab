"""Why a file from outside is refused: every reason with its number and its sentence."""

from enum import Enum

from forms.findings import Finding, Severity
from forms.words import N_, Name


class Reason(Enum):
    """A reason to refuse a workbook; its value is the number of the rule and the sentence."""

    GONE = (
        "G01",
        N_("The file “{file}” is not there any more. Find it and choose it again."),
    )
    NO_FILE = (
        "G02",
        N_("“{file}” is a folder or a device, not a file. Choose the workbook itself."),
    )
    UNREADABLE = (
        "G03",
        N_(
            "The file “{file}” cannot be read. Close it in other programs, "
            "check that you may open it, and try again."
        ),
    )
    EMPTY = (
        "G04",
        N_(
            "The file “{file}” is empty: it was not copied to the end. "
            "Copy it once more or ask the sender for it."
        ),
    )
    LOCK_FILE = (
        "G05",
        N_(
            "“{file}” only marks that a workbook is open in Excel; it holds no return. "
            "Close Excel and choose the workbook itself."
        ),
    )
    TOO_LARGE = (
        "G06",
        N_(
            "The file “{file}” is larger than {limit} MB; a return takes far less. "
            "Check that this is the right file."
        ),
    )
    OTHER_KIND = (
        "G07",
        N_(
            "The file “{file}” is not an Excel workbook; inside it is: {kind}. "
            "Ask the sender for the workbook (.xlsx) that the program made."
        ),
    )
    OLD_XLS = (
        "G08",
        N_(
            "The file “{file}” is in the old format of Excel (.xls). "
            "Ask the sender for the workbook (.xlsx) that the program made."
        ),
    )
    BINARY_XLSB = (
        "G09",
        N_(
            "The file “{file}” is in the binary format of Excel (.xlsb). "
            "Ask the sender for the workbook (.xlsx) that the program made."
        ),
    )
    PASSWORD = (
        "G10",
        N_(
            "The file “{file}” is locked with a password. "
            "Ask the sender to remove the password and send the file again."
        ),
    )
    MACROS = (
        "G11",
        N_(
            "The file “{file}” holds macros (part “{part}”). A return has none, "
            "so the file was not opened. Ask the sender for the original workbook (.xlsx)."
        ),
    )
    ACTIVE = (
        "G12",
        N_(
            "The file “{file}” holds something that reaches outside the table: “{part}”. "
            "A return has no such part, so the file was not opened. "
            "Ask the sender for the original workbook."
        ),
    )
    DAMAGED = (
        "G13",
        N_(
            "The file “{file}” is damaged: its packing is broken. "
            "Copy it once more or ask the sender for it."
        ),
    )
    TOO_MUCH = (
        "G14",
        N_(
            "The file “{file}” holds far more than a return can (“{part}”), "
            "so it was not unpacked. Check that this is the right file."
        ),
    )
    ODD_PACKING = (
        "G15",
        N_(
            "The file “{file}” is packed in a way that Excel never does (“{part}”), "
            "so it was not opened. Ask the sender for the original workbook."
        ),
    )
    DOCTYPE = (
        "G16",
        N_(
            "The file “{file}” holds definitions that could fetch other files (part “{part}”), "
            "so it was not opened. Ask the sender for the original workbook."
        ),
    )
    ENCODING = (
        "G17",
        N_(
            "In the file “{file}” the part “{part}” is written in letters that Excel does not use. "
            "Open it in Excel, save it as .xlsx and send it again."
        ),
    )
    BROKEN_PART = (
        "G18",
        N_(
            "In the file “{file}” the part “{part}” is damaged. "
            "Copy the file once more or ask the sender for it."
        ),
    )
    MISSING_PART = (
        "G19",
        N_(
            "In the file “{file}” the part “{part}” is missing. "
            "Copy the file once more or ask the sender for it."
        ),
    )
    STRICT = (
        "G20",
        N_(
            "The file “{file}” was saved as “Strict Open XML”. Open it in Excel, "
            "save it as an ordinary Excel workbook (.xlsx) and choose it again."
        ),
    )
    FOREIGN_PART = (
        "G21",
        N_(
            "In the file “{file}” the part “{part}” is not written as a workbook of Excel. "
            "Ask the sender for the workbook (.xlsx) that the program made."
        ),
    )
    OUT_OF_BOUNDS = (
        "G22",
        N_(
            "In the file “{file}”, sheet “{sheet}”, something stands in cell {cell}: "
            "a return has at most {rows} rows and {columns} columns. "
            "Check that this is the right file."
        ),
    )
    BAD_NUMBER = (
        "G23",
        N_(
            "In the file “{file}”, sheet “{sheet}”, cell {cell} holds “{seen}” "
            "where a number is expected. Ask the sender for the original workbook."
        ),
    )
    BAD_CELL = (
        "G24",
        N_(
            "In the file “{file}”, sheet “{sheet}”, the content of cell {cell} cannot be read. "
            "Ask the sender for the original workbook."
        ),
    )
    DATES_1904 = (
        "G25",
        N_(
            "The file “{file}” counts its dates from 1904. In Excel switch off "
            "“Use 1904 date system”, save the file and choose it again."
        ),
    )
    COVERED = (
        "G26",
        N_(
            "In the file “{file}”, sheet “{sheet}”, cell {cell} is hidden under a merged cell "
            "and still holds a value. Ask the sender for the original workbook."
        ),
    )
    SAME_SHEET = (
        "G27",
        N_(
            "In the file “{file}” the sheet “{sheet}” is there twice or has an impossible name. "
            "Ask the sender for the original workbook."
        ),
    )

    @property
    def rule(self) -> str:
        """The number of the rule, G01 and so on."""
        return self.value[0]

    @property
    def sentence(self) -> str:
        """The marked sentence."""
        return self.value[1]


class Kind:
    """What a file that is no workbook is, in words."""

    NOTHING = Name(
        "тек нөлдер (көшіру үзілген)",
        "одни нули (копирование прервано)",
        "only zeros (the copying broke off)",
    )
    TEXT = Name("мәтін", "текст", "a text")
    TABLE = Name(
        "мәтін түріндегі кесте (CSV, HTML)",
        "таблица в виде текста (CSV, HTML)",
        "a table as text (CSV, HTML)",
    )
    XML = Name("XML мәтіні", "текст XML", "an XML text")
    PICTURE = Name("сурет", "изображение", "a picture")
    PDF = Name("PDF құжаты", "документ PDF", "a PDF document")
    PROGRAM = Name("компьютерлік бағдарлама", "компьютерная программа", "a computer program")
    WORD = Name("мәтіндік құжат (Word)", "текстовый документ (Word)", "a text document (Word)")
    SLIDES = Name(
        "таныстырылым (PowerPoint)", "презентация (PowerPoint)", "a presentation (PowerPoint)"
    )
    OPEN_DOCUMENT = Name(
        "OpenDocument құжаты (LibreOffice)",
        "документ OpenDocument (LibreOffice)",
        "an OpenDocument file (LibreOffice)",
    )
    TEMPLATE = Name("Excel үлгісі", "шаблон Excel", "a template of Excel")
    OLD_OFFICE = Name(
        "ескі Office құжаты", "документ старого Office", "a document of the old Office"
    )
    ARCHIVE = Name("мұрағат", "архив", "an archive")
    UNKNOWN = Name("белгісіз деректер", "неизвестные данные", "unknown content")


class Refused(Exception):
    """Carries a reason from the depths of reading to the door; it never leaves the gate."""

    def __init__(self, reason: Reason, **values: object) -> None:
        super().__init__(reason.name)
        self.reason = reason
        self.values = values

    def finding(self, file: str) -> Finding:
        """Give the finding about the file of that (shown) name."""
        values = {"file": file, **self.values}
        where = {"file": file}
        for place in ("sheet", "cell"):
            if place in self.values:
                where[place] = str(self.values[place])
        return Finding(self.reason.rule, Severity.FORMAT, self.reason.sentence, where, values)
