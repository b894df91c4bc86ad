"""What the statute of a tenant of the seed says: its versions, open points and rules.

Every section has rules that say all and rules that say nothing, some that no longer hold or do not
hold yet; the figures of one day are not those of another.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from ambiti.statute import tables as statute

from .seed_names import Row, period, sourced

if TYPE_CHECKING:
    from .seed_tenant import Tenant

About = tuple[str, str | None]
ASSEMBLEA: About = ("ORGAN", "ASSEMBLEA")
UDP: About = ("ORGAN", "UDP")
AMBITO: About = ("AMBITO", None)
CONV: About = ("INSTRUMENT", "CONV")
UNKNOWN = {"status": "UNDETERMINED", "missing": "il regolamento «interno»"}
WORDS = '«di norma»,\n"almeno" l\'anno'


def statute_rows(tenant: "Tenant") -> Iterator[Row]:
    """Give the rows of the statute."""
    yield from _versions(tenant)
    yield from _ambiguities(tenant)
    yield from _rules(tenant)


def _versions(tenant: "Tenant") -> Iterator[Row]:
    for number in (1, 2, 3)[: 4 - tenant.ambito]:
        yield tenant.row(
            statute.statute_versions,
            str(number),
            number=number,
            hash=f"{number:064}",
            previous_hash=f"{number - 1:064}" if number > 1 else None,
            applied_at=datetime(2020 + number, 3, 1, 9, 30, number, 123456, UTC),
            applied_by="Ufficio di Piano",
            reason="Rettifica" if number == 2 else None,
            text=f"slug: {tenant.slug}",
            rulebook=[_said(number, position) for position in (3, 1, 2, 10)[: number + 1]],
            changes=[f"l'art. {n} «cambia»\tnella v. {number}" for n in range(10, 10 + number)]
            if number > 1
            else [],
        )


def _said(version: int, number: int) -> dict[str, Any]:
    """Tell a rule as a version keeps it."""
    return {
        "number": number,
        "code": f"AMBITO:regola/{number}",
        "area": "budget" if number == 2 else "governance",
        "mechanism": f"M-{number:02}",
        "text": f"La regola {number}, detta dalla versione {version}",
        "enforcement": ("block", "warn", "record")[number % 3],
        "status": "UNDETERMINED" if number == 3 else "DETERMINED",
        **sourced(article=None if number == 1 else f"art. {number}"),
        "source_words": WORDS if number == 2 else None,
    }


def _ambiguities(tenant: "Tenant") -> Iterator[Row]:
    for number in (2, 1, 3):
        source = sourced() if number == 1 else {}
        options = [{"code": code, "text": f"Si legge «{code}»"} for code in ("ZETA", "ALFA")]
        yield tenant.row(
            statute.ambiguities,
            str(number),
            code=f"AMB-0{number}",
            question="Che cosa è «di norma»?",
            options=[] if number == 3 else options[: 3 - number],
            option="ZETA",
            motivation="Così la prassi",
            chosen_by="Assemblea",
            chosen_on=date(2021, 5, number),
            **source,
        )


def _rules(tenant: "Tenant") -> Iterator[Row]:
    for number, (section, kind, about, details, extra) in enumerate(_told()):
        code = extra.pop("code", f"{section}/{number}")
        yield tenant.row(
            statute.rules,
            f"{code} {number}",
            # the order of the text is not that in which the rows are written
            number=(number * 37) % 101,
            section=section,
            mechanism=f"M-{number % 31 + 1:02}",
            area=("governance", "budget", "personnel")[number % 3],
            kind=kind,
            subject_kind=about[0],
            subject_code=tenant.slug if about == AMBITO and number % 2 else about[1],
            code=code,
            text=f"Regola {number} di «{tenant.slug}»: {kind}",
            enforcement=("BLOCK", "WARN", "RECORD")[number % 3],
            details=details,
            source_words=WORDS if number % 4 == 0 else None,
            **{**_plain(number), **extra},
        )


def _plain(number: int) -> dict[str, Any]:
    """Say what a rule has where nothing else is said."""
    doubts = (["AMB-01"], ["AMB-02", "AMB-01"], [], ["AMB-99"])[number % 4]
    return {
        "status": "DETERMINED",
        "ambiguity": doubts[0] if doubts else None,
        "doubts": doubts,
        **sourced(article=f"art. {number}" if number % 3 else None),
    }


Told = tuple[str, str, About, dict[str, Any], dict[str, Any]]


def _told() -> Iterator[Told]:
    """Give section, kind, subject, figures, and what else a rule has."""
    yield from _of_organs()
    yield from _of_roles()
    yield from _deadlines()
    yield from _of_money()
    yield from _of_instruments()
    yield from _adoptions()


def _adoptions() -> Iterator[Told]:
    rules = (
        ("ANNUALE", "EACH_COMUNE", "YEAR", None),
        ("UNICA", "EACH_PARTY", "ONCE", "CONV"),
        ("OGNI_ATTO", "EACH_PARTY", "EACH_ACT", "ADP"),
        ("MAI", "CAPOFILA", "EACH_ACT", None),
    )
    for code, by, every, instrument in rules:
        told = {"code": code, "what": "ATTI", "by": by, "every": every, "instrument": instrument}
        yield "adoption", "MIRROR", AMBITO, told, {"code": f"adozione/{code}"}


def _of_organs() -> Iterator[Told]:
    seats = {"rule": "N_PER_GROUP", "seats": 3, "pool": ["SINDACO", "ASSESSORE"], "vote": True}
    yield "composition", "N_PER_GROUP", ASSEMBLEA, {**seats, "designatedBy": "UDP"}, {}
    yield "composition", "N_PER_GROUP", ASSEMBLEA, {**seats, "seats": 5}, period(until=2022)
    yield "composition", "UNKNOWN", ASSEMBLEA, {"pool": None, "vote": False}, {**UNKNOWN}
    yield "composition", "OFFICE_OF_EACH", UDP, {"seats": None, "pool": []}, period(2021)
    by_mayor = {"officeRole": "SINDACO", "officeComune": None}
    chair = {"office": "SINDACO_CAPOFILA", "elected": False, "substitute": "il vice", **by_mayor}
    yield "chair", "BY_OFFICE", ASSEMBLEA, chair, period(until=2022)
    yield "chair", "ELECTED", ASSEMBLEA, {"elected": True, "role": "SINDACO"}, period(2022)
    yield "chair", "ELECTED", ASSEMBLEA, {"elected": None}, {**UNKNOWN, **period(2024)}
    yield "chair", "BY_ROLE", UDP, {"role": "RESPONSABILE"}, period(2021)
    yield "support", "SECRETARIAT", ASSEMBLEA, {"by": "UDP"}, {}
    yield "support", "SECRETARIAT", ASSEMBLEA, {"by": "TAVOLO"}, period(until=2022)
    convening = {"by": "PRESIDENTE", "organ": "ASSEMBLEA"}
    yield "convening", "RevocationConvening", ("ROLE", "RESPONSABILE"), convening, {}
    for code, days in (("CADENZA", 30), ("INDEFINITO", None), ("MAI", 7)):
        paced = {"code": code, "name": f"Incontro «{code}»", "paced": True, "intervalDays": days}
        yield "joint_meeting", "JointMeeting", AMBITO, paced, {}
    loose = {"code": "ALTRO", "name": "Altro", "paced": False}
    yield "joint_meeting", "JointMeeting", AMBITO, loose, {}
    together = {"code": "TOP", "name": "Tre", "ambiti": ["A", "B"], "lead": "A"}
    yield "coalition", "Coalition", AMBITO, {**together, "leadTasks": ["CONVENE"]}, {}
    yield "coalition", "Coalition", AMBITO, {"code": "VUOTA"}, period(2024)
    step = {"on": "2020-02-01", "what": "«approvazione»", "by": "UDP", "outcome": "UNANIMOUS"}
    yield "step", "Step", CONV, step, {}
    yield "step", "Step", CONV, {"what": "firma"}, period(2024)
    yield "residual", "RESIDUAL", CONV, {"instrument": "CONV", "organ": "UDP"}, {}
    yield "residual", "REFERRAL", CONV, {"instrument": "CONV"}, period(2021)
    yield "residual", "REFERRAL", CONV, {"instrument": "CONV", "document": "REG"}, {}
    known = {"fraction": "2/3", "strict": False, "denominator": "ALL_ASSOCIATED_COMUNI"}
    more = {"quorum": "> 1/2 COMPONENTS", "abstentions": "COUNT_AS_PRESENT", "rounding": "UP"}
    yield "decision", "MAJORITY", ASSEMBLEA, {"matter": "BILANCIO", **known, **more}, {}
    yield "decision", "MAJORITY", ASSEMBLEA, {**known, "fraction": "1/2", "strict": True}, {}
    yield "decision", "REGULATION", UDP, {"matter": None, "fraction": None}, {**UNKNOWN}
    does = {"organ": "ASSEMBLEA", "matter": "PIANO_DI_ZONA", "verb": "DECIDE"}
    yield "competence", "Competence", ASSEMBLEA, {**does, "requires": ["OPINION UDP"]}, {}
    yield "competence", "Competence", ASSEMBLEA, {**does, "verb": "PROPOSE"}, period(2030)
    yield "competence", "Competence", AMBITO, {"organ": "REGIONE", "verb": "OPINION"}, {}
    often = {"minimum": 2, "hardness": "HARD"}
    yield "meetings", "MINIMUM", ASSEMBLEA, often, period(until=2021)
    yield "meetings", "MINIMUM", ASSEMBLEA, {"minimum": 4, "hardness": "SOFT"}, period(2021)


def _of_roles() -> Iterator[Told]:
    given = {
        "pool": ["DIRIGENTE", "con «virgolette»"],
        "appointment": "TWO_STEPS",
        "selectedBy": "ASSEMBLEA",
        "appointedBy": "SINDACO",
        "termMonths": 36,
        "prorogatio": "ORDINARY",
        "revocable": True,
        "revocationMajority": "2/3",
        "revocationGrounds": ["INADEMPIENZA"],
    }
    chief = ("ROLE", "RESPONSABILE")
    yield "role", "Role", chief, given, period(until=2022)
    yield "role", "Role", chief, {**given, "termMonths": 60, "pool": []}, period(2022)
    yield "other", "Substitute", chief, {"pool": ["NESSUNO"], "termMonths": 1}, {}
    yield "role", "Role", ("ROLE", "SINDACO"), {"termMonths": None}, {**UNKNOWN}
    yield "role", "Role", ("ROLE", "SEGRETARIO"), {"pool": ["C"], "prorogatio": None}, period(2024)
    by_office = {"appointment": "BY_OFFICE", "office": "SINDACO", "revocable": None}
    yield "role", "Role", ("ROLE", "REFERENTE"), by_office, {}


ROLLS = {"roll": "NEXT_WORKING_DAY"}


def _deadlines() -> Iterator[Told]:
    fixed = {"kind": "FIXED", "what": "BILANCIO", "frequency": "YEAR", "hardness": "HARD"}
    window = {"kind": "WINDOW", "months": 6, "what": "RINNOVO"}
    waived, applies = {"firstPeriod": "WAIVED"}, {"firstPeriod": "APPLIES"}
    told: list[tuple[dict[str, Any], dict[str, Any]]] = [
        ({**fixed, "month": 2, "day": 29}, {}),
        ({**fixed, "month": 2, "day": 29, "yearOffset": 1, "authors": ["UDP", "REGIONE"]}, {}),
        ({**fixed, "month": 3, "day": 2, "yearOffset": 0, "addressee": "REGIONE"}, {}),
        ({**fixed, "month": 3, "day": 1}, period(until=2024)),
        ({**fixed, "month": 12, "day": 31, "yearOffset": -1}, {}),
        ({"kind": "AFTER", "events": ["RIPARTO", "FIRMA"], "days": 60, "hardness": "SOFT"}, {}),
        ({**fixed, "month": 4, "day": 30, "startsOn": "2023-05-01", **waived}, period(2023)),
        ({**fixed, "month": 1, "day": 31, "yearOffset": 0, "startsOn": "2024-06-30", **waived}, {}),
        ({**fixed, "month": 3, "day": 31, "startsOn": "2023-04-01", **applies}, period(2023, 2025)),
        ({"kind": "WINDOW", "months": 6, "what": "RINNOVO"}, period(2022)),
        ({**window, "opensOn": "2025-10-01", "closesOn": "2026-03-31"}, {}),
        ({**window, "closesOn": "2024-06-30", "opensOn": None}, period(2022)),
        ({**window, "opensOn": "2022-06-30", "closesOn": "2022-12-31"}, period(2023)),
        ({"kind": "EVERY", "frequency": "SEMESTER", "events": []}, {}),
        ({"kind": "PERIODIC", "days": None}, {**UNKNOWN}),
        ({"kind": "SET_BY"}, {**UNKNOWN, **period(2027)}),
        ({"kind": "PERIODIC", "days": 30, "hardness": "SOFT", "after": "T0"}, {}),
        ({"kind": "PER_FUND", "hardness": "HARD", "after": "T13", "authors": ["UDP"]}, {}),
        ({"kind": "NOTICE", "events": ["FIRMA"], "months": 2, "hardness": "OPTIONAL"}, {}),
        ({"kind": "SET_BY", "mirroredBy": "ANNUALE", "sections": ["B"]}, {}),
        ({"kind": "EVERY", "frequency": "MONTH", "hardness": "HARD", "after": "T5"}, period(2023)),
        ({}, {}),
        ({**fixed, "month": 5, "day": 1, **ROLLS}, {}),
        ({**fixed, "month": 12, "day": 25, "yearOffset": -1, **ROLLS}, {}),
        ({"kind": "EVERY", "frequency": "MONTH", **ROLLS}, period(2023)),
        ({"kind": "AFTER", "events": ["RIPARTO", "FIRMA"], "days": 61, **ROLLS}, {}),
        ({"kind": "NOTICE", "events": ["FIRMA"], "months": 6, **ROLLS}, {}),
    ]
    for number, (details, extra) in enumerate(told):
        about = UDP if number % 2 else AMBITO
        yield "deadline", "Deadline", about, {"code": f"T{number}", **details}, extra


def _of_money() -> Iterator[Told]:
    fund = {"code": "FNPS", "name": "Fondo «nazionale»", "kind": "STATE", "core": True}
    yield "fund", "STATE", ("FUND", "FNPS"), {**fund, "restriction": "minori, anziani"}, {}
    yield "fund", "OTHER", ("FUND", "ALTRO"), {"code": "ALTRO", "core": False}, period(2024)
    key = {"code": "QUOTA", "kind": "POPULATION", "monthDay": "12-31", "yearOffset": -2}
    yield "key", "POPULATION", AMBITO, key, {}
    yield "key", "EQUAL_PER_PARTY", AMBITO, {"code": "PARI", "units": "COMUNI"}, period(until=2024)
    yield "key", "KEY_NOT_DEFINED", AMBITO, {"kind": "KEY_NOT_DEFINED"}, {**UNKNOWN}
    sum_ = {"code": "SEDE", "amount": "12000.50", "per": "YEAR", "plus": "IVA", "payer": "UDP"}
    yield "amount", "FixedAmount", AMBITO, {**sum_, "creditor": "CAPOFILA"}, {}
    yield "amount", "FixedAmount", AMBITO, {"code": "MENSA"}, period(2021, 2022)


def _of_instruments() -> Iterator[Told]:
    leaving = {"instrument": "CONV", "noticeMonths": 6, "effect": "NEXT_YEAR", "yearsAfter": 2}
    left = {"liability": "PERSONNEL", "addressee": "CAPOFILA"}
    yield "recess", "KNOWN", CONV, {**leaving, **left}, {}
    yield "recess", "UNKNOWN", AMBITO, {"instrument": "ADP", "noticeBy": "06-30"}, {**UNKNOWN}
    privacy = {"instrument": "CONV", "mode": "JOINT", "controllers": ["CAPOFILA", "ASL"]}
    notice = {"noticePlace": "sul sito", "noticeUrl": "www.example.it", "noticeArticles": [13]}
    named = {**privacy, **notice, "rights": [15, 16, 22], "dpoRequired": True}
    yield "privacy", "PrivacyProfile", CONV, named, {}
    joint = {"instrument": "ADP", "controllers": ["EACH_PARTY"], "dpoRequired": True}
    yield "privacy", "PrivacyProfile", AMBITO, {**joint, "mandatory": True}, {}
    yield "privacy", "PrivacyProfile", AMBITO, {"purposes": ["SALUTE"], "mode": "SINGLE"}, {}
    yield "dispute", "COURT", CONV, {"forum": "Tribunale di Pòrto"}, {}
    yield "dispute", "ORGAN", AMBITO, {"organ": "ASSEMBLEA", "majority": "> 1/2"}, period(2022)
    yield "term", "FIXED", CONV, {"kind": "FIXED", "endsOn": "2026-12-31"}, {}
    yield "term", "LATER_OF", ("INSTRUMENT", "ADP"), {"months": 36, "event": "FIRMA"}, period(2021)
    for each, n in (("ASL", 2), ("UNIONE", 1), ("AZIENDA", 1)):
        told = {"each": each, "eachName": f"Ente {each}", "supports": "UDP", "n": n}
        when = period(until=2024) if each == "AZIENDA" else {}
        yield "representatives", "REPRESENTATIVES", AMBITO, told, when
    wanted = {"journal": "BUR", "extract": True, "by": "CAPOFILA"}
    yield "publication", "Publication", CONV, {**wanted, "on": "2022-06-30"}, period(until=2024)
    yield "publication", "Publication", CONV, {"journal": "Sito", "extract": False}, period(2024)
    yield "publication", "Publication", ("INSTRUMENT", "ADP"), wanted, {}
    yield "other", "Transparency", AMBITO, {}, {"code": "AMBITO:trasparenza"}
    yield "other", "Transparency", AMBITO, {}, {"code": "AMBITO:trasparenza", **period(2024)}
