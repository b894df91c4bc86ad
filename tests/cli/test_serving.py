"""A deployment starts from nothing, stops when told, and comes back after being killed."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from ambiti.cli.standing import FILE

PLATFORM = Path(__file__).parents[2] / "platform"
TENANTS = Path(__file__).parents[2] / "tenants"
PATIENCE_SECONDS = 100

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("AMBITI_TEST_DATABASE_URL")), reason="runs on a server of one's own"
)


@dataclass(slots=True)
class Deployment:
    """The whole product under one home, started as a person starts it."""

    home: Path
    tenants: Path
    port: int
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start, and return when it answers."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AMBITI_")}
        own = {"AMBITI_HOME": str(self.home), "AMBITI_PORT": str(self.port)}
        own |= {"AMBITI_TENANTS": str(self.tenants), "PYTHONPATH": str(PLATFORM)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ambiti", "serve"],
            env={**kept, **own},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.slugs() is None:
            assert self.process.poll() is None, self.process.communicate()
            assert time.monotonic() < deadline

    def slugs(self) -> list[str] | None:
        """Ask which Ambiti there are; None where nobody answers."""
        query = {"query": "{ ambiti(first: 9) { edges { node { slug } } } }"}
        try:
            url = f"http://127.0.0.1:{self.port}/graphql"
            told: Any = httpx.post(url, json=query, timeout=30).json()
        except httpx.TransportError:
            time.sleep(0.05)
            return None
        return [edge["node"]["slug"] for edge in told["data"]["ambiti"]["edges"]]

    def end(self, how: signal.Signals) -> tuple[int, str, str]:
        """Send a signal: exit code, output, errors."""
        assert self.process is not None
        self.process.send_signal(how)
        out, errors = self.process.communicate(timeout=30)
        return self.process.returncode, out, errors

    @property
    def postmaster(self) -> psutil.Process | None:
        """The database's first process, if it runs."""
        written = self.home / "postgresql-18" / "postmaster.pid"
        return psutil.Process(int(written.read_text().split()[0])) if written.exists() else None


@pytest.fixture(scope="module")
def served() -> Iterator[Deployment]:
    """Give a deployment with one tenant; each test leaves it stopped or dead."""
    home = Path(tempfile.mkdtemp(prefix="ambiti-served-"))
    home.chmod(0o711)
    tenants = home / "tenants"
    tenants.mkdir()
    shutil.copy(TENANTS / "carate.yaml", tenants)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    deployment = Deployment(home / "data", tenants, port)
    yield deployment
    if deployment.process is not None and deployment.process.poll() is None:
        deployment.end(signal.SIGTERM)
    if (database := deployment.postmaster) is not None:
        database.send_signal(signal.SIGQUIT)
        psutil.wait_procs([database], timeout=30)
    shutil.rmtree(home)


def test_ctrl_c_stops_the_server_and_its_database(served: Deployment) -> None:
    served.start()
    assert served.slugs() == ["carate"]
    code, out, errors = served.end(signal.SIGINT)
    assert (code, errors) == (0, "")
    assert out.endswith("Ambiti si è fermato.\n")
    assert served.postmaster is None


def test_after_kill_9_of_the_server_and_the_database_the_next_start_repairs(
    served: Deployment,
) -> None:
    served.start()
    served.end(signal.SIGKILL)
    left = served.postmaster
    assert left is not None
    left.kill()
    served.start()
    assert served.slugs() == ["carate"]
    code, out, errors = served.end(signal.SIGTERM)
    assert (code, errors) == (0, "")
    assert out.endswith("Ambiti si è fermato.\n")
    assert served.postmaster is None


def test_after_kill_9_of_the_server_alone_the_next_start_uses_its_database(
    served: Deployment,
) -> None:
    served.start()
    served.end(signal.SIGKILL)
    left = served.postmaster
    (served.home / FILE).write_text('{"inputs": "')  # as if it had been killed while it wrote
    served.start()
    assert served.postmaster == left
    assert json.loads((served.home / FILE).read_text())["rows"]
    assert served.end(signal.SIGINT)[0] == 0
    assert served.postmaster is None
