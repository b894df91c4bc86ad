"""Personal data is sealed before it is written: what the database holds says nothing by itself.

AES-256 in Galois/Counter Mode. The tenant and the row are bound to what is sealed, so that a value
that was moved to another row does not open.
"""

from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode
from secrets import token_bytes
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ambiti.acting.refusing import Refused, Violation
from ambiti.settings import settings

_VERSION: Final = "v1."
_NONCE: Final = 12


def seal(text: str, ambito_id: int, key: UUID) -> str:
    """Seal a text into a row."""
    nonce = token_bytes(_NONCE)
    closed = _cipher().encrypt(nonce, text.encode(), _bound(ambito_id, key))
    return _VERSION + urlsafe_b64encode(nonce + closed).decode()


def unseal(sealed: str, ambito_id: int, key: UUID) -> str:
    """Read what was sealed into a row; refused where it was sealed under another key."""
    raw = urlsafe_b64decode(sealed.removeprefix(_VERSION))
    try:
        opened = _cipher().decrypt(raw[:_NONCE], raw[_NONCE:], _bound(ambito_id, key))
    except InvalidTag as error:
        message = "Il dato è protetto con un'altra chiave: serve quella con cui fu registrato."
        raise Refused([Violation("PERSONAL_KEY_WRONG", message)]) from error
    return opened.decode()


def _cipher() -> AESGCM:
    key = settings().personal_key
    if key is None:
        message = (
            "Questo servizio non ha la chiave che protegge i dati personali: finché "
            "l'amministratore non gliela dà, non se ne registrano e non se ne leggono."
        )
        raise Refused([Violation("PERSONAL_KEY_MISSING", message)])
    return AESGCM(b64decode(key))


def _bound(ambito_id: int, key: UUID) -> bytes:
    return f"{ambito_id}:{key}".encode()
