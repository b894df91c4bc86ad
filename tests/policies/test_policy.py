"""The policy as people agreed on it, written here a second time by hand, against the files."""

from itertools import product
from random import Random

import casbin
import pytest

from ambiti.access.policy import MODEL_FILE, Policy
from ambiti.resources import folder

FAR = 4000
"""How many questions are asked of what no line speaks of: of all there are, at random."""
PUBLIC = {
    ("Ambito", "public"),
    ("Comune", "public"),
    ("Population", "public"),
    ("Unit", "public"),
    ("Perimeter", "public"),
    ("Body", "public"),
    ("Instrument", "public"),
    ("Warning", "public"),
    ("Act", "public"),
    ("Principal", "own"),
    ("Mandate", "own"),
}
OF_ITS_TENANT = PUBLIC | {
    ("Instrument", "all"),
    ("Warning", "all"),
    ("Organ", "all"),
    ("Role", "all"),
    ("StatuteVersion", "all"),
    ("Rule", "all"),
    ("Ambiguity", "all"),
    ("Meeting", "all"),
    ("InstrumentFact", "all"),
    ("Tenure", "all"),
    ("Fulfilment", "all"),
    ("Adherent", "all"),
    ("Act", "all"),
    ("Delivery", "all"),
    ("Representation", "all"),
    ("Occurrence", "all"),
    ("ContactPoint", "all"),
    ("Archive", "all"),
    ("Inspection", "all"),
    ("Riparto", "perfected"),
    ("CitizenRequest", "own"),
    ("Budget", "all"),
    ("BudgetLine", "all"),
    ("ServiceContract", "all"),
}
OF_THE_OFFICE = OF_ITS_TENANT | {
    (kind, "all") for kind in ("PersonalRecord", "CitizenRequest", "CaseFile")
}
OF_ALL_DUES = {(kind, "all") for kind in ("Obligation", "Due", "Position")}
OF_OWN_DUES = {(kind, "own_comune") for kind in ("Due", "Position")}
READ_ALL_DUES = (
    *("sindaco", "membro_organo", "responsabile_udp", "operatore_udp", "segretario", "revisore"),
)
OF_DRAFTS = {("Riparto", "all")}
"""What whoever prepares, decides or controls riparti reads before they are decided."""
READ_DRAFTS = (*READ_ALL_DUES, "coordinatore_sub_ambito", "referente")
OF_CONTROL = OF_THE_OFFICE | {
    (kind, "all") for kind in ("Mandate", "JournalEntry", "PersonalAccess")
}
OF_ITS_REGION = PUBLIC | {
    ("Organ", "published"),
    ("Role", "published"),
    ("StatuteVersion", "published"),
    ("Rule", "published"),
    ("Ambiguity", "published"),
    ("Fulfilment", "published"),
    ("Budget", "all"),
}
REGIONAL = ("portale_regionale", "funzionario_regionale")
MAY_READ = {
    "cittadino": PUBLIC,
    "membro": OF_ITS_TENANT,
    "operatore_udp": OF_THE_OFFICE | OF_ALL_DUES | OF_DRAFTS,
    "membro_organo": OF_ITS_TENANT | OF_ALL_DUES | OF_DRAFTS,
    "sindaco": OF_ITS_TENANT | OF_ALL_DUES | OF_DRAFTS | {("Mandate", "own_comune")},
    "assessore": OF_ITS_TENANT | OF_OWN_DUES | {("Mandate", "own_comune")},
    "consigliere": OF_ITS_TENANT | OF_OWN_DUES | {("Mandate", "own_comune")},
    "coordinatore_sub_ambito": OF_ITS_TENANT | OF_DRAFTS | {("Mandate", "own_unit")},
    "referente": OF_ITS_TENANT | OF_DRAFTS | {("Mandate", "own_unit")},
    "responsabile_udp": OF_CONTROL | OF_ALL_DUES | OF_DRAFTS,
    "segretario": OF_CONTROL | OF_ALL_DUES | OF_DRAFTS,
    "revisore": OF_CONTROL | OF_ALL_DUES | OF_DRAFTS,
    "portale_regionale": OF_ITS_REGION,
    "funzionario_regionale": OF_ITS_REGION,
}
OF_ALL = {("InstrumentFact", "all")}
ADMINISTER = ("responsabile_udp", "segretario")
OFFICE = (*ADMINISTER, "operatore_udp")
MEMBERS = tuple(role for role in MAY_READ if role not in {"cittadino", *REGIONAL})
MAY_ACT = {
    "convene": {
        role: {("Meeting", "all")}
        for role in (
            "sindaco",
            "coordinatore_sub_ambito",
            "responsabile_udp",
            "segretario",
            "membro_organo",
        )
    },
    "appoint": {role: {("Tenure", "all")} for role in ("sindaco", "referente", "segretario")},
    "revoke": {role: {("Tenure", "all")} for role in ("sindaco", "segretario")},
    "record": {"segretario": {("Meeting", "all")}},
    "attest": {
        "sindaco": {
            ("InstrumentFact", "own_comune"),
            ("Representation", "own_comune"),
            ("ContactPoint", "own_comune"),
        },
        **{
            role: OF_ALL | {("Representation", "all"), ("ContactPoint", "all")}
            for role in ADMINISTER
        },
    },
    "represent": {
        role: {("Representation", "all")}
        for role in ("sindaco", "referente", "responsabile_udp", "operatore_udp", "segretario")
    },
    "register": {
        role: OF_ALL | {("Adherent", "all"), ("Occurrence", "all"), ("Archive", "all")}
        for role in ADMINISTER
    },
    "propose": {
        role: {("Act", "all")}
        for role in (
            "sindaco",
            "coordinatore_sub_ambito",
            "referente",
            "membro_organo",
            "responsabile_udp",
            "operatore_udp",
            "segretario",
        )
    },
    "adopt": {
        role: {("Act", "all")}
        for role in (
            "sindaco",
            "coordinatore_sub_ambito",
            "referente",
            "responsabile_udp",
            "segretario",
        )
    },
    "execute": {
        role: {("Act", "all")}
        for role in (
            "coordinatore_sub_ambito",
            "referente",
            "responsabile_udp",
            "operatore_udp",
            "segretario",
        )
    },
    "annul": {role: {("Act", "all")} for role in ("sindaco", "responsabile_udp", "segretario")},
    "fulfil": {
        role: {("Fulfilment", "all")}
        for role in (
            "coordinatore_sub_ambito",
            "referente",
            "responsabile_udp",
            "operatore_udp",
            "segretario",
        )
    },
    "publish": {
        role: {("Act", "all")} for role in ("responsabile_udp", "operatore_udp", "segretario")
    },
    "deliver": {
        role: {("Delivery", "all")}
        for role in ("responsabile_udp", "operatore_udp", "referente", "segretario")
    },
    "protect": {role: {("PersonalRecord", "all")} for role in ADMINISTER},
    "consult": {
        **{role: {("Archive", "all")} for role in MEMBERS},
        **{role: {("Archive", "all"), ("PersonalRecord", "all")} for role in OFFICE},
    },
    "handle": {role: {("CitizenRequest", "all")} for role in OFFICE},
    "ask": {role: {("CitizenRequest", "own")} for role in MEMBERS},
    "inspect": {role: {("Inspection", "all")} for role in ("responsabile_udp", "operatore_udp")},
    "provide": {role: {("Budget", "all")} for role in ("responsabile_udp", "segretario")},
    "commit": {
        "responsabile_udp": {("BudgetLine", "all")},
        **{role: {("BudgetLine", "own_unit")} for role in ("coordinatore_sub_ambito", "referente")},
    },
    "liquidate": {role: {("BudgetLine", "all")} for role in ("responsabile_udp", "operatore_udp")},
    "settle": {"segretario": {("Budget", "all"), ("BudgetLine", "all"), ("Due", "all")}},
    "rectify": {role: {("Budget", "all"), ("Due", "all")} for role in ADMINISTER},
    "contract": {
        "sindaco": {("ServiceContract", "own_comune")},
        **{role: {("ServiceContract", "all")} for role in ADMINISTER},
    },
    "oblige": {role: {("Obligation", "all")} for role in ADMINISTER},
    "claim": {
        "sindaco": {("Obligation", "own_comune")},
        **{role: {("Obligation", "all")} for role in ("segretario", "operatore_udp")},
    },
    "grant": {"responsabile_udp": {("Obligation", "all")}},
    "apportion": {role: {("Riparto", "all")} for role in ("responsabile_udp", "operatore_udp")},
    "perfect": {role: {("Riparto", "all")} for role in ADMINISTER},
    "assign": {"responsabile_udp": {("CaseFile", "all")}},
}
GIVEN_BY_MEMBRO = {("consult", "Archive"), ("ask", "CitizenRequest")}
"""What whoever holds anything has, so that it is one line and not one of each role."""

