"""From mandates to permissions: what an actor may read, and where each grant holds."""

import logging
from uuid import UUID

import pytest
from sqlalchemy import literal_column

from ambiti.access.actor import ANYONE, Actor, Mandate
from ambiti.access.lines import PolicyError
from ambiti.access.policy import WHOLE, WITHIN_TENANT, Policy
from ambiti.contract import KINDS
from ambiti.reading.kinds import Holder, Kind, in_tenant
from ambiti.resources import folder

UNIT = UUID("00000000-0000-4000-8000-000000000001")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return Policy.load(folder("policies"))


def holding(*mandates: Mandate) -> Actor:
    return Actor(identity="https://login.example.it|1", mandates=mandates, version=1)


def test_whoever_has_no_token_has_what_is_public_and_in_no_tenant(policy: Policy) -> None:
    permissions = policy.permissions(ANYONE, "read")
    assert permissions.shape == policy.grants("cittadino", "read")
    assert permissions.tenants == {}
    assert permissions.scopes("Organ") == ()


def test_a_grant_holds_in_the_tenants_of_the_mandates_that_give_it(policy: Policy) -> None:
    actor = holding(Mandate("revisore", 7), Mandate("sindaco", 3, "108055"), Mandate("membro", 5))
    permissions = policy.permissions(actor, "read")
    assert permissions.tenants["Organ", "all"] == (3, 5, 7)
    assert permissions.tenants["Mandate", "all"] == (7,)
    assert permissions.tenants["Mandate", "own_comune"] == (3,)
    assert permissions.comuni["Mandate", "own_comune"] == ("3:108055",)


def test_the_comune_of_one_mandate_does_not_widen_the_grant_of_another(policy: Policy) -> None:
    actor = holding(Mandate("sindaco", 3, "108055"), Mandate("referente", 3, "015146", UNIT))
    permissions = policy.permissions(actor, "read")
    assert permissions.comuni["Mandate", "own_comune"] == ("3:108055",)
    assert permissions.units["Mandate", "own_unit"] == (f"3:{UNIT}",)
    assert ("Mandate", "own_comune") not in permissions.units


def test_what_everyone_has_names_no_tenant_even_where_a_mandate_gives_it(policy: Policy) -> None:
    permissions = policy.permissions(holding(Mandate("sindaco", 3, "108055")), "read")
    public = policy.grants("cittadino", "read")
    assert public <= permissions.shape
    assert not public & set(permissions.tenants)
    assert set(permissions.tenants) == permissions.shape - public


def test_a_regional_role_holds_in_the_tenants_of_its_region(policy: Policy) -> None:
    actor = holding(*(Mandate("portale_regionale", tenant) for tenant in (1, 2)))
    permissions = policy.permissions(actor, "read")
    assert permissions.scopes("Organ") == ("published",)
    assert permissions.tenants["Organ", "published"] == (1, 2)
    assert permissions.scopes("Mandate") == ("own",)


