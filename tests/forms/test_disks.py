"""Vaults on network disks and in synchronised folders are warned of; those at home are not."""

import sys
from pathlib import Path

import pytest

from forms.disks import NETWORK, SYNCED, place_finding
from forms.findings import Severity

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/export /mnt/office nfs4 rw 0 0
//server/share /mnt/two\\040words cifs rw 0 0
/dev/sdb1 /mnt/office/own ext4 rw 0 0
me@server: /home/a/far fuse.sshfs rw 0 0
tmpfs /run tmpfs rw 0 0
"""
HOME = "/home/a/Құжаттар/Pana/v.pana"


@pytest.mark.skipif(sys.platform == "win32", reason="paths of another system")
@pytest.mark.parametrize(
    ("path", "sentence", "named"),
    [
        (HOME, "", ""),
        ("/mnt/office/v.pana", NETWORK, "export"),
        ("/mnt/office/own/v.pana", "", ""),
        ("/mnt/officers/v.pana", "", ""),
        ("/mnt/two words/v.pana", NETWORK, "share"),
        ("/home/a/far/deep/v.pana", NETWORK, "me@server:"),
        (r"\\server\share\v.pana", NETWORK, "server"),
        (r"\\?\C:\v.pana", "", ""),
        ("/home/a/OneDrive - Akimat/v.pana", SYNCED, "OneDrive"),
        ("/home/a/dropbox/v.pana", SYNCED, "Dropbox"),
        ("/home/a/Google Drive/x/v.pana", SYNCED, "Google Drive"),
        ("/home/a/YandexDisk/v.pana", SYNCED, "Яндекс.Диск"),
        ("/home/a/Яндекс.Диск/v.pana", SYNCED, "Яндекс.Диск"),
        ("/home/a/Dropbox boxes/v.pana", "", ""),
        ("/home/a/onedrive.pana", "", ""),
        ("/home/a/cloud/v.pana", SYNCED, "OneDrive"),
    ],
)
def test_each_place_is_judged(path: str, sentence: str, named: str) -> None:
    found = place_finding(Path(path), MOUNTS, {"OneDrive": "/home/a/cloud", "OneDriveConsumer": ""})
    assert (found.sentence if found else "") == sentence
    if found:
        assert found.severity is Severity.SOFT
        assert any(named in str(value) for value in found.values.values())
        assert path.endswith(str(found.where["file"]))


def test_without_a_list_of_disks_nothing_is_said() -> None:
    assert place_finding(Path(HOME), "", {}) is None
    assert place_finding(Path(HOME), "broken\n\n", {}) is None
