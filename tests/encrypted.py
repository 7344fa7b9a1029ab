"""Opens an encrypted workbook as Office does: password, verifier, and the seal over the whole."""

import io
from pathlib import Path

import msoffcrypto


def clear_book(file: Path | bytes, password: str) -> io.BytesIO:
    """Give the workbook in the clear; raises InvalidKeyError for another password."""
    octets = file if isinstance(file, bytes) else file.read_bytes()
    book = msoffcrypto.OfficeFile(io.BytesIO(octets))
    assert book.is_encrypted()
    book.load_key(password=password, verify_password=True)
    out = io.BytesIO()
    book.decrypt(out, verify_integrity=True)
    out.seek(0)
    return out
