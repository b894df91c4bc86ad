"""Roundings that a riparto remembers: over the years nobody has a cent more or less than is due."""

import asyncio
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.budgets.figures import istat
from tests.conftest import Deployment

from ambiti.budgets.ripartos import roundings
from ambiti.database.engine import transaction

from .conftest import Reform
from .register import Office, office, on
from .test_ripartos import SHARE, decided, explains, simulated

MATTER: Final = "QUOTE_SUB4"
SHOWN: Final = f"""riparto {{ id year state amount covered remembers {{ id year }}
  shares {{ {SHARE} }} compared {{ {SHARE} }} }}"""
THREE: Final = ("Soncino", "Genivolta", "Salvirola")


def remembering(statute: Any) -> None:
    """Let the documents want that the roundings of lump sums are remembered."""
    (rule,) = [one for one in statute["allocations"] if one["what"] == MATTER]
    source = {"document": rule["source"]["document"], "article": "7.3.b"}
    rule["roundings"] = {"source": source}


def of(year: int, amount: str, *names: str, **weights: str) -> dict[str, Any]:
    """Say what is shared, in equal parts where nothing else is said."""
    table = {**dict.fromkeys(names, "1"), **weights}
    told = [{"code": istat("cremasco", name), "weight": one} for name, one in table.items()]
    return {"ambito": "cremasco", "matter": MATTER, "year": year, "amount": amount, "table": told}


def amounts(found: Any) -> dict[str, str]:
    """Tell the shares by name."""
    return {one["name"]: one["amount"] for one in found["riparto"]["shares"]}


def started(found: Any) -> dict[str, str]:
    """Tell what each share started from, by name."""
    return {one["name"]: one["remembered"] for one in found["riparto"]["shares"]}


async def proposed(served: Deployment, **given: Any) -> Any:
    """Propose a riparto; what is simulated before is what is then proposed."""
    worker = await office(served, "cremasco", "operatore_udp")
    first = await simulated(worker, **given)
    done = await worker.done("proposeRiparto", SHOWN, **given)
    assert amounts(first) == amounts(done)
    assert started(first) == started(done)
    explains(done)
    return done


async def approving(served: Deployment, riparto: str, year: int) -> tuple[Office, dict[str, str]]:
    """Let the assembly decide, and give what the approval is asked with."""
    secretary = await office(served, "cremasco", "segretario")
    act = await decided(secretary, MATTER, referenceYear=year)
    return secretary, {"riparto": riparto, "act": act}


async def approved(served: Deployment, **given: Any) -> Any:
    """Propose a riparto and approve it; give it with its act."""
    done = await proposed(served, **given)
    secretary, asked = await approving(served, done["riparto"]["id"], given["year"])
    await secretary.done("approveRiparto", SHOWN, **asked)
    return {**done, "act": asked["act"]}


async def annulled(served: Deployment, act: str) -> None:
    """Let the assembly annul its decision."""
    secretary = await office(served, "cremasco", "segretario")
    vote = await secretary.voted("ASS_SUB4", MATTER, "DECIDE")
    await secretary.done("annulAct", act=act, reasons="errore di calcolo", vote=vote)


