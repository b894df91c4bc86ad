"""Where each of the three logins enters, on the embedded server and on one's own."""

import base64
import hashlib
import hmac

from ambiti.database.connections import Databases, as_role, databases, in_database, password
from ambiti.database.roles import verifier
from ambiti.settings import Settings, read_settings

OWN = "postgresql://amministratore:segre%40to@db.comune.example.it:5433/ambiti?sslmode=require"


def test_on_ones_own_server_the_logins_follow_from_the_admins_address() -> None:
    found = databases(read_settings({"AMBITI_DATABASE_URL": OWN}))
    assert found.admin == OWN
    start, end = "postgresql://ambiti_app:", "@db.comune.example.it:5433/ambiti?sslmode=require"
    assert found.app.startswith(start)
    assert found.app.endswith(end)
    derived = hmac.new(b"segre@to", b"ambiti_app", hashlib.sha256).hexdigest()
    assert password(found.app) == derived
    assert password(found.reader) not in {None, derived, "segre@to"}


def test_addresses_given_for_the_logins_are_used_as_they_are() -> None:
    app, reader = "postgresql://ambiti_app:a@h/d", "postgresql://ambiti_reader:r@h/d"
    given = {"AMBITI_DATABASE_APP_URL": app, "AMBITI_DATABASE_READER_URL": reader}
    assert databases(read_settings(given)) == Databases(None, app, reader)
    assert databases(read_settings({**given, "AMBITI_DATABASE_URL": OWN})) == Databases(
        OWN, app, reader
    )


def test_an_admin_without_a_password_gives_logins_without_one() -> None:
    assert as_role("postgresql://postgres@/x?host=/run", "ambiti_app") == (
        "postgresql://ambiti_app@/x?host=/run"
    )


def test_several_hosts_are_kept() -> None:
    admin = "postgresql://a:b@h1:5432,h2:5433/x?target_session_attrs=read-write"
    assert as_role(admin, "ambiti_app").endswith(
        "@h1:5432,h2:5433/x?target_session_attrs=read-write"
    )
    assert in_database(admin, "y").endswith("@h1:5432,h2:5433/y?target_session_attrs=read-write")


def test_the_embedded_addresses_need_no_running_server(settings: Settings) -> None:
    found = databases(settings)
    assert str(found.admin).startswith("postgresql://postgres@/ambiti?host=")
    assert found.app.startswith("postgresql://ambiti_app@/ambiti?host=")
    assert found.reader.startswith("postgresql://ambiti_reader@/ambiti?host=")


def test_no_address_is_shown_by_mistake() -> None:
    settings = read_settings({"AMBITI_DATABASE_URL": OWN})
    assert "segre" not in repr(settings) + str(settings) + repr(databases(settings))


def test_a_password_is_sent_as_its_verifier() -> None:
    made = verifier("segreto")
    _, iterations_and_salt, keys = made.split("$")
    iterations, salt = iterations_and_salt.split(":")
    salted = hashlib.pbkdf2_hmac("sha256", b"segreto", base64.b64decode(salt), int(iterations))
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    assert made.startswith("SCRAM-SHA-256$4096:")
    assert base64.b64decode(keys.split(":")[0]) == stored
    assert "segreto" not in made
