"""Tells by a path alone that a vault would lie on a network disk or in a folder that is copied.

Nothing is asked of the network and no file is opened: a share that is gone would hang the window.
Why it matters: https://sqlite.org/howtocorrupt.html, 2.1 and 1.4.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from forms.files import shown_name
from forms.findings import Finding, Severity
from forms.words import N_

NETWORK = N_(
    "{file} lies on a network disk ({disk}). Locks do not hold well there: two people can write at "
    "the same time, and a broken connection can damage the vault. Keep it on a disk of this "
    "computer; the network disk is good for backups."
)
SYNCED = N_(
    "{file} lies in a folder that {service} copies to the internet. The copy can mix up two states "
    "of the vault, and the data leaves this computer. Keep it in a folder that is not synchronised."
)

MOUNTS = Path("/proc/mounts")
NETWORK_KINDS = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "ceph", "glusterfs"),
        *("davfs", "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.smbnetfs"),
    }
)
REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW in Windows

SERVICES = {
    "OneDrive": r"onedrive( - .*)?",
    "Dropbox": r"dropbox( \(.*\))?",
    "Google Drive": r"google ?drive|my drive|мой диск|менің дискім",
    "Яндекс.Диск": r"yandex\.?disk|яндекс[. ]?диск",
    "iCloud": r"icloud ?drive|mobile documents",
    "Nextcloud": r"nextcloud|owncloud",
    "Mail.ru": r"облако mail\.ru|mail\.ru cloud",
}
"""Service → how its folder is called, in any letter case."""

_TOLD_BY_SYSTEM = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def place_finding(
    path: Path, mounts: str | None = None, told: Mapping[str, str] | None = None
) -> Finding | None:
    """Warn of the place of a vault, softly; None for a folder of this computer.

    mounts is the text of /proc/mounts and told the environment, unless others are given.
    """
    place = Path(os.path.abspath(path))  # noqa: PTH100  (resolving would ask the disk)
    file = shown_name(path)
    service = _service(place, os.environ if told is None else told)
    if service:
        return Finding(
            "U12", Severity.SOFT, SYNCED, {"file": file}, {"file": file, "service": service}
        )
    disk = _network_disk(str(path), place, _mounts() if mounts is None else mounts)
    if disk:
        return Finding(
            "U11", Severity.SOFT, NETWORK, {"file": file}, {"file": file, "disk": shown_name(disk)}
        )
    return None


def _service(place: Path, told: Mapping[str, str]) -> str:
    for name in _TOLD_BY_SYSTEM:
        if told.get(name) and place.is_relative_to(told[name]):
            return "OneDrive"
    for part in place.parts[:-1]:
        for service, called in SERVICES.items():
            if re.fullmatch(called, part, re.IGNORECASE):
                return service
    return ""


def _network_disk(written: str, place: Path, mounts: str) -> str:
    """Give the name of the network disk on which a path lies, or nothing."""
    if re.match(r"(\\\\|//)[^\\/?.]", written):  # \\server\share; \\?\ and \\.\ are this computer
        return written[:2] + re.split(r"[\\/]", written[2:])[0]
    if _mapped(place.drive):
        return place.drive
    found = [one for one in _mounted(mounts) if place.is_relative_to(one[1])]
    if not found:
        return ""
    source, _, kind = max(found, key=lambda one: len(one[1]))  # the innermost counts
    return source if kind in NETWORK_KINDS else ""


def _mapped(drive: str) -> bool:
    if sys.platform == "win32" and drive:
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == REMOTE_DRIVE)
    return False


def _mounts() -> str:
    try:
        return MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""  # another system than Linux


def _mounted(mounts: str) -> Iterator[tuple[str, str, str]]:
    """Give source, folder and kind of every mounted disk (proc(5)); blanks are written \\040."""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) >= 3:
            source, folder = (
                re.sub(r"\\([0-7]{3})", lambda sign: chr(int(sign[1], 8)), one)
                for one in fields[:2]
            )
            yield source, folder, fields[2]
