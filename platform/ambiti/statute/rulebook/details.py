"""The figures of a rule as flat data, under the names that the API shows.

Some mechanisms have the names that are written here; any other has those of its own fields.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Final

from ambiti.statute.language import (
    allocation,
    amounts,
    chairs,
    competences,
    decisions,
    disputes,
    funds,
    meetings,
    privacy,
    recess,
    units,
)
from ambiti.statute.language.composition import Seats, UnknownComposition
from ambiti.statute.language.deadlines import Deadline
from ambiti.statute.language.representation import Representatives
from ambiti.statute.language.roles import Role
from ambiti.statute.language.rule import Rule, Strict
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.words import as_fraction
from ambiti.statute.naming import Names
from ambiti.statute.rulebook.entries import Details
from ambiti.statute.rulebook.given import (
    coalition_details,
    deadline_details,
    office_details,
    role_details,
)
from ambiti.statute.rulebook.seats import Counting
from ambiti.statute.rulebook.sentences import Sentences

_COMMON: Final = frozenset(Rule.model_fields)


class Detailing:
    """Gives the details of the rules of one statute."""

    def __init__(self, statute: Statute, sentences: Sentences) -> None:
        """Prepare to count seats and days, and to say who may be chosen."""
        self._statute = statute
        self._counting = Counting(statute)
        self._sentences = sentences

    def of(self, rule: Rule) -> Details:
        """Give the details of a rule."""
        if isinstance(rule, Seats | UnknownComposition):
            return self._composition(rule)
        if isinstance(rule, Deadline):
            return deadline_details(rule, self._statute)
        if isinstance(rule, Role):
            return role_details(rule, self._sentences)
        if isinstance(rule, Representatives):
            names = Names.of(self._statute).declared("subject")
            return {**own_fields(rule), "eachName": names.get(rule.each, rule.each)}
        if isinstance(rule, chairs.ChairByOffice):
            return {**_chair(rule), **office_details(rule.office, self._statute)}
        if isinstance(rule, units.Coalition):
            return coalition_details(rule, self._statute)
        return _telling(type(rule))(rule)

    def term(self, term: Strict) -> Details:
        """Give the details of how long an instrument lasts."""
        ends = getattr(term, "end", None)
        return {
            "kind": getattr(term, "kind", ""),
            "endsOn": ends.isoformat() if ends else None,
            "months": getattr(term, "months", None),
            "event": getattr(term, "event", None),
        }

    def _composition(self, rule: Rule) -> Details:
        by = getattr(rule, "designated_by", None) or getattr(rule, "appointed_by", None)
        pool: tuple[str, ...] = getattr(rule, "pool", ())
        for name in ("office", "holder", "who", "category", "categories", "function"):
            value = getattr(rule, name, None)
            if value and not pool:
                pool = value if isinstance(value, tuple) else (value,)
        return {
            "rule": getattr(rule, "kind", ""),
            "seats": self._counting.seats(rule),
            "pool": pool,
            "designatedBy": by,
            "vote": getattr(rule, "vote", None),
        }


def own_fields(part: Strict, before: str = "") -> Details:
    """Give the own fields of a rule, those of its parts after the name of the part."""
    found: Details = {}
    for name in type(part).model_fields:
        if name in _COMMON:
            continue
        value = getattr(part, name)
        key = _camel(f"{before}_{name}" if before else name)
        if isinstance(value, Rule) or (isinstance(value, tuple) and _holds_rules(value)):
            continue
        if isinstance(value, Strict):
            found.update(own_fields(value, f"{before}_{name}" if before else name))
        elif isinstance(value, tuple) and value and isinstance(value[0], Strict):
            found[key] = tuple(_brief(item) for item in value)
        else:
            found[key] = _plain(value)
    return found


def _holds_rules(value: tuple[Any, ...]) -> bool:
    return bool(value) and isinstance(value[0], Rule)


@cache
def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return as_fraction(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def _brief(part: Strict) -> str:
    """Write a part in one word, or as its fields: REVOCA, or verb=PROPOSE by=CRIS."""
    told = own_fields(part)
    if "code" in told:
        return str(told["code"])
    words = {key: value for key, value in told.items() if value not in {None, (), False}}
    return " ".join(
        f"{key}={','.join(map(str, value)) if isinstance(value, tuple) else value}"
        for key, value in words.items()
    )


def _chair(rule: Any) -> Details:
    substitute = getattr(rule, "substitute", None)
    return {
        "office": getattr(rule, "office", None),
        "role": getattr(rule, "role", None),
        "elected": None if rule.kind == "UNKNOWN" else rule.kind == "ELECTED",
        "substitute": substitute.designated_by if substitute else None,
    }


def _decision(rule: Any) -> Details:
    known = rule.kind == "MAJORITY"
    return {
        "matter": rule.matter,
        "fraction": as_fraction(rule.fraction) if known else None,
        "strict": rule.strict if known else None,
        "denominator": rule.of if known else None,
        "quorum": _quorum(rule.quorum) if known and rule.quorum else None,
        "abstentions": rule.abstentions if known else None,
        "rounding": rule.rounding if known else None,
    }


def _quorum(quorum: Any) -> str:
    if quorum.kind == "NUMBER":
        return str(quorum.number)
    return f"{'>' if quorum.strict else '>='} {as_fraction(quorum.fraction)} {quorum.of}"


def _competence(rule: Any) -> Details:
    return {
        "organ": rule.by,
        "matter": rule.matter,
        "verb": rule.verb,
        "requires": tuple(
            " ".join(filter(None, (one.verb, one.by, one.matter))) for one in rule.requires
        ),
    }


def _fund(rule: Any) -> Details:
    return {
        "code": rule.code,
        "name": rule.name,
        "kind": rule.kind,
        "core": rule.core,
        "restriction": ", ".join(rule.restriction.purposes) if rule.restriction else None,
    }


def _key(rule: Any) -> Details:
    reference = getattr(rule, "reference", None)
    return {
        "code": rule.code,
        "kind": rule.kind,
        "monthDay": reference.month_day if reference else None,
        "yearOffset": reference.year_offset if reference else None,
        "units": getattr(rule, "units", None),
    }


def _amount(rule: Any) -> Details:
    return {
        "code": rule.code,
        "amount": str(rule.amount),
        "per": rule.per,
        "plus": rule.plus,
        "creditor": rule.creditor,
        "payer": rule.payer,
    }


def _recess(rule: Any) -> Details:
    notice = getattr(rule, "notice", None)
    liability = getattr(rule, "liability", None)
    return {
        "instrument": rule.instrument,
        "noticeMonths": getattr(notice, "months", None),
        "noticeBy": getattr(notice, "month_day", None),
        "addressee": getattr(rule, "addressee", None),
        "effect": getattr(rule, "effect", None),
        "liability": liability.kind if liability else None,
        "yearsAfter": getattr(liability, "years_after", None),
    }


def _privacy(rule: Any) -> Details:
    return {
        "instrument": rule.instrument,
        "mode": rule.controllers.mode,
        "controllers": rule.controllers.controllers,
        "rights": rule.rights.articles if rule.rights else (),
        "purposes": rule.purposes.purposes if rule.purposes else (),
        "dpoRequired": rule.controllers.dpo_required,
        "mandatory": rule.mandatory is not None and rule.mandatory.refusal_prevents,
        "noticePlace": rule.notice.place if rule.notice else None,
        "noticeUrl": rule.notice.url if rule.notice else None,
        "noticeArticles": rule.notice.articles if rule.notice else (),
    }


def _dispute(rule: Any) -> Details:
    organ = getattr(rule, "organ", None)
    return {
        "kind": rule.kind,
        "forum": getattr(rule, "forum", None),
        "organ": organ,
        "majority": f"{'>' if rule.strict else '>='} {as_fraction(rule.fraction)} {rule.of}"
        if organ
        else None,
    }


def _minimum(rule: Any) -> Details:
    return {"minimum": rule.n, "hardness": rule.hardness}


_TOLD: Final[dict[type[Rule], Callable[[Any], Details]]] = {
    chairs.ChairByOffice: _chair,
    chairs.ChairByRole: _chair,
    chairs.ElectedChair: _chair,
    chairs.UnknownChair: _chair,
    decisions.Decision: _decision,
    competences.Competence: _competence,
    funds.Fund: _fund,
    allocation.Key: _key,
    amounts.FixedAmount: _amount,
    recess.KnownRecess: _recess,
    recess.UnknownRecess: _recess,
    privacy.PrivacyProfile: _privacy,
    disputes.CourtDispute: _dispute,
    disputes.OrganDispute: _dispute,
    meetings.MinimumMeetings: _minimum,
}


@cache
def _telling(model: type[Rule]) -> Callable[[Any], Details]:
    """Find how the rules of a type are told: in its own way, or by their fields."""
    return next((told for kind, told in _TOLD.items() if issubclass(model, kind)), own_fields)
