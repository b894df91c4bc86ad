"""The acts by which an organ gives itself rules and working groups."""

import strawberry

from ambiti.acting.commands import command
from ambiti.governance.meetings.scopes import MEETING
from ambiti.governance.ownrules.adopting import (
    AdoptOwnRuleSuccess,
    CreateWorkingGroupSuccess,
    adopt_own_rule,
    create_working_group,
)


@strawberry.type
class OwnRuleActs:
    """The acts by which an organ gives itself rules."""

    adopt_own_rule = command(
        AdoptOwnRuleSuccess,
        "Adotta una regola con cui un organo decide, dove il documento glielo lascia.",
        act="record",
        kind=MEETING,
    )(adopt_own_rule)
    create_working_group = command(
        CreateWorkingGroupSuccess,
        "Costituisce un gruppo di lavoro di un organo su un tema.",
        act="record",
        kind=MEETING,
    )(create_working_group)