LINES = [
    *(f"p, cittadino, read, {kind}, {scope}" for kind, scope in sorted(PUBLIC)),
    *(f"p, membro, read, {kind}, {scope}" for kind, scope in sorted(OF_ITS_TENANT - PUBLIC)),
    *(
        f"p, {role}, {act}, {kind}, {scope}"
        for act, roles in MAY_ACT.items()
        for role, granted in roles.items()
        for kind, scope in sorted(granted)
        if (role == "membro") or (act, kind) not in GIVEN_BY_MEMBRO
    ),
    *(
        f"p, {role}, read, {kind}, all"
        for role in ("responsabile_udp", "segretario", "revisore", "operatore_udp")
        for kind in ("PersonalRecord", "CitizenRequest", "CaseFile")
    ),
    *(
        f"p, {role}, read, {kind}, all"
        for role in ("responsabile_udp", "segretario", "revisore")
        for kind in ("JournalEntry", "PersonalAccess")
    ),
    *(
        f"p, {role}, read, {kind}, {scope}"
        for role in READ_ALL_DUES
        for kind, scope in sorted(OF_ALL_DUES)
    ),
    *(
        f"p, {role}, read, {kind}, {scope}"
        for role in ("assessore", "consigliere")
        for kind, scope in sorted(OF_OWN_DUES)
    ),
    *(f"p, {role}, read, Riparto, all" for role in READ_DRAFTS),
    "p, sindaco, read, Mandate, own_comune",
    "p, assessore, read, Mandate, own_comune",
    "p, consigliere, read, Mandate, own_comune",
    "p, coordinatore_sub_ambito, read, Mandate, own_unit",
    "p, referente, read, Mandate, own_unit",
    *(f"p, {role}, read, Mandate, all" for role in ("responsabile_udp", "segretario", "revisore")),
    "p, portale_regionale, read, Organ, published",
    "p, portale_regionale, read, Role, published",
    "p, portale_regionale, read, StatuteVersion, published",
    "p, portale_regionale, read, Rule, published",
    "p, portale_regionale, read, Ambiguity, published",
    "p, portale_regionale, read, Fulfilment, published",
    "p, portale_regionale, read, Budget, all",
]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return Policy.load(folder("policies"))


