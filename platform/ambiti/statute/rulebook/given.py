"""The figures of roles and of deadlines, which take more than one rule or the whole statute."""

from ambiti.statute.due import start_of, window
from ambiti.statute.language.deadlines import Deadline, Window
from ambiti.statute.language.roles import Role
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.units import Coalition, Partner
from ambiti.statute.language.words import as_fraction
from ambiti.statute.rulebook.entries import Details
from ambiti.statute.rulebook.sentences import Sentences


def role_details(rule: Role, sentences: Sentences) -> Details:
    """Tell how a role is given and taken away; what no rule says is None."""
    appointment, term, revocation = rule.appointment, rule.term, rule.revocation
    majority = revocation.majority if revocation else None
    return {
        "pool": tuple(sentences.part(one) for one in getattr(appointment, "pool", ())),
        "appointment": appointment.kind if appointment else None,
        "selectedBy": getattr(appointment, "selected_by", None)
        or getattr(appointment, "organ", None),
        "appointedBy": getattr(appointment, "appointed_by", None),
        "office": getattr(appointment, "office", None),
        "termMonths": getattr(term, "months", None),
        "prorogatio": rule.prorogatio.powers if rule.prorogatio else None,
        "revocable": True if revocation else None,
        "revocationMajority": as_fraction(majority.fraction) if majority else None,
        "revocationGrounds": tuple(one.code for one in revocation.grounds) if revocation else (),
    }


def office_details(code: str, statute: Statute) -> Details:
    """Tell by which role an office is held, and for which comune."""
    office = next((one for one in statute.offices if one.code == code), None)
    comuni = {one.name: one.istat for one in statute.comuni}
    return {
        "officeRole": office.role if office else None,
        "officeComune": comuni.get(office.comune or "") if office else None,
    }


def coalition_details(rule: Coalition, statute: Statute) -> Details:
    """Tell which Ambiti make a coalition, who leads it, and for which tasks alone."""
    names = {one.code: one.name for one in statute.units}
    own = {"SELF": statute.name}

    def called(partner: Partner) -> str:
        name = getattr(partner, "name", None) or names.get(getattr(partner, "unit", ""))
        return own.get(partner.kind) or name or ""

    return {
        "code": rule.code,
        "name": rule.name,
        "ambiti": tuple(called(one) for one in rule.partners),
        "lead": called(rule.lead),
        "leadTasks": rule.lead_tasks,
        "purposes": rule.purposes,
    }


def deadline_details(rule: Deadline, statute: Statute) -> Details:
    """Tell by when; the days of a window and the first period are worked out with the acts."""
    when, first = rule.when, rule.first_period
    month_day = getattr(when, "month_day", None)
    events = getattr(when, "events", ()) or tuple(filter(None, (getattr(when, "event", None),)))
    opening = window(when, statute) if isinstance(when, Window) else None
    start = start_of(rule, statute)
    mirrored = [one.code for one in statute.mirror_adoptions if one.deadline == rule.code]
    return {
        "code": rule.code,
        "what": rule.what,
        "kind": when.kind,
        "month": int(month_day[:2]) if month_day else None,
        "day": int(month_day[3:]) if month_day else None,
        "yearOffset": getattr(when, "year_offset", None),
        "opensOn": opening.opens.isoformat() if opening and opening.opens else None,
        "closesOn": opening.closes.isoformat() if opening else None,
        "firstPeriod": first.kind if first else None,
        "startsOn": start.isoformat() if start else None,
        "days": getattr(when, "days", None),
        "months": getattr(when, "months", None),
        "events": events,
        "frequency": getattr(when, "every", None) or ("YEAR" if month_day else None),
        **({} if rule.roll == "NONE" else {"roll": rule.roll}),
        "hardness": rule.hardness,
        "authors": rule.authors,
        "addressee": rule.addressees[0] if rule.addressees else None,
        "addressees": rule.addressees,
        "sections": rule.sections,
        "after": rule.after,
        "mirroredBy": mirrored[0] if mirrored else None,
    }
