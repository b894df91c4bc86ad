"""The commands and what each is for. What a command needs is imported when it runs."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal

from cyclopts import App, Parameter

from ambiti import __version__
from ambiti.cli.refusing import MISUSED, REFUSED, refusals

app = App(
    name="ambiti",
    help="The platform on which Italy's Ambiti Territoriali Sociali run.",
    version=__version__,
    help_epilogue="Settings are AMBITI_* environment variables; see README.md.",
    result_action="return_value",
    suppress_keyboard_interrupt=False,
)
tenants = App(name="tenants", help="Check, compare and apply the tenants' founding documents.")
imports = App(name="import", help="Bring in public figures.")
contract = App(name="schema", help="The published GraphQL contract.")
mandates = App(name="mandates", help="Who holds which role: people and machine clients.")
calendar = App(name="calendar", help="What the calendars of the Ambiti know.")
for group in (tenants, mandates, imports, calendar, contract):
    app.command(group)

_PAIR: Final = 2

Files = Annotated[
    Path,
    Parameter(help="YAML files; without any, all those of the tenants folder.", show_default=False),
]


def main(arguments: list[str] | None = None) -> None:
    """Run one command, and end the process with its exit code."""
    with refusals():
        try:
            code = app(arguments, exit_on_error=False)
        except SystemExit:
            raise
        except Exception as error:
            from cyclopts import CycloptsError

            if isinstance(error, CycloptsError):
                sys.exit(MISUSED)
            raise
    sys.exit(code or 0)


@app.command
def serve() -> None:
    """Bring everything up and serve: database, migrations, tenants, figures, GraphQL.

    On a laptop this is the only command. In production run it with the app's and the reader's
    addresses only, after `ambiti migrate` and `ambiti tenants apply`.
    """
    from ambiti.cli.serving import serve as run
    from ambiti.settings import read_settings

    run(read_settings())


@app.command
def migrate() -> None:
    """Bring the database to the revision that this release needs."""
    from ambiti.cli.upkeep import migrate as run
    from ambiti.settings import read_settings

    run(read_settings())


@app.command
def check() -> int:
    """Look for faults in the live database: confinement, policies, roles, applied statutes."""
    from ambiti.cli.upkeep import check as run
    from ambiti.settings import read_settings

    return 0 if run(read_settings()) else REFUSED


@app.command
def demo() -> None:
    """Let each tenant live a plausible year, by the acts of invented people: once, on a trial."""
    from ambiti.cli.upkeep import demo as run
    from ambiti.settings import read_settings

    run(read_settings())


@app.command
def token(
    *,
    role: str,
    tenant: str | None = None,
    comune: str | None = None,
    unit: str | None = None,
    region: str | None = None,
) -> None:
    """Print a development token of an invented person who holds a role.

    Args:
        role: A role's code in the tenant's statute, or a role of policies/policy.csv.
        tenant: The short name of the Ambito, such as carate.
        comune: The comune, by name or ISTAT code, for a role held for one.
        unit: The sub-ambito or member Ambito, by name or code, for a role held for one.
        region: The Regione, for a role held for one.
    """
    from ambiti.cli.upkeep import token as run
    from ambiti.settings import read_settings

    asked = {"tenant": tenant, "comune": comune, "unit": unit, "region": region}
    print(run(read_settings(), role, asked))


@app.command
def version() -> None:
    """Print the version of Ambiti, and the revision of the database that it needs."""
    from ambiti.database.migrating import head

    print(f"ambiti {__version__} (database {head()})")


@tenants.command(name="check")
def check_tenants(*files: Files) -> int:
    """Check statutes: every error of every file at once, each with its place and what is right."""
    from ambiti.cli.statutes import check as run
    from ambiti.settings import read_settings

    return 0 if run(read_settings(), files) else REFUSED


@tenants.command
def diff(
    *compared: Annotated[str, Parameter(help="Files, slug@N or slug.", show_default=False)],
) -> None:
    """Show how two statutes differ, or what applying statutes would change in the database.

    Two arguments are compared with each other, in the words of the domain. With one file, with
    several, or with none (all those of the tenants folder), each is compared with the database.

    Args:
        compared: YAML files; an applied version as slug@2; the version in force as slug.
    """
    from ambiti.settings import read_settings

    if len(compared) == _PAIR:
        from ambiti.cli.statute_tools import compare

        compare(read_settings(), *compared)
        return
    from ambiti.cli.statutes import diff as run

    run(read_settings(), [Path(one) for one in compared])


@tenants.command
def new(
    slug: str,
    *,
    name: str | None = None,
    region: str | None = None,
    kind: Literal["AMBITO", "INTERAMBITI"] = "AMBITO",
    output: Path | None = None,
) -> None:
    """Write the file that a new Ambito starts from, with marks where it is to be filled.

    Args:
        slug: The short name of the tenant, such as monza-brianza.
        name: Its full name.
        region: Its Regione.
        kind: An Ambito, or an agreement of several.
        output: Write a file instead of printing.
    """
    from ambiti.cli.statute_tools import new as run

    run(slug, name=name, region=region, kind=kind, output=output)


@tenants.command
def explain(file: Path, rule: str | None = None, /) -> None:
    """Explain a rule of a statute: its sentence, source and doubts, and an example with numbers.

    Args:
        file: A YAML file.
        rule: The code of a rule or an article, such as 11.7.b; without it the codes are listed.
    """
    from ambiti.cli.statute_tools import explain as run

    run(file, rule)


@tenants.command
def apply(*files: Files, reason: str | None = None) -> None:
    """Apply statutes: store a new version of each that changed, and leave the others.

    Args:
        files: YAML files; without any, all those of the tenants folder.
        reason: Why the past changes, where it does; it is kept with the version.
    """
    from ambiti.cli.statutes import apply as run
    from ambiti.settings import read_settings

    run(read_settings(), files, reason)


@tenants.command(name="schema")
def tenants_schema() -> None:
    """Print the JSON Schema of the statutes' language, for editors."""
    from ambiti.cli.statutes import schema

    print(schema(), end="")


