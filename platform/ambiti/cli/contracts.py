"""The published contract: printed, written, or compared with the code."""

import difflib
from pathlib import Path

from ambiti import resources
from ambiti.cli.refusing import Refused


def export(output: Path | None, *, check: bool) -> bool:
    """Print or write the contract; with ``check`` compare it and tell whether it is the same."""
    from ambiti.contract import printed

    text = f"{printed().rstrip()}\n"
    if check:
        return _is_published(text)
    if output is None:
        print(text, end="")
        return True
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"{output} non si può scrivere ({error.strerror}): indica un altro file."
        raise Refused(message) from error
    return True


def _is_published(text: str) -> bool:
    path = resources.folder("schema") / "ambiti.graphql"
    published = path.read_text(encoding="utf-8") if path.exists() else ""
    if published == text:
        return True
    lines = difflib.unified_diff(
        published.splitlines(), text.splitlines(), "schema/ambiti.graphql", "codice", lineterm=""
    )
    print(*lines, sep="\n")
    print(*_changes(published, text), sep="\n")
    print("Il contratto pubblicato non è quello del codice: `make schema` lo riscrive.")
    return False


def _changes(published: str, text: str) -> list[str]:
    """Name what breaks those who read the published contract, and what may surprise them."""
    from graphql import build_schema, find_breaking_changes, find_dangerous_changes

    if not published:
        return []
    before, after = build_schema(published), build_schema(text)
    breaking = [f"ROMPE: {change.description}" for change in find_breaking_changes(before, after)]
    dangerous = find_dangerous_changes(before, after)
    risky = [f"attenzione: {change.description}" for change in dangerous]
    return [*breaking, *risky]
