"""Each wall is taken down in turn: the other holds; with both down the oracle finds the leak."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import true

from ambiti.access.lines import PolicyError
from ambiti.access.policy import Policy
from ambiti.contract import KINDS
from ambiti.database.connections import Databases
from ambiti.database.metadata import Confinement
from ambiti.reading.guarding import Guard
from ambiti.reading.kinds import Kind
from ambiti.resources import folder

from . import people
from .people import SLUGS, Person
from .site import Oracle, Site, serving

SHOWN = {
    "Organ": "organs{name aliases}",
    "Role": "roles{name}",
    "StatuteVersion": "statuteVersion{hash rules{text} diff(to: 1){text}}",
    "Rule": "rules{text} competences{text} deadlines(year: 2026){text} funds{name}",
    "Ambiguity": "ambiguities{question options{text}}",
    "Mandate": "mandates{act}",
    "Instrument": "instruments{title status partiesCount parties{name} predecessors{title}}",
    "Warning": "subAmbiti{warnings{message}} perimeters{warnings{message}}",
    "Meeting": "meetings(first: 9){edges{node{place agenda{subject} roll{label} votes{question}}}}",
    "Tenure": "tenures(first: 9){edges{node{person revocations{motivation}}}}",
    "Adherent": "adherents(first: 9){edges{node{name}}}",
    "InstrumentFact": "instruments{renewals{act} parties{deliberation{act} signature{signer}}"
    "amendments{subject steps{label adoption{act}}} withdrawals{addressee} accessions{act}"
    "publication{publications{reference}}} drafts{title parties{name}}",
    "Representation": "signingMandates(first: 9){edges{node{name revocation{act}}}}"
    "signedContracts(first: 9){edges{node{act onBehalfOf{name}}}}"
    "representations(first: 9){edges{node{subject}}}"
    "representatives(first: 9){edges{node{person}}}",
    "Fulfilment": "fulfilments(first: 9){edges{node{act byName}}}",
    "Act": "acts(first: 9){edges{node{subject steps{byName} toward{name} conflicts{told}}}}",
    "Delivery": "dispatches(first: 9){edges{node{subject deliveries{name} items{position}}}}",
    "Occurrence": "occurrences{name act}",
    "JournalEntry": "journal(first: 50){edges{node{performedBy}}}",
    "PersonalRecord": "personalRecords(first: 9){edges{node{kind collectedFor}}}",
    "PersonalAccess": "",
    "ContactPoint": "contactPoints(first: 9){edges{node{address}}}",
    "CitizenRequest": "rightsRequests(first: 9){edges{node{answer}}}"
    "complaints(first: 9){edges{node{subject}}} accessRequests(first: 9){edges{node{interest}}}",
    "Archive": "archivedDocuments(first: 9){edges{node{title}}}",
    "Inspection": "inspections(first: 9){edges{node{findings followUp{task}}}}",
    "Riparto": "riparti(first: 9){edges{node{keyName shares{why} compared{why}}}}",
    "CaseFile": "caseFiles(first: 9){edges{node{code assignments{assignedOn}}}}",
    "Obligation": "obligations(first: 9){edges{node{matterName lines{why}}}}",
    "Due": "dues(first: 9){edges{node{matterName entries{subject}}}}",
    "Position": "positions(year: 2026){name}",
    "Budget": "budgets{year funds{name contributions{givenBy} totals{assigned}}"
    "movements(first: 9){edges{node{subject amount}}}}"
    "attributions(first: 9){edges{node{matterName entries{why}}}}",
    "BudgetLine": "",
    "ServiceContract": "serviceContracts{code budgets{amount} assignments{subject}}",
    "Principal": "",
}
"""Where each kind that is not wholly public shows; some only by their identifier, or below what
is hidden with them."""
BY_IDENTIFIER = {
    "BudgetLine": ("budget_lines", "BudgetLine{description impegni{creditor}}"),
    "Principal": ("principals", "Me{name}"),
    "PersonalAccess": ("personal_accesses", "PersonalAccess{purpose}"),
}
PUBLIC = {Confinement.OPEN, Confinement.REFERENCE}
GUARDED = tuple(
    kind for kind in KINDS if any(table.info["confinement"] not in PUBLIC for table in kind.tables)
)


def one(name: str) -> Person:
    return next(person for person in people.EVERYBODY if person.name == name)


ASKING = (people.ANYONE, one("beta-membro"), one("puglia-portale_regionale"))


@pytest.fixture(scope="module")
async def breakable(clone: Callable[[str], Awaitable[Databases]], sown: str) -> Databases:
    """Give a database whose row-level security is taken away."""
    return await clone(sown)


@asynccontextmanager
async def unconfined(databases: Databases, kind: Kind) -> AsyncIterator[None]:
    """Take row-level security from the tables of a kind, and give it back."""
    assert databases.admin is not None
    admin = await asyncpg.connect(databases.admin)
    try:
        for table in kind.tables:
            await admin.execute(f"alter table {table.fullname} disable row level security")
        yield
    finally:
        for table in kind.tables:
            await admin.execute(f"alter table {table.fullname} enable row level security")
        await admin.close()


def unguard(monkeypatch: pytest.MonkeyPatch, kind: Kind) -> None:
    """Let the guard of one kind pass every row."""
    guarded, once = Guard.visible, Guard.once

    def visible(self: Guard, table: Any, rows: Any) -> Any:
        return true() if self.kinds[table] is kind else guarded(self, table, rows)

    def whole(self: Guard, table: Any, *given: Any) -> Any:
        return None if self.kinds[table] is kind else once(self, table, *given)

    monkeypatch.setattr(Guard, "visible", visible)
    monkeypatch.setattr(Guard, "once", whole)


async def leaked(site: Site, oracle: Oracle, who: Person, kind: str) -> tuple[list[str], list[str]]:
    """Tell what of a kind is shown that must not be: in the tenants of others, and anywhere."""
    told = await site.ask(who, *query(oracle, kind))
    assert told.data is not None
    others = set(SLUGS) - who.tenants - who.of_region
    foreign = oracle.leaks(who, told, others) if kind != "Principal" else oracle.leaks(who, told)
    return foreign, oracle.leaks(who, told)


def query(oracle: Oracle, kind: str) -> tuple[str, dict[str, Any]]:
    if kind not in BY_IDENTIFIER:
        return f"{{ambiti(first: 50){{edges{{node{{{SHOWN[kind]}}}}}}}}}", {}
    table, shape = BY_IDENTIFIER[kind]
    ids = [one for one, row in oracle.identifiers().items() if row.table.name == table]
    return f"query($ids: [ID!]!){{nodes(ids: $ids){{... on {shape}}}}}", {"ids": ids}


def each_kind(function: Any) -> Any:
    return pytest.mark.parametrize("kind", GUARDED, ids=lambda kind: kind.name)(function)


def test_every_kind_that_is_not_public_has_its_mutants() -> None:
    assert {kind.name for kind in GUARDED} == set(SHOWN)


class TestWalls:
    @each_kind
    async def test_without_the_guard_row_level_security_keeps_foreign_rows(
        self,
        kind: Kind,
        sealed: Databases,
        home: Path,
        oracle: Oracle,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        unguard(monkeypatch, kind)
        async with serving(sealed, home) as site:
            for who in ASKING:
                assert (await leaked(site, oracle, who, kind.name))[0] == []

    @each_kind
    async def test_without_row_level_security_the_guard_keeps_every_row(
        self, kind: Kind, breakable: Databases, home: Path, oracle: Oracle
    ) -> None:
        async with unconfined(breakable, kind), serving(breakable, home) as site:
            for who in ASKING:
                assert (await leaked(site, oracle, who, kind.name))[1] == []

    @each_kind
    async def test_without_both_the_leak_is_found(
        self,
        kind: Kind,
        breakable: Databases,
        home: Path,
        oracle: Oracle,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        unguard(monkeypatch, kind)
        async with unconfined(breakable, kind), serving(breakable, home) as site:
            for who in ASKING:
                assert (await leaked(site, oracle, who, kind.name))[0] != []

    async def test_a_list_that_is_seen_whole_or_not_is_shown_to_nobody_else(
        self,
        breakable: Databases,
        home: Path,
        oracle: Oracle,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        once = Guard.once
        monkeypatch.setattr(Guard, "once", lambda *given: None if once(*given) is None else true())
        kind = next(found for found in GUARDED if found.name == "Budget")
        async with unconfined(breakable, kind), serving(breakable, home) as site:
            found = [await leaked(site, oracle, who, kind.name) for who in ASKING]
        assert any(foreign for foreign, _ in found)

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("alfa-membro", "Mandate"),
            ("alfa-sindaco", "Mandate"),
            ("lombardia-portale_regionale", "Mandate"),
            ("lombardia-portale_regionale", "Instrument"),
            ("lombardia-portale_regionale", "Warning"),
            ("lombardia-portale_regionale", "Meeting"),
            ("lombardia-portale_regionale", "Tenure"),
            ("lombardia-portale_regionale", "Adherent"),
            ("lombardia-portale_regionale", "Act"),
            ("lombardia-portale_regionale", "Delivery"),
            ("alfa-membro", "JournalEntry"),
            ("alfa-membro", "PersonalRecord"),
            ("alfa-sindaco", "CitizenRequest"),
            ("alfa-membro", "CaseFile"),
            ("lombardia-portale_regionale", "ContactPoint"),
        ],
    )
    async def test_inside_the_reach_only_the_guard_stands_and_its_loss_is_found(  # noqa: PLR0913, PLR0917
        self,
        name: str,
        kind: str,
        sealed: Databases,
        home: Path,
        oracle: Oracle,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        unguard(monkeypatch, next(found for found in GUARDED if found.name == kind))
        async with serving(sealed, home) as site:
            foreign, anywhere = await leaked(site, oracle, one(name), kind)
        assert foreign == []
        assert anywhere != []


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder("policies"), tmp_path / "policies"))


class TestLines:
    @pytest.mark.parametrize(
        ("line", "name", "kind"),
        [
            ("p, membro, read, Mandate, all", "alfa-membro", "Mandate"),
            ("p, sindaco, read, Mandate, all", "alfa-sindaco", "Mandate"),
            ("p, portale_regionale, read, Mandate, all", "puglia-portale_regionale", "Mandate"),
            (
                "p, portale_regionale, read, Instrument, all",
                "puglia-portale_regionale",
                "Instrument",
            ),
            ("p, membro, read, JournalEntry, all", "alfa-membro", "JournalEntry"),
            ("p, membro, read, Riparto, all", "alfa-assessore", "Riparto"),
            ("p, membro, read, PersonalRecord, all", "alfa-membro", "PersonalRecord"),
            ("p, portale_regionale, read, Meeting, all", "puglia-portale_regionale", "Meeting"),
            ("p, portale_regionale, read, Act, all", "puglia-portale_regionale", "Act"),
            ("p, portale_regionale, read, Delivery, all", "puglia-portale_regionale", "Delivery"),
            ("g, portale_regionale, membro", "puglia-portale_regionale", "Warning"),
        ],
    )
    async def test_a_line_too_many_is_found(  # noqa: PLR0913, PLR0917
        self,
        policies: Path,
        sealed: Databases,
        home: Path,
        oracle: Oracle,
        line: str,
        name: str,
        kind: str,
    ) -> None:
        with (policies / "policy.csv").open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
        async with serving(sealed, home, AMBITI_POLICIES=str(policies)) as site:
            foreign, anywhere = await leaked(site, oracle, one(name), kind)
        assert foreign == []
        assert anywhere != []

    @pytest.mark.parametrize("kind", ["Organ", "Mandate", "Instrument", "Ambiguity"])
    def test_a_line_for_everyone_that_needs_a_tenant_stops_the_start(
        self, policies: Path, kind: str
    ) -> None:
        with (policies / "policy.csv").open("a", encoding="utf-8") as file:
            file.write(f"p, cittadino, read, {kind}, all\n")

        with pytest.raises(PolicyError, match="non ha un Ambito"):
            Policy.load(policies)

    @pytest.mark.parametrize(
        ("line", "name", "kind"),
        [
            ("p, membro, read, Organ, all", "beta-operatore_udp", "Organ"),
            ("p, membro, read, Instrument, all", "beta-membro", "Instrument"),
            ("p, membro, read, Warning, all", "beta-membro", "Warning"),
            ("p, cittadino, read, Instrument, public", "", "Instrument"),
            ("p, cittadino, read, Principal, own", "due", "Principal"),
            ("p, revisore, read, Mandate, all", "beta-revisore", "Mandate"),
            ("p, sindaco, read, Mandate, own_comune", "beta-sindaco", "Mandate"),
            ("p, portale_regionale, read, Role, published", "puglia-portale_regionale", "Role"),
            ("p, membro, read, Meeting, all", "beta-membro", "Meeting"),
            ("p, membro, read, Riparto, perfected", "beta-consigliere", "Riparto"),
            ("p, sindaco, read, Riparto, all", "beta-sindaco", "Riparto"),
            ("p, membro, read, Tenure, all", "beta-membro", "Tenure"),
            ("p, membro, read, Adherent, all", "beta-membro", "Adherent"),
            ("p, membro, read, Fulfilment, all", "beta-membro", "Fulfilment"),
            (
                "p, portale_regionale, read, Fulfilment, published",
                "puglia-portale_regionale",
                "Fulfilment",
            ),
            ("p, membro, read, Act, all", "beta-membro", "Act"),
            ("p, cittadino, read, Act, public", "", "Act"),
            ("p, membro, read, Delivery, all", "beta-membro", "Delivery"),
            ("p, revisore, read, JournalEntry, all", "beta-revisore", "JournalEntry"),
            ("g, membro_organo, membro", "beta-membro_organo", "StatuteVersion"),
        ],
    )
    async def test_without_a_line_something_is_no_longer_shown(  # noqa: PLR0913, PLR0917
        self,
        policies: Path,
        sealed: Databases,
        site: Site,
        home: Path,
        oracle: Oracle,
        line: str,
        name: str,
        kind: str,
    ) -> None:
        path = policies / "policy.csv"
        lines = path.read_text("utf-8").splitlines()
        kept = [text for text in lines if ", ".join(p.strip() for p in text.split(",")) != line]
        assert len(kept) == len(lines) - 1
        path.write_text("\n".join(kept) + "\n", "utf-8")
        who = one(name)
        before = oracle.shown(await site.ask(who, *query(oracle, kind))).keys()
        async with serving(sealed, home, AMBITI_POLICIES=str(policies)) as without:
            after = oracle.shown(await without.ask(who, *query(oracle, kind))).keys()
        assert after < before
