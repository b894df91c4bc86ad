"""How a command ends: 0 done, 1 refused or faults found, 2 wrong usage or settings, 130 Ctrl-C."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

DONE, REFUSED, MISUSED, INTERRUPTED = 0, 1, 2, 130


class Refused(Exception):  # noqa: N818  a refusal is an answer
    """The command cannot do what it was asked; each line says why and what would be right."""

    def __init__(self, *lines: str, code: int = REFUSED) -> None:
        """Keep the lines and the exit code."""
        super().__init__("\n".join(lines))
        self.code = code


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what can go wrong in good order into a message and an exit code; the rest is a bug."""
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Refused as refused:
        _tell(str(refused))
        sys.exit(refused.code)
    except Exception as error:
        from ambiti.settings import SettingsError

        if isinstance(error, SettingsError):
            _tell("Le impostazioni non vanno bene:", *error.problems)
            sys.exit(MISUSED)
        if isinstance(error, _expected()):
            _tell(str(error))
            sys.exit(REFUSED)
        raise


def _expected() -> tuple[type[Exception], ...]:
    """Tell what may go wrong in good order. Modules are imported when it has: starts are quick."""
    from ambiti.access.choosing import MandateRefused
    from ambiti.access.development import DevelopmentError
    from ambiti.database.catalogue import UnentitledError
    from ambiti.database.folders import EmbeddedServerError
    from ambiti.database.migrating import MigrationError
    from ambiti.database.roles import UnsafeRoleError
    from ambiti.database.running import UnreachableDatabaseError
    from ambiti.statute.applying import StatuteRefused
    from ambiti.territory.figures import UnreadableFiguresError

    return (
        DevelopmentError,
        EmbeddedServerError,
        MandateRefused,
        MigrationError,
        StatuteRefused,
        UnentitledError,
        UnreachableDatabaseError,
        UnreadableFiguresError,
        UnsafeRoleError,
    )


def _tell(*lines: str) -> None:
    print(*lines, sep="\n", file=sys.stderr)
