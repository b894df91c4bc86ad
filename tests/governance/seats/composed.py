"""Statutes for the tests: those of the tenants, and invented organs made of given rules."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from ambiti.governance.seats.composing import seats
from ambiti.governance.seats.seat import Composed
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute
from ambiti.statute.loading import load_file

HOUSE = Path(__file__).parents[3]
DAY = date(2022, 6, 1)


@cache
def tenant(name: str) -> Statute:
    return _loaded(HOUSE / "tenants" / f"{name}.yaml")


@cache
def invented() -> Statute:
    return _loaded(Path(__file__).parent / "invented.yaml")


@cache
def tre_valli() -> Statute:
    return _loaded(HOUSE / "tests/statute/invented/tre_valli.yaml")


def _loaded(path: Path) -> Statute:
    loading = load_file(path)
    assert loading.loaded is not None, loading.problems
    return loading.loaded.statute


def rule(kind: str, /, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "source": {"document": "PATTO", "article": "5.1"}, **fields}


def with_organ(
    statute: Statute, *rules: dict[str, Any], code: str = "ORGANO", **fields: Any
) -> Statute:
    written = {
        "code": code, "kind": "POLITICAL", "name": "Organo inventato", "instrument": "PATTO",
        "source": {"document": "PATTO", "article": "5"}, "composition": list(rules), **fields,
    }  # fmt: skip
    organ = Organ.model_validate_json(TypeAdapter(Any).dump_json(written))
    return statute.model_copy(update={"organs": (*statute.organs, organ)})


def made_of(*rules: dict[str, Any], day: date = DAY, **fields: Any) -> Composed:
    return seats(with_organ(invented(), *rules, **fields), fields.get("code", "ORGANO"), day)


def labels(composed: Composed) -> list[str]:
    return [one.label for one in composed.seats]


def missing(composed: Composed) -> list[tuple[str, str]]:
    return [(one.kind, one.what) for one in composed.missing]
