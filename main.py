"""Starts Pana: the window without a command, else the same jobs without a window."""

import gc
import sys


def main(arguments: list[str]) -> int:
    """Give the exit code: 0 done and clean, 1 done with findings, 2 wrong call."""
    from desktop.call import COMMANDS, read_call

    if any(argument in COMMANDS for argument in arguments):
        from desktop.console import run_command

        return run_command(arguments)
    call = read_call(arguments)
    if isinstance(call, int):
        return call
    gc.disable()  # all that is made until the window is painted lasts; then collecting.py does it
    from desktop.app import open_window

    return open_window(call.lang, call.vault)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
