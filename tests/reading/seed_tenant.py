"""The rows of one tenant of the seed."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Table

from ambiti.agreements import tables as agreements
from ambiti.governance import tables as governance
from ambiti.governance.meetings import tables as governing
from ambiti.statute import tables as statute
from ambiti.territory import tables as territory

from .seed_attributions import attribution_rows
from .seed_budgets import budget_rows
from .seed_calendar import calendar_rows
from .seed_compliance import compliance_rows
from .seed_contracts import contract_rows
from .seed_drafts import draft_rows
from .seed_dues import due_rows
from .seed_meetings import meeting_rows
from .seed_names import (
    COMETA,
    MEMBERS,
    PONTE,
    ROLES,
    SHARED,
    SLUGS,
    Row,
    key,
    period,
    sourced,
)
from .seed_organs import organ_rows
from .seed_register import register_rows
from .seed_representation import representation_rows
from .seed_riparti import riparto_rows
from .seed_signatures import signature_rows
from .seed_statute import statute_rows
from .seed_tenures import invitation_rows, tenure_rows


class Tenant:
    """The rows of one tenant."""

    def __init__(self, ambito: int) -> None:
        self.ambito = ambito
        self.slug = SLUGS[ambito]
        self.comuni = MEMBERS[ambito]

    def row(self, table: Table, name: str, /, **values: Any) -> Row:
        return table, {"ambito_id": self.ambito, "id": self.id(table, name), **values}

    def id(self, table: Table, name: str) -> UUID:
        return key(self.ambito, table.name, name)

    def rows(self) -> Iterator[Row]:
        yield (
            statute.ambiti,
            {
                "ambito_id": self.ambito,
                "slug": self.slug,
                "kind": "INTERAMBITI" if self.ambito == PONTE else "AMBITO",
                "name": f"Ambito «{self.slug}» \N{SNOWMAN}",
                "region": "Puglia" if self.ambito == COMETA else "Lombardia",
            },
        )
        yield from statute_rows(self)
        yield from self._membership()
        yield from self._bodies()
        yield from self._units()
        yield from self._perimeters()
        yield from self._governance()
        yield from self._agreements()
        yield from self._warnings()
        meetings = list(meeting_rows(self))
        yield from meetings
        yield from signature_rows(self)
        yield from draft_rows(self)
        yield from representation_rows(self)
        yield from compliance_rows(self)
        held = {values["id"] for _, values in meetings}
        voted = self.id(governing.votes, "approvata") in held
        yield from tenure_rows(self, votes=voted)
        if any(table is statute.statute_versions for table, _ in statute_rows(self)):
            yield from register_rows(self, votes=voted)
            yield from calendar_rows(self)
            yield from budget_rows(self)
            yield from riparto_rows(self)
            yield from attribution_rows(self)
            yield from contract_rows(self)
            yield from due_rows(self)
        yield from organ_rows(self, votes=voted)
        if self.id(governing.meetings, "chiusa") in held:
            yield from invitation_rows(self, "chiusa")

    def applied(self) -> Iterator[Row]:
        """Give the rows of its statute."""
        yield from statute_rows(self)

    def places(self) -> Iterator[Row]:
        """Give the rows of its units."""
        yield from self._units()

    def _membership(self) -> Iterator[Row]:
        for number, istat in enumerate(self.comuni):
            yield self.row(
                territory.memberships,
                istat,
                istat_code=istat,
                **sourced(),
                **period(2020 if number == 1 else None, 2025 if number == 2 else None),
            )
        for number, (istat, alias) in enumerate(
            [(self.comuni[0], "Acqua Chiara"), (self.comuni[0], "A. Chiara"), (SHARED, "Cantù V.")]
        ):
            yield self.row(
                territory.comune_aliases, str(number), istat_code=istat, alias=alias, **sourced()
            )
        for istat, since, until in ((self.comuni[0], None, 2022), (self.comuni[1], 2022, None)):
            yield self.row(
                territory.capofile, istat, istat_code=istat, **sourced(), **period(since, until)
            )

    def _bodies(self) -> Iterator[Row]:
        for code, kind, role, since, until in (
            ("ASL", "ASL", None, None, None),
            ("AZIENDA", "AZIENDA_SPECIALE", "GESTORE", 2021, None),
            ("UNIONE", "UNIONE", None, None, None),
            ("VECCHIA", "ASL", "FINANZIATORE", None, 2021),
        ):
            yield self.row(
                territory.bodies,
                code,
                code=code,
                name=f"Ente {code} di {self.slug}",
                kind=kind,
                role=role,
                **sourced(article=None),
                **period(since, until),
            )
        ties: list[tuple[str, str, str, str | None, int | None, int | None]] = [
            ("AZIENDA", istat, "OWNER", None, None, None) for istat in self.comuni[:-1]
        ]
        ties += [
            ("UNIONE", self.comuni[0], "SUBSTITUTED", "minori", None, 2023),
            ("UNIONE", self.comuni[0], "SUBSTITUTED", "minori, anziani", 2023, None),
            ("UNIONE", self.comuni[0], "SUBSTITUTED", "trasporti", None, None),
            ("UNIONE", self.comuni[-1], "SUBSTITUTED", None, 2021, None),
        ]
        for number, (body, istat, relation, functions, since, until) in enumerate(ties):
            yield self.row(
                territory.body_comuni,
                str(number),
                body_id=self.id(territory.bodies, body),
                istat_code=istat,
                relation=relation,
                functions=functions,
                consent="DCC 7/2020" if functions else None,
                ambiguity="AMB-01" if number % 2 else None,
                **sourced(),
                **period(since, until),
            )

    def _units(self) -> Iterator[Row]:
        kind, codes = "SUB_AMBITO", ["NORD", "SUD"]
        if self.ambito == PONTE:
            kind, codes = "MEMBER_AMBITO", ["aurora", "borea", "dorsale"]
        for number, code in enumerate(codes):
            hosted = kind == "MEMBER_AMBITO" and code in SLUGS.values()
            yield self.row(
                territory.units,
                code,
                code=code,
                kind=kind,
                name=f"Parte {code}",
                tenant_slug=code if hosted else None,
                **sourced(),
                **period(2019 if number else None, 2025 if number == 1 else None),
            )
            yield from self._of_unit(number, code, kind)

    def _of_unit(self, number: int, code: str, kind: str) -> Iterator[Row]:
        unit = {"unit_id": self.id(territory.units, code)}
        unione = self.id(territory.bodies, "UNIONE")
        istat = self.comuni[number]
        role = "REFERENTE" if kind == "SUB_AMBITO" else "CAPOFILA"
        leads: list[tuple[str, dict[str, Any], dict[str, date]]] = [
            (role, {"istat_code": istat}, period(until=2022)),
            (role, {"body_id": unione, "agreement": "Accordo"}, period(2022, 2027)),
        ]
        if kind == "MEMBER_AMBITO":
            leads.append(("REPRESENTATIVE", {"istat_code": istat}, period(2020)))
        for index, (as_role, who, when) in enumerate(leads):
            yield self.row(
                territory.unit_leads,
                f"{code}{index}",
                role=as_role,
                **unit,
                **who,
                **sourced(),
                **when,
            )
        members: list[tuple[dict[str, Any], dict[str, date]]] = [
            ({"istat_code": istat}, {}),
            ({"istat_code": self.comuni[number - 1]}, period(2021)),
            ({"body_id": unione}, period(2020, 2026)),
        ]
        for index, (who, when) in enumerate(members[: 3 - number % 2]):
            yield self.row(
                territory.unit_members, f"{code}{index}", **unit, **who, **sourced(), **when
            )

    def _perimeters(self) -> Iterator[Row]:
        for code, since in (("PIANO", None), ("RIPARTO", 2021)):
            yield self.row(
                territory.perimeters,
                code,
                code=code,
                name=f"Perimetro {code}",
                entries=4,
                stated="quattro enti" if since is None else None,
                **sourced(),
                **period(since),
            )
            for number, istat in enumerate(self.comuni[:3]):
                yield self.row(
                    territory.perimeter_comuni,
                    f"{code}{istat}",
                    perimeter_id=self.id(territory.perimeters, code),
                    istat_code=istat,
                    **period(until=2024 if number == 0 else None),
                )

    def _governance(self) -> Iterator[Row]:
        unit = self.id(territory.units, "aurora" if self.ambito == PONTE else "NORD")
        common = {"seat_at_capofila": False, "legal_entity_is_capofila": False}
        organs: dict[str, dict[str, Any]] = {
            "ASSEMBLEA": {"seat_at_capofila": True, "legal_basis": "L. 328/2000"},
            "UDP": {"legal_entity_is_capofila": True, "instrument_code": "CONV", **period(2020)},
            "TAVOLO": {"unit_id": unit, "seat_address": "Via Roma, 1", **period(until=2024)},
        }
        for code, values in organs.items():
            yield self.row(
                governance.organs,
                code,
                **{**common, "code": code, "kind": "POLITICA", "name": f"Organo {code}", **values},
                **sourced("REG", None if code == "UDP" else "art. 9"),
            )
        for alias in ("Ufficio comune", "L'ufficio", "Àncora"):
            yield self.row(
                governance.organ_aliases,
                alias,
                organ_id=self.id(governance.organs, "UDP"),
                alias=alias,
            )
        for number, (code, (access, held_for)) in enumerate(ROLES.items()):
            yield self.row(
                governance.roles,
                code,
                code=code,
                name=code.title(),
                access=access,
                held_for=held_for,
                **sourced(),
                **period(2020 if number == 1 else None),
            )

    def _agreements(self) -> Iterator[Row]:
        instruments: dict[str, dict[str, Any]] = {
            "CONV-OLD": {"code": "CONV", "in_force_from": date(2016, 1, 1), **period(until=2021)},
            "CONV": {"code": "CONV", "in_force_from": date(2021, 1, 1), **period(2021)},
            "ADP": {"parent_code": "CONV", "ends_on": date(2026, 12, 31), "end_rule": "o prima"},
            "BOZZA": {"parent_code": "ADP", "published": False, "in_force_from": date(2021, 1, 1)},
            "REG": {"supplied": False, "approved_on": date(2018, 5, 4), "parent_code": "NESSUNO"},
        }
        for number, (name, values) in enumerate(instruments.items()):
            given = {"code": name, "published": True, "supplied": True, **values}
            yield self.row(
                agreements.instruments,
                name,
                kind="REGOLAMENTO" if name == "REG" else "CONVENZIONE",
                title=f"Atto {name}",
                signed_on=date(2019, 2, 3) if number % 2 else None,
                **given,
                **sourced(),
            )
            yield from self._of_instrument(name, published=given["published"], number=number)

    def _of_instrument(self, name: str, *, published: bool, number: int) -> Iterator[Row]:
        of = {"instrument_id": self.id(agreements.instruments, name)}
        for index, (status, since, until) in enumerate(
            [("IN_FORCE", None, 2023), ("EXPIRED", 2024, None)]
        ):
            yield self.row(
                agreements.instrument_statuses,
                f"{name}{index}",
                status=status,
                published=published,
                **of,
                **period(since, until),
            )
        parties: list[dict[str, Any]] = [{"istat_code": istat} for istat in self.comuni[:2]]
        parties.append({"body_id": self.id(territory.bodies, "ASL")})
        for index, who in enumerate(parties):
            yield self.row(
                agreements.instrument_parties,
                f"{name}{index}",
                position=len(parties) - index,
                name=f"Parte {index}",
                kind="ASL" if "body_id" in who else "COMUNE",
                signed_on=date(2020, 2, 29) if index else None,
                published=published and index != 1,
                **of,
                **who,
            )
        for index in range(number % 3):
            yield self.row(
                agreements.instrument_predecessors,
                f"{name}{index}",
                year=2010 + index,
                title="Convenzione di prima",
                published=published,
                **of,
            )

    def _warnings(self) -> Iterator[Row]:
        part = territory.units, ("aurora" if self.ambito == PONTE else "NORD")
        subjects = [
            part,
            (territory.perimeters, "PIANO"),
            (governance.organs, "UDP"),
            (agreements.instruments, "CONV"),
            (agreements.instruments, "BOZZA"),
        ]
        for table, name in subjects:
            for number, (published, since) in enumerate(
                [(True, 2020), (True, 2020), (False, None)]
            ):
                yield self.row(
                    territory.warnings,
                    f"{table.name}{name}{number}",
                    subject_id=self.id(table, name),
                    code=f"AMB-0{3 - min(number + 1, 2)}",
                    message=f"Avvertenza {number} su «{name}»",
                    published=published,
                    **period(since),
                )
