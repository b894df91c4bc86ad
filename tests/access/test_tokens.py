"""Every way in which a token may be wrong is refused, with what would be right."""

import base64
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc.jwk import ECKey, Key, OctKey, RSAKey

from ambiti import clock
from ambiti.access.tokens import LEEWAY, VERIFIED_FOR, TokenRefused, TokenVerifier

from .conftest import AUDIENCE, ISSUER, KEYS, NOON, claims, key_set, signed

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def keys_file(tmp_path: Path) -> Path:
    path = tmp_path / "keys.json"
    publish(path, *KEYS.values())
    return path


@pytest.fixture
async def verifier(keys_file: Path) -> AsyncIterator[TokenVerifier]:
    made = TokenVerifier(issuer=ISSUER, audience=AUDIENCE, jwks=str(keys_file))
    yield made
    await made.close()


def publish(path: Path, *keys: Key) -> None:
    """Write the keys of the issuer anew."""
    path.write_bytes(key_set(*keys))


async def refusal(verifier: TokenVerifier, authorization: str) -> TokenRefused:
    """Tell how a header is refused; the message must never repeat any part of the token."""
    with pytest.raises(TokenRefused) as refused:
        await verifier.verify(authorization)
    for piece in authorization.replace(".", " ").split()[1:]:
        assert len(piece) < 12 or piece not in refused.value.message
    return refused.value


async def test_without_a_header_the_caller_is_nobody(verifier: TokenVerifier) -> None:
    assert await verifier.verify(None) is None


@pytest.mark.parametrize("algorithm", sorted(KEYS))
async def test_each_accepted_algorithm_is_accepted(verifier: TokenVerifier, algorithm: str) -> None:
    identity = await verifier.verify(signed(claims(name="Ada Neri"), algorithm=algorithm))
    assert identity is not None
    assert identity.identity == f"{ISSUER}|3f2a"
    assert identity.name == "Ada Neri"
    assert identity.expires_at == NOON + timedelta(seconds=600) + LEEWAY


async def test_ed25519_is_accepted_by_its_newer_name(verifier: TokenVerifier) -> None:
    authorization = signed(claims(), algorithm="Ed25519", key=KEYS["EdDSA"])
    assert await verifier.verify(authorization) is not None


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Basic YWRhOm5lcmk=", "Bearer a b", "Bearer è.è.è"]
)
async def test_another_form_of_the_header_is_refused(verifier: TokenVerifier, header: str) -> None:
    assert (await refusal(verifier, header)).code == "SCHEME"


async def test_the_scheme_is_read_in_any_case_of_letters(verifier: TokenVerifier) -> None:
    assert await verifier.verify(signed(claims()).replace("Bearer", "bEARER")) is not None


async def test_a_header_without_end_is_refused_before_it_is_read(verifier: TokenVerifier) -> None:
    assert (await refusal(verifier, "Bearer " + "a" * 9000)).code == "TOO_LONG"


def part(value: Any) -> str:
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


@pytest.mark.parametrize(
    "token",
    [
        "a",
        "a.b",
        "a.b.c.d",
        "...",
        f"{part('alg')}.{part({})}.c",
        f"{part(['alg'])}.{part({})}.c",
        f"{part(3)}.{part({})}.c",
        f"{part('alg b64')}.{part({})}.c",
        f"{part({'alg': 'ES256'})}.{part([])}.c",
        f"{part({'alg': 'ES256'})}.{part(b'[' * 5000)}.c",
        f"{part({'alg': 'ES256'})}.{part(bytes([255, 254]))}.c",
        f"{part({'alg': 'ES256', 'kid': 3})}.{part({})}.c",
        f"{part({'alg': 'ES256', 'crit': ['exp'], 'exp': 1})}.{part({})}.c",
        f"{part({'alg': 'ES256', 'crit': 3})}.{part({})}.c",
        f"{part({'alg': 'ES256', 'b64': False})}.{part({})}.c",
        f"{part({'alg': 'ES256', 'b64': False, 'crit': ['b64']})}.{part({})}.c",
    ],
)
async def test_what_is_no_token_is_refused(verifier: TokenVerifier, token: str) -> None:
    assert (await refusal(verifier, f"Bearer {token}")).code == "MALFORMED"


@pytest.mark.parametrize(
    "name", ["none", "None", "HS256", "HS384", "RS1", "ES512", "", 3, None, []]
)
async def test_an_algorithm_that_is_not_accepted_is_refused(
    verifier: TokenVerifier, name: Any
) -> None:
    token = f"Bearer {part({'alg': name, 'kid': 'es256'})}.{part(claims())}.{part(b'x')}"
    refused = await refusal(verifier, token)
    assert refused.code == "ALGORITHM"
    assert "ES256, ES384, EdDSA, Ed25519, RS256, PS256" in refused.message