def test_an_unknown_role_gives_nothing_and_is_reported(
    policy: Policy, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        permissions = policy.permissions(holding(Mandate("imperatore", 3)), "read")
    assert permissions == policy.permissions(ANYONE, "read")
    assert "imperatore" in caplog.text


def test_an_act_that_no_line_allows_is_allowed_to_nobody(policy: Policy) -> None:
    assert policy.permissions(holding(Mandate("revisore", 3)), "write").shape == frozenset()


def test_the_same_actor_is_worked_out_once(policy: Policy) -> None:
    actor = holding(Mandate("sindaco", 3, "108055"))
    first = policy.permissions(actor, "read")
    assert policy.permissions(actor, "read") is first
    assert policy.permissions(holding(Mandate("sindaco", 4, "108055")), "read") is not first
    assert policy.permissions(actor, "write") is not first


def test_actors_with_the_same_roles_share_their_shape(policy: Policy) -> None:
    one = policy.permissions(holding(Mandate("sindaco", 3, "108055")), "read")
    other = policy.permissions(holding(Mandate("sindaco", 9, "015146")), "read")
    assert one.shape is other.shape


def test_forgotten_actors_never_lend_their_permissions(policy: Policy) -> None:
    for tenant in range(2000):
        actor = holding(Mandate("revisore", tenant))
        assert policy.permissions(actor, "read").tenants["Organ", "all"] == (tenant,)


def test_an_explanation_names_the_line_and_the_way_to_it(policy: Policy) -> None:
    reasons = policy.explain("read", "Organ", ["segretario", "cittadino", "portale_regionale"])
    assert [(reason.role, reason.line.scope, reason.via) for reason in reasons] == [
        ("segretario", "all", ("segretario", "membro")),
        ("portale_regionale", "published", ("portale_regionale",)),
    ]
    lines = (folder("policies") / "policy.csv").read_text("utf-8").splitlines()
    for reason in reasons:
        written = lines[reason.line.number - 1]
        assert [part.strip() for part in written.split(",")] == reason.line.text.split(", ")


def test_an_explanation_agrees_with_the_grants_of_every_role(policy: Policy) -> None:
    for kind in policy.words.kinds:
        found = {(reason.role, reason.line.grant) for reason in policy.explain("read", kind)}
        assert found == {
            (role, grant)
            for role in policy.roles
            for grant in policy.grants(role, "read")
            if grant[0] == kind
        }


def test_slices_that_implement_just_the_words_of_the_policy_are_accepted(policy: Policy) -> None:
    policy.require_scopes(implemented(policy))


def test_a_scope_without_an_implementation_stops_the_start(policy: Policy) -> None:
    lacking = implemented(policy)
    lacking["Mandate"].remove("own_unit")
    with pytest.raises(PolicyError, match=r"«own_unit» di Mandate non è realizzata"):
        policy.require_scopes(lacking)


def test_an_implemented_scope_without_a_word_stops_the_start(policy: Policy) -> None:
    more = implemented(policy)
    more["Mandate"].add("own_ambito")
    with pytest.raises(PolicyError, match=r"manca l'estensione «own_ambito» di Mandate"):
        policy.require_scopes(more)


def implemented(policy: Policy) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {kind: set() for kind in policy.words.kinds}
    for kind, scope in policy.words.scopes:
        kinds[kind].add(scope)
    return kinds


def test_a_scope_that_adds_nothing_is_left_out(policy: Policy) -> None:
    """Whoever may read all riparti of the tenant is not asked which are decided; elsewhere, yes."""
    one = policy.permissions(holding(Mandate("responsabile_udp", 3)), "read")
    assert one.scopes("Riparto") == ("all",)
    assert ("Riparto", "perfected") not in one.tenants
    other = holding(Mandate("responsabile_udp", 3), Mandate("membro", 4))
    both = policy.permissions(other, "read")
    assert both.scopes("Riparto") == ("all", "perfected")
    assert set(both.tenants["Riparto", "perfected"]) >= {4}
    assert both.tenants["Riparto", "all"] == (3,)


def test_what_is_of_oneself_or_of_everyone_is_never_left_out(policy: Policy) -> None:
    """It is not confined to the tenant of the role."""
    one = policy.permissions(holding(Mandate("responsabile_udp", 3)), "read")
    assert {("Principal", "own"), ("Mandate", "own"), ("Act", "public")} <= one.shape


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.name)
def test_only_a_scope_within_its_tenant_may_be_left_out(kind: Kind) -> None:
    """The whole of a tenant is all of its rows; what may be left out looks at the tenant."""
    holder = Holder(*(literal_column(name) for name in ("tenants", "comuni", "units", "person")))
    for scope in WITHIN_TENANT & set(kind.scopes):
        assert kind.scopes[WHOLE] is in_tenant
        for table in kind.tables:
            said = str(kind.scopes[scope](table, holder))
            assert f"{table.name}.ambito_id" in said or said == "false"