async def test_over_the_years_each_has_what_is_due_to_the_cent(reform: Reform) -> None:
    served = reform.deployment
    found, paid = [], dict.fromkeys(THREE, Decimal())
    due = dict.fromkeys(THREE, Fraction())
    async with on(date(2020, 3, 1)):
        await reform.apply("cremasco", remembering, "prova")
        for year in range(2020, 2025):
            one = await approved(served, **of(year, "100.00", *THREE))
            found.append(one)
            for name, amount in amounts(one).items():
                paid[name] += Decimal(amount)
                due[name] += Fraction(10_000, 3)
                assert abs(due[name] - int(paid[name] * 100)) < 1
    assert [[amounts(one)[name] for name in THREE] for one in found] == [
        ["33.33", "33.34", "33.33"],
        ["33.33", "33.33", "33.34"],
        ["33.34", "33.33", "33.33"],
        ["33.33", "33.34", "33.33"],
        ["33.33", "33.33", "33.34"],
    ]
    assert [one["riparto"]["remembers"] for one in found] == [
        None,
        *({"id": one["riparto"]["id"], "year": one["riparto"]["year"]} for one in found[:-1]),
    ]
    assert [started(one) for one in found[:3]] == [
        dict.fromkeys(THREE, "0"),
        {"Soncino": "1/3", "Genivolta": "-2/3", "Salvirola": "1/3"},
        {"Soncino": "2/3", "Genivolta": "-1/3", "Salvirola": "-1/3"},
    ]
    why = {one["name"]: one["why"] for one in found[1]["riparto"]["shares"]}
    assert why["Soncino"] == (
        "100,00 euro x 1/3 + 1/3 di centesimo che gli arrotondamenti di prima gli hanno tolto = "
        "33,33 euro e 2/3 di centesimo: un altro ha lo stesso resto e lo stesso peso e viene prima "
        "per nome: il centesimo va a quello."
    )
    assert (
        "1/3 - 2/3 di centesimo che gli arrotondamenti di prima gli hanno dato"
        in (why["Genivolta"])
    )


async def test_without_such_a_rule_each_year_starts_from_nothing(reform: Reform) -> None:
    served = reform.deployment
    async with on(date(2020, 3, 1)):
        await approved(served, **of(2020, "100.00", *THREE))
        second = await approved(served, **of(2021, "100.00", *THREE))
        await reform.apply("cremasco", remembering, "prova")
        third = await approved(served, **of(2022, "100.00", *THREE))
    for one in (second, third):
        assert one["riparto"]["remembers"] is None
        assert set(started(one).values()) == {"0"}


