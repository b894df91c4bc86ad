"""Codes, validities, ambiguities: what any statute must have right."""

from collections.abc import Callable

import pytest

from ambiti.governance.rules import access_is_among
from ambiti.statute.checking import Report, Rules, check, mixed_keys_are_whole
from ambiti.statute.language import Statute
from ambiti.statute.loading import load

Checked = Callable[..., Report]


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ('code: "5"', 'code: "4"', "DUPLICATE_CODE", "units[1].code"),
        ("valid: {from: 2012-04-01}", "valid: {from: 2012-04-01, until: 2012-04-01}",
         "EMPTY_VALIDITY", "members[0].valid"),
        ("instrument: CONV", "instrument: CONVV", "UNKNOWN_CODE", "organs[0].instrument"),
        ("instrument: CONV", 'unit: "6"', "UNKNOWN_CODE", "organs[0].unit"),
        ("kind: POLITICAL", "ambiguity: AMB-99\n    kind: POLITICAL", "UNKNOWN_AMBIGUITY",
         "organs[0].ambiguity"),
        ("published: true", "published: true\n    incomplete: AMB-98", "UNKNOWN_AMBIGUITY",
         "instruments[0].incomplete"),
    ],
)  # fmt: skip
def test_it_is_an_error(checked: Checked, old: str, new: str, code: str, path: str) -> None:
    errors = checked((old, new)).errors
    assert (code, path) in {(p.code, p.path) for p in errors}


def test_one_organ_follows_another_under_one_code_but_never_on_the_same_day(
    checked: Checked,
) -> None:
    second = """\
  - code: ADS
    kind: POLITICAL
    name: Assemblea nuova
    source: {document: CONV, article: "7"}
    valid: {from: 2018-01-01}
roles:"""
    ended = ("valid: {from: 2012-04-01}\nroles:", "valid: {from: 2012-04-01, until: 2018-01-01}\n")
    assert [p.code for p in checked(("roles:", second)).errors] == ["DUPLICATE_CODE"]
    assert checked((ended[0], ended[1] + second)).errors == ()


def test_two_files_with_one_slug_are_told(written: Callable[..., str], rules: Rules) -> None:
    twice = [load(written(), "a.yaml"), load(written(), "b.yaml")]
    errors = check(twice, rules).errors
    assert [(p.file, p.code, p.path) for p in errors] == [("b.yaml", "DUPLICATE_CODE", "slug")]


def test_an_access_that_no_policy_has_is_told(statute: Callable[..., Statute]) -> None:
    (found,) = access_is_among({"sindaco", "revisore"})(
        statute(("access: sindaco", "access: sindacco"))
    )
    assert (found.code, found.right) == ("UNKNOWN_ACCESS", "forse «sindaco»")


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        ("[{share: 2/3, key: POP}, {share: 1/3, key: POP}]", []),
        ("[{share: 2/3, key: POP}, {share: 1/2, key: POP}]", ["SHARES_NOT_WHOLE"]),
        ("[{share: 1/3, key: POP}, {share: 1/3, key: POP}]", ["SHARES_NOT_WHOLE"]),
        ("[{share: 2/3, key: POP}, {share: 1/3, key: MISTO}]", ["MIXED_IN_MIXED"]),
        ("[{share: 2/3, key: POP}, {share: 1/3, key: NESSUNO}]", ["FUNDED_IN_MIXED"]),
    ],
)
def test_a_mixed_key_makes_the_whole_of_simple_keys(
    with_rule: Callable[[str, str], Statute], parts: str, codes: list[str]
) -> None:
    rule = f"{{kind: MIXED, code: MISTO, parts: {parts}, @}}"
    funded = with_rule("allocation_keys", "{kind: ZERO, code: NESSUNO, fund: FNPS, @}")
    mixed = with_rule("allocation_keys", rule)
    keys = (*mixed.allocation_keys, funded.allocation_keys[-1])
    together = mixed.model_copy(update={"allocation_keys": keys})
    assert [one.code for one in mixed_keys_are_whole(together)] == codes
