"""What docs/LANGUAGE.md shows is the language: every example of it is read."""

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from pydantic import TypeAdapter

from ambiti.statute.language import Statute
from ambiti.statute.language.instruments import Instrument
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.roles import Role
from ambiti.statute.reading_yaml import read

PAGE = (Path(__file__).parents[2] / "docs" / "LANGUAGE.md").read_text()
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
SOURCE = {"document": "CONV"}
CARRIED = {"source", "valid", "enforcement", "ambiguity", "doubts"}
REST: dict[str, dict[str, Any]] = {
    "organs": {"kind": "POLITICAL", "name": "Organo", "source": SOURCE},
    "instruments": {
        "code": "CONV", "kind": "CONVENZIONE", "title": "Convenzione", "supplied": True,
        "published": True, "in_force": {"kind": "SIGNATURE"}, "term": {"kind": "OPEN"},
        "source": SOURCE,
    },
}  # fmt: skip


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("\n", 1)[0][:30])
def test_an_example_is_read(block: str) -> None:
    text = dedent(block).replace("{…}", "{document: CONV}")
    text = text.replace(", …", ", source: {document: CONV}")
    text = text.replace("{…", "{source: {document: CONV}")
    tree = read(text, "LANGUAGE.md")
    assert tree.problems == []
    for section, items in tree.data.items():
        if section in CARRIED:
            continue
        models: dict[str, Any] = {"organs": Organ, "instruments": Instrument}
        if section in models:
            for item in items:
                TypeAdapter(models[section]).validate_python({**REST[section], **item})
        else:
            owner = Statute if section in Statute.model_fields else Role
            annotation: Any = owner.model_fields[section].annotation
            TypeAdapter(annotation).validate_python(items)


def test_every_section_of_the_language_is_shown() -> None:
    shown = set(re.findall(r"^([a-z_]+):", "\n".join(BLOCKS), re.MULTILINE))
    before = {
        "slug", "kind", "name", "region", "documents", "ambiguities", "provinces", "comuni",
        "members", "capofila", "bodies", "units", "coalitions", "substitutions", "partitions",
        "perimeters", "roles",
    }  # fmt: skip
    assert set(Statute.model_fields) - shown == before
