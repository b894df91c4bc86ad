"""What is done for others in a tenant of the seed: mandates, contracts, who represents whom."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ambiti.agreements.representation import tables

from .seed_names import Row, sourced

if TYPE_CHECKING:
    from .seed_tenant import Tenant

MATTER: dict[str, Any] = {"matter_code": "BILANCIO", "matter_name": "il «bilancio»"}
PLAN: dict[str, Any] = {"matter_code": "PIANO_DI_ZONA", "matter_name": "il Piano\\di Zona"}


def representation_rows(tenant: "Tenant") -> Iterator[Row]:
    """Give the rows."""
    yield from _mandates(tenant)
    yield from _contracts(tenant)
    yield from _represented(tenant)
    people = (
        ("ASL", "UDP", "Ada", None, 2020),
        ("ASL", "UDP", "Ugo", None, 2024),
        ("UNIONE", "UDP", "Eva «b»", None, 2022),
        ("UDP", "TAVOLO", "Ivo", "Tavolo regionale", 2027),
    )
    for by, at, person, body, year in people:
        yield tenant.row(
            tables.representatives,
            person,
            by_code=by,
            by_name=f"Ente {by}",
            at_code=at,
            at_name=f"Organo {at}",
            body=body,
            person=person,
            act="det. 3" if body else None,
            since=date(year, 1, 1),
            **sourced(),
        )


def _mandates(tenant: "Tenant") -> Iterator[Row]:
    given: tuple[tuple[str, str | None, dict[str, Any], int, int | None], ...] = (
        (tenant.comuni[0], tenant.comuni[0], MATTER, 2019, None),
        (tenant.comuni[0], tenant.comuni[0], MATTER, 2024, 2030),
        (tenant.comuni[1], tenant.comuni[1], PLAN, 2019, 2022),
        ("ASL", None, MATTER, 2024, None),
    )
    for number, (code, istat, matter, since, until) in enumerate(given):
        yield tenant.row(
            tables.signing_mandates,
            str(number),
            **matter,
            signer_code=tenant.comuni[1],
            signer_name="Chi firma",
            code=code,
            name=f"Ente {code}",
            istat_code=istat,
            organ="Consiglio «comunale»",
            act=f"DCC {number}",
            granted_on=date(since, 1, 1),
            until=None if until is None else date(until, 6, 30),
            **sourced(article=None if number else "art. 3"),
        )
    for number, day in ((0, date(2022, 6, 30)), (2, date(2021, 1, 1))):
        yield tenant.row(
            tables.mandate_revocations,
            str(number),
            mandate_id=tenant.id(tables.signing_mandates, str(number)),
            act=f"Revoca {number}",
            revoked_on=day,
        )


def _contracts(tenant: "Tenant") -> Iterator[Row]:
    signed: tuple[tuple[str, dict[str, Any], int, int | None, str | None], ...] = (
        ("primo", MATTER, 2019, 2021, "PDZ"),
        ("secondo", MATTER, 2022, None, None),
        ("futuro", PLAN, 2026, 2030, "PDZ"),
    )
    for name, matter, since, until, programme in signed:
        yield tenant.row(
            tables.signed_contracts,
            name,
            **matter,
            programme_code=programme,
            by_code=tenant.comuni[1],
            by_name="Chi firma",
            counterpart_code="AZIENDA",
            counterpart_name="Ente AZIENDA",
            act=f"Contratto «{name}»",
            signed_on=date(since, 1, 1),
            since=date(since, 12, 31),
            until=None if until is None else date(until, 12, 31),
            **sourced(),
        )
    parties: tuple[tuple[str, str, str | None, str | None], ...] = (
        ("primo", tenant.comuni[0], tenant.comuni[0], "0"),
        ("primo", tenant.comuni[1], tenant.comuni[1], None),
        ("primo", "ASL", None, "3"),
        ("secondo", "UDP", None, None),
    )
    for number, (contract, code, istat, mandate) in enumerate(parties):
        yield tenant.row(
            tables.contract_parties,
            str(number),
            contract_id=tenant.id(tables.signed_contracts, contract),
            position=4 - number,
            code=code,
            name=f"Ente {code}",
            istat_code=istat,
            mandate_id=None if mandate is None else tenant.id(tables.signing_mandates, mandate),
        )


def _represented(tenant: "Tenant") -> Iterator[Row]:
    for number, (toward, matter, contract) in enumerate(
        [("REGIONE", MATTER, None), (None, {}, None), ("ASL", PLAN, "secondo")]
    ):
        named = {} if toward is None else {"toward_code": toward, "toward_name": f"La {toward}"}
        under = None if contract is None else tenant.id(tables.signed_contracts, contract)
        yield tenant.row(
            tables.representations,
            str(number),
            by_code="CAPOFILA",
            by_name="Il capofila",
            behalf_code="ASSEMBLEA",
            behalf_name="Organo ASSEMBLEA",
            **named,
            **matter,
            subject=f"Incontro {number} \\ «tavolo»",
            done_on=date(2023, 1, 1 + number % 2),
            contract_id=under,
            **sourced(),
        )