@mandates.command
def give(  # noqa: PLR0913  each option by its name
    *,
    identity: str,
    name: str,
    role: str,
    act: str,
    since: date,
    until: date | None = None,
    tenant: str | None = None,
    comune: str | None = None,
    unit: str | None = None,
    region: str | None = None,
    machine: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Give a mandate to a person or a machine client, from a day on.

    Args:
        identity: Issuer and subject of their tokens, such as 'https://login.example.it|3f2a'.
        name: How they are called.
        role: A role's code in the tenant's statute, or a role of policies/policy.csv.
        act: The act that gives the mandate.
        since: Its first day.
        until: The first day without it; without this option it has no end.
        tenant: The short name of the Ambito, such as carate.
        comune: The comune, by name or ISTAT code, for a role held for one.
        unit: The sub-ambito or member Ambito, by name or code, for a role held for one.
        region: The Regione, for a role held for one.
        machine: It is a machine client, and not a person.
    """
    from ambiti.access.choosing import Wish
    from ambiti.access.holding import Term
    from ambiti.cli.mandates import give as run
    from ambiti.settings import read_settings

    wish, term = Wish(role, tenant, comune, unit, region), Term(since, until)
    who = {"identity": identity, "name": name}
    print(run(read_settings(), wish, term, **who, act=act, machine=machine))


@mandates.command
def end(  # noqa: PLR0913  each option by its name
    *,
    identity: str,
    role: str,
    until: date,
    tenant: str | None = None,
    comune: str | None = None,
    unit: str | None = None,
    region: str | None = None,
) -> None:
    """End a mandate; what was done and seen under it stays.

    Args:
        identity: Issuer and subject of their tokens, such as 'https://login.example.it|3f2a'.
        role: The role's code, or a role of policies/policy.csv.
        until: The first day without it.
        tenant: The short name of the Ambito, such as carate.
        comune: The comune, by name or ISTAT code, for a role held for one.
        unit: The sub-ambito or member Ambito, by name or code, for a role held for one.
        region: The Regione, for a role held for one.
    """
    from ambiti.access.choosing import Wish
    from ambiti.cli.mandates import end as run
    from ambiti.settings import read_settings

    print(run(read_settings(), identity, Wish(role, tenant, comune, unit, region), until))


@mandates.command(name="list")
def list_(*, tenant: str) -> None:
    """List the mandates of an Ambito, past ones too, and those for its Regione.

    Args:
        tenant: The short name of the Ambito, such as carate.
    """
    from ambiti.cli.mandates import mandates_of as run
    from ambiti.settings import read_settings

    for line in run(read_settings(), tenant):
        print(line)


@imports.command
def population(
    *files: Annotated[Path, Parameter(required=True)],
    replace: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Import populations of comuni. A bad row is named by its line, and nothing is imported.

    Args:
        files: ISTAT's POSAS files as published, or plain CSV files.
        replace: Put these figures in the place of other ones for the same day and status.
    """
    from ambiti.cli.figures import population as run
    from ambiti.settings import read_settings

    run(read_settings(), files, replace=replace)


@calendar.command
def tell() -> None:
    """Tell the calendars of the riparti approved before they knew of them by themselves: once."""
    from ambiti.cli.upkeep import tell_calendars as run
    from ambiti.settings import read_settings

    run(read_settings())


@contract.command
def export(
    *,
    check: Annotated[bool, Parameter(negative="")] = False,
    output: Path | None = None,
) -> int:
    """Print the contract in the schema definition language.

    Args:
        check: Print nothing; fail, with the differences, if schema/ambiti.graphql is not the same.
        output: Write a file instead of printing.
    """
    from ambiti.cli.contracts import export as run

    return 0 if run(output, check=check) else REFUSED
