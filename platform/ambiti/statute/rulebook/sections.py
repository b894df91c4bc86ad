"""Which rules are shown together: the sections under which the contract lists them."""

from typing import Final

from ambiti.statute.language import (
    adoption,
    allocation,
    amounts,
    appointments,
    chairs,
    competences,
    deadlines,
    decisions,
    disputes,
    funds,
    hierarchy,
    instruments,
    meetings,
    privacy,
    recess,
    renewals,
    representation,
    roles,
    units,
)
from ambiti.statute.language.composition import Seats, UnknownComposition
from ambiti.statute.language.rule import Rule

OTHER: Final = "other"

_SECTIONS: Final[tuple[tuple[str, tuple[type[Rule], ...]], ...]] = (
    ("composition", (Seats, UnknownComposition)),
    ("chair", (chairs.ChairByOffice, chairs.ChairByRole, chairs.ElectedChair, chairs.UnknownChair)),
    ("decision", (decisions.Decision,)),
    ("competence", (competences.Competence,)),
    ("meetings", (meetings.MinimumMeetings,)),
    ("role", (roles.Role,)),
    ("deadline", (deadlines.Deadline,)),
    ("fund", (funds.Fund,)),
    ("key", (allocation.Key,)),
    ("amount", (amounts.FixedAmount,)),
    ("recess", (recess.KnownRecess, recess.UnknownRecess)),
    ("privacy", (privacy.PrivacyProfile,)),
    ("adoption", (adoption.MirrorAdoption,)),
    ("representatives", (representation.Representatives,)),
    ("publication", (instruments.Publication,)),
    ("coalition", (units.Coalition,)),
    ("step", (renewals.Step,)),
    ("residual", (hierarchy.Residual, hierarchy.Referral)),
    ("joint_meeting", (meetings.JointMeeting,)),
    ("support", (meetings.Secretariat,)),
    ("convening", (appointments.RevocationConvening,)),
    ("dispute", (disputes.CourtDispute, disputes.OrganDispute)),
)


def section_of(rule: Rule) -> str:
    """Tell the section of a rule; what the contract lists in none of its own is ``other``."""
    return next((name for name, kinds in _SECTIONS if isinstance(rule, kinds)), OTHER)
