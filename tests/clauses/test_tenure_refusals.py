"""What is refused to whoever appoints, ends, revokes or lets adhere, each with its own reason."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.acted import Acting, Refused

from ambiti import clock

from .changing import Data, part
from .conftest import Reform
from .test_tenures import (
    DIRIGENTE,
    TENURE,
    lecce_appointed,
    lecce_selected,
    lecce_vote,
    office,
    person,
)

CREMA = date(2013, 3, 4)
DIRECTOR = {
    "ambito": "cremasco",
    "role": "COORD_UDP",
    "by": "Crema",
    "act": "Decreto 9",
    "candidate": person("D. Viola", office("DIR-AREA-CITTADINO")),
}
"""The director whom Crema appoints: no text says for how long, nor how to revoke."""


def appointing(**other: Any) -> dict[str, Any]:
    """Give the input of an appointment by the mayor of Lecce; what is named otherwise is so."""
    given = {"ambito": "lecce", "role": "RESPONSABILE_UDP", "by": "SINDACO-LECCE"}
    return {**given, "act": "Decreto 1", "candidate": person("A. Bianchi", DIRIGENTE), **other}


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"role": "RESPONSABILE"}, "ROLE_UNKNOWN"),
        ({"role": "SINDACO-LECCE"}, "BY_RIGHT"),
        ({"role": "SINDACO"}, "PLACE_MISSING"),
        ({"place": "Surbo"}, "PLACE_NOT_WANTED"),
        ({"by": "NESSUNO"}, "GIVER_UNKNOWN"),
        ({"candidate": person("A.", {**DIRIGENTE, "place": "Roma"})}, "PLACE_UNKNOWN"),
    ],
)
async def test_an_appointment_names_what_the_documents_know(
    acting: Acting, other: dict[str, Any], code: str
) -> None:
    with clock.fixed(date(2018, 10, 1)):
        mayor = await acting.deployment.token("sindaco", "lecce", comune="Lecce")
        codes = await acting.refused(mayor, "appoint", appointing(**other))

    assert code in codes


async def test_the_act_of_a_mayor_is_not_recorded_by_another(acting: Acting) -> None:
    with clock.fixed(date(2018, 10, 1)):
        clerk = await acting.deployment.token("segretario", "lecce")
        candidate = person("A. Bianchi", DIRIGENTE)
        selected = await lecce_selected(acting, clerk, candidate)
        other = await acting.deployment.token("sindaco", "lecce", comune="Surbo")
        codes = await acting.refused(other, "appoint", appointing(selection=selected["id"]))

    assert codes == ["NOT_ON_BEHALF"]


async def test_an_identity_is_written_with_its_issuer(acting: Acting) -> None:
    with clock.fixed(date(2018, 10, 1)):
        clerk = await acting.deployment.token("segretario", "lecce")
        wrong = person("A. Bianchi", DIRIGENTE, identity="senza barra")
        with pytest.raises(Refused) as refused:
            await lecce_appointed(acting, clerk, wrong)

    assert refused.value.codes == ["BAD_IDENTITY"]


async def test_a_tenure_ends_after_it_began(acting: Acting) -> None:
    with clock.fixed(date(2018, 10, 1)):
        clerk = await acting.deployment.token("segretario", "lecce")
        tenure = await lecce_appointed(acting, clerk, person("A. Bianchi", DIRIGENTE))
        ending = {"tenure": tenure["id"], "until": "2018-10-01", "because": "Trasferimento"}
        early = await acting.refused(clerk, "endTenure", ending)
        silent = await acting.refused(clerk, "endTenure", {**ending, "because": " "})

    assert early == ["BAD_END"]
    assert silent == ["EMPTY", "BAD_END"]


async def test_a_revocation_has_its_grounds_and_is_decided_once(acting: Acting) -> None:
    with clock.fixed(date(2018, 10, 1)):
        clerk = await acting.deployment.token("segretario", "lecce")
        tenure = await lecce_appointed(acting, clerk, person("A. Bianchi", DIRIGENTE))
        case = {"tenure": tenure["id"], "motivation": "Assenze"}
        none = await acting.refused(clerk, "proposeRevocation", {**case, "grounds": []})
        await acting.act(clerk, "proposeRevocation", {**case, "grounds": ["OTHER"]})
        again = await acting.refused(clerk, "proposeRevocation", {**case, "grounds": ["OTHER"]})

    assert none == ["GROUND_MISSING"]
    assert again == ["REVOCATION_PENDING"]


async def test_who_adheres_says_what_it_is_and_adheres_once(acting: Acting) -> None:
    with clock.fixed(date(2013, 3, 4)):
        clerk = await acting.deployment.token("segretario", "cremasco")
        given = {
            "ambito": "cremasco",
            "name": "Cooperativa C1",
            "instrument": "ADP-2012",
            "categories": ["TERZO_SETTORE", "COOPERAZIONE", "GRUPPO_COOPERATIVE"],
            "document": "Adesione",
        }
        closed = {**given, "instrument": "CONV-SUB4"}
        unopened = await acting.refused(clerk, "registerAdhesion", closed)
        unknown = {**given, "categories": ["TERZO"]}
        wrong = await acting.refused(clerk, "registerAdhesion", unknown)
        nothing = await acting.refused(clerk, "registerAdhesion", {**given, "categories": []})
        await acting.act(clerk, "registerAdhesion", given)
        twice = await acting.refused(clerk, "registerAdhesion", given)

    assert unopened == ["ADHESION_NOT_OPEN"]
    assert "CATEGORY_UNKNOWN" in wrong
    assert "CATEGORY_MISSING" in nothing
    assert twice == ["ALREADY_ADHERENT"]


async def test_an_appointment_and_a_confirmation_have_their_act(acting: Acting) -> None:
    with clock.fixed(CREMA):
        clerk = await acting.deployment.token("segretario", "cremasco")
        silent = await acting.refused(clerk, "appoint", {**DIRECTOR, "act": " "})
    with clock.fixed(date(2018, 10, 1)):
        clerk = await acting.deployment.token("segretario", "lecce")
        tenure = await lecce_appointed(acting, clerk, person("A. Bianchi", DIRIGENTE))
        confirming = {"tenure": tenure["id"], "act": " "}
        with pytest.raises(Refused) as unconfirmed:
            await acting.act(clerk, "confirmTenure", confirming)

    assert silent == ["ACT_MISSING"]
    assert unconfirmed.value.codes == ["ACT_MISSING", "VOTE_MISSING"]
    voting = unconfirmed.value.violations[1]
    assert voting["message"].startswith("Coordinamento Istituzionale lo fa con un voto")
    assert voting["source"]["article"] == "11.1.a"


async def test_whoever_is_given_a_role_in_one_step_is_not_selected_before(acting: Acting) -> None:
    given = {"ambito": "cremasco", "role": "COORD_UDP", "candidate": DIRECTOR["candidate"]}
    with clock.fixed(CREMA):
        clerk = await acting.deployment.token("segretario", "cremasco")
        codes = await acting.refused(clerk, "selectCandidate", given)

    assert codes == ["ONE_STEP"]


async def test_what_no_text_says_of_an_appointment_is_recorded_by_who_keeps_acts(
    acting: Acting,
) -> None:
    presiding = appointing(role="PRESIDENTE_COORD", candidate=person("P. Verdi"))
    with clock.fixed(date(2018, 10, 1)):
        mayor = await acting.deployment.token("sindaco", "lecce", comune="Lecce")
        codes = await acting.refused(mayor, "appoint", presiding)
        clerk = await acting.deployment.token("segretario", "lecce")
        done = await acting.act(clerk, "appoint", presiding, TENURE)

    assert codes == ["APPOINTMENT_NOT_STATED"]
    assert "APPOINTMENT_NOT_STATED" in [one["code"] for one in done["warnings"]]


async def test_nobody_records_a_role_of_their_own(acting: Acting) -> None:
    own = acting.identity("cremasco:segretario")
    candidate = person("S. Nero", office("DIR-AREA-CITTADINO"), identity=own)
    with clock.fixed(CREMA):
        clerk = await acting.deployment.token("segretario", "cremasco")
        codes = await acting.refused(clerk, "appoint", {**DIRECTOR, "candidate": candidate})

    assert codes == ["SELF_APPOINTMENT"]


async def test_the_identity_of_a_machine_is_nobody_s(acting: Acting) -> None:
    with clock.fixed(CREMA):
        await acting.deployment.token("portale_regionale", region="Lombardia")
        portal = acting.identity("lombardia:portale_regionale")
        candidate = person("P. Grigio", office("DIR-AREA-CITTADINO"), identity=portal)
        clerk = await acting.deployment.token("segretario", "cremasco")
        codes = await acting.refused(clerk, "appoint", {**DIRECTOR, "candidate": candidate})

    assert codes == ["IDENTITY_TAKEN"]


async def test_without_a_term_or_a_rule_nothing_is_confirmed_or_revoked(acting: Acting) -> None:
    with clock.fixed(CREMA):
        clerk = await acting.deployment.token("segretario", "cremasco")
        tenure = (await acting.act(clerk, "appoint", DIRECTOR, TENURE))["tenure"]["id"]
        confirming = {"tenure": tenure, "act": "Decreto 10"}
        unconfirmed = await acting.refused(clerk, "confirmTenure", confirming)
        case = {"tenure": tenure, "grounds": ["OTHER"], "motivation": "Assenze"}
        unrevoked = await acting.refused(clerk, "proposeRevocation", case)
        ending = {"tenure": tenure, "until": str(CREMA + timedelta(days=1)), "because": "Altro"}
        await acting.act(clerk, "endTenure", ending)
    with clock.fixed(CREMA + timedelta(days=2)):
        clerk = await acting.deployment.token("segretario", "cremasco")
        over = await acting.refused(clerk, "endTenure", ending)

    assert unconfirmed == ["NO_TERM"]
    assert unrevoked == ["NOT_REVOCABLE"]
    assert over == ["NOT_HELD"]


async def test_a_revocation_is_decided_once(acting: Acting) -> None:
    with clock.fixed(date(2018, 10, 1)):
        clerk = await acting.deployment.token("segretario", "lecce")
        tenure = await lecce_appointed(acting, clerk, person("A. Bianchi", DIRIGENTE))
        case = {"tenure": tenure["id"], "grounds": ["OTHER"], "motivation": "Assenze"}
        read = "revocation { id }"
        proposed = await acting.act(clerk, "proposeRevocation", case, read)
        vote = await lecce_vote(acting, clerk, present=8, favour=7)
        deciding = {"revocation": proposed["revocation"]["id"], "vote": vote["id"]}
        await acting.act(clerk, "decideRevocation", deciding)
        again = await acting.refused(clerk, "decideRevocation", deciding)

    assert again == ["REVOCATION_DECIDED"]


async def test_a_closed_list_of_grounds_knows_no_others(reform: Reform) -> None:
    def closed(statute: Data) -> None:
        part(statute, "roles", "RESPONSABILE_UDP")["revocation"]["open_list"] = False

    acting = Acting(reform.deployment)
    await reform.apply("lecce", closed, "prova")
    with clock.fixed(date(2018, 10, 1)):
        clerk = await acting.deployment.token("segretario", "lecce")
        tenure = await lecce_appointed(acting, clerk, person("A. Bianchi", DIRIGENTE))
        case = {"tenure": tenure["id"], "motivation": "Assenze"}
        given = {**case, "grounds": ["IRREGOLARITA", "OTHER"]}
        codes = await acting.refused(clerk, "proposeRevocation", given)

    assert codes == ["GROUND_UNKNOWN"]
