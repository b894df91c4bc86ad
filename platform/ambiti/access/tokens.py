"""A token says who is asking: verified here, it becomes an identity and never a right.

Only signatures that need a private key are accepted. Which key is chosen by name among the keys
of the issuer; whatever else a token's header proposes (its own key, an address) is not looked at.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from joserfc.errors import ClaimError, ExpiredTokenError, JoseError, UnsupportedAlgorithmError
from joserfc.jwk import Key
from joserfc.jws import CompactSignature, JWSRegistry, extract_compact, validate_compact
from joserfc.jwt import JWTClaimsRegistry

from ambiti import clock
from ambiti.access.keys import KeySource, TokenUnavailable, key_source
from ambiti.access.recent import Recent

__all__ = ["Code", "Identity", "TokenRefused", "TokenUnavailable", "TokenVerifier", "TrustedIssuer"]

ALGORITHMS = ("ES256", "ES384", "EdDSA", "Ed25519", "RS256", "PS256")
"""What a token may be signed with. EdDSA is the older name of Ed25519."""

TYPES = frozenset({"", "jwt", "at+jwt", "application/at+jwt"})
"""What a token may say that it is: an access token, and no other paper of the same issuer."""

LEEWAY = timedelta(seconds=30)
"""How much the issuer's clock may differ from ours."""
MAX_CHARACTERS = 8192
MAX_SUBJECT = 255
MAX_NAME = 200
VERIFIED_KEPT = 4096
VERIFIED_FOR = timedelta(minutes=5)
"""How long a verified token is not verified again: a withdrawn key is out after as long."""

_SUBJECT = "sub"
_BEARER = re.compile(r"bearer +([A-Za-z0-9_.\-]+) *", re.IGNORECASE)
_LAST_INSTANT = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())


class Code(StrEnum):
    """Why a token is refused."""

    SCHEME = "SCHEME"
    TOO_LONG = "TOO_LONG"
    MALFORMED = "MALFORMED"
    ALGORITHM = "ALGORITHM"
    TYPE = "TYPE"
    ISSUER = "ISSUER"
    UNKNOWN_KEY = "UNKNOWN_KEY"
    SIGNATURE = "SIGNATURE"
    AUDIENCE = "AUDIENCE"
    EXPIRED = "EXPIRED"
    NOT_YET = "NOT_YET"
    SUBJECT = "SUBJECT"


class TokenRefused(Exception):  # noqa: N818 - a refusal, said to the caller
    """The token is not accepted. The message is for the caller, and never repeats the token."""

    def __init__(self, code: Code, message: str) -> None:
        """Carry a stable code beside the message."""
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a verified token speaks of, until when."""

    identity: str
    """Issuer and subject: ``https://login.example.it|3f2a``."""
    name: str | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class TrustedIssuer:
    """An issuer whose tokens are accepted when they are meant for the audience."""

    issuer: str
    audience: str
    keys: KeySource

    def __post_init__(self) -> None:
        """Keep issuer and subject apart in an identity."""
        if not self.issuer or "|" in self.issuer:
            message = f"the issuer {self.issuer!r} must be an address without «|»"
            raise ValueError(message)


class _Signatures(JWSRegistry):
    """The signatures accepted here; JWS with an unencoded payload (RFC 7797) are not."""

    max_header_length = 4096
    max_signature_length = 1024

    def get_alg(self, name: str) -> Any:
        if name not in ALGORITHMS:
            raise UnsupportedAlgorithmError
        return self.algorithms[name]


_SIGNATURES = _Signatures(strict_check_header=False)


class TokenVerifier:
    """Verify the tokens of the issuers that this deployment trusts."""

    def __init__(
        self,
        *,
        issuer: str | None = None,
        audience: str = "ambiti",
        jwks: str | None = None,
        development: TrustedIssuer | None = None,
    ) -> None:
        """Trust an issuer, with its keys in a file or at an address, and the development one."""
        trusted = [development] if development is not None else []
        if issuer is not None and jwks is not None:
            trusted.append(TrustedIssuer(issuer, audience, key_source(jwks)))
        self._trusted: Mapping[str, TrustedIssuer] = {one.issuer: one for one in trusted}
        if len(self._trusted) != len(trusted):
            message = f"the issuer {issuer} is the development issuer too"
            raise ValueError(message)
        self._verified: Recent[bytes, tuple[Identity, datetime]] = Recent(VERIFIED_KEPT)

    async def verify(self, authorization: str | None) -> Identity | None:
        """Tell whose token the header carries: None without one; TokenRefused if it is not good.

        Raise TokenUnavailable where the keys of its issuer can't be had.
        """
        if authorization is None:
            return None
        digest = hashlib.sha256(authorization.encode(errors="surrogatepass")).digest()
        known = self._verified.get(digest)
        if known is not None:
            if clock.now() < known[1]:
                return known[0]
            self._verified.drop(digest)
        identity = await self._identity(_bearer(authorization))
        until = min(clock.now() + VERIFIED_FOR, identity.expires_at)
        self._verified.put(digest, (identity, until))
        return identity

    async def close(self) -> None:
        """Let go of connections."""
        for trusted in self._trusted.values():
            await trusted.keys.close()

    async def _identity(self, token: bytes) -> Identity:
        signature, claims = _opened(token)
        header = _checked_header(signature)
        trusted = self._issuer(claims)
        key = await trusted.keys.find(header.get("kid"))
        if key is None:
            raise TokenRefused(
                Code.UNKNOWN_KEY,
                "La chiave che il token nomina (kid) non è fra quelle pubblicate dall'emittente: "
                "serve un token nuovo.",
            )
        _check_signature(signature, key)
        return _checked_claims(claims, trusted)

    def _issuer(self, claims: Mapping[str, Any]) -> TrustedIssuer:
        """Choose the issuer that the token names, before its signature proves it."""
        issuer = claims.get("iss")
        trusted = self._trusted.get(issuer) if isinstance(issuer, str) else None
        if trusted is None:
            accepted = " oppure ".join(sorted(self._trusted)) or "nessuno (non è configurato)"
            raise TokenRefused(
                Code.ISSUER,
                f"L'emittente del token (iss) non è accettato; è accettato: {accepted}.",
            )
        return trusted