async def test_what_is_only_proposed_is_not_remembered_and_only_one_may_follow(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(date(2020, 3, 1)):
        await reform.apply("cremasco", remembering, "prova")
        first = await proposed(served, **of(2020, "100.00", *THREE))
        other = await proposed(served, **of(2021, "100.00", *THREE))
        secretary, asked = await approving(served, first["riparto"]["id"], 2020)
        await secretary.done("approveRiparto", SHOWN, **asked)
        _, late = await approving(served, other["riparto"]["id"], 2021)
        told = await secretary.act("approveRiparto", SHOWN, **late)
        again = await approved(served, **of(2021, "100.00", *THREE))
    assert set(started(other).values()) == {"0"}
    (one,) = told["violations"]
    assert (one["code"], one["field"]) == ("ROUNDINGS_CHANGED", "riparto")
    assert "ora li lascia il riparto del 2020" in one["message"]
    assert "proposeRiparto" in one["message"]
    assert again["riparto"]["remembers"]["year"] == 2020


async def test_of_two_that_start_from_the_same_and_are_approved_at_once_one_is_refused(
    reform: Reform, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, served = roundings.memory, reform.deployment

    async def slow(*given: Any) -> roundings.Memory:
        found = await plain(*given)
        await asyncio.sleep(0.3)  # were they not in turn, the other would read the same meanwhile
        return found

    async with on(date(2020, 3, 1)):
        await reform.apply("cremasco", remembering, "prova")
        asked = []
        for year in (2020, 2021):
            done = await proposed(served, **of(year, "100.00", *THREE))
            asked.append(await approving(served, done["riparto"]["id"], year))
        monkeypatch.setattr(roundings, "memory", slow)
        told = await asyncio.gather(
            *(secretary.act("approveRiparto", SHOWN, **given) for secretary, given in asked)
        )
    refusals = [one["violations"] for one in told if one["__typename"] == "Refusal"]
    assert [[one["code"] for one in refusal] for refusal in refusals] == [["ROUNDINGS_CHANGED"]]


async def test_one_that_is_annulled_later_leaves_those_on_it_as_they_are_and_counts_no_more(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(date(2020, 3, 1)):
        await reform.apply("cremasco", remembering, "prova")
        first = await approved(served, **of(2020, "100.00", *THREE))
        second = await approved(served, **of(2021, "100.00", *THREE))
        before = await proposed(served, **of(2022, "100.00", *THREE))
        await annulled(served, first["act"])
        without = await proposed(served, **of(2022, "100.00", *THREE))
        secretary, asked = await approving(served, before["riparto"]["id"], 2022)
        stale = await secretary.refused("approveRiparto", SHOWN, **asked)
        _, anew = await approving(served, first["riparto"]["id"], 2020)
        await secretary.done("approveRiparto", SHOWN, **anew)
        with_ = await proposed(served, **of(2022, "100.00", *THREE))
        await secretary.done("approveRiparto", SHOWN, **asked)
    assert amounts(second) == {"Soncino": "33.33", "Genivolta": "33.33", "Salvirola": "33.34"}
    assert started(before) == {"Soncino": "2/3", "Genivolta": "-1/3", "Salvirola": "-1/3"}
    assert started(without) == {"Soncino": "1/3", "Genivolta": "1/3", "Salvirola": "-2/3"}
    assert without["riparto"]["remembers"]["year"] == 2021
    assert stale == ["ROUNDINGS_CHANGED"]
    assert started(with_) == started(before)


async def test_one_approved_anew_leaves_nobody_short_of_a_cent_or_it_is_proposed_anew(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(date(2020, 3, 1)):
        await reform.apply("cremasco", remembering, "prova")
        first = await approved(served, **of(2020, "100.00", *THREE))
        await annulled(served, first["act"])
        second = await approved(served, **of(2021, "100.00", *THREE))
        secretary, anew = await approving(served, first["riparto"]["id"], 2020)
        told = await secretary.refused("approveRiparto", SHOWN, **anew)
    assert second["riparto"]["remembers"] is None
    assert amounts(second) == amounts(first)
    assert told == ["ROUNDINGS_CHANGED"]


async def test_who_left_keeps_nothing_and_who_comes_starts_with_nothing(reform: Reform) -> None:
    served = reform.deployment
    async with on(date(2020, 3, 1)):
        await reform.apply("cremasco", remembering, "prova")
        await approved(served, **of(2020, "100.00", *THREE))
        two = await approved(served, **of(2021, "100.00", "Genivolta", "Salvirola"))
        back = await approved(served, **of(2022, "100.00", *THREE))
        other = await proposed(served, **of(2023, "10.00", "Soncino", "Izano"))
    assert started(two) == {"Genivolta": "-1/2", "Salvirola": "1/2"}
    assert amounts(two) == {"Genivolta": "50.00", "Salvirola": "50.00"}
    assert started(back)["Soncino"] == "0"
    assert sum(map(Fraction, started(other).values())) == 0


async def test_what_a_riparto_started_from_is_not_changed_afterwards(reform: Reform) -> None:
    served = reform.deployment
    async with on(date(2020, 3, 1)):
        await reform.apply("cremasco", remembering, "prova")
        await approved(served, **of(2020, "100.00", *THREE))
    async with transaction(served.engine, reach=()) as connection:
        tenant = await connection.scalar(
            text("select ambito_id from ambiti.ambiti where slug = 'cremasco'")
        )
    for change in ("turn = 2", 'roundings = \'{"x": "1"}\'', "fund_code = 'FSR'", "turn = null"):
        with pytest.raises(DBAPIError) as caught:
            async with transaction(served.engine, reach=(tenant,), acting=tenant) as connection:
                await connection.execute(
                    text("update ambiti.riparti set " + change.replace(":", "\\:"))
                )
        assert getattr(caught.value.orig, "sqlstate", None) == "42501", change
