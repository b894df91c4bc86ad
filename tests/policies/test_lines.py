"""A wrong line in the policy files stops the start, and says where and what would be right."""

import shutil
from pathlib import Path

import pytest

from ambiti.access.lines import PolicyError
from ambiti.access.policy import Policy
from ambiti.resources import folder


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder("policies"), tmp_path / "policies"))


def written(copied: Path, line: str, file: str = "policy.csv") -> str:
    """Add a line, and tell the only problem that this causes."""
    path = copied / file
    number = len(path.read_text("utf-8").splitlines()) + 1
    with path.open("a", encoding="utf-8") as opened:
        opened.write(f"{line}\n")
    with pytest.raises(PolicyError) as refused:
        Policy.load(copied)
    (problem,) = refused.value.problems
    assert problem.startswith(f"{path}, riga {number}: ")
    return problem


def test_an_unknown_role_is_named_with_those_that_exist(copied: Path) -> None:
    problem = written(copied, "p, sindacco, read, Organ, all")
    assert "il ruolo «sindacco» non esiste" in problem
    assert "«sindaco»" in problem


def test_an_unknown_act_is_named_with_those_that_exist(copied: Path) -> None:
    problem = written(copied, "p, sindaco, reed, Organ, all")
    acts = (
        "«adopt», «annul», «appoint», «apportion», «ask», «assign», «attest», «claim», "
        "«commit», «consult», «contract», «convene», «deliver», «execute», «fulfil», «grant», "
        "«handle», «inspect», «liquidate», «oblige», «perfect», «propose», «protect», «provide», "
        "«publish», «read», «record», «rectify», «register», «represent», «revoke», «settle»"
    )
    assert problem.endswith(f"l'atto «reed» non esiste; esistono {acts}.")


def test_an_unknown_kind_is_named_with_those_that_exist(copied: Path) -> None:
    problem = written(copied, "p, sindaco, read, Organo, all")
    assert "il tipo «Organo» non esiste" in problem
    assert "«Organ»" in problem


def test_a_scope_that_another_kind_has_is_unknown_for_this_one(copied: Path) -> None:
    problem = written(copied, "p, sindaco, read, Organ, own_comune")
    assert "l'estensione di Organ «own_comune» non esiste" in problem
    assert "esistono «all», «published»." in problem


def test_everyone_can_have_only_what_needs_no_tenant(copied: Path) -> None:
    problem = written(copied, "p, cittadino, read, Organ, all")
    assert problem.endswith("«cittadino» non ha un Ambito: può avere solo public o own.")


@pytest.mark.parametrize("line", ["g, sindaco, memmbro", "g, sindacco, membro"])
def test_inheritance_between_unknown_roles_is_refused(copied: Path, line: str) -> None:
    assert "non esiste; esistono" in written(copied, line)


@pytest.mark.parametrize("line", ["P, sindaco, read, Organ, all", "pp, sindaco, read, Organ, all"])
def test_a_mistyped_line_is_not_skipped(copied: Path, line: str) -> None:
    assert "può cominciare con «g», «p»" in written(copied, line)


@pytest.mark.parametrize(
    "line", ["p, sindaco, read, Organ", "p, sindaco, read, Organ, all, deny", "g, sindaco"]
)
def test_a_line_with_too_few_or_too_many_fields_is_refused(copied: Path, line: str) -> None:
    assert "ne servono" in written(copied, line)


def test_an_empty_field_is_refused(copied: Path) -> None:
    assert "ha un campo vuoto" in written(copied, "p, sindaco, , Organ, all")


def test_a_comment_at_the_end_of_a_line_is_not_taken_for_a_scope(copied: Path) -> None:
    assert "all # tutti" in written(copied, "p, sindaco, read, Organ, all # tutti")


def test_a_repeated_line_is_refused_with_the_first_one(copied: Path) -> None:
    assert "ripete la riga" in written(copied, "p,sindaco,read,Mandate,own_comune")


def test_a_circle_of_roles_is_refused(copied: Path) -> None:
    assert "chiude un cerchio" in written(copied, "g, membro, sindaco")


def test_a_role_that_inherits_from_itself_is_refused(copied: Path) -> None:
    assert "chiude un cerchio" in written(copied, "g, sindaco, sindaco")


def test_what_everyone_has_does_not_grow_by_inheritance(copied: Path) -> None:
    assert "li avrebbero tutti" in written(copied, "g, cittadino, revisore")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("scope, Organo, all, tutti", "«Organo» non è fra le parole di tipo kind"),
        ("kind, Organ, ancora", "ripete la parola «Organ»"),
        ("kind, Seat", "ha 1 campi; ne servono 2"),
        ("word, Seat, il seggio", "può cominciare con «act», «kind», «role», «scope»"),
    ],
)
def test_a_wrong_word_is_refused(copied: Path, line: str, problem: str) -> None:
    assert problem in written(copied, line, "words.csv")


def test_all_the_problems_are_shown_at_once(copied: Path) -> None:
    with (copied / "policy.csv").open("a", encoding="utf-8") as opened:
        opened.write("p, a, b, Organ, c\ng, sindaco\n")
    with pytest.raises(PolicyError) as refused:
        Policy.load(copied)
    assert len(refused.value.problems) == 4


@pytest.mark.parametrize("name", ["model.conf", "policy.csv", "words.csv"])
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(PolicyError, match=name):
        Policy.load(copied)


def test_a_file_that_is_not_utf8_is_named(copied: Path) -> None:
    (copied / "words.csv").write_bytes("role, cittadino, chiunque è\n".encode("latin-1"))
    with pytest.raises(PolicyError, match=r"words\.csv: non è scritto in UTF-8"):
        Policy.load(copied)


def test_without_the_role_of_everyone_nothing_starts(copied: Path) -> None:
    path = copied / "words.csv"
    text = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in text if not x.startswith("role, cittadino")), "utf-8")
    with pytest.raises(PolicyError, match="manca il ruolo «cittadino»"):
        Policy.load(copied)


def test_removing_a_line_takes_the_permission_away(copied: Path) -> None:
    path = copied / "policy.csv"
    text = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in text if not x.startswith("p, revisore")), "utf-8")
    assert ("Mandate", "all") not in Policy.load(copied).grants("revisore", "read")


def test_the_version_changes_with_any_of_the_files(copied: Path) -> None:
    versions = {Policy.load(copied).version}
    for name in ("model.conf", "policy.csv", "words.csv"):
        with (copied / name).open("a", encoding="utf-8") as opened:
            opened.write("# una nota\n")
        versions.add(Policy.load(copied).version)
    assert len(versions) == 4
