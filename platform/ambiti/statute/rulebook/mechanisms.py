"""Which mechanism each room of the language is, and what it is called within a rule's code."""

from typing import Final

from ambiti.statute.language.rule import Rule
from ambiti.statute.language.vocabulary import Area, Matter

_ROOMS: Final[dict[str, tuple[str, Area]]] = {
    "units": ("M-01", "tenancy"),
    "territory": ("M-02", "territory"),
    "instruments": ("M-03", "governance"),
    "renewals": ("M-03", "governance"),
    "organs": ("M-04", "governance"),
    "composition": ("M-04", "governance"),
    "chairs": ("M-04", "governance"),
    "decisions": ("M-05", "governance"),
    "competences": ("M-06", "governance"),
    "roles": ("M-07", "access-roles"),
    "appointments": ("M-07", "access-roles"),
    "meetings": ("M-08", "governance"),
    "deadlines": ("M-09", "governance"),
    "terms": ("M-10", "governance"),
    "recess": ("M-11", "governance"),
    "allocation": ("M-12", "budget"),
    "ledgers": ("M-13", "personnel"),
    "personnel": ("M-14", "personnel"),
    "funds": ("M-15", "budget"),
    "movements": ("M-16", "budget"),
    "amounts": ("M-17", "budget"),
    "programming": ("M-18", "programming"),
    "companies": ("M-19", "governance"),
    "adhesion": ("M-20", "governance"),
    "representation": ("M-21", "governance"),
    "adoption": ("M-22", "governance"),
    "reporting": ("M-23", "data/indicators"),
    "series": ("M-24", "data/indicators"),
    "privacy": ("M-25", "compliance/privacy"),
    "transparency": ("M-26", "audit/transparency"),
    "audit": ("M-27", "audit/transparency"),
    "disputes": ("M-28", "governance"),
    "hierarchy": ("M-29", "governance"),
    "duties": ("M-31", "access-roles"),
}
_BY_MATTER: Final = {"M-06", "M-09", "M-21", "M-22", "M-27", "M-31"}
"""Mechanisms that serve every area: the matter says which."""

_OWN: Final = {"Renewal": "M-10", "Coalition": "M-01", "ChairSubstitute": "M-07"}

_SINGULAR: Final = {
    "decisions": "decision", "meetings": "meeting", "competences": "competence",
    "precedences": "precedence", "joint_meetings": "joint-meeting", "deadlines": "deadline",
    "recesses": "recess", "allocation_keys": "key", "allocations": "allocation",
    "estimates": "estimate", "ledgers": "ledger", "unspent_notices": "unspent-notice",
    "fund_rules": "funds", "movements": "movement", "fixed_amounts": "amount",
    "programmes": "programme", "programme_rules": "programming", "companies": "company",
    "mirror_adoptions": "adoption", "information_debts": "debt", "privacy_profiles": "privacy",
    "privacy_rules": "personal-data", "disputes": "dispute", "separations": "separation",
    "members": "member", "leads": "lead", "aliases": "alias", "comuni": "comune",
    "substitutions": "substitution", "partitions": "partition", "perimeters": "perimeter",
    "coalitions": "coalition", "events": "event", "deliberations": "deliberation",
    "purposes": "purpose", "steps": "step", "required_attachments": "attachment",
    "substitutes": "substitute", "delegates": "delegate", "memberships": "membership",
    "formations": "formation",
}  # fmt: skip


def mechanism(rule: Rule) -> str:
    """Tell the mechanism that a rule belongs to."""
    return _OWN.get(type(rule).__name__) or _ROOMS[_room(rule)][0]


def area(rule: Rule, matters: dict[str, Matter]) -> Area:
    """Tell the area of a rule: that of its matter, or of its mechanism."""
    number, usual = _ROOMS[_room(rule)]
    if number in _BY_MATTER:
        for name in ("matter", "what"):
            matter = matters.get(getattr(rule, name, None) or "")
            if matter:
                return matter.area
    return usual


def slot(section: str) -> str:
    """Tell what a list of the file is called within a code."""
    return _SINGULAR.get(section, section.replace("_", "-"))


def _room(rule: Rule) -> str:
    return type(rule).__module__.rsplit(".", 1)[-1]
