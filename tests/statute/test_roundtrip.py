"""Whatever statute is written, nothing of it is lost from the file to the API and back.

A random statute is the small one with a vocabulary and a random choice of rules of all kinds, each
with its own article, force, days and words; or a real or invented one of which parts are left out.
"""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Final

import asyncpg
import pytest
import yaml
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from tests.conftest import Clone, Deploy, Deployment

from ambiti import resources
from ambiti.cli.statutes import PROJECTIONS, RULES
from ambiti.statute import applying
from ambiti.statute.checking import check
from ambiti.statute.language import Statute
from ambiti.statute.loading import LoadedStatute, load, load_file
from ambiti.statute.rulebook import RuleEntry, rulebook

from .conftest import HERE, INSIDE, SEVERAL, rule_data, with_words

Data = dict[str, Any]
Case = tuple[str, str]

CASES: Final[tuple[Case, ...]] = tuple(
    (section, case["rule"])
    for section, cases in yaml.safe_load((HERE / "sentences.yaml").read_text("utf-8")).items()
    for case in cases
)
FILES: Final[tuple[Path, ...]] = (
    *sorted(resources.folder("tenants").glob("*.yaml")),
    *sorted((HERE / "invented").glob("*.yaml")),
)
LEFT_OUT: Final = (
    "competences", "precedences", "joint_meetings", "recesses", "fund_rules", "movements",
    "personnel", "programme_rules", "companies", "adhesion", "representation",
    "information_debts", "data", "privacy_profiles", "privacy_rules", "transparency",
    "accountability", "disputes", "hierarchy", "separations",
)  # fmt: skip
"""The lists of which nothing else in a file names the items."""
FIRST: Final = date(2012, 4, 1)
DAY: Final = "2020-06-01"

words = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), max_size=60)
tricky = st.sampled_from(
    ("no", "12:30", "1e3", "~", "# commento", "a: b", "- lista", "&a *b", "'«»\"", "%!|>", "0x1F")
)
days = st.integers(0, 6000).map(lambda number: FIRST + timedelta(days=number))


@st.composite
def sources(draw: st.DrawFn) -> Data:
    """Make a source: an article of the small convention, and perhaps its words."""
    article = draw(st.sampled_from(("0", "3", "7", "7.1", "11.4.b", "12.10")))
    found = draw(st.none() | tricky | words.map(str.strip).filter(bool))
    return {"document": "CONV", "article": article, **({"words": found} if found else {})}


@st.composite
def validities(draw: st.DrawFn) -> Data:
    """Make the days on which a rule holds, open at either end."""
    first, second = sorted((draw(days), draw(days)))
    assume(first < second)
    chosen = draw(st.sets(st.sampled_from(("from", "until"))))
    return {key: day for key, day in (("from", first), ("until", second)) if key in chosen}


@st.composite
def mixtures(draw: st.DrawFn, cases: st.SearchStrategy[Case], largest: int) -> Data:
    """Make the small statute with a random choice of rules, of as many kinds as it happens."""
    data = dict(with_words())
    for section, text in draw(st.lists(cases, max_size=largest, unique=True)):
        rule = {**rule_data(text), "source": draw(sources())}
        if draw(st.booleans()):
            rule["enforcement"] = draw(st.sampled_from(("block", "warn", "record")))
        if draw(st.booleans()):
            rule["valid"] = draw(validities())
        _place(data, section, rule)
    return data


@st.composite
def remainders(draw: st.DrawFn) -> Data:
    """Make a real or invented statute of which some parts are left out."""
    file = draw(st.sampled_from(FILES))
    data = dict(_dumped(_read(file).statute))
    for section in draw(st.sets(st.sampled_from(LEFT_OUT))):
        items = data.get(section, ())
        kept = draw(st.sets(st.integers(0, max(len(items) - 1, 0)), max_size=8))
        data[section] = tuple(item for place, item in enumerate(items) if place in kept)
    return data


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mixtures(st.sampled_from(CASES), 30))
def test_a_random_mixture_of_rules_is_read_back_equal_from_its_own_text(data: Data) -> None:
    _is_read_back(Statute.model_validate(data))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(remainders())
def test_what_remains_of_a_real_statute_is_read_back_equal_from_its_own_text(data: Data) -> None:
    _is_read_back(Statute.model_validate(data))


@pytest.fixture(scope="module")
async def served(clone: Clone, template: str, deploy: Deploy) -> AsyncIterator[Deployment]:
    """Give a server without any Ambito, where each example applies its own."""
    async with deploy(await clone(template)) as deployment:
        yield deployment


numbers = count(1)


