"""What ships beside the code: codes, territories, sentences, help, icons."""

import sys
from pathlib import Path


def path(*names: str) -> Path:
    """Give the path of a shipped file, whether the program runs from source or frozen."""
    frozen = getattr(sys, "_MEIPASS", None)
    home = Path(frozen) / "resources" if frozen else Path(__file__).parent
    return home.joinpath(*names)


def text(*names: str) -> str:
    """Give the whole text of a shipped UTF-8 file."""
    return path(*names).read_text(encoding="utf-8")
