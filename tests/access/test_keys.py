"""The keys of an issuer: changed, rotated, out of reach."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from joserfc.jwk import ECKey, Key, OctKey

from ambiti import clock
from ambiti.access.keys import FRESH, MAX_BYTES, PAUSE, STALE, RemoteKeys, TokenUnavailable
from ambiti.access.tokens import TokenRefused, TokenVerifier

from .conftest import AUDIENCE, ISSUER, KEYS, NOON, Page, claims, key_set, signed

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
async def verifier(page: Page) -> AsyncIterator[TokenVerifier]:
    made = TokenVerifier(issuer=ISSUER, audience=AUDIENCE, jwks=page.url)
    yield made
    await made.close()


def by(key: Key, subject: str = "3f2a") -> str:
    """Sign a token that is good for a day."""
    return signed(claims(sub=subject, exp=int(NOON.timestamp()) + 86400), key=key)


def new_key(kid: str) -> Key:
    return ECKey.generate_key("P-256", {"kid": kid})


async def test_keys_are_fetched_once_while_they_are_fresh(
    verifier: TokenVerifier, page: Page
) -> None:
    for number in range(5):
        assert await verifier.verify(by(KEYS["ES256"], f"persona {number}")) is not None
    assert page.asked == 1


async def test_many_callers_at_once_ask_for_the_keys_once(
    verifier: TokenVerifier, page: Page
) -> None:
    headers = [by(KEYS["ES256"], f"persona {number}") for number in range(20)]
    found = await asyncio.gather(*map(verifier.verify, headers))
    assert None not in found
    assert page.asked == 1


async def test_keys_are_fetched_again_when_they_are_no_longer_fresh(
    verifier: TokenVerifier, page: Page
) -> None:
    await verifier.verify(by(KEYS["ES256"]))
    page.content = key_set(KEYS["ES384"])
    with (
        clock.fixed(NOON + FRESH + timedelta(seconds=1)),
        pytest.raises(TokenRefused, match="kid"),
    ):
        await verifier.verify(by(KEYS["ES256"]))
    assert page.asked == 2


async def test_a_rotated_key_is_found_without_waiting_for_the_old_ones_to_age(
    verifier: TokenVerifier, page: Page
) -> None:
    await verifier.verify(by(KEYS["ES256"]))
    rotated = new_key("nuova")
    page.content = key_set(rotated)
    with clock.fixed(NOON + PAUSE):
        assert await verifier.verify(by(rotated)) is not None
    assert page.asked == 2


async def test_many_callers_at_once_find_a_rotated_key(verifier: TokenVerifier, page: Page) -> None:
    await verifier.verify(by(KEYS["ES256"]))
    rotated = new_key("nuova")
    page.content = key_set(rotated)
    with clock.fixed(NOON + PAUSE):
        headers = [by(rotated, f"persona {number}") for number in range(20)]
        assert None not in await asyncio.gather(*map(verifier.verify, headers))
    assert page.asked == 2


async def test_a_caller_who_goes_away_does_not_take_the_keys_from_the_next_one(
    verifier: TokenVerifier, page: Page
) -> None:
    first = asyncio.create_task(verifier.verify(by(KEYS["ES256"], "prima")))
    second = asyncio.create_task(verifier.verify(by(KEYS["ES256"], "seconda")))
    await asyncio.sleep(0)
    first.cancel()
    assert await second is not None
    assert first.cancelled()
    assert page.asked >= 1


async def test_invented_keys_do_not_make_the_service_call_the_issuer_at_will(
    verifier: TokenVerifier, page: Page
) -> None:
    for number in range(10):
        with pytest.raises(TokenRefused, match="kid"):
            await verifier.verify(by(new_key(f"inventata {number}")))
    assert page.asked == 1
    with clock.fixed(NOON + PAUSE):
        for number in range(10):
            with pytest.raises(TokenRefused, match="kid"):
                await verifier.verify(by(new_key(f"ancora {number}")))
    assert page.asked == 2


async def test_an_issuer_out_of_reach_is_no_fault_of_the_token(
    verifier: TokenVerifier, page: Page
) -> None:
    await page.close()
    with pytest.raises(TokenUnavailable):
        await verifier.verify(by(KEYS["ES256"]))


async def test_an_issuer_that_comes_back_is_asked_again(
    verifier: TokenVerifier, page: Page
) -> None:
    page.status = "503 Service Unavailable"
    for _ in range(3):
        with pytest.raises(TokenUnavailable):
            await verifier.verify(by(KEYS["ES256"]))
    assert page.asked == 1
    page.status = "200 OK"
    with clock.fixed(NOON + PAUSE):
        assert await verifier.verify(by(KEYS["ES256"])) is not None


async def test_known_keys_outlive_a_fault_of_the_issuer_but_not_for_long(
    verifier: TokenVerifier, page: Page
) -> None:
    await verifier.verify(by(KEYS["ES256"]))
    page.status = "500 Internal Server Error"
    with clock.fixed(NOON + STALE):
        assert await verifier.verify(by(KEYS["ES256"], "altra persona")) is not None
        with pytest.raises(TokenUnavailable):
            await verifier.verify(by(new_key("forse nuova")))
    with clock.fixed(NOON + STALE + timedelta(seconds=1)), pytest.raises(TokenUnavailable):
        await verifier.verify(by(KEYS["ES256"], "altra persona"))


@pytest.mark.parametrize("status", ["302 Found", "404 Not Found", "204 No Content"])
async def test_only_a_plain_answer_is_an_answer(
    verifier: TokenVerifier, page: Page, status: str
) -> None:
    page.status = status
    with pytest.raises(TokenUnavailable):
        await verifier.verify(by(KEYS["ES256"]))
    assert page.asked == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"keys": 3}',
        b"[" * 9000,
        key_set(*KEYS.values()) + b" " * MAX_BYTES,
    ],
)
async def test_a_page_that_is_no_key_set_is_no_answer(
    verifier: TokenVerifier, page: Page, content: bytes
) -> None:
    page.content = content
    with pytest.raises(TokenUnavailable):
        await verifier.verify(by(KEYS["ES256"]))


async def test_keys_that_are_of_no_use_are_left_out(verifier: TokenVerifier, page: Page) -> None:
    secret = OctKey.generate_key(256, {"kid": "segreta"})
    sealed = ECKey.generate_key("P-256", {"kid": "cifra", "use": "enc"})
    page.content = (
        b'{"keys": [3, {}, {"kty": "AKP"}, {"kty": "EC", "crv": "P-256", "x": "?"}, '
        + secret_entry(secret)
        + b", "
        + key_set(sealed, KEYS["ES256"]).removeprefix(b'{"keys": [')
    )
    assert await verifier.verify(by(KEYS["ES256"])) is not None
    for key in (secret, sealed):
        with pytest.raises(TokenRefused, match="kid"):
            await verifier.verify(signed(claims(), header={"kid": key.kid}))


def secret_entry(key: OctKey) -> bytes:
    return f'{{"kty": "oct", "kid": "{key.kid}", "k": "{key.as_dict()["k"]}"}}'.encode()


@pytest.mark.parametrize(
    "url", ["http://login.example.it/keys", "ftp://127.0.0.2x/keys", "https:///keys"]
)
async def test_keys_do_not_travel_in_the_open(url: str) -> None:
    with pytest.raises(ValueError, match="https"):
        RemoteKeys(url)


async def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(key_set(KEYS["ES256"]))
    verifier = TokenVerifier(issuer=ISSUER, jwks=str(path))
    assert await verifier.verify(by(KEYS["ES256"])) is not None
    rotated = new_key("nuova")
    path.write_bytes(key_set(rotated))
    assert await verifier.verify(by(rotated)) is not None


@pytest.mark.parametrize("content", [None, b"", b'{"keys": null}'])
async def test_a_file_that_is_gone_or_broken_is_no_fault_of_the_token(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(key_set(KEYS["ES256"]))
    verifier = TokenVerifier(issuer=ISSUER, jwks=str(path))
    assert await verifier.verify(by(KEYS["ES256"])) is not None
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    with pytest.raises(TokenUnavailable):
        await verifier.verify(by(KEYS["ES256"], "altra persona"))