@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(data=st.data())
async def test_a_random_statute_goes_through_the_database_and_the_api_and_back(
    served: Deployment, data: st.DataObject
) -> None:
    drawn = data.draw(mixtures(st.sampled_from(CASES).filter(_is_sound), 12))
    slug = f"prova-{next(numbers)}"
    report = check([load(_written({**drawn, "slug": slug}), f"{slug}.yaml")], RULES)
    assume(not report.errors)
    (loaded,) = report.loaded

    await applying.apply(served.engine, loaded, PROJECTIONS, applied_by="prova")
    token = await served.token("sindaco", slug, comune="Crema")
    ambito = (await served.ask(QUERY, token=token, slug=slug, on=DAY))["ambito"]
    back = load(await _kept(served, slug), f"{slug}.yaml").loaded
    assert back is not None

    entries = rulebook(loaded.statute)
    assert [_told(entry) for entry in entries if _holds(entry)] == ambito["rules"]
    assert [_version(entry) for entry in entries] == ambito["statute"]["rules"]
    assert back.statute == loaded.statute
    assert rulebook(back.statute) == entries
    assert ambito["statute"]["hash"] == back.hash == loaded.hash
    _is_read_back(back.statute)


QUERY: Final = """query($slug: String!, $on: Date) { ambito(slug: $slug, on: $on) {
  rules { code mechanism area kind subjectKind subjectCode text status missing enforcement
    ambiguity source { document documentCode article words } }
  statute { hash rules { code area mechanism text enforcement status
    source { document documentCode article words } } } } }"""


def _is_read_back(statute: Statute) -> None:
    """Write a statute out, read it again: the same statute, that says the same rules."""
    loading = load(_written(_dumped(statute)), "scritto.yaml")
    assert loading.problems == ()
    assert loading.loaded is not None
    assert loading.loaded.statute == statute
    assert rulebook(loading.loaded.statute) == rulebook(statute)


def _dumped(statute: Statute) -> Data:
    """Give a statute as plain data; days stay days, since the language wants them bare."""
    return statute.model_dump(mode="python", by_alias=True, exclude_defaults=True)


class _Plain(yaml.SafeDumper):
    """Writes every part out: the language has no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def _written(data: Data) -> str:
    written: str = yaml.dump(_loose(data), Dumper=_Plain, allow_unicode=True, sort_keys=False)
    return written


def _loose(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _loose(value) for key, value in data.items()}
    return [_loose(item) for item in data] if isinstance(data, list | tuple) else data


def _place(data: Data, section: str, rule: Data) -> None:
    """Put a rule where rules of its section stand."""
    above = INSIDE.get(section)
    if above is None:
        data[section] = (*data.get(section, ()), rule)
        return
    name, place = above
    items = list(data[name])
    held = (*items[place].get(section, ()), rule) if section in SEVERAL else rule
    items[place] = {**items[place], section: held}
    data[name] = tuple(items)


@cache
def _is_sound(case: Case) -> bool:
    """Tell whether the checks find a rule right in the small statute, by itself."""
    section, text = case
    data = dict(with_words())
    _place(data, section, rule_data(text))
    return not check([load(_written(data), "prova.yaml")], RULES).errors


@cache
def _read(file: Path) -> LoadedStatute:
    loaded = load_file(file).loaded
    assert loaded is not None, file.name
    return loaded


async def _kept(served: Deployment, slug: str) -> str:
    """Read the text of a statute as the database keeps it."""
    connection = await asyncpg.connect(served.databases.admin)
    try:
        kept: str = await connection.fetchval(
            "select v.text from ambiti.statute_versions v join ambiti.ambiti a using (ambito_id)"
            " where a.slug = $1",
            slug,
        )
    finally:
        await connection.close()
    return kept


def _holds(entry: RuleEntry) -> bool:
    return entry.valid.since.isoformat() <= DAY < entry.valid.until.isoformat()


def _source(entry: RuleEntry) -> Data:
    return {
        "document": entry.source.title,
        "documentCode": entry.source.code,
        "article": entry.source.article,
        "words": entry.source.words,
    }


def _told(entry: RuleEntry) -> Data:
    return {
        "code": entry.code,
        "mechanism": entry.mechanism,
        "area": entry.area,
        "kind": entry.kind,
        "subjectKind": entry.subject_kind,
        "subjectCode": entry.subject_code,
        "text": entry.text,
        "status": entry.status,
        "missing": entry.missing,
        "enforcement": entry.enforcement.upper(),
        "ambiguity": entry.ambiguity,
        "source": _source(entry),
    }


def _version(entry: RuleEntry) -> Data:
    return {
        "code": entry.code,
        "area": entry.area,
        "mechanism": entry.mechanism,
        "text": entry.text,
        "enforcement": entry.enforcement.upper(),
        "status": entry.status,
        "source": _source(entry),
    }
