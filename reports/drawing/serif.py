"""How wide the letters of Times New Roman are, so that rows of a workbook get their height."""

# Thousandths of the size of the letters, rounded up to 25; measured on Liberation Serif, which
# has the very same widths.  Excel computes no heights for merged cells and LibreOffice none for
# rows that carry a height, so the program that writes the workbook has to know.
_WIDTHS = {
    200: "'",
    225: "|¦",
    250: " ,.\xa0",
    300: "/:;\\ijltª²³¹ìíîïіїјӏ",
    350: "!()-I[]`fr¡¨´·¸ÌÍÎÏІЇӀ‘’‚‹›",
    375: "ґ•",
    400: "Js°Јзѕҙӟ",
    425: '"гѓғ',
    450: "?acez¿àáâãäåçèéêëаестэѐёєҩҫҭӑӓӗәӛӡӭ“”„",
    475: "^¶вьяҐ",
    500: "#$*0123456789_bdghknopquvxy{}¢£¤¥§«¯»ßðñòóôõöøùúûüýþÿклорухђћќўқҝҟүұҳһӆӧөӫӯ–€",
    525: "ЗбдчъҕҘҷҹӄӌӞӠ",
    550: "~±÷ийнпцѝџңҽҿӈӊӣӥ≤≥",
    575: "+<=>FPS¬×ÞЅБРЬҡ−",
    600: "µЃГҒ",
    625: "ELTZÈÉÊËЀЁЕТҥҬҵӖ",
    650: "ЧмфҔҶҸҺӋӎ",
    675: "BCRÇæЄЌВКСЭЯыҚҜҞҨҪӃӕӬ",
    700: "ДЛжҗӂӅӝ",
    750: "¼½¾Ћюљ",
    800: "&mФҠҧҴ",
    850: "%",
    875: "ЉЊЫҤ",
    900: "MÆЖМҖҼҾӁӍӔӜ",
    925: "@",
    950: "W",
    975: "№",
    1000: "—…‰™",
    1025: "ШЩ",
    1050: "ЮҦ",
}
_OTHER_LETTERS = 775  # the other capitals, and щ, ш
_FOREIGN = 1050  # what Times New Roman has not: taken from some other font
_BOLD = 1.08
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def width(text: str, size: float, bold: bool = False) -> float:
    """Give the width of a line of text in points, a little more rather than less."""
    thousandths = sum(_WIDTH_OF.get(letter) or _unlisted(letter) for letter in text)
    return thousandths * size / 1000 * (_BOLD if bold else 1.0)


def _unlisted(letter: str) -> int:
    return _OTHER_LETTERS if letter < "\u0530" else _FOREIGN
