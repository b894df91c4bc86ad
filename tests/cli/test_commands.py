"""The commands: what each says and with which code it ends."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ambiti import __version__
from ambiti.database.connections import Databases
from ambiti.database.migrating import head

Run = Callable[..., subprocess.CompletedProcess[str]]
PLATFORM = Path(__file__).parents[2] / "platform"


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a person does, with these settings and no others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AMBITI_")}
    return subprocess.run(
        [sys.executable, "-m", "ambiti", *arguments],
        env={**kept, "PYTHONPATH": str(PLATFORM), "COLUMNS": "100", **environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def own(databases: Databases) -> dict[str, str]:
    return {
        "AMBITI_DATABASE_URL": databases.admin or "",
        "AMBITI_DATABASE_APP_URL": databases.app,
        "AMBITI_DATABASE_READER_URL": databases.reader,
    }


@pytest.mark.parametrize(
    "command",
    [
        "serve",
        "migrate",
        "check",
        "token",
        "version",
        "tenants check",
        "tenants diff",
        "tenants apply",
        "tenants schema",
        "mandates give",
        "mandates end",
        "mandates list",
        "import population",
        "calendar tell",
        "schema export",
    ],
)
def test_every_command_has_its_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    from ambiti.cli import main

    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    assert ended.value.code == 0
    assert f"Usage: ambiti {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["token"], ["token", "--rol", "x"], ["import", "population"]]
)
def test_wrong_usage_ends_with_two_and_says_what_is_wrong(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    from ambiti.cli import main

    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "Error" in capsys.readouterr().err


def test_the_version_tells_the_databases_too() -> None:
    done = run("version")
    assert (done.returncode, done.stdout) == (0, f"ambiti {__version__} (database {head()})\n")


def test_wrong_settings_end_with_two_and_name_themselves() -> None:
    done = run("migrate", AMBITI_PORT="abc", AMBITI_PROT="1")
    assert done.returncode == 2
    assert "AMBITI_PORT vale 'abc'" in done.stderr
    assert "AMBITI_PROT non è un'impostazione" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        done = run("migrate", AMBITI_DATABASE_URL=f"postgresql://a:segreto@127.0.0.1:{port}/x")
    assert done.returncode == 1
    assert done.stderr.startswith("Il database indicato da AMBITI_DATABASE_URL non risponde")
    assert "segreto" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use_is_named_before_anything_is_begun(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run("serve", AMBITI_PORT=port, AMBITI_HOME=str(tmp_path / "dati"))
    assert done.returncode == 1
    assert f"127.0.0.1:{port}" in done.stderr
    assert "AMBITI_PORT" in done.stderr
    assert not (tmp_path / "dati").exists()


def test_a_migrated_database_is_found_without_fault(fresh_database: Databases) -> None:
    migrated = run("migrate", **own(fresh_database))
    assert (migrated.returncode, migrated.stdout) == (
        0,
        f"Il database è alla revisione {head()}.\n",
    )
    checked = run("check", **own(fresh_database))
    assert (checked.returncode, checked.stdout) == (0, "Nessun difetto.\n")


async def test_a_fault_of_the_live_database_ends_with_one(fresh_database: Databases) -> None:
    import asyncpg

    admin = await asyncpg.connect(fresh_database.admin)
    await admin.execute("alter table ambiti.organs no force row level security")
    await admin.close()
    done = run("check", **own(fresh_database))
    assert done.returncode == 1
    assert "la tabella organs non ha ENABLE e FORCE" in done.stdout


def test_no_token_is_given_in_production(database: Databases) -> None:
    done = run("token", "--role", "sindaco", AMBITI_ENVIRONMENT="production", **own(database))
    assert done.returncode == 1
    assert "AMBITI_DEVELOPMENT_ISSUER" in done.stderr


def test_statutes_with_errors_end_with_one(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("slug: 3\n")
    done = run("tenants", "check", str(tmp_path / "x.yaml"))
    assert done.returncode == 1
    assert "x.yaml:1" in done.stdout


def test_the_contract_is_compared_with_the_published_one(tmp_path: Path) -> None:
    written = tmp_path / "contract.graphql"
    assert run("schema", "export", "--output", str(written)).returncode == 0
    assert run("schema", "export").stdout == written.read_text()
    assert "type Query" in written.read_text()
