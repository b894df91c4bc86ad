"""What was recorded of the instruments of a tenant of the seed, after their documents."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ambiti.agreements import tables as agreements
from ambiti.agreements.adoptions import tables as mirrors
from ambiti.agreements.amendments import tables as amending
from ambiti.agreements.signatures import tables
from ambiti.agreements.withdrawals import tables as leaving
from ambiti.territory import tables as territory

from .seed_names import Row, sourced

if TYPE_CHECKING:
    from .seed_tenant import Tenant


def signature_rows(tenant: "Tenant") -> Iterator[Row]:
    """Give the rows."""
    body: dict[str, Any] = {"body_id": tenant.id(territory.bodies, "ASL")}
    parties: list[dict[str, Any]] = [{"istat_code": tenant.comuni[0]}, body]
    for number, (name, who) in enumerate(
        [("CONV", parties[0]), ("CONV", parties[1]), ("BOZZA", parties[1])]
    ):
        of = {"instrument_id": tenant.id(agreements.instruments, name)}
        yield tenant.row(
            tables.deliberations,
            str(number),
            **of,
            **who,
            organ="Consiglio «comunale»",
            act=f"DCC {number}/2020",
            deliberated_on=date(2020, 1, 1 + number),
            enforceable_on=date(2020, 1, 20),
        )
        if number:
            yield tenant.row(
                tables.signatures,
                str(number),
                **of,
                **who,
                signed_on=date(2020, 2, 29),
                signer=f"Firmataria {number}",
            )
    for until in (2030, 2028):
        yield tenant.row(
            tables.renewals,
            str(until),
            instrument_id=tenant.id(agreements.instruments, "CONV"),
            act=f"Rinnovo al {until}",
            renewed_on=date(2025, 12, 31),
            until=date(until, 12, 31),
        )
    yield from _amendments(tenant)
    yield from _leaving(tenant)
    yield from _mirrors(tenant)


def _amendments(tenant: "Tenant") -> Iterator[Row]:
    conv = {"instrument_id": tenant.id(agreements.instruments, "CONV")}
    words = {"article": "art. 3", "replaced": "prima", "wording": "dopo «nuovo»"}
    made: dict[str, dict[str, Any]] = {
        "proposta": {"cause": "PROPOSAL", "opened_on": date(2022, 3, 1), **words},
        "recesso": {"cause": "WITHDRAWAL", "opened_on": date(2021, 3, 1)},
        "vuota": {"cause": "ACCESSION", "opened_on": date(2022, 3, 1)},
    }
    for name, values in made.items():
        subject = f"Modifica «{name}»"
        yield tenant.row(amending.amendments, name, subject=subject, **conv, **values, **sourced())
    whose: list[dict[str, Any]] = [
        {"istat_code": tenant.comuni[0], "organ": "Consiglio"},
        {"body_id": tenant.id(territory.bodies, "ASL")},
        {"label": "Assemblea"},
    ]
    for name, days in (("proposta", (4, 9, 6)), ("recesso", (2, None, None))):
        for number, day in enumerate(days):
            step = f"{name}{number}"
            yield tenant.row(
                amending.amendment_steps,
                step,
                amendment_id=tenant.id(amending.amendments, name),
                position=3 - number,
                verb="APPROVE" if number == 2 else "ADOPT",
                **{"label": f"Passo {number}", **whose[number]},
            )
            if day is not None:
                yield tenant.row(
                    amending.amendment_adoptions,
                    step,
                    step_id=tenant.id(amending.amendment_steps, step),
                    istat_code=whose[number].get("istat_code"),
                    organ="Consiglio «comunale»",
                    act=f"DCC {number}",
                    adopted_on=date(2022, day, 1),
                )


def _leaving(tenant: "Tenant") -> Iterator[Row]:
    conv = {"instrument_id": tenant.id(agreements.instruments, "CONV")}
    yield tenant.row(
        leaving.withdrawals,
        "asl",
        **conv,
        body_id=tenant.id(territory.bodies, "ASL"),
        notified_on=date(2021, 2, 1),
        request_year=2021,
        effect_on=date(2024, 1, 1),
        addressee="il capofila",
        liability_kind="SHARE_UNTIL_EVENT",
        amendment_id=tenant.id(amending.amendments, "recesso"),
        **sourced(),
    )
    yield tenant.row(
        leaving.withdrawals,
        "comune",
        **conv,
        istat_code=tenant.comuni[1],
        notified_on=date(2023, 2, 1),
        request_year=2023,
        effect_on=date(2030, 1, 1),
        **sourced("REG", None),
    )
    yield tenant.row(
        leaving.accessions,
        "comune",
        **conv,
        istat_code=tenant.comuni[-1],
        act="DCC «9»",
        requested_on=date(2022, 2, 1),
        amendment_id=tenant.id(amending.amendments, "vuota"),
    )


def _mirrors(tenant: "Tenant") -> Iterator[Row]:
    rounds: list[tuple[str, int | None, str | None, date | None]] = [
        ("ANNUALE", 2024, None, date(2024, 2, 1)),
        ("UNICA", None, None, date(2023, 12, 31)),
        ("OGNI_ATTO", 2024, "Atto «B»", None),
        ("OGNI_ATTO", 2024, "Atto A", date(2023, 6, 30)),
    ]
    for number, (rule, year, subject, due) in enumerate(rounds):
        of = {"rule_code": rule, "year": year, "subject": subject}
        yield tenant.row(
            mirrors.adoption_rounds,
            str(number),
            **of,
            act=f"Delibera {number}",
            opened_on=date(2023, 1, 1),
            due_on=due,
        )
        who: list[dict[str, Any]] = [
            {"istat_code": tenant.comuni[0]},
            {"body_id": tenant.id(territory.bodies, "ASL")},
        ]
        for place, one in enumerate(who[: 1 + number % 2]):
            yield tenant.row(
                mirrors.adoptions,
                f"{number}{place}",
                **of,
                **one,
                organ="Giunta",
                act=f"DGC {number}{place}",
                adopted_on=date(2024, 1 + number, 5),
            )