async def test_a_token_without_a_signature_is_refused(verifier: TokenVerifier) -> None:
    unsigned = f"Bearer {part({'alg': 'none'})}.{part(claims())}."
    assert (await refusal(verifier, unsigned)).code == "ALGORITHM"
    emptied = signed(claims()).rpartition(".")[0] + "."
    assert (await refusal(verifier, emptied)).code == "SIGNATURE"


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
async def test_a_public_key_does_not_serve_as_a_shared_secret(
    verifier: TokenVerifier, algorithm: str
) -> None:
    public = KEYS[algorithm]
    assert isinstance(public, RSAKey | ECKey)
    encoded = base64.urlsafe_b64encode(public.as_pem()).decode()
    secret = OctKey.import_key(encoded, {"kid": str(public.kid)})
    authorization = signed(claims(), algorithm="HS256", key=secret)
    assert (await refusal(verifier, authorization)).code == "ALGORITHM"


@pytest.mark.parametrize(
    ("algorithm", "kid"),
    [("ES256", "rs256"), ("RS256", "es256"), ("ES256", "es384"), ("RS256", "ps256")],
)
async def test_a_key_does_not_serve_for_the_algorithm_of_another(
    verifier: TokenVerifier, algorithm: str, kid: str
) -> None:
    authorization = signed(claims(), algorithm=algorithm, header={"kid": kid})
    assert (await refusal(verifier, authorization)).code == "SIGNATURE"


async def test_a_key_that_names_its_algorithm_serves_for_no_other(verifier: TokenVerifier) -> None:
    same = dict(KEYS["PS256"].as_dict(private=True))
    same.pop("alg")
    authorization = signed(claims(), algorithm="RS256", key=RSAKey.import_key(same))
    assert (await refusal(verifier, authorization)).code == "SIGNATURE"


async def test_the_key_that_a_token_brings_along_is_not_looked_at(verifier: TokenVerifier) -> None:
    own = ECKey.generate_key("P-256", {"kid": "es256"})
    authorization = signed(claims(), key=own, header={"jwk": own.as_dict(private=False)})
    assert (await refusal(verifier, authorization)).code == "SIGNATURE"


async def test_a_changed_claim_breaks_the_signature(verifier: TokenVerifier) -> None:
    head, _, tail = signed(claims()).split(".")
    changed = f"{head}.{part(claims(sub='altro'))}.{tail}"
    assert (await refusal(verifier, changed)).code == "SIGNATURE"


async def test_an_unknown_key_is_refused(verifier: TokenVerifier) -> None:
    stranger = ECKey.generate_key("P-256", {"kid": "altra"})
    assert (await refusal(verifier, signed(claims(), key=stranger))).code == "UNKNOWN_KEY"


async def test_a_token_may_leave_the_key_out_only_where_there_is_one(
    verifier: TokenVerifier, keys_file: Path
) -> None:
    authorization = signed(claims(), header={"kid": None})
    assert (await refusal(verifier, authorization)).code == "UNKNOWN_KEY"
    publish(keys_file, KEYS["ES256"])
    assert await verifier.verify(authorization) is not None


async def test_a_short_rsa_key_is_left_out(verifier: TokenVerifier, keys_file: Path) -> None:
    with pytest.warns(UserWarning, match="2048"):
        short = RSAKey.generate_key(1024, {"kid": "corta"})
    publish(keys_file, short, KEYS["ES256"])
    authorization = signed(claims(), algorithm="RS256", key=short)
    assert (await refusal(verifier, authorization)).code == "UNKNOWN_KEY"
    assert await verifier.verify(signed(claims())) is not None


@pytest.mark.parametrize("kind", ["logout+jwt", "dpop+jwt", "secevent+jwt", 3])
async def test_another_paper_of_the_issuer_is_no_access_token(
    verifier: TokenVerifier, kind: Any
) -> None:
    token = f"Bearer {part({'alg': 'ES256', 'typ': kind})}.{part(claims())}.c"
    assert (await refusal(verifier, token)).code == "TYPE"


@pytest.mark.parametrize(
    "issuer", ["https://login.example.com", f"{ISSUER}/", "", None, 3, [ISSUER]]
)
async def test_another_issuer_is_refused_with_the_right_one(
    verifier: TokenVerifier, issuer: Any
) -> None:
    refused = await refusal(verifier, signed(claims(iss=issuer)))
    assert refused.code == "ISSUER"
    assert ISSUER in refused.message


@pytest.mark.parametrize(
    "audience", ["altro", ["altro"], [], "", None, 3, {"ambiti": 1}, "ambiti2"]
)
async def test_a_token_for_another_service_is_refused_with_the_right_audience(
    verifier: TokenVerifier, audience: Any
) -> None:
    refused = await refusal(verifier, signed(claims(aud=audience)))
    assert refused.code == "AUDIENCE"
    assert "«ambiti»" in refused.message


async def test_a_token_for_several_services_is_accepted(verifier: TokenVerifier) -> None:
    assert await verifier.verify(signed(claims(aud=["altro", AUDIENCE]))) is not None


