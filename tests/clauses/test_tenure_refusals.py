"""What is refused to whoever appoints, ends, revokes or lets adhere, each with its own reason."""

from datetime import date
from typing import Any

import pytest
from tests.acted import Acting, Refused

from ambiti import clock

from .test_tenures import DIRIGENTE, lecce_appointed, lecce_selected, person


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
