"""What organs and roles must be: of a declared unit, founded by a declared act, with an access."""

from collections.abc import Collection, Iterator

from ambiti.statute.checking import Rules, StatuteRule, Violation
from ambiti.statute.language.statute import Statute
from ambiti.statute.problems import at, nearest


def organs_name_what_exists(statute: Statute) -> Iterator[Violation]:
    """An organ of one unit names a declared unit; the act that founds it is declared."""
    units = [unit.code for unit in statute.units]
    instruments = [instrument.code for instrument in statute.instruments]
    for index, organ in enumerate(statute.organs):
        for field, code, known in (
            ("unit", organ.unit, units),
            ("instrument", organ.instrument, instruments),
        ):
            if code is not None and code not in known:
                path = at("organs", index, field)
                message = f"«{code}» non è dichiarato"
                yield Violation(path, "UNKNOWN_CODE", message, nearest(code, known), value=code)


def offices_at_the_capofila_have_one(statute: Statute) -> Iterator[Violation]:
    """An office that sits at the capofila, or uses its legal personality, needs a capofila."""
    periods = [capofila.valid.period for capofila in statute.capofila]
    for index, organ in enumerate(statute.organs):
        at_capofila = organ.seat is not None and organ.seat.kind == "CAPOFILA"
        if not at_capofila and organ.legal_entity != "CAPOFILA":
            continue
        if not any(period.overlaps(organ.valid.period) for period in periods):
            message = f"{organ.name} sta presso il capofila, ma in quei giorni non ce n'è uno"
            right = "un capofila in «capofila»"
            yield Violation(("organs", index), "CAPOFILA_MISSING", message, right)


def roles_for_units_have_units(statute: Statute) -> Iterator[Violation]:
    """A role held for a unit needs units."""
    for index, role in enumerate(statute.roles):
        if role.held_for == "UNIT" and not statute.units:
            message = f"il ruolo {role.code} si ha per un'unità, ma non ci sono unità"
            right = "AMBITO o COMUNE"
            yield Violation(("roles", index, "held_for"), "NO_UNITS", message, right)


def access_is_among(templates: Collection[str]) -> StatuteRule:
    """Make the rule that a role's access is one of the policy's role templates."""

    def access_is_known(statute: Statute) -> Iterator[Violation]:
        for index, role in enumerate(statute.roles):
            if role.access not in templates:
                yield Violation(
                    ("roles", index, "access"),
                    "UNKNOWN_ACCESS",
                    f"«{role.access}» non è un ruolo delle policy",
                    nearest(role.access, templates),
                    value=role.access,
                )

    return access_is_known


RULES = Rules(
    single=(organs_name_what_exists, offices_at_the_capofila_have_one, roles_for_units_have_units)
)
