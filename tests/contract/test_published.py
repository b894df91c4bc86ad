"""The published contract is that of the code, and a change of it is named."""

from pathlib import Path

import pytest

from ambiti.cli.contracts import export
from ambiti.contract import printed, schema
from ambiti.resources import folder


def test_the_published_contract_is_that_of_the_code() -> None:
    published = (folder("schema") / "ambiti.graphql").read_text("utf-8")

    assert published == f"{printed().rstrip()}\n"


def test_a_field_taken_away_is_named_as_a_break(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_one_more = printed().replace("type Role implements Node {", _ONE_MORE)
    (tmp_path / "ambiti.graphql").write_text(with_one_more, "utf-8")
    monkeypatch.setattr("ambiti.resources.folder", lambda _name: tmp_path)

    assert export(None, check=True) is False
    assert "ROMPE: Field Role.oneMore was removed." in capsys.readouterr().out


_ONE_MORE = '''type Role implements Node {
  """Taken away."""
  oneMore: String
'''


def test_every_type_field_argument_and_value_is_described() -> None:
    types = {name: kind for name, kind in schema._schema.type_map.items() if name[:2] != "__"}  # noqa: SLF001
    scalars = {"String", "Int", "Boolean", "ID"}
    bare = [name for name, kind in types.items() if name not in scalars and not kind.description]
    for name, kind in types.items():
        for key, field in getattr(kind, "fields", {}).items():
            bare += [] if field.description else [f"{name}.{key}"]
            for argument, asked in getattr(field, "args", {}).items():
                bare += [] if asked.description else [f"{name}.{key}({argument})"]
        for key, value in getattr(kind, "values", {}).items():
            bare += [] if value.description else [f"{name}.{key}"]

    assert bare == []