@pytest.mark.parametrize(
    "instant", [NOON.timestamp() - 60, 0, -1, None, "mai", True, float("nan"), float("inf"), [9]]
)
async def test_an_expired_token_is_refused(verifier: TokenVerifier, instant: Any) -> None:
    assert (await refusal(verifier, signed(claims(exp=instant)))).code == "EXPIRED"


async def test_a_token_that_expires_after_the_last_day_is_good(verifier: TokenVerifier) -> None:
    identity = await verifier.verify(signed(claims(exp=10**30)))
    assert identity is not None
    assert identity.expires_at.year == 9999


@pytest.mark.parametrize("claim", ["nbf", "iat"])
@pytest.mark.parametrize("instant", [NOON.timestamp() + 60, "domani", True])
async def test_a_token_from_the_future_is_refused(
    verifier: TokenVerifier, claim: str, instant: Any
) -> None:
    assert (await refusal(verifier, signed(claims(**{claim: instant})))).code == "NOT_YET"


async def test_clocks_may_differ_a_little(verifier: TokenVerifier) -> None:
    now = NOON.timestamp()
    assert await verifier.verify(signed(claims(exp=now - 20, nbf=now + 20, iat=now + 20)))


@pytest.mark.parametrize(
    "subject", [None, "", "  ", 3, ["a"], "a\x00b", "a\nb", "\ud800", "a" * 256]
)
async def test_a_token_without_a_usable_subject_is_refused(
    verifier: TokenVerifier, subject: Any
) -> None:
    assert (await refusal(verifier, signed(claims(sub=subject)))).code == "SUBJECT"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"name": "  Ada Neri "}, "Ada Neri"),
        ({"name": "", "preferred_username": "aneri"}, "aneri"),
        ({"name": "Ada\x00"}, None),
        ({"name": ["Ada"]}, None),
        ({"name": "A" * 999}, "A" * 200),
    ],
)
async def test_the_name_is_taken_only_where_it_can_be_shown(
    verifier: TokenVerifier, said: dict[str, Any], name: str | None
) -> None:
    identity = await verifier.verify(signed(claims(**said)))
    assert identity is not None
    assert identity.name == name


async def test_a_verified_token_expires_all_the_same(verifier: TokenVerifier) -> None:
    authorization = signed(claims(exp=int(NOON.timestamp()) + 60))
    assert await verifier.verify(authorization) is not None
    with clock.fixed(NOON + timedelta(seconds=60) + LEEWAY):
        assert (await refusal(verifier, authorization)).code == "EXPIRED"


async def test_a_withdrawn_key_is_out_after_a_while(
    verifier: TokenVerifier, keys_file: Path
) -> None:
    authorization = signed(claims())
    first = await verifier.verify(authorization)
    publish(keys_file, KEYS["ES384"])
    assert await verifier.verify(authorization) is first
    with clock.fixed(NOON + VERIFIED_FOR):
        assert (await refusal(verifier, authorization)).code == "UNKNOWN_KEY"


async def test_without_an_issuer_every_token_is_refused() -> None:
    refused = await refusal(TokenVerifier(), signed(claims()))
    assert refused.code == "ISSUER"
    assert "nessuno" in refused.message


def test_an_issuer_that_could_be_mistaken_for_a_subject_is_not_accepted() -> None:
    with pytest.raises(ValueError, match=r"without «\|»"):
        TokenVerifier(issuer="https://login.example.it|a", jwks="keys.json")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(
    header=st.dictionaries(
        st.sampled_from(["alg", "kid", "typ", "crit", "b64", "jwk", "x5c", "zip"]),
        st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text(), max_size=2),
    ),
    said=st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.dictionaries(
            st.sampled_from(["iss", "aud", "exp", "nbf", "iat", "sub", "jti", "", "a"]), inner
        ),
        max_leaves=8,
    ),
    known=st.booleans(),
)
async def test_no_unsigned_token_gets_through_or_breaks_the_verifier(
    verifier: TokenVerifier, header: dict[str, Any], said: Any, *, known: bool
) -> None:
    if known:
        header = {**header, "alg": "ES256", "kid": "es256"}
        said = {**said, "iss": ISSUER} if isinstance(said, dict) else said
    token = f"{part(header)}.{part(said)}.{part(b'x' * 64)}"
    with pytest.raises(TokenRefused):
        await verifier.verify(f"Bearer {token}")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(
    said=st.dictionaries(
        st.sampled_from(["aud", "exp", "nbf", "iat", "sub", "jti", "name", "check_value"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()),
    )
)
async def test_whatever_a_signed_token_claims_is_accepted_or_refused_and_never_breaks(
    verifier: TokenVerifier, said: dict[str, Any]
) -> None:
    try:
        identity = await verifier.verify(signed({**claims(), **said}))
    except TokenRefused:
        return
    assert identity is not None
    assert identity.identity.isprintable()
    assert identity.expires_at > datetime.now(UTC) - timedelta(days=36500)
