"""The development issuer: its key stays on this machine, and its tokens carry no right."""

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from ambiti import clock
from ambiti.access.development import ISSUER, KEY_FILE, DevelopmentError, DevelopmentIssuer
from ambiti.access.tokens import LEEWAY, TokenRefused, TokenVerifier

from .conftest import NOON, claims, signed

pytestmark = pytest.mark.usefixtures("noon")


async def test_its_tokens_are_verified_and_say_who_it_is(tmp_path: Path) -> None:
    issuer = DevelopmentIssuer.open(tmp_path)
    verifier = TokenVerifier(development=issuer.trusted)
    identity = await verifier.verify(f"Bearer {issuer.issue('carate:sindaco', 'Ada Neri')}")
    assert identity is not None
    assert identity.identity == f"{ISSUER}|carate:sindaco"
    assert identity.name == "Ada Neri"


async def test_its_tokens_expire(tmp_path: Path) -> None:
    issuer = DevelopmentIssuer.open(tmp_path)
    token = issuer.issue("a", "A", timedelta(minutes=1))
    with clock.fixed(NOON + timedelta(minutes=1) + LEEWAY), pytest.raises(TokenRefused) as refused:
        await TokenVerifier(development=issuer.trusted).verify(f"Bearer {token}")
    assert refused.value.code == "EXPIRED"


async def test_the_key_of_another_installation_is_not_accepted(tmp_path: Path) -> None:
    here, there = (DevelopmentIssuer.open(tmp_path / name) for name in ("here", "there"))
    with pytest.raises(TokenRefused):
        await TokenVerifier(development=here.trusted).verify(f"Bearer {there.issue('a', 'A')}")


async def test_its_name_is_not_accepted_with_another_key(tmp_path: Path) -> None:
    verifier = TokenVerifier(development=DevelopmentIssuer.open(tmp_path).trusted)
    with pytest.raises(TokenRefused):
        await verifier.verify(signed(claims(iss=ISSUER)))


async def test_where_it_is_off_its_tokens_are_refused(tmp_path: Path) -> None:
    token = DevelopmentIssuer.open(tmp_path).issue("a", "A")
    with pytest.raises(TokenRefused) as refused:
        await TokenVerifier().verify(f"Bearer {token}")
    assert refused.value.code == "ISSUER"


def test_no_other_issuer_can_have_its_name(tmp_path: Path) -> None:
    issuer = DevelopmentIssuer.open(tmp_path)
    with pytest.raises(ValueError, match="development issuer"):
        TokenVerifier(issuer=ISSUER, jwks="keys.json", development=issuer.trusted)


def test_the_key_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        DevelopmentIssuer.open(tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_the_key_is_made_once_even_when_many_ask_at_the_same_time(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        opened = list(threads.map(lambda _: DevelopmentIssuer.open(tmp_path), range(16)))
    assert len({json.dumps(issuer.public_keys()) for issuer in opened}) == 1
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_what_verifies_its_tokens_can_not_sign_them(tmp_path: Path) -> None:
    (public,) = DevelopmentIssuer.open(tmp_path).public_keys()["keys"]
    assert "d" not in public
    assert "d" in json.loads((tmp_path / KEY_FILE).read_bytes())


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"kty": "OKP"}', b"\xff"])
def test_a_broken_key_is_named_with_the_remedy(tmp_path: Path, content: bytes) -> None:
    (tmp_path / KEY_FILE).write_bytes(content)
    with pytest.raises(DevelopmentError, match=rf"{KEY_FILE} non si può usare .* va cancellata"):
        DevelopmentIssuer.open(tmp_path)


def test_a_key_that_can_not_sign_is_named_with_the_remedy(tmp_path: Path) -> None:
    (public,) = DevelopmentIssuer.open(tmp_path).public_keys()["keys"]
    (tmp_path / KEY_FILE).write_text(json.dumps(public), encoding="utf-8")
    with pytest.raises(DevelopmentError, match="va cancellato"):
        DevelopmentIssuer.open(tmp_path)