@pytest.fixture(scope="module")
def enforcer() -> casbin.Enforcer:
    """Casbin alone, with its own reader of the same two files."""
    policies = folder("policies")
    return casbin.Enforcer(str(policies / MODEL_FILE), str(policies / "policy.csv"))


@pytest.mark.parametrize("line", LINES)
def test_each_agreed_permission_is_a_line_of_the_policy(policy: Policy, line: str) -> None:
    assert [written.text for written in policy.lines].count(line) == 1


def test_the_policy_has_no_line_that_was_not_agreed(policy: Policy) -> None:
    assert {line.text for line in policy.lines} - set(LINES) == set()


@pytest.mark.parametrize("role", sorted(MAY_READ))
def test_a_role_may_read_what_was_agreed_and_nothing_else(policy: Policy, role: str) -> None:
    assert policy.grants(role, "read") == MAY_READ[role]


def test_the_roles_are_those_that_were_agreed(policy: Policy) -> None:
    assert policy.roles == set(MAY_READ)


def test_casbin_decides_as_the_expanded_sets_wherever_a_line_speaks_of_it(
    policy: Policy, enforcer: casbin.Enforcer
) -> None:
    words = policy.words
    places = list(product(sorted(words.roles), sorted(words.acts), sorted(words.scopes)))
    said = {(line.act, line.kind) for line in policy.lines}
    near = [place for place in places if (place[1], place[2][0]) in said]
    far = Random(1).sample(places, FAR)  # noqa: S311 - the same in every run
    asked = [(role, act, kind, scope) for role, act, (kind, scope) in {*near, *far}]
    decided = {request: enforcer.enforce(*request) for request in asked}
    assert decided == {
        (role, act, kind, scope): (kind, scope) in policy.grants(role, act)
        for role, act, kind, scope in asked
    }
    acting = sum(len(granted) for roles in MAY_ACT.values() for granted in roles.values())
    assert sum(decided.values()) == sum(map(len, MAY_READ.values())) + acting


@pytest.mark.parametrize("act", sorted(MAY_ACT))
def test_an_act_is_granted_to_whom_it_was_agreed_and_to_nobody_else(
    policy: Policy, act: str
) -> None:
    granted = {role: policy.grants(role, act) for role in policy.roles}
    assert {role: scopes for role, scopes in granted.items() if scopes} == MAY_ACT[act]


def test_every_scope_that_exists_is_granted_to_someone(policy: Policy) -> None:
    granted = {line.grant for line in policy.lines}
    assert set(policy.words.scopes) - granted == set()


def test_what_is_public_is_granted_to_everyone_and_by_no_other_line(policy: Policy) -> None:
    public = {line.role for line in policy.lines if line.grant in PUBLIC}
    assert public == {"cittadino"}


def test_a_region_never_reads_mandates_of_others(policy: Policy) -> None:
    for role in ("portale_regionale", "funzionario_regionale"):
        scopes = {scope for kind, scope in policy.grants(role, "read") if kind == "Mandate"}
        assert scopes == {"own"}
