"""Says of files what is not whole about them: workbooks, papers, backups."""

import re
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from forms.findings import Finding
from forms.store.vault import Vault
from forms.store.vault_slots import users_file

_HALF = re.compile(r"\.pana-[0-9a-f]{8}\.part|\.[0-9a-f]{16}\.pana-part.*")


def half_made(path: Path) -> bool:
    """True for what is written beside a target and should be gone afterwards."""
    return _HALF.fullmatch(path.name) is not None


def sound(path: Path, passphrases: Sequence[str], further: str = "") -> Iterator[str]:
    """Say what is not whole about a file with a final name.

    A vault must open by one of the passphrases, and by that of a further user too, where there
    is one.
    """
    if path.suffix == ".xlsx" and not _is_sound(path):
        yield f"half a workbook: {path.name}"
    if path.suffix == ".pdf" and not path.read_bytes().rstrip().endswith(b"%%EOF"):
        yield f"half a pdf: {path.name}"
    if path.suffix == ".pana":
        yield from _vault(path, passphrases)
        if further and users_file(path).exists():
            yield from _vault(path, [further])
        elif further:
            yield f"without its users: {path.name}"


def _vault(path: Path, passphrases: Sequence[str]) -> Iterator[str]:
    """Look at a copy in another place: the disk may have no room for what an opening needs."""
    with TemporaryDirectory() as place:
        for one in path.parent.glob(f"{path.name}*"):
            shutil.copyfile(one, Path(place) / one.name)
        tried = [Vault.open(Path(place) / path.name, one) for one in passphrases]
        vault = next((one for one in tried if isinstance(one, Vault)), None)
        if vault is None:
            rules = ", ".join(one.rule for one in tried if isinstance(one, Finding))
            yield f"does not open: {path.name} ({rules})"
            return
        with vault:
            yield from (f"{path.name}: {one.rule}" for one in vault.integrity())


def _is_sound(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except zipfile.BadZipFile:
        return False
