"""The development issuer: tokens for invented people, signed with a key of this installation.

It stands in for an identity provider on a laptop and in tests. Settings forbid it in production.
"""

import json
import os
import secrets
from datetime import timedelta
from pathlib import Path

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from ambiti import clock
from ambiti.access.keys import GivenKeys, KeyRing
from ambiti.access.tokens import TrustedIssuer

ISSUER = "https://sviluppo.ambiti.invalid"
"""The name of the development issuer; the domain ``invalid`` belongs to nobody, by standard."""

KEY_FILE = "development-issuer.json"
ALGORITHM = "Ed25519"
LIFETIME = timedelta(hours=12)


class DevelopmentError(Exception):
    """A development token can't be given; the message says what would be right."""


class DevelopmentIssuer:
    """Sign tokens with the key of this installation, and let them be verified."""

    def __init__(self, key: OKPKey, audience: str) -> None:
        """Use ``open`` to find or make the key."""
        self._key = key
        self._audience = audience

    @classmethod
    def open(cls, home: Path, audience: str = "ambiti") -> "DevelopmentIssuer":
        """Read the key kept in the home folder, or make one that only this user can read."""
        path = home / KEY_FILE
        try:
            if not path.exists():
                _make_key(path)
            key = OKPKey.import_key(json.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError, KeyError, JoseError) as error:
            message = (
                f"La chiave di sviluppo {path} non si può usare ({type(error).__name__}): "
                "va cancellata; ne sarà creata un'altra."
            )
            raise DevelopmentError(message) from error
        if not key.is_private or key.curve_name != "Ed25519":
            message = f"{path} non contiene una chiave privata Ed25519: va cancellato."
            raise DevelopmentError(message)
        return cls(key, audience)

    @property
    def trusted(self) -> TrustedIssuer:
        """Give what a verifier needs to accept the tokens; the private key is not in it."""
        content = json.dumps(self.public_keys()).encode()
        return TrustedIssuer(ISSUER, self._audience, GivenKeys(KeyRing.parse(content)))

    def public_keys(self) -> dict[str, list[dict[str, object]]]:
        """Give the public key as a JWK set."""
        return {"keys": [dict(self._key.as_dict(private=False))]}

    def issue(self, subject: str, name: str, lifetime: timedelta = LIFETIME) -> str:
        """Give a token for a subject: it carries who it is, and no right."""
        now = int(clock.now().timestamp())
        claims = {
            "iss": ISSUER,
            "aud": self._audience,
            "sub": subject,
            "name": name,
            "iat": now,
            "exp": now + int(lifetime.total_seconds()),
        }
        header = {"alg": ALGORITHM, "kid": self._key.kid, "typ": "at+jwt"}
        return jwt.encode(header, claims, self._key, algorithms=[ALGORITHM], default_type=None)


def identity_of(subject: str) -> str:
    """Tell the identity of a subject of this issuer, as principals are known by."""
    return f"{ISSUER}|{subject}"


def _make_key(path: Path) -> None:
    """Write a new key so that it is there whole or not at all, and the first one written stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key = OKPKey.generate_key("Ed25519", {"use": "sig", "alg": ALGORITHM}, auto_kid=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(key.as_dict(private=True), file)
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            return  # another process was first: its key is the one
    finally:
        draft.unlink()
