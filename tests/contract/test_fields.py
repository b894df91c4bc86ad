"""What is refused names a field of its own act: the check that every test makes finds another."""

from graphql import GraphQLInputObjectType
from tests.fields import has, strangers

from ambiti.acting.refusing import Violation, as_given
from ambiti.contract import schema

PROPOSAL = "ProposeRipartoInput"


def test_a_field_is_one_of_the_input_or_of_what_it_nests() -> None:
    given = schema._schema.type_map[PROPOSAL]  # noqa: SLF001  as the server itself reads it
    assert isinstance(given, GraphQLInputObjectType)
    for path in ("key", "table", "table.0.weight", "compare.3", "substitutes.0.referenceDate"):
        assert has(given, path), path
    for path in ("decision", "decision.key", "key.code", "table.0.peso", "reference_date", ""):
        assert not has(given, path), path


def test_a_field_that_the_act_does_not_have_is_found() -> None:
    told = [Violation("A", "…", "decision"), Violation("B", "…", "key"), Violation("C", "…")]
    told.append(Violation("D", "…", "idempotencyKey"))
    (found,) = strangers(schema._schema, "propose_riparto", PROPOSAL, told)  # noqa: SLF001
    assert found == f"propose_riparto: A names «decision», which {PROPOSAL} does not have"


def test_what_the_rules_of_another_act_find_is_told_of_a_field_that_was_given() -> None:
    told = [Violation("A", "…", "key"), Violation("B", "…", "on"), Violation("C", "…")]
    fields = [one.field for one in as_given(told, "estimate", "on")]
    assert fields == ["estimate", "on", None]
