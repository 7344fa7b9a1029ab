"""A vault: one encrypted file, *.pana, opened with a passphrase or its recovery code.

Nothing stands beside the file but SQLite's own -wal and -shm while it is open.  The passphrase
and the recovery code are two ways to the same root secret (vault_keys.py); a change of
passphrase re-keys the file and gives a new code, while backups made before it still open with
the old ones.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from forms.findings import Finding, Severity
from forms.store import vault_work
from forms.store.vault_files import (
    CLOSED,
    IN_USE,
    PATIENCE,
    Proof,
    broken_seals,
    connect,
    copy,
    look,
    mark,
    new_file,
    prove,
    soundness,
    write_anew,
)
from forms.store.vault_keys import (
    KeyCost,
    VaultKey,
    code_from_root,
    new_salt,
    root_from_code,
    root_from_passphrase,
)
from forms.store.vault_lock import Turnstile
from forms.store.vault_opening import Admission, Knock, admit, knock_by, known, no_memory, unfit
from forms.store.vault_refusals import (
    BACKUP_FAILED,
    BUSY,
    CODE_MISTYPED,
    CODE_NO_FIT,
    DISK_FAILED,
    END_LOST,
    MOVED,
    NO_FIT,
    USERS_DAMAGED,
    VaultClosed,
    VaultFault,
    companion,
    refusal,
)
from forms.store.vault_slots import read_slots, users_file

Prepare = Callable[[VaultKey], None]
"""Makes the content ready for a change of key; may raise VaultFault, then nothing is changed."""


class Vault:
    """An opened vault; made by create, open and open_with_code only.

    `path` is its file; `notices` are findings about the last time, when it was not closed
    properly (V26, V27); `user` is the number of the user who opened it, 0 for the founder.
    """

    def __init__(self, admission: Admission) -> None:
        """Go in; raises dbapi2.DatabaseError when the disk fails."""
        self._lock, self._key, self.notices, self.user, ends = admission
        self.path = self._lock.path
        self._turnstile = Turnstile()
        self._closed = False
        self._engine = vault_work.engine_on(self._connect)
        # One connection stays open all the time, and with it the -wal: if that is missing after
        # a crash, somebody took it away.
        self._anchor = self._connect()
        self.notices = self._lost_end(ends) or self.notices
        self._marking = Lock()
        self._marked = bool(self.notices)  # they speak of a mark that was left

    @classmethod
    def create(cls, path: Path, passphrase: str, cost: KeyCost) -> "tuple[Vault, str] | Finding":
        """Make a new vault and open it; give it with its recovery code, to be printed once.

        Never writes over a file, not even an empty one (V14).  Whether the passphrase is a good
        one is asked beforehand, of passphrases.passphrase_findings.
        """
        path = path.absolute()
        salt = new_salt(cost)
        try:
            root = root_from_passphrase(passphrase, salt)
            key = VaultKey.from_root(root, salt)
            with new_file(path) as part, closing(connect(part, key, new=True)) as connection:
                mark(connection, CLOSED)
        except MemoryError:
            return no_memory(path, salt)
        except VaultFault as refused:
            return refused.finding
        opened = cls._enter(admit(path, lambda _: Knock((root,)), ("V24", CODE_NO_FIT)))
        return (opened, code_from_root(root)) if isinstance(opened, Vault) else opened

    @classmethod
    def open(cls, path: Path, passphrase: str) -> "Vault | Finding":
        """Open a vault with its passphrase, or say why not; a refusal changes and makes nothing."""
        path = path.resolve()
        found = cls._enter(
            admit(path, lambda salt: knock_by(passphrase, salt, path), ("V10", NO_FIT))
        )
        if isinstance(found, Finding) and found.rule == "V10" and read_slots(path) is None:
            return refusal("V36", USERS_DAMAGED, path, users=users_file(path).name)
        return found

    @classmethod
    def open_with_code(cls, path: Path, code: str) -> "Vault | Finding":
        """Open a vault with its recovery code, or say why not; V12 when the code is mistyped."""
        root = root_from_code(code)
        if root is None:
            return refusal("V12", CODE_MISTYPED, path)
        return cls._enter(admit(path, lambda _: Knock((root,)), ("V24", CODE_NO_FIT)))

    @classmethod
    def _enter(cls, admission: Admission | Finding) -> "Vault | Finding":
        if isinstance(admission, Finding):
            return admission
        with ExitStack() as undo:
            undo.callback(admission.lock.release)
            try:
                vault = cls(admission)
            except VaultFault as failed:
                return failed.finding
            except dbapi2.DatabaseError as error:
                return known(error, admission.lock.path)
            undo.pop_all()
        return vault

    def _lost_end(self, ends: int) -> tuple[Finding, ...]:
        """Say that SQLite stopped before the last saving that stands in the -wal."""
        if not ends:
            return ()
        taken = self._anchor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1]
        if taken >= ends:
            return ()
        place = {"file": self.path.name}
        values = {**place, "part": companion(self.path).name}
        return (Finding("V28", Severity.SOFT, END_LOST, place, values),)

    @property
    def salt(self) -> bytes:
        """Give the first bytes of the file."""
        return self._key.salt

    @property
    def root(self) -> bytes:
        """Give the root secret, for sealing it to users (forms.store.users alone)."""
        return self._key.root

    def has_key(self, key: VaultKey) -> bool:
        """True when this is the key of the vault."""
        return self._key.matches(key)

    def _connect(self) -> dbapi2.Connection:
        self._check_place()
        return connect(self.path, self._key)

    def _check_place(self) -> None:
        if not self._lock.still_there():
            raise VaultFault(refusal("V23", MOVED, self.path))

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        with self._turnstile.together(), vault_work.told(self.path):
            if self._closed:
                raise VaultClosed("the vault is closed")
            yield

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with self._at_work():
            self._mark_in_use()
            yield

    def _mark_in_use(self) -> None:
        """Mark the file before its first change: one that is only read keeps every byte."""
        with self._marking:
            if not self._marked:
                mark(self._anchor, IN_USE)
                self._marked = True

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one unchanging state; writers go on beside it.

        Raises VaultFault when the disk or the file fails, here as in all other work.
        """
        with self._at_work(), vault_work.transaction(self._engine, vault_work.READ) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose work is saved whole at the end, or not at all when it raises.

        Tables made or changed in it are rolled back too.  Another writer is waited for.
        """
        self._check_place()
        with self._changing(), vault_work.transaction(self._engine, vault_work.WRITE) as connection:
            yield connection

    @contextmanager
    def rebuilding(self) -> Iterator[Connection]:
        """Give a writing connection that may rebuild parent tables without losing their children.

        Foreign keys are off while it works and checked before it is saved; raises VaultFault
        (V22) when a row would point to nothing, and then nothing is saved.
        """
        self._check_place()
        with self._changing(), vault_work.rebuilding(self._engine, self.path) as connection:
            yield connection

    def wrap(self, secret: bytes) -> str:
        """Give a secret as only this vault can read it, whoever sees it inside."""
        return self._key.wrap(secret)

    def unwrap(self, wrapped: str) -> bytes | None:
        """Read a secret that was wrapped so; None when it is damaged or of another key."""
        return self._key.unwrap(wrapped)

    def recovery_code(self, passphrase: str) -> str | Finding:
        """Give the recovery code again, to whoever knows the passphrase (else V10)."""
        try:
            root = root_from_passphrase(passphrase, self._key.salt)
        except MemoryError:
            return no_memory(self.path, self._key.salt)
        if not VaultKey.from_root(root, self._key.salt).matches(self._key):
            return refusal("V10", NO_FIT, self.path)
        return code_from_root(root)

    def change_passphrase(self, passphrase: str, prepare: Prepare | None = None) -> str | Finding:
        """Re-key the whole file to a new passphrase and give the new recovery code.

        One transaction: after a power cut the file opens with the old passphrase or with the new
        one.  The old code opens this file no more, but still the backups made before.  Who asks
        must have shown the old passphrase (recovery_code) or come in by the code.  prepare is
        called with the key that will be, while the file still has the old one.
        """
        try:
            root = root_from_passphrase(passphrase, self._key.salt)
        except MemoryError:
            return no_memory(self.path, self._key.salt)
        key = VaultKey.from_root(root, self._key.salt)
        try:
            if prepare is not None:
                prepare(key)
        except VaultFault as failed:
            return failed.finding
        return self._alone(lambda: self._rekey(key)) or code_from_root(root)

    def wipe(self) -> Finding | None:
        """Write the whole file anew, so that nothing deleted is left in a corner of it; None when
        done.  Needs as much memory as the file is long; V18 when other work does not end."""
        return self._alone(lambda: write_anew(self._anchor))

    def _alone(self, work: Callable[[], None]) -> Finding | None:
        """Do what nobody else may work beside; give why it cannot be done."""
        with self._turnstile.alone(PATIENCE) as won:
            if not won:
                return refusal("V18", BUSY, self.path)
            self._engine.dispose()
            try:
                self._check_place()
                self._mark_in_use()
                work()
            except VaultFault as failed:
                return failed.finding
            except (dbapi2.DatabaseError, MemoryError) as error:
                return known(error, self.path)
        return None

    def _rekey(self, key: VaultKey) -> None:
        """Write every page anew in one transaction, and believe it only when the new key reads."""
        with closing(self._connect()) as connection:
            connection.execute(f'PRAGMA rekey = "{key.spelled}"').fetchall()
        try:
            fresh = connect(self.path, key)
        except dbapi2.DatabaseError as error:
            if error.sqlite_errorcode == dbapi2.SQLITE_NOTADB:  # it still has the old key
                raise VaultFault(refusal("V17", DISK_FAILED, self.path)) from error
            raise
        self._key = key
        self._anchor.close()
        self._anchor = fresh
        # The change is saved; where it cannot be taken over now, a later saving does it.
        with suppress(VaultFault), vault_work.told(self.path):
            fresh.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def backup(self, to: Path, proof: Proof | None = None) -> Finding | None:
        """Write a backup to a new file, open and check it, then give it its name; None when done.

        It holds all that was saved before the call; others may go on writing.  Never writes over
        a file (V14).  A backup opens with this vault's passphrase and code.  proof reads the
        finished copy, as look_into does, and answers what it lacks; then it gets no name.
        """
        to = to.absolute()
        try:
            with self._at_work(), new_file(to) as part:
                self._copy(part, to)
                if proof is not None:
                    prove(part, self._key, proof)
        except VaultFault as failed:
            return failed.finding
        return None

    def _copy(self, part: Path, to: Path) -> None:
        """Copy into part, unless this very vault is damaged; check what came of it."""
        with closing(self._connect()) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        for broken in broken_seals(self._connect, self.path):
            raise VaultFault(broken)
        if copy(self._connect, part, self._key):
            found = soundness(self._connect, self.path)
            raise VaultFault(found[0] if found else refusal("V25", BACKUP_FAILED, to))

    @contextmanager
    def look_into(self, path: Path) -> Iterator[dbapi2.Connection]:
        """Give a connection that only reads another file with this vault's key: a backup of it.

        Raises VaultFault when that file is no vault, damaged, or has another key (V10: it was
        made before the passphrase was changed).  Changes no byte of it.
        """
        with vault_work.told(path):
            refused = unfit(path, self._key)
            if refused is not None:
                raise VaultFault(refused)
            with closing(look(path, self._key)) as connection:
                yield connection

    def own_key(self, _salt: bytes) -> VaultKey:
        """Give the key in hand, for a backup that is restored without asking the passphrase."""
        return self._key

    def integrity_of(self, path: Path) -> tuple[Finding, ...]:
        """Check another file with this vault's key as integrity() checks the vault itself."""
        refused = unfit(path, self._key)
        return (refused,) if refused else soundness(lambda: look(path, self._key), path)

    def integrity(self) -> tuple[Finding, ...]:
        """Check seals, structure and references of the whole file; nothing found is ()."""
        with self._at_work():
            return soundness(self._connect, self.path)

    def close(self) -> None:
        """Close the vault and forget its key; a second time does nothing.

        Raises VaultFault (V18) when other work has not ended after a while.
        """
        with self._turnstile.alone(PATIENCE) as won:
            if not won:
                raise VaultFault(refusal("V18", BUSY, self.path))
            if self._closed:
                return
            self._closed = True
            with ExitStack() as leaving:
                leaving.callback(self._lock.release)
                leaving.callback(self._anchor.close)
                leaving.callback(self._engine.dispose)
                self._mark_closed()
            del self._key

    def _mark_closed(self) -> None:
        """Mark the file as properly closed.

        A failing disk is no reason to stop here: all is saved, and the next opening tells.
        """
        if not self._marked or not self._lock.still_there():
            return
        with suppress(VaultFault), vault_work.told(self.path):
            mark(self._anchor, CLOSED)

    def __enter__(self) -> Self:
        """Use the vault in a with statement, which closes it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()
