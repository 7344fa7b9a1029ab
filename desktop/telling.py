"""Where a command speaks: lines for people, findings as sentences or JSON, the passphrase."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from forms.findings import Finding, Severity
from forms.words import N_, Language, say

PASSPHRASE = "PANA_PASSPHRASE"
ASK = N_("Passphrase:")
NO_PASSPHRASE = N_(
    "A passphrase is needed: --passphrase-file, the environment variable {name}, or "
    "type it when asked."
)
NO_FILE = N_("The passphrase file {file} cannot be read: {reason}.")
NO_PERIOD = N_("“{text}” is not a quarter. Write it as 2026-Q3.")
CLEAN, FOUND, WRONG = 0, 1, 2


class Refused(Exception):
    """A call that cannot be carried out; its finding says why.  Exit code 2."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.rule)
        self.finding = finding


@dataclass
class Console:
    """Where a command prints: lines for people, findings as sentences or JSON lines."""

    lang: Language
    as_json: bool
    worst: int = CLEAN
    told: list[Finding] = field(default_factory=list)

    def line(self, sentence: str, **values: object) -> None:
        """Print a marked sentence; with --json it goes beside the findings, to stderr."""
        stream = sys.stderr if self.as_json else sys.stdout
        stream.write(say(sentence, self.lang, values) + "\n")

    def findings(self, found: Iterable[Finding]) -> None:
        """Print findings, each once; those that a person must decide make the exit code 1."""
        for one in found:
            if one in self.told:
                continue
            self.told.append(one)
            if one.severity is not Severity.INFO:
                self.worst = max(self.worst, FOUND)
            sys.stdout.write(self._spoken(one) + "\n")

    def _spoken(self, one: Finding) -> str:
        if self.as_json:
            return json.dumps(one.as_json(self.lang), ensure_ascii=False)
        place = " · ".join(
            value for name, value in one.where.items() if name in ("file", "office", "return")
        )
        cell = "/".join(one.where[n] for n in ("table", "line", "column") if one.where.get(n))
        head = " ".join(part for part in (one.severity.value, one.rule, place, cell) if part)
        return f"{head}: {one.say(self.lang)}"


def passphrase_of(call: argparse.Namespace, lang: Language) -> str:
    """Give the passphrase: from the file, the environment, or a question; never an argument.

    Raises Refused when there is none.
    """
    file: Path | None = call.passphrase_file
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "UTF-8"
            raise Refused(
                Finding(
                    "P01",
                    Severity.FORMAT,
                    NO_FILE,
                    {"file": file.name},
                    {"file": file.name, "reason": reason or ""},
                )
            ) from error
        typed = lines[0] if lines else ""
    elif PASSPHRASE in os.environ:
        typed = os.environ[PASSPHRASE]
    else:
        typed = _asked(lang) if sys.stdin.isatty() else ""
    if not typed:
        raise Refused(Finding("P02", Severity.FORMAT, NO_PASSPHRASE, {}, {"name": PASSPHRASE}))
    return typed


def _asked(lang: Language) -> str:
    """Ask for the passphrase; "" when the person thinks better of it (Ctrl+C, Ctrl+D)."""
    try:
        return getpass.getpass(say(ASK, lang) + " ")
    except (EOFError, KeyboardInterrupt):
        sys.stderr.write("\n")
        return ""
