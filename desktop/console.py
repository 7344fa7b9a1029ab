"""The same jobs as the window without one: reads a call, runs it, prints what was found."""

import sys

from desktop.call import read_call
from desktop.commands import run
from desktop.rights_words import not_allowed
from desktop.telling import WRONG, Console, Refused
from forms.rights import NotAllowed
from forms.store.vault_refusals import VaultFault
from forms.words import Language


def run_command(arguments: list[str]) -> int:
    """Run one command and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    call = read_call(arguments)
    if isinstance(call, int):
        return call
    console = Console(call.lang or Language.KK, call.json)
    try:
        run(call, console)
    except (Refused, VaultFault) as refused:  # also where the disk fails on the way
        console.findings([refused.finding])
        return WRONG
    except NotAllowed as refused:
        console.findings([not_allowed(refused)])
        return WRONG
    return console.worst
