"""All settings, read once from AMBITI_*; a wrong one stops the start and names itself."""

import os
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

PREFIX = "AMBITI_"
FOR_TESTS = "AMBITI_TEST_"
"""Variables that only the test suite reads."""

APP_ROLE = "ambiti_app"
READER_ROLE = "ambiti_reader"


class SettingsError(Exception):
    """The settings cannot be used; ``problems`` has one sentence for each variable at fault."""

    def __init__(self, problems: list[str]) -> None:
        """Keep every problem, so that one start shows them all."""
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def _default_home() -> Path:
    """Choose where data lives: the user's data folder, or the system's for the superuser."""
    if os.geteuid() == 0:
        return Path("/var/lib/ambiti")
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base).expanduser() / "ambiti"


def _postgresql_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ValueError
    return value


def _login_as(role: str, value: str) -> str:
    if urlsplit(_postgresql_url(value)).username != role:
        raise ValueError
    return value


def _keys(value: str) -> str:
    """Accept an https address, an http one on this machine, or a file that exists."""
    parts = urlsplit(value)
    if parts.scheme == "https" and parts.hostname:
        return value
    if parts.scheme == "http" and _is_loopback(parts.hostname):
        return value
    if parts.scheme or not Path(value).expanduser().is_file():
        raise ValueError
    return str(Path(value).expanduser().resolve())


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return host is not None and ip_address(host).is_loopback
    except ValueError:
        return False


def _key_of_32_bytes(value: str) -> str:
    if len(b64decode(value, validate=True)) != 32:  # noqa: PLR2004  what AES-256 takes
        raise ValueError
    return value


def _existing_folder(value: Path) -> Path:
    if not value.expanduser().is_dir():
        raise ValueError
    return value.expanduser().resolve()


def _absolute(value: Path) -> Path:
    return Path(os.path.abspath(value.expanduser()))  # noqa: PTH100  resolve() would follow links


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


Folder = Annotated[Path, AfterValidator(_existing_folder)]
Count = Annotated[int, Field(ge=1)]


