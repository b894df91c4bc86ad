"""Every mutation of the contract is one command, and its answers are read from what it came to."""

from typing import Any

import pytest
from graphql import get_named_type, is_list_type, is_non_null_type, is_nullable_type, is_object_type
from sqlalchemy import Date, bindparam

from ambiti.acting.commands import Command, Success
from ambiti.acting.graph import JournalEntry
from ambiti.contract import KINDS
from ambiti.reading.binding import Place, Rows, Total, bound_of
from ambiti.reading.kinds import Holder
from ambiti.reading.text import DIALECT

from .conftest import CONTRACT, POLICY
from .reference.executing import within
from .test_contract_is_bound import DECLARED, OneField, fields_of, objects

ACTS = list(fields_of(CONTRACT.mutation_type))
ASKED = within(CONTRACT, CONTRACT.query_type)
LIVE = within(CONTRACT, CONTRACT.subscription_type)
ANSWERS = [kind for kind in objects() if kind.name not in ASKED | LIVE]
"""The types that only an act answers with; each field of theirs is checked as every other is."""


def pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


@pytest.mark.parametrize("one", ACTS, ids=str)
class TestEachAct:
    def test_is_a_command_under_one_name(self, one: OneField) -> None:
        assert isinstance(one.source, Command)
        named = pascal(one.source.name)
        assert one.column == one.source.name == one.source.run.__name__
        assert one.name == named[0].lower() + named[1:]
        assert one.source.input.__name__ == f"{named}Input"
        assert one.source.success.__name__ == f"{named}Success"
        assert one.named.name == f"{named}Result"
        assert one.described

    def test_is_an_act_of_the_policies_on_a_kind_of_theirs(self, one: OneField) -> None:
        assert one.source.act in POLICY.words.acts
        assert one.source.act != "read"
        assert one.source.kind in KINDS
        assert one.source.kind.name in POLICY.words.kinds
        granted = set().union(*(POLICY.grants(role, one.source.act) for role in POLICY.roles))
        assert one.source.kind.name in {kind for kind, _scope in granted}

    def test_takes_its_input_and_a_key(self, one: OneField) -> None:
        given = {argument.out_name or name: argument for name, argument in arguments(one).items()}
        assert given.keys() == {"input", "idempotencyKey", "preview"}
        assert is_non_null_type(given["input"].type)
        assert get_named_type(given["input"].type).name == one.source.input.__name__
        assert str(given["idempotencyKey"].type) == "String"
        assert str(given["preview"].type) == "Boolean!"
        assert all(argument.description for argument in given.values())

    def test_has_an_input_field_that_names_its_tenant(self, one: OneField) -> None:
        taken: Any = get_named_type(arguments(one)["input"].type)
        names = {field.extensions[DECLARED].python_name: field for field in taken.fields.values()}
        assert one.source.tenant in names
        wanted = "String!" if one.source.tenant == "ambito" else "ID!"
        assert str(names[one.source.tenant].type) == wanted
        assert all(field.description for field in names.values())

    def test_answers_with_its_success_or_a_refusal(self, one: OneField) -> None:
        assert issubclass(one.source.success, Success)
        possible = {kind.name for kind in CONTRACT.get_possible_types(one.named)}
        assert possible == {one.source.success.__name__, "Refusal"}


def arguments(one: OneField) -> Any:
    return one.of.fields[one.name].args


def test_what_only_an_act_answers_is_known() -> None:
    successes = {one.source.success.__name__ for one in ACTS}
    assert len(successes) == len(ACTS)
    told = {kind.name for kind in ANSWERS}
    assert told == {*successes, "Refusal", "Violation", "ViolationSource"}


def named_outcomes(source: Rows | Total, below: Any) -> tuple[set[str], str]:
    """Tell which names of what an act came to a field asks for, and the SQL that it makes."""
    asked: set[str] = set()

    def outcome(name: str, kind: Any) -> Any:
        asked.add(name)
        return bindparam(f"of_{name}", type_=kind)

    holder = Holder(*(bindparam(name) for name in ("tenants", "comuni", "units", "principal")))
    day = bindparam("day", type_=Date)
    place = Place(None, below, day, holder, lambda table: table.alias(), None, outcome)
    return asked, str(source.narrow(place).compile(dialect=DIALECT))


ROOTS = [one for kind in ANSWERS for one in fields_of(kind) if kind.name[:9] != "Violation"]


@pytest.mark.parametrize("one", ROOTS, ids=str)
def test_an_answer_is_read_from_the_outcome_of_its_act(one: OneField) -> None:
    if isinstance(one.source, Total):
        asked, _ = named_outcomes(one.source, None)
        assert asked == {one.column}
        assert is_nullable_type(one.type)
        return
    assert isinstance(one.source, Rows)
    if one.source.made:
        asked, written = named_outcomes(one.source, None)
        assert asked == {one.column}
        assert is_non_null_type(one.type)
        assert is_list_type(one.type.of_type)
        assert "ORDER BY" in written
    else:
        below = bound_of(one.named.extensions[DECLARED].origin).table.alias("below")
        asked, written = named_outcomes(one.source, below)
        assert asked == {"ambito_id", one.column}
        assert is_nullable_type(one.type)
        assert is_object_type(one.type)
        assert "WHERE below.ambito_id = $1::INTEGER AND below.id = $2::UUID" in written


def test_every_success_says_its_warnings_and_its_entry() -> None:
    for one in ACTS:
        answered: Any = CONTRACT.type_map[one.source.success.__name__]
        names = [inner.column for inner in fields_of(answered)]
        assert {"warnings", "entry"} < set(names)
        assert answered.fields["entry"].type is CONTRACT.type_map[JournalEntry.__name__]
