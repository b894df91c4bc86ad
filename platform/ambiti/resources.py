"""Where the files that travel with the code are: tenants, policies, schema, migrations.

A checkout is read in place; the wheel carries the same folders inside the package.
"""

from pathlib import Path

FOLDERS = ("migrations", "policies", "schema", "tenants")

_PACKAGE = Path(__file__).resolve().parent
_PACKED = _PACKAGE / "_data"


def root() -> Path:
    """Tell the folder that holds the folders: the checkout, or the data inside the wheel."""
    return _PACKED if _PACKED.is_dir() else _PACKAGE.parents[1]


def folder(name: str) -> Path:
    """Find one of the folders by its name in the repository."""
    if name not in FOLDERS:
        message = f"{name!r} does not travel with the code; these do: {', '.join(FOLDERS)}"
        raise LookupError(message)
    return root() / name


def is_checkout() -> bool:
    """Tell whether the files are those of a checkout, which may be rewritten, not of a wheel."""
    return not _PACKED.is_dir()