class Settings(BaseModel):
    """What one deployment is told from outside; descriptions say, in Italian, what is right."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    environment: Literal["development", "production"] = Field(
        "development", description="development oppure production"
    )
    home: Annotated[Path, AfterValidator(_absolute)] = Field(
        default_factory=_default_home, description="la cartella dei dati del PostgreSQL incluso"
    )
    host: str = Field(
        "127.0.0.1", min_length=1, description="l'indirizzo su cui ascoltare, p.es. 127.0.0.1"
    )
    port: int = Field(8000, ge=1, le=65535, description="una porta TCP, da 1 a 65535")
    workers: int = Field(1, ge=1, le=64, description="il numero dei processi, da 1 a 64")
    database_url: Annotated[str, AfterValidator(_postgresql_url)] | None = Field(
        None,
        repr=False,
        description="l'indirizzo di un PostgreSQL 16 o successivo con un utente che può creare"
        " ruoli: postgresql://utente:password@host:5432/database",
    )
    database_app_url: str | None = Field(
        None,
        repr=False,
        description=f"l'indirizzo con cui entra {APP_ROLE}:"
        f" postgresql://{APP_ROLE}:password@host:5432/database",
    )
    database_reader_url: str | None = Field(
        None,
        repr=False,
        description=f"l'indirizzo con cui entra {READER_ROLE}:"
        f" postgresql://{READER_ROLE}:password@host:5432/database",
    )
    identity_issuer: str | None = Field(
        None, description="l'emittente (iss) dei token accettati, p.es. https://login.example.it"
    )
    identity_audience: str = Field(
        "ambiti", min_length=1, description="il destinatario (aud) che i token devono avere"
    )
    identity_jwks: Annotated[str, AfterValidator(_keys)] | None = Field(
        None,
        description="le chiavi dell'emittente: un file JWKS che esiste o un indirizzo https",
    )
    development_issuer: bool = Field(
        default=False,
        description="true per emettere token di prova, false altrimenti; mai true in production",
    )
    personal_key: Annotated[str, AfterValidator(_key_of_32_bytes)] | None = Field(
        None,
        repr=False,
        description="la chiave con cui si proteggono i dati personali: 32 byte in base64, p.es. da"
        " openssl rand -base64 32",
    )
    introspection: Literal["everyone", "authenticated", "nobody"] = Field(
        "everyone", description="everyone, authenticated oppure nobody"
    )
    max_body_bytes: Count = Field(65536, description="un numero di byte, almeno 1")
    max_tokens: Count = Field(1000, description="un numero di token GraphQL, almeno 1")
    max_depth: Count = Field(12, description="una profondità, almeno 1")
    max_aliases: int = Field(15, ge=0, description="un numero di alias, almeno 0")
    max_root_fields: Count = Field(10, description="un numero di campi, almeno 1")
    max_cost: Count = Field(10000, description="un costo, almeno 1")
    default_page: Count = Field(20, description="una lunghezza di pagina, da 1 a AMBITI_MAX_PAGE")
    max_page: Count = Field(100, description="una lunghezza di pagina, almeno 1")
    statement_timeout_ms: int = Field(
        3000, ge=1, le=600_000, description="millisecondi, da 1 a 600000"
    )
    reader_pool: int = Field(8, ge=1, le=500, description="un numero di connessioni, da 1 a 500")
    app_pool: int = Field(4, ge=1, le=500, description="un numero di connessioni, da 1 a 500")
    max_subscriptions: Count = Field(1000, description="un numero di sottoscrizioni, almeno 1")
    max_exports: int = Field(2, ge=1, le=100, description="un numero di esportazioni, da 1 a 100")
    max_export_rows: Count = Field(10000, description="un numero di righe, almeno 1")
    max_imports: int = Field(2, ge=1, le=100, description="un numero di importazioni, da 1 a 100")
    max_import_rows: Count = Field(10000, description="un numero di righe, almeno 1")
    max_import_bytes: Count = Field(5_242_880, description="un numero di byte, almeno 1")
    pool_wait_seconds: float = Field(
        1.0, gt=0, le=60, description="secondi, più di 0 e al massimo 60"
    )
    plan_cache: Count = Field(1000, description="un numero di piani, almeno 1")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="debug, info, warning oppure error"
    )
    tenants: Folder | None = Field(None, description="una cartella che esiste, con i file YAML")
    policies: Folder | None = Field(
        None, description="una cartella che esiste, con model.conf e policy.csv"
    )

    @model_validator(mode="before")
    @classmethod
    def _defaults_of_the_environment(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Let development be open and production closed, wherever nothing else was said."""
        values = {name: _lower(value) if name in _WORDS else value for name, value in given.items()}
        development = values.get("environment", "development") == "development"
        values.setdefault("development_issuer", development)
        values.setdefault("introspection", "everyone" if development else "authenticated")
        if development:
            values.setdefault("personal_key", _DEVELOPMENT_KEY)
        return values

    @model_validator(mode="after")
    def _agree(self) -> Self:
        problems = list(self._disagreements())
        if problems:
            raise ValueError("\n".join(problems))
        return self

    def _disagreements(self) -> Iterator[str]:
        """Tell what is right alone and wrong together."""
        if self.environment == "production" and self.development_issuer:
            yield (
                "AMBITI_DEVELOPMENT_ISSUER vale true: con AMBITI_ENVIRONMENT=production deve"
                " essere false."
            )
        if (self.identity_issuer is None) != (self.identity_jwks is None):
            absent = "ISSUER" if self.identity_issuer is None else "JWKS"
            yield (
                f"AMBITI_IDENTITY_{absent} manca: AMBITI_IDENTITY_ISSUER e AMBITI_IDENTITY_JWKS"
                " si danno insieme."
            )
        if self.default_page > self.max_page:
            yield (
                f"AMBITI_DEFAULT_PAGE vale {self.default_page}: non può superare AMBITI_MAX_PAGE,"
                f" che vale {self.max_page}."
            )
        yield from self._wrong_logins()

    def _wrong_logins(self) -> Iterator[str]:
        for role, url, name in (
            (APP_ROLE, self.database_app_url, "database_app_url"),
            (READER_ROLE, self.database_reader_url, "database_reader_url"),
        ):
            try:
                if url is not None:
                    _login_as(role, url)
            except ValueError:
                yield f"{PREFIX}{name.upper()}: serve {_right(name)}."
        given = [self.database_app_url, self.database_reader_url]
        if self.database_url is None and given.count(None) == 1:
            absent = "APP" if self.database_app_url is None else "READER"
            yield (
                f"AMBITI_DATABASE_{absent}_URL manca: senza AMBITI_DATABASE_URL servono entrambi"
                " AMBITI_DATABASE_APP_URL e AMBITI_DATABASE_READER_URL."
            )

    @property
    def is_embedded(self) -> bool:
        """Tell whether the PostgreSQL of this deployment is the one that Ambiti starts itself."""
        return self.database_url is None and self.database_app_url is None


_WORDS = frozenset({"environment", "introspection", "log_level"})
_DEVELOPMENT_KEY = b64encode(sha256(b"ambiti development").digest()).decode()
"""Protects the invented data of development; production has none unless it is given one."""
_SECRET = frozenset({"personal_key", "database_url", "database_app_url", "database_reader_url"})


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the AMBITI_* variables, or say all that is wrong with them."""
    source = os.environ if environ is None else environ
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in source.items()
        if name.startswith(PREFIX) and not name.startswith(FOR_TESTS) and value.strip()
    }
    unknown = sorted(name for name in given if name not in Settings.model_fields)
    problems = [_unknown(name) for name in unknown]
    known = {name: value.strip() for name, value in given.items() if name not in unknown}
    try:
        settings = Settings.model_validate(known)
    except ValidationError as error:
        problems += [line for fault in error.errors() for line in _explain(dict(fault), known)]
    if problems:
        raise SettingsError(problems)
    return settings


@cache
def settings() -> Settings:
    """Give the settings of this process, read the first time that anyone asks."""
    return read_settings()


def _right(name: str) -> str:
    return Settings.model_fields[name].description or ""


def _unknown(name: str) -> str:
    near = get_close_matches(name, Settings.model_fields, n=1)
    hint = f": forse {PREFIX}{near[0].upper()}?" if near else "."
    return f"{PREFIX}{name.upper()} non è un'impostazione di Ambiti{hint}"


def _explain(fault: dict[str, Any], given: Mapping[str, str]) -> list[str]:
    if not fault["loc"]:
        return str(fault["ctx"]["error"]).split("\n")
    name = str(fault["loc"][0])
    shown = "" if name in _SECRET else f" vale {given[name]!r}"
    return [f"{PREFIX}{name.upper()}{shown}: serve {_right(name)}."]
