"""Settings are read once from AMBITI_*; what is wrong is named, with what would be right."""

from pathlib import Path

import pytest

from ambiti.settings import SettingsError, read_settings

WRONG = {
    "a number that is none": (
        {"AMBITI_PORT": "abc"},
        "AMBITI_PORT vale 'abc': serve una porta TCP",
    ),
    "a number out of range": ({"AMBITI_PORT": "70000"}, "AMBITI_PORT vale '70000'"),
    "no workers": ({"AMBITI_WORKERS": "0"}, "AMBITI_WORKERS vale '0'"),
    "a word that is none": (
        {"AMBITI_ENVIRONMENT": "produzione"},
        "AMBITI_ENVIRONMENT vale 'produzione': serve development oppure production.",
    ),
    "a typing error": ({"AMBITI_PROT": "1"}, "AMBITI_PROT non è un'impostazione di Ambiti: forse"),
    "an unknown setting": ({"AMBITI_ZZZ": "1"}, "AMBITI_ZZZ non è un'impostazione di Ambiti."),
    "another database": ({"AMBITI_DATABASE_URL": "mysql://h/d"}, "AMBITI_DATABASE_URL: serve"),
    "an address without its database": (
        {"AMBITI_DATABASE_URL": "postgresql://h"},
        "AMBITI_DATABASE_URL: serve",
    ),
    "half of the logins": (
        {"AMBITI_DATABASE_APP_URL": "postgresql://ambiti_app@h/d"},
        "AMBITI_DATABASE_READER_URL manca",
    ),
    "the login of another role": (
        {
            "AMBITI_DATABASE_APP_URL": "postgresql://postgres@h/d",
            "AMBITI_DATABASE_READER_URL": "postgresql://ambiti_reader@h/d",
        },
        "AMBITI_DATABASE_APP_URL: serve l'indirizzo con cui entra ambiti_app",
    ),
    "test tokens in production": (
        {"AMBITI_ENVIRONMENT": "production", "AMBITI_DEVELOPMENT_ISSUER": "true"},
        "AMBITI_DEVELOPMENT_ISSUER vale true",
    ),
    "an issuer without keys": (
        {"AMBITI_IDENTITY_ISSUER": "https://login.example.it"},
        "AMBITI_IDENTITY_JWKS manca",
    ),
    "keys without an issuer": (
        {"AMBITI_IDENTITY_JWKS": "https://login.example.it/jwks"},
        "AMBITI_IDENTITY_ISSUER manca",
    ),
    "keys over an open line": (
        {"AMBITI_IDENTITY_ISSUER": "x", "AMBITI_IDENTITY_JWKS": "http://login.example.it/jwks"},
        "AMBITI_IDENTITY_JWKS vale",
    ),
    "keys that are not there": (
        {"AMBITI_IDENTITY_ISSUER": "x", "AMBITI_IDENTITY_JWKS": "/non/esiste.json"},
        "AMBITI_IDENTITY_JWKS vale",
    ),
    "a page above the greatest": (
        {"AMBITI_DEFAULT_PAGE": "200"},
        "AMBITI_DEFAULT_PAGE vale 200: non può superare AMBITI_MAX_PAGE, che vale 100.",
    ),
    "a folder that is not there": ({"AMBITI_TENANTS": "/non/esiste"}, "AMBITI_TENANTS vale"),
    "no wait at all": ({"AMBITI_POOL_WAIT_SECONDS": "nan"}, "AMBITI_POOL_WAIT_SECONDS vale 'nan'"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_named_with_what_would_be_right(name: str) -> None:
    environ, expected = WRONG[name]
    with pytest.raises(SettingsError) as caught:
        read_settings(environ)
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].startswith(expected)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"AMBITI_PORT": "x", "AMBITI_WORKERS": "x", "AMBITI_ZZZ": "x"})
    assert len(caught.value.problems) == 3


def test_a_password_is_never_shown() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"AMBITI_DATABASE_URL": "mysql://a:segreto@h/d"})
    assert "segreto" not in str(caught.value)


def test_without_settings_a_laptop_is_served() -> None:
    settings = read_settings({})
    assert (settings.host, settings.port, settings.is_embedded) == ("127.0.0.1", 8000, True)
    assert settings.development_issuer
    assert settings.introspection == "everyone"


def test_production_is_closed_unless_told_otherwise() -> None:
    settings = read_settings({"AMBITI_ENVIRONMENT": "Production"})
    assert not settings.development_issuer
    assert settings.introspection == "authenticated"
    told = {"AMBITI_ENVIRONMENT": "production", "AMBITI_INTROSPECTION": "nobody"}
    assert read_settings(told).introspection == "nobody"


def test_an_empty_variable_and_those_of_other_programs_say_nothing() -> None:
    given = {"AMBITI_PORT": "", "PORT": "9", "AMBITI_TEST_POSTGRES": "16"}
    assert read_settings(given).port == 8000


def test_a_home_may_be_written_from_the_users_own() -> None:
    assert read_settings({"AMBITI_HOME": "~/dati"}).home == Path("~/dati").expanduser()