def _bearer(authorization: str) -> bytes:
    if len(authorization) > MAX_CHARACTERS:
        raise TokenRefused(
            Code.TOO_LONG, f"L'intestazione Authorization supera {MAX_CHARACTERS} caratteri."
        )
    match = _BEARER.fullmatch(authorization)
    if match is None:
        raise TokenRefused(
            Code.SCHEME, "L'intestazione Authorization deve avere la forma «Bearer <token>»."
        )
    return match[1].encode("ascii")


def _opened(token: bytes) -> tuple[CompactSignature, dict[str, Any]]:
    """Take a token apart; nothing of it is believed yet."""
    try:
        signature = extract_compact(token, registry=_SIGNATURES)
        claims = json.loads(signature.payload)
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise _malformed() from error
    if not isinstance(claims, dict) or not isinstance(signature.protected, dict):
        raise _malformed()
    return signature, claims


def _malformed() -> TokenRefused:
    return TokenRefused(
        Code.MALFORMED, "Il token non è un JWT firmato: tre parti in base64url separate da punti."
    )


def _checked_header(signature: CompactSignature) -> dict[str, Any]:
    header = signature.headers()
    if header.get("alg") not in ALGORITHMS:
        raise TokenRefused(
            Code.ALGORITHM,
            "L'algoritmo di firma del token (alg) non è accettato; sono accettati: "
            f"{', '.join(ALGORITHMS)}.",
        )
    kind = header.get("typ", "")
    if not isinstance(kind, str) or kind.lower() not in TYPES:
        raise TokenRefused(
            Code.TYPE, "Il token non è di accesso: il suo tipo (typ) deve essere JWT oppure at+jwt."
        )
    if "crit" in header or "b64" in header or not isinstance(header.get("kid"), str | None):
        raise _malformed()
    return header


def _check_signature(signature: CompactSignature, key: Key) -> None:
    """Verify with the key; its type, and the algorithm that it names, must be the token's too."""
    try:
        good = validate_compact(signature, key, registry=_SIGNATURES)
    except (JoseError, ValueError, TypeError) as error:
        raise _bad_signature() from error
    if not good:
        raise _bad_signature()


def _bad_signature() -> TokenRefused:
    return TokenRefused(
        Code.SIGNATURE,
        "La firma del token non è valida per la chiave che il token nomina: serve un token nuovo.",
    )


def _checked_claims(claims: dict[str, Any], trusted: TrustedIssuer) -> Identity:
    registry = JWTClaimsRegistry(
        now=int(clock.now().timestamp()),
        leeway=int(LEEWAY.total_seconds()),
        iss={"essential": True, "value": trusted.issuer},
        aud={"essential": True, "value": trusted.audience},
        exp={"essential": True},
        sub={"essential": True},
    )
    try:
        registry.validate(claims)
    except ExpiredTokenError as error:
        raise TokenRefused(
            Code.EXPIRED, "Il token è scaduto (exp): serve un token nuovo."
        ) from error
    except ClaimError as error:
        raise _wrong_claim(error.claim, trusted) from error
    subject = claims[_SUBJECT]
    if not subject.isprintable() or not subject.strip() or len(subject) > MAX_SUBJECT:
        raise _wrong_claim(_SUBJECT, trusted)
    expires = min(int(claims["exp"]) + int(LEEWAY.total_seconds()), _LAST_INSTANT)
    return Identity(
        identity=f"{trusted.issuer}|{subject}",
        name=_name(claims),
        expires_at=datetime.fromtimestamp(expires, UTC),
    )


def _wrong_claim(claim: str, trusted: TrustedIssuer) -> TokenRefused:
    """Say what a claim must be; where several lack, the first of them."""
    name = claim.split(",", maxsplit=1)[0]
    right = {
        "aud": (
            Code.AUDIENCE,
            f"Il token non è per questo servizio: aud deve comprendere «{trusted.audience}».",
        ),
        "exp": (Code.EXPIRED, "Il token non dice quando scade: exp deve essere un istante futuro."),
        "nbf": (Code.NOT_YET, "Il token non vale ancora: nbf deve essere un istante passato."),
        "iat": (Code.NOT_YET, "Il token risulta emesso nel futuro: iat deve essere passato."),
        _SUBJECT: (
            Code.SUBJECT,
            f"Il token non dice di chi è: sub deve avere da 1 a {MAX_SUBJECT} caratteri leggibili.",
        ),
    }
    code, message = right.get(name, (Code.MALFORMED, f"Il campo {name} del token non è valido."))
    return TokenRefused(code, message)


def _name(claims: Mapping[str, Any]) -> str | None:
    """Read how the person is called, where the issuer says it in a way fit to be shown."""
    for claim in ("name", "preferred_username"):
        name = claims.get(claim)
        if isinstance(name, str) and name.strip() and name.isprintable():
            return name.strip()[:MAX_NAME]
    return None
