"""The requisites of a return on paper: what stands above and below its table.

The look is that of the forms of administrative data (order No. 570 of 27.12.2012); Kazakh stands
left or above, Russian right or below, in letters of the same size (Law No. 151-I on languages,
arts. 10 and 21).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.territories import REPUBLIC, Commission, Register
from forms.words import Language
from reports.filled import FilledReturn, Origin
from reports.sheet import Box, Row, Style

MONTHS_KK = (
    *("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым"),
    *("шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"),
)
MONTHS_RU = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
FORM_WORDS = (
    "Әкімшілік деректерді жинауға арналған нысан\n"
    "Форма, предназначенная для сбора административных данных"
)
PRACTICE_WORDS = "ЖАТТЫҒУ · УЧЕБНЫЙ"
PRACTICE_NOTE = f"{PRACTICE_WORDS} — деректер ойдан шығарылған · данные вымышлены"
COMMITTEE = (
    "Балалардың құқықтарын қорғау комитеті",
    "Комитет по охране прав детей",
)
SUBMITTERS = (
    "Ақпаратты ұсынатын тұлғалар тобы: кәмелетке толмағандардың істері және олардың "
    "құқықтарын қорғау жөніндегі аудандық, қалалық және облыстық комиссиялар",
    "Круг лиц, представляющих информацию: районные, городские и областные комиссии по делам "
    "несовершеннолетних и защите их прав",
)
ZONES = 3  # columns before the counted ones: №, Kazakh, Russian
RIGHT = 7  # the last columns, over which the words at the upper right stand


@dataclass(frozen=True, slots=True)
class Signatures:
    """What an office writes on its returns: its address, who made it, who signs, when it is due.

    due_day is the day of the month after the quarter (a setting of the oblast).  The outgoing
    number and its date are left empty on paper, to be written by hand.
    """

    address: str = ""
    phone: str = ""
    email: str = ""
    executor: str = ""
    head: str = ""
    due_day: int = 5

    def due(self, filled: FilledReturn) -> date:
        """Give the day by which the return is due."""
        return filled.period.next().span_first.replace(day=self.due_day)


def row(width: int, *boxes: tuple[int, Box], height: float | None = None) -> Row:
    """Give a row of so many columns with boxes at their places."""
    cells: list[Box | None] = [None] * width
    for column, box in boxes:
        cells[column] = box
    return Row(tuple(cells), height)


def office_of(filled: FilledReturn, register: Register, code: str = "") -> Commission:
    """Give the office of a return as it stood at the end of the period.

    One closed earlier or opened later is given in its last known version.  Raises KeyError for a
    code that the register never had.
    """
    wanted = code or filled.office
    found = register.commission(wanted, filled.period.span.last)
    history = register.history(wanted)
    if found is None and not history:
        raise KeyError(wanted)
    return found or history[-1]


def long_dates(day: date) -> tuple[str, str]:
    """Write a day as offices do: 2026 жылғы 5 қазан, 5 октября 2026 года."""
    kk = f"{day.year} жылғы {day.day} {MONTHS_KK[day.month - 1]}"
    return kk, f"{day.day} {MONTHS_RU[day.month - 1]} {day.year} года"


def heading(
    filled: FilledReturn, register: Register, signatures: Signatures, width: int
) -> Iterator[Row]:
    """Give the rows above the table: addressee, title, period, index, terms, codes, revision."""
    office = office_of(filled, register)
    to_kk, to_ru = _submitted_to(filled, register)
    right = Box(FORM_WORDS, Style.SMALL, across=RIGHT, align="right")
    yield _both(width, f"Қайда ұсынылады: {to_kk}", f"Куда представляется: {to_ru}", right)
    for lang in (Language.KK, Language.RU):
        yield row(width, (0, Box(filled.definition.title.say(lang), Style.TITLE, across=width)))
    kk, ru = filled.period.say(Language.KK), filled.period.say(Language.RU)
    period = Box(
        f"Есепті кезең {kk} / Отчётный период {ru}",
        Style.PLAIN,
        across=width,
        align="center",
        address=f"{filled.definition.code}/period",
    )
    yield row(width, (0, period))
    codes: Box | None = _codes(filled, register, office)
    for kk, ru in _terms(filled, signatures, office):
        yield _both(width, kk, ru, codes)
        codes = None
    words = "\n".join(SUBMITTERS)
    yield row(width, (0, Box(words, Style.SMALL, across=width)))
    if filled.revision:
        words = (
            f"Түзетілген есеп, {filled.revision}-нұсқа / Уточнённый отчёт, редакция "
            f"{filled.revision}. Себебі / Причина: {filled.reason}"
        )
        yield row(width, (0, Box(words, Style.SMALL, across=width)))


def _both(width: int, kk: str, ru: str, right: Box | None) -> Row:
    """Give a row with Kazakh above Russian; both begin at one edge, whatever their lengths."""
    words = (0, Box(f"{kk}\n{ru}", Style.SMALL, across=width - RIGHT))
    return row(width, words, *([(width - RIGHT, right)] if right else []))


def _submitted_to(filled: FilledReturn, register: Register) -> tuple[str, str]:
    parent = register.parent(filled.office, filled.period.span.last)
    if parent is None or parent.code == REPUBLIC:
        return COMMITTEE
    return parent.name.kk, parent.name.ru


def _terms(
    filled: FilledReturn, signatures: Signatures, office: Commission
) -> Iterator[tuple[str, str]]:
    index, (due_kk, due_ru) = filled.definition.index, long_dates(signatures.due(filled))
    yield f"Ұсынатын: {office.name.kk}", f"Представляет: {office.name.ru}"
    yield (
        f"Индексі: {index} нысаны. Кезеңділігі: тоқсандық. Тапсыру мерзімі: {due_kk}",
        f"Индекс: форма {index}. Периодичность: квартальная. Срок представления: {due_ru}",
    )
    if filled.origin is Origin.MERGED:
        yield "Жиынтық есеп", "Сводный отчёт"
    if filled.zero:
        yield "Нөлдік есеп", "Нулевой отчёт"
    if filled.first_use:
        kk, ru = long_dates(filled.first_use)
        yield f"Карталар есебінің басталған күні: {kk}", f"Учёт по картам ведётся с: {ru}"


def _codes(filled: FilledReturn, register: Register, office: Commission) -> Box:
    """Give the codes of the office and the number of the revision for the right-hand side."""
    territory = register.territory(office.territory_key, filled.period.span.last)
    told = [f"Комиссияның коды / Код комиссии: {filled.office}"]
    if territory is not None and territory.kato:
        told.append(f"ӘАОС коды / Код КАТО: {territory.kato}")
    told.append(f"Нұсқасы / Редакция: {filled.revision}")
    return Box(
        "\n".join(told),
        Style.SMALL,
        across=RIGHT,
        align="right",
        address=f"{filled.definition.code}/office",
    )


def foot(signatures: Signatures, code: str, width: int) -> Iterator[Row]:
    """Give the rows below the table: where to ask, who made and who signs it, stamp, numbers."""
    yield row(width, (0, Box(None, across=width)), height=3)
    ways = " · ".join(way for way in (signatures.phone, signatures.email) if way)
    yield _written(width, "Мекенжайы", "Адрес", signatures.address)
    yield _written(
        width,
        "Телефоны, электрондық пошта мекенжайы",
        "Телефон, адрес электронной почты",
        ways,
    )
    person = "(тегі, аты және әкесінің аты (болған жағдайда), қолы)"
    named = "(фамилия, имя и отчество (при его наличии), подпись)"
    yield _written(
        width, f"Орындаған {person}", f"Исполнитель {named}", signatures.executor, signed=True
    )
    yield _written(
        width,
        f"Басшы немесе оның міндетін атқарушы тұлға {person}",
        f"Руководитель или лицо, исполняющее его обязанности {named}",
        signatures.head,
        signed=True,
    )
    yield row(width, (0, Box(None, across=width)), height=3)
    right = f"Бақылау коды / Контрольный код: {code}"
    yield row(
        width,
        (0, Box("Шығ. № / Исх. № __________ күні / дата __________", Style.SMALL, across=2)),
        (2, Box("М.О. / М.П.", Style.SMALL, align="center")),
        (ZONES, Box(right, Style.SMALL, across=width - ZONES, align="right")),
    )


def _written(width: int, kk: str, ru: str, value: str, *, signed: bool = False) -> Row:
    """Give a line to write on; its last part is free for a signature where one is asked for."""
    boxes = [(0, Box(kk, Style.SMALL, across=2)), (2, Box(ru, Style.SMALL))]
    name = (width - ZONES + 1) // 2 if signed else width - ZONES
    boxes.append((ZONES, Box(value, Style.RULE, across=name)))
    if signed:
        boxes.append((ZONES + name, Box("", Style.RULE, across=width - ZONES - name)))
    return row(width, *boxes)


def footer(filled: FilledReturn, code: str) -> str:
    """Give the words at the foot of every page: what return this is and its control code."""
    told = [
        filled.definition.index,
        filled.office,
        str(filled.period),
        f"r{filled.revision}",
        f"бақылау коды / контрольный код {code}",
    ]
    return " · ".join([PRACTICE_WORDS, *told] if filled.practice else told)


PAGE_WORDS = "{pages} беттің {page}-беті / Страница {page} из {pages}"
