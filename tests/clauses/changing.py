"""Changed copies of the tenants' files, checked all together as `ambiti tenants check` does."""

from collections.abc import Callable
from functools import cache
from typing import Any

import yaml

from ambiti import resources
from ambiti.cli.statutes import RULES
from ambiti.statute.checking import Report, check
from ambiti.statute.loading import Loading, load
from ambiti.statute.reading_yaml import read

Data = dict[str, Any]
Edit = Callable[[Data], None]

FOLDER = resources.folder("tenants")


class _Plain(yaml.CSafeDumper):
    """Writes every part out: the language has no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def data_of(slug: str) -> Data:
    """Read the file of a tenant as plain data, to change at will."""
    content = (FOLDER / file_of(slug)).read_bytes()
    found: Data = _loose(read(content, slug).data)
    return found


def _loose(data: Any) -> Any:
    """Copy what was read, with lists where it has what cannot change."""
    if isinstance(data, dict):
        return {key: _loose(value) for key, value in data.items()}
    return [_loose(item) for item in data] if isinstance(data, list | tuple) else data


def file_of(slug: str) -> str:
    """Tell the name of a tenant's file."""
    return f"{slug.replace('-', '_')}.yaml"


def checked(slug: str, edit: Edit) -> Report:
    """Check all tenants' files, with one of them changed."""
    changed = data_of(slug)
    edit(changed)
    text = yaml.dump(changed, Dumper=_Plain, allow_unicode=True, sort_keys=False)
    own = file_of(slug)
    return check([load(text, own) if name == own else one for name, one in _shipped()], RULES)


@cache
def _shipped() -> tuple[tuple[str, Loading], ...]:
    files = sorted(FOLDER.glob("*.yaml"))
    return tuple((file.name, load(file.read_text("utf-8"), file.name)) for file in files)


def refused(slug: str, edit: Edit) -> dict[str, str]:
    """Tell the errors of a changed copy: code, and the path of the first place that has it."""
    errors: dict[str, str] = {}
    for problem in checked(slug, edit).errors:
        errors.setdefault(problem.code, problem.path)
    return errors


def part(statute: Data, section: str, code: str) -> Data:
    """Find a part of a statute by its code."""
    return next(item for item in statute[section] if item["code"] == code)
