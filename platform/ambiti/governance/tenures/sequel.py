"""What falls to somebody after a revocation, as SQL."""

from typing import Any

from sqlalchemy import Select, func, select

from ambiti.governance.meetings import tables as meetings
from ambiti.governance.tenures import tables
from ambiti.reading.binding import Place
from ambiti.reading.text import quoted
from ambiti.statute.graph.rules import told
from ambiti.statute.tables import rules


def convening(place: Place) -> Select[Any]:
    """Tell who convenes which organ after a revocation, by when, and whether it was done."""
    above, rule = place.above, place.also(rules)
    held, sitting = place.also(tables.tenures), place.also(meetings.meetings)
    vote = place.also(meetings.votes)
    organ = (
        select(told("organ")(rule))
        .select_from(rule)
        .join(held, held.c.ambito_id == rule.c.ambito_id)
        .where(rule.c.ambito_id == above.c.ambito_id, held.c.id == above.c.tenure_id)
        .where(rule.c.section == quoted("convening"), rule.c.subject_kind == quoted("ROLE"))
        .where(rule.c.subject_code == held.c.role_code, place.holds(rule))
        .order_by(rule.c.number)
        .limit(1)
        .correlate_except(rule, held)
        .scalar_subquery()
    )
    voted = (
        select(vote.c.meeting_id)
        .where(vote.c.ambito_id == above.c.ambito_id, vote.c.id == above.c.vote_id)
        .correlate_except(vote)
        .scalar_subquery()
    )
    done = (
        select(func.min(sitting.c.convened_on))
        .where(sitting.c.ambito_id == above.c.ambito_id, sitting.c.organ_code == organ)
        .where(sitting.c.convened_on >= above.c.decided_on, sitting.c.convened_on <= place.day)
        .where(sitting.c.id != func.coalesce(voted, above.c.id))
        .correlate_except(sitting)
        .scalar_subquery()
    )
    return select(
        quoted("CONVENE").label("kind"),
        above.c.convener_code.label("assignee"),
        organ.label("organ"),
        above.c.replace_by.label("due_on"),
        (above.c.replace_by - place.day).label("days_left"),
        done.label("done_on"),
    ).where(above.c.convener_code.is_not(None))
