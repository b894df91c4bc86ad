"""The audits of GraphQL over HTTP, by the reference implementation, where Node is installed."""

import asyncio
import shutil
from pathlib import Path

import pytest

from .serving import Served

AUDIT = Path(__file__).parent / "audit"


async def test_the_61_audits_of_graphql_over_http_are_ok(served: Served) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed: the audits of GraphQL over HTTP were not run")
    if not (AUDIT / "node_modules").is_dir():
        pytest.skip("the audits are not installed: make audit installs and runs them")
    address = f"http://127.0.0.1:{served.port}/graphql"
    process = await asyncio.create_subprocess_exec(
        node,
        str(AUDIT / "run.mjs"),
        address,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 0, output.decode()
