"""A vote is closed: its outcome by the rule of its matter, or declared where no rule tells it."""

from typing import Any

import pytest
from tests.acting.holding import Meeting, Person

REVOCATION = [{"subject": "Revoca del responsabile", "matter": "REVOCA"}]
ASSEMBLY = [{"subject": "Il Piano di Zona", "matter": "PIANO_DI_ZONA"}]
MAYORS = [{"label": f"Sindaco {number}"} for number in range(1, 11)]
UNDER = "art. 9 del Regolamento dell'Assemblea"


async def undetermined(clerk: Person) -> tuple[Meeting, str]:
    """Open a vote whose rule is in a text that was not supplied, with two ballots in favour."""
    meeting = await clerk.opens(3, "ASSEMBLEA", agenda=ASSEMBLY)
    vote = await meeting.vote()
    await meeting.cast(vote, in_favour=(0, 1), against=(2,))
    return meeting, vote


async def closing(clerk: Person, vote: str, **given: Any) -> Any:
    """Ask for a closing that is refused for one reason, and give it."""
    (violation,) = await clerk.refused("closeVote", vote=vote, **given)
    return violation


@pytest.mark.parametrize(("votes", "verdict"), [(5, "REJECTED"), (6, "APPROVED")])
async def test_a_dispute_wants_more_than_half_of_the_components(
    soncino: Person, votes: int, verdict: str
) -> None:
    decision = await (await soncino.opens(7)).decides(in_favour=range(votes))

    assert (decision["verdict"], decision["of"], decision["threshold"]) == (verdict, 11, 6)
    assert (decision["denominator"], decision["source"]["article"]) == ("COMPONENTS", "10.1")


@pytest.mark.parametrize(
    ("there", "votes", "threshold", "verdict"),
    [(7, 4, 4, "APPROVED"), (7, 3, 4, "REJECTED"), (6, 3, 4, "REJECTED"), (1, 1, 1, "APPROVED")],
)
async def test_an_ordinary_matter_wants_more_than_half_of_those_present(
    soncino: Person, there: int, votes: int, threshold: int, verdict: str
) -> None:
    meeting = await soncino.opens(there, agenda=[{"subject": "Il calendario"}])
    decision = await meeting.decides(in_favour=range(votes))

    assert (decision["verdict"], decision["of"]) == (verdict, there)
    assert (decision["threshold"], decision["source"]["article"]) == (threshold, "3.4")


async def test_who_abstains_is_there_and_weighs_as_against(soncino: Person) -> None:
    meeting = await soncino.opens(6, agenda=[{"subject": "Il calendario"}])
    decision = await meeting.decides(in_favour=(0, 1, 2), abstained=(3, 4, 5))

    assert (decision["verdict"], decision["abstained"]) == ("REJECTED", 3)


async def test_who_is_there_in_silence_is_present(soncino: Person) -> None:
    meeting = await soncino.opens(6, agenda=[{"subject": "Il calendario"}])
    decision = await meeting.decides(in_favour=(0, 1, 2))

    assert (decision["verdict"], decision["present"], decision["threshold"]) == ("REJECTED", 6, 4)


async def test_who_left_in_silence_is_not_present(soncino: Person) -> None:
    meeting = await soncino.opens(6, agenda=[{"subject": "Il calendario"}])
    vote = await meeting.vote()
    await meeting.cast(vote, in_favour=(0, 1, 2))
    await meeting.leave(4, 5)
    decision = (await soncino.does("closeVote", vote=vote))["vote"]["decision"]

    assert (decision["verdict"], decision["present"], decision["threshold"]) == ("APPROVED", 4, 3)


@pytest.mark.parametrize(("votes", "verdict"), [(6, "REJECTED"), (7, "APPROVED")])
async def test_a_revocation_wants_two_thirds_of_the_associated_comuni(
    lecce: Person, votes: int, verdict: str
) -> None:
    meeting = await lecce.opens(8, "COORD_IST", agenda=REVOCATION, roll=MAYORS)
    decision = await meeting.decides(in_favour=range(votes))

    assert (decision["verdict"], decision["of"], decision["threshold"]) == (verdict, 10, 7)
    assert (decision["denominator"], decision["source"]["article"]) == (
        "ALL_ASSOCIATED_COMUNI",
        "11.7.b",
    )


async def test_an_outcome_that_the_rule_gives_is_not_declared(soncino: Person) -> None:
    meeting = await soncino.opens(11)
    vote = await meeting.vote()
    given = {"declaredVerdict": "APPROVED", "declaredUnder": UNDER}
    violation = await closing(soncino, vote, **given)

    assert (violation["code"], violation["field"]) == ("VERDICT_DETERMINED", "declaredVerdict")
    assert "Respinta: 0 voti favorevoli su 11" in violation["message"]


async def test_where_the_text_was_not_supplied_the_outcome_is_not_determined(
    carate: Person,
) -> None:
    _, vote = await undetermined(carate)
    decision = (await carate.does("closeVote", vote=vote))["vote"]["decision"]

    assert (decision["verdict"], decision["inFavour"], decision["against"]) == (
        "UNDETERMINED",
        2,
        1,
    )
    assert decision["missing"]


async def test_where_no_rule_is_written_the_outcome_is_not_determined(lecce: Person) -> None:
    meeting = await lecce.opens(3, "UDP", agenda=[{"subject": "Il calendario"}])
    decision = await meeting.decides(in_favour=(0, 1))

    assert (decision["verdict"], decision["source"]) == ("UNDETERMINED", None)
    assert decision["missing"] == "come l'organo decide: i documenti non lo dicono"


async def test_the_chair_declares_the_outcome_that_no_supplied_text_gives(carate: Person) -> None:
    _, vote = await undetermined(carate)
    given = {"declaredVerdict": "REJECTED", "declaredUnder": f" {UNDER} "}
    done = await carate.does("closeVote", vote=vote, **given)
    decision = done["vote"]["decision"]

    assert [one["code"] for one in done["warnings"]] == ["VERDICT_DECLARED", "AMB-13"]
    assert (decision["verdict"], decision["declaredUnder"]) == ("REJECTED", UNDER)
    assert decision["told"].endswith(f"Dichiarata respinta da chi presiede, in base a: {UNDER}.")


@pytest.mark.parametrize("verdict", ["UNDETERMINED", "INQUORATE", None])
async def test_the_chair_declares_approved_or_rejected_and_nothing_else(
    carate: Person, verdict: str | None
) -> None:
    _, vote = await undetermined(carate)
    violation = await closing(carate, vote, declaredVerdict=verdict, declaredUnder=UNDER)

    assert (violation["code"], violation["field"]) == (
        "VERDICT_NOT_DECLARABLE",
        "declaredVerdict",
    )


@pytest.mark.parametrize("under", [None, "", "  "])
async def test_the_chair_says_under_which_text_it_declares(
    carate: Person, under: str | None
) -> None:
    _, vote = await undetermined(carate)
    violation = await closing(carate, vote, declaredVerdict="APPROVED", declaredUnder=under)

    assert (violation["code"], violation["field"]) == (
        "DECLARATION_WITHOUT_TEXT",
        "declaredUnder",
    )


async def test_a_vote_that_there_is_not_is_not_closed(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    violation = await closing(soncino, meeting.item())

    assert (violation["code"], violation["field"]) == ("NOT_FOUND", "vote")
