"""The tools of whoever writes a statute, as commands: what each says, and how it ends."""

from pathlib import Path

import pytest

from ambiti.cli import main, statutes
from ambiti.cli.crews import MANY, crew
from ambiti.cli.refusing import DONE, REFUSED, Refused
from ambiti.database.connections import Databases
from ambiti.settings import Settings, read_settings

SMALL = (Path(__file__).parents[1] / "statute" / "small.yaml").read_text()


def ended(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    return int(end.value.code or 0)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL)
    return path


@pytest.fixture
def own(fresh_database: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    environ = {
        "AMBITI_HOME": str(tmp_path),
        "AMBITI_DATABASE_URL": fresh_database.admin or "",
        "AMBITI_DATABASE_APP_URL": fresh_database.app,
        "AMBITI_DATABASE_READER_URL": fresh_database.reader,
    }
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    return read_settings(environ)


def variant(number: int, text: str = SMALL) -> str:
    text = text.replace("slug: prova", f"slug: prova-{number}")
    for code in ("019035", "019049", "019104"):
        text = text.replace(code, f"{int(code[3:]) + number * 1000:06}")
    for code in ("D142", "E082", "L164"):
        text = text.replace(code, f"{chr(ord(code[0]) + number // 10)}{number % 10}{code[2:]}")
    return text


@pytest.fixture
def many(tmp_path: Path) -> list[Path]:
    files = [tmp_path / f"{number:02}.yaml" for number in range(MANY + 2)]
    for number, file in enumerate(files):
        file.write_text(variant(number))
    return files


def test_a_new_file_is_written_once_and_never_over_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "nuovo.yaml"
    assert ended("tenants", "new", "nuovo", "--region", "Puglia", "--output", str(file)) == DONE
    assert 'region: "Puglia"' in file.read_text()
    assert ended("tenants", "new", "nuovo", "--output", str(file)) == REFUSED
    assert "non lo sovrascrivo" in capsys.readouterr().err
    assert ended("tenants", "new", "Non Va") == REFUSED
    assert "monza-brianza" in capsys.readouterr().err


def test_a_rule_is_explained_and_without_one_the_codes_are_listed(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended("tenants", "explain", str(small)) == DONE
    assert "ORGAN:ADS  Organo: Assemblea dei Sindaci" in capsys.readouterr().out.splitlines()
    assert ended("tenants", "explain", str(small), "ORGAN:ADS") == DONE
    assert "Fonte: Convenzione (CONV, art. 6)" in capsys.readouterr().out
    assert ended("tenants", "explain", str(small), "ORGAN:AD") == REFUSED
    assert "forse «ORGAN:ADS»" in capsys.readouterr().err


def test_two_files_are_compared_with_no_database(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(SMALL.replace("{comune: Crema, source", "{comune: Gombito, source"))
    assert ended("tenants", "diff", str(small), str(other)) == DONE
    assert capsys.readouterr().out == (
        "dal 1° aprile 2012 il capofila è Gombito al posto di Crema (art. 2)\n"
    )
    assert ended("tenants", "diff", str(small), str(small)) == DONE
    assert capsys.readouterr().out == "nessuna differenza\n"


def test_applied_versions_are_compared_with_one_another_and_with_files(
    own: Settings, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    statutes.apply(own, [small], None)
    small.write_text(SMALL.replace("name: Ambito di prova", "name: Ambito nuovo"))
    statutes.apply(own, [small], "rettifica")
    capsys.readouterr()
    told = "name: da «Ambito di prova» a «Ambito nuovo»\n"
    for pair in (("prova@1", "prova@2"), ("prova@1", "prova"), ("prova@1", str(small))):
        assert ended("tenants", "diff", *pair) == DONE
        assert capsys.readouterr().out == told
    assert ended("tenants", "diff", "prova@3", "prova") == REFUSED
    assert "Versioni applicate: prova@1, prova@2." in capsys.readouterr().err
    assert ended("tenants", "diff", "altro", "prova") == REFUSED
    assert "Applicati: prova." in capsys.readouterr().err


def test_many_files_are_checked_and_applied_as_few_are(
    own: Settings, many: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert statutes.check(own, many)
    few = statutes.report(own, many)
    with crew(many) as workers:
        found, number = workers.read()
    assert (number, found.errors, found.warnings) == (len(many), few.errors, few.warnings)
    capsys.readouterr()
    statutes.apply(own, many, None)
    assert capsys.readouterr().out.count(": creato, versione 1 ") == len(many)
    statutes.apply(own, many, None)
    assert capsys.readouterr().out.count(": già applicato, versione 1 ") == len(many)


def test_of_many_files_with_one_error_nothing_is_applied(own: Settings, many: list[Path]) -> None:
    many[3].write_text(variant(4))
    with pytest.raises(Refused) as refused:
        statutes.apply(own, many, None)
    assert "04.yaml:2:1: errore DUPLICATE_CODE [slug]" in str(refused.value)
    assert "nulla è stato applicato" in str(refused.value)
