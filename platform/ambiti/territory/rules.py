"""What a territory must be: names that mean one comune each, nobody missing, nobody twice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ambiti.statute import facts
from ambiti.statute.checking import Rules, Violation, softened
from ambiti.statute.gazetteer import Gazetteer, folded
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.territory import Comune
from ambiti.statute.parts import parts
from ambiti.statute.periods import Period
from ambiti.statute.problems import Path, at, nearest
from ambiti.territory.counting import count_differs
from ambiti.territory.perimeters import perimeters_are_as_stated
from ambiti.territory.units import (
    leads_are_entitled,
    partitions_close,
    units_have_the_stated_entries,
)


def codes_are_unique(statute: Statute) -> Iterator[Violation]:
    """An ISTAT code, a Belfiore code and a name belong to one comune."""
    for field in ("istat", "belfiore"):
        seen: dict[str, str] = {}
        for index, comune in enumerate(statute.comuni):
            value: str = getattr(comune, field)
            if value in seen:
                yield Violation(
                    ("comuni", index, field),
                    "DUPLICATE_CODE",
                    f"il codice «{value}» è già di {seen[value]}",
                    f"il codice di {comune.name}",
                    value=value,
                )
            seen.setdefault(value, comune.name)
    names: dict[str, str] = {}
    for path, text, owner in _names(statute):
        key = folded(text)
        if names.setdefault(key, owner.istat) != owner.istat:
            message = f"«{text}» indica già un altro comune"
            yield Violation(path, "DUPLICATE_NAME", message, "un nome, un comune", value=text)


def provinces_are_declared(statute: Statute) -> Iterator[Violation]:
    """A comune is in a declared province."""
    declared = {province.code for province in statute.provinces}
    for index, comune in enumerate(statute.comuni):
        if comune.province not in declared:
            yield Violation(
                ("comuni", index, "province"),
                "UNKNOWN_PROVINCE",
                f"la provincia «{comune.province}» non è dichiarata in «provinces»",
                nearest(comune.province, declared),
                value=comune.province,
            )


def spellings_are_known(statute: Statute) -> Iterator[Violation]:
    """A name in a list means a declared comune; another spelling of it is told, never a new one."""
    gazetteer = Gazetteer.of(statute)
    in_list: dict[Path, dict[str, str]] = {}
    for spelling in facts.spellings(statute):
        match = gazetteer.find(spelling.text)
        if match is None:
            yield unknown_comune(spelling.path, spelling.text, gazetteer)
            continue
        if match.alias:
            yield aliased(spelling.path, spelling.text, match.comune, match.alias.ambiguity)
        if isinstance(spelling.path[-1], int):
            seen = in_list.setdefault(spelling.path[:-1], {})
            if match.comune.istat in seen:
                yield Violation(
                    spelling.path,
                    "REPEATED_COMUNE",
                    f"«{spelling.text}» è {match.comune.name}, già nell'elenco come "
                    f"«{seen[match.comune.istat]}»",
                    "una volta sola",
                    value=spelling.text,
                )
            seen.setdefault(match.comune.istat, spelling.text)


def unknown_comune(path: Path, text: str, gazetteer: Gazetteer) -> Violation:
    """Say that no declared comune is called so."""
    return Violation(
        path,
        "UNKNOWN_COMUNE",
        f"nessun comune dichiarato si chiama «{text}»",
        nearest(text, gazetteer.names) or "dichiararlo in «comuni», o come altra grafia",
        value=text,
    )


def aliased(path: Path, text: str, comune: Comune, ambiguity: str | None) -> Violation:
    """Say which comune another spelling means."""
    return Violation(
        path,
        ambiguity or "ALIAS_USED",
        f"«{text}» è il comune di {comune.name}: altra grafia, non un altro comune",
        severity="warning",
        value=text,
    )


def references_are_known(statute: Statute) -> Iterator[Violation]:
    """A body and a unit that are named are declared."""
    known = {
        "body": [body.code for body in statute.bodies],
        "unit": [unit.code for unit in statute.units],
    }
    for section in ("units", "substitutions", "coalitions"):
        for number, item in enumerate(getattr(statute, section)):
            for path, part in parts(item, at(section, number)):
                for field, codes in known.items():
                    code = getattr(part, field, None)
                    if code is not None and code not in codes:
                        yield unknown_code((*path, field), code, codes)


def unknown_code(path: Path, code: str, known: Sequence[str]) -> Violation:
    """Say that a code which is named is not declared."""
    return Violation(
        path, "UNKNOWN_CODE", f"«{code}» non è dichiarato", nearest(code, known), value=code
    )


def territory_fits_kind(statute: Statute) -> Iterator[Violation]:
    """An Ambito lists its comuni; an interambiti has them from its member Ambiti."""
    if statute.kind == "AMBITO" and not statute.members:
        yield Violation(("kind",), "MISSING", "un AMBITO dichiara i suoi comuni", "«members»")
    if statute.kind == "INTERAMBITI":
        if statute.members:
            message = "un INTERAMBITI ha i comuni dei suoi Ambiti"
            yield Violation(("members",), "NOT_HERE", message, "togliere «members»")
        if not any(unit.kind == "MEMBER_AMBITO" for unit in statute.units):
            message = "un INTERAMBITI dichiara i suoi Ambiti"
            yield Violation(("kind",), "MISSING", message, "«units» con kind MEMBER_AMBITO")


def members_are_as_many_as_stated(statute: Statute) -> Iterator[Violation]:
    """A list has as many comuni as its document says, and nobody belongs twice on a day."""
    for index, members in enumerate(statute.members):
        if members.expected not in {None, len(members.comuni)}:
            found = count_differs(("members", index), len(members.comuni), members.expected)
            yield from softened(members, [found])
    days = defaultdict[str, list[Period]](list)
    for membership in facts.memberships(statute):
        others = days[membership.comune.istat]
        if any(membership.period.overlaps(other) for other in others):
            message = f"{membership.comune.name} è già membro negli stessi giorni"
            yield Violation(membership.path, "REPEATED_MEMBER", message, "una volta sola")
        others.append(membership.period)


def capofila_is_in_the_territory(statute: Statute) -> Iterator[Violation]:
    """The capofila is a comune of the Ambito, and there is one at a time."""
    gazetteer = Gazetteer.of(statute)
    members = list(facts.memberships(statute))
    held: list[Period] = []
    for index, capofila in enumerate(statute.capofila):
        period = capofila.valid.period
        if any(period.overlaps(other) for other in held):
            message = "c'è già un capofila in quei giorni"
            yield Violation(("capofila", index), "SEAT_TAKEN", message, "uno solo per volta")
        held.append(period)
        match = gazetteer.find(capofila.comune)
        if match and not any(
            member.comune == match.comune and member.period.overlaps(period) for member in members
        ):
            found = Violation(
                ("capofila", index, "comune"),
                "CAPOFILA_NOT_IN_TERRITORY",
                f"{match.comune.name} non è un comune dell'Ambito",
                "uno dei comuni membri",
                value=capofila.comune,
            )
            yield from softened(capofila, [found])


def substitutions_have_consent(statute: Statute) -> Iterator[Violation]:
    """A body stands in for a comune only in agreement with it."""
    for index, substitution in enumerate(statute.substitutions):
        if substitution.consent is None:
            found = Violation(
                ("substitutions", index),
                "CONSENT_REQUIRED",
                f"{substitution.body} subentra a {', '.join(substitution.comuni)} "
                "senza l'accordo dei comuni",
                "«consent»: l'atto con cui il comune è d'accordo",
            )
            yield from softened(substitution, [found])


def comuni_agree_across_tenants(statutes: Sequence[Statute]) -> Iterator[tuple[int, Violation]]:
    """Two tenants that declare the same comune declare the same facts of it."""
    by_istat: dict[str, tuple[str, tuple[str, ...]]] = {}
    by_belfiore: dict[str, tuple[str, tuple[str, ...]]] = {}
    for number, statute in enumerate(statutes):
        provinces = {province.code: province for province in statute.provinces}
        for index, comune in enumerate(statute.comuni):
            province = provinces.get(comune.province)
            place = (province.name, province.region) if province else ()
            told = (comune.istat, comune.name, comune.belfiore, comune.province, *place)
            for known, code in ((by_istat, comune.istat), (by_belfiore, comune.belfiore)):
                slug, before = known.setdefault(code, (statute.slug, told))
                if before != told:
                    message = f"{slug} dichiara «{code}» in altro modo: {', '.join(before)}"
                    right = "gli stessi dati in tutti i file"
                    path = at("comuni", index)
                    yield number, Violation(path, "COMUNE_DIFFERS", message, right, value=code)
                    break


def member_tenants_agree(statutes: Sequence[Statute]) -> Iterator[tuple[int, Violation]]:
    """A member Ambito that is a tenant here has the comuni that its own file gives it."""
    by_slug = {statute.slug: statute for statute in statutes}
    for number, statute in enumerate(statutes):
        for index, unit in enumerate(statute.units):
            if unit.kind != "MEMBER_AMBITO" or unit.tenant is None:
                continue
            path = at("units", index, "tenant")
            other = by_slug.get(unit.tenant)
            if other is None:
                message = f"«{unit.tenant}» non è fra i file letti"
                right = nearest(unit.tenant, by_slug)
                yield number, Violation(path, "TENANT_NOT_LOADED", message, right, "warning")
                continue
            mine = {
                comune.name
                for entry in facts.entries(statute)
                if entry.unit is unit
                for comune in entry.comuni
            }
            theirs = {membership.comune.name for membership in facts.memberships(other)}
            if mine != theirs:
                message = f"i comuni non sono quelli di {other.slug}: {_names_of(mine ^ theirs)}"
                right = "gli stessi comuni in entrambi i file"
                yield number, Violation(path, "MEMBER_DIFFERS", message, right, "warning")


def _names_of(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _names(statute: Statute) -> Iterator[tuple[Path, str, Comune]]:
    for index, comune in enumerate(statute.comuni):
        yield ("comuni", index, "name"), comune.name, comune
    for index, comune in enumerate(statute.comuni):
        for place, alias in enumerate(comune.aliases):
            yield ("comuni", index, "aliases", place, "spelling"), alias.spelling, comune


RULES = Rules(
    single=(
        territory_fits_kind,
        codes_are_unique,
        provinces_are_declared,
        spellings_are_known,
        references_are_known,
        members_are_as_many_as_stated,
        units_have_the_stated_entries,
        leads_are_entitled,
        capofila_is_in_the_territory,
        substitutions_have_consent,
        partitions_close,
        perimeters_are_as_stated,
    ),
    across=(comuni_agree_across_tenants, member_tenants_agree),
)
