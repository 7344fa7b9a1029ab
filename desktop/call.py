"""Reads the command line: which command, which arguments, which language; needs nothing heavy."""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from forms.words import N_, Language, say

COMMANDS = (
    *("self-check", "demo", "returns", "check", "merge", "backup", "restore", "verify"),
    "due",
)

HELP = {
    "self-check": N_("try the program out in a temporary folder and say what it did"),
    "demo": N_("make a practice vault with made-up people"),
    "returns": N_("print both returns of a quarter as xlsx and pdf, with the findings"),
    "check": N_("read workbooks as the merge would, or a table of parts and a total"),
    "merge": N_("merge returns of a quarter into those of an oblast or the republic"),
    "backup": N_("make a backup of a vault, check it and say what it holds"),
    "restore": N_("make a new vault of a backup, checked on the way"),
    "verify": N_("check a vault and its journal without changing anything"),
    "due": N_("list the cards whose term of keeping has run out, by numbers alone"),
}
ABOUT = N_(
    "Pana keeps the cards of a commission on juvenile affairs and makes its returns. "
    "Without a command it opens its window."
)
NOT_UNDERSTOOD = N_("The call is not understood: {message}")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a call in the language of the call, with exit code 2."""

    lang = Language.KK

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        sys.stderr.write(say(NOT_UNDERSTOOD, self.lang, {"message": message}) + "\n")
        raise SystemExit(2)


def read_call(arguments: list[str]) -> argparse.Namespace | int:
    """Give the call as read, or an exit code when there is nothing to do (help, a wrong call)."""
    lang = _language(arguments)
    parser = _parser(lang)
    try:
        call = parser.parse_args(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)
    call.lang = Language(call.lang) if call.lang else None
    return call


def _language(arguments: list[str]) -> Language:
    for at, argument in enumerate(arguments):
        named = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang" and at + 1 < len(arguments):
            named = arguments[at + 1]
        if named in list(Language):
            return Language(named)
    return Language.KK


def _parser(lang: Language) -> argparse.ArgumentParser:
    _Parser.lang = lang
    parser = _Parser(prog="main.py", description=say(ABOUT, lang))
    parser.add_argument(
        "--lang",
        choices=[one.value for one in Language],
        default="",
        help=say(N_("language: kk, ru or en"), lang),
    )
    parser.add_argument(
        "--vault", type=Path, metavar="FILE", help=say(N_("the vault, a *.pana file"), lang)
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in COMMANDS:
        one = commands.add_parser(
            name, help=say(HELP[name], lang), description=say(HELP[name], lang)
        )
        one.add_argument(
            "--lang",
            choices=[each.value for each in Language],
            default=argparse.SUPPRESS,
            help=say(N_("language: kk, ru or en"), lang),
        )
        one.add_argument(
            "--json", action="store_true", help=say(N_("print findings as JSON lines"), lang)
        )
        _ARGUMENTS[name](one, lang)
    return parser


def _self_check(_one: argparse.ArgumentParser, _lang: Language) -> None:
    """The self-check takes no arguments of its own."""


def _demo(one: argparse.ArgumentParser, lang: Language) -> None:
    one.add_argument(
        "folder", type=Path, metavar="DIR", help=say(N_("the folder for the vault"), lang)
    )
    one.add_argument(
        "--commission",
        required=True,
        metavar="KDN-1132",
        help=say(N_("the code of the commission"), lang),
    )
    _period(one, lang)
    one.add_argument(
        "--families", type=_count, default=40, metavar="N", help=say(N_("how many families"), lang)
    )
    one.add_argument(
        "--cases", type=_count, default=12, metavar="N", help=say(N_("how many court cases"), lang)
    )
    one.add_argument(
        "--seed",
        type=int,
        default=1,
        metavar="S",
        help=say(N_("the same number makes the same people"), lang),
    )
    _passphrase(one, lang)


def _returns(one: argparse.ArgumentParser, lang: Language) -> None:
    _vault(one, lang)
    _period(one, lang)
    _out(one, lang)
    _passphrase(one, lang)


def _check(one: argparse.ArgumentParser, lang: Language) -> None:
    one.add_argument(
        "files", type=Path, nargs="*", metavar="FILE", help=say(N_("workbooks or folders"), lang)
    )
    one.add_argument(
        "--table",
        type=Path,
        metavar="FILE",
        help=say(N_("a table (CSV or xlsx) of parts and a total"), lang),
    )
    _register(one, lang)


def _merge(one: argparse.ArgumentParser, lang: Language) -> None:
    _period(one, lang)
    one.add_argument(
        "--into",
        required=True,
        metavar="KDN-1100",
        help=say(N_("the oblast commission, or republic"), lang),
    )
    _out(one, lang)
    one.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help=say(N_("workbooks or folders"), lang)
    )
    _register(one, lang)


def _backup(one: argparse.ArgumentParser, lang: Language) -> None:
    _vault(one, lang)
    one.add_argument(
        "--to",
        type=Path,
        metavar="DIR",
        help=say(N_("the folder for the backup; else the one of the vault"), lang),
    )
    _passphrase(one, lang)


def _restore(one: argparse.ArgumentParser, lang: Language) -> None:
    one.add_argument(
        "backup",
        type=Path,
        metavar="BACKUP",
        help=say(N_("the backup, a *.pana file; it is only read"), lang),
    )
    one.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="FILE",
        help=say(N_("the new vault; a file that is there stays as it is"), lang),
    )
    _passphrase(one, lang)


def _due(one: argparse.ArgumentParser, lang: Language) -> None:
    _vault(one, lang)
    _passphrase(one, lang)


def _verify(one: argparse.ArgumentParser, lang: Language) -> None:
    _vault(one, lang)
    _passphrase(one, lang)


def _vault(one: argparse.ArgumentParser, lang: Language) -> None:
    one.add_argument(
        "--vault",
        type=Path,
        required=True,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help=say(N_("the vault, a *.pana file"), lang),
    )


def _register(one: argparse.ArgumentParser, lang: Language) -> None:
    one.add_argument(
        "--vault",
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help=say(
            N_("the vault whose register of commissions counts; else the one of the program"), lang
        ),
    )
    _passphrase(one, lang)


def _period(one: argparse.ArgumentParser, lang: Language) -> None:
    one.add_argument(
        "--period", required=True, metavar="2026-Q3", help=say(N_("the quarter"), lang)
    )


def _out(one: argparse.ArgumentParser, lang: Language) -> None:
    one.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help=say(N_("the folder for what is made"), lang),
    )


def _passphrase(one: argparse.ArgumentParser, lang: Language) -> None:
    one.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        dest="passphrase_file",
        help=say(
            N_(
                "the file whose first line is the passphrase; else the "
                "environment variable PANA_PASSPHRASE, else a question"
            ),
            lang,
        ),
    )


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 100_000:
        raise argparse.ArgumentTypeError(text)
    return number


_ARGUMENTS = {
    "self-check": _self_check,
    "demo": _demo,
    "returns": _returns,
    "check": _check,
    "merge": _merge,
    "backup": _backup,
    "restore": _restore,
    "verify": _verify,
    "due": _due,
}
