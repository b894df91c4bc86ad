"""Which media type answers: the one that the caller accepts."""

from functools import lru_cache
from http import HTTPStatus

from ambiti.http.fault import Code, Fault

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
_WIDE = {"*/*", "application/*"}
_REMEMBERED = 200
"""How long a header may be for its reading to be kept."""


def answered_with(accept: str | None) -> str:
    """Choose the media type; plain JSON where the caller does not mind, as older clients expect."""
    if accept is None or not accept.strip():
        return JSON
    best = _best(accept) if len(accept) <= _REMEMBERED else _best.__wrapped__(accept)
    if best is None:
        raise Fault(
            HTTPStatus.NOT_ACCEPTABLE,
            Code.NOT_ACCEPTABLE,
            f"Accept deve comprendere {GRAPHQL} oppure {JSON}, in utf-8.",
        )
    return best


@lru_cache(maxsize=256)  # clients of a kind all send the same
def _best(accept: str) -> str | None:
    best, best_quality = None, 0.0
    for number, item in enumerate(accept.split(",")):
        media, *parameters = [part.strip().lower() for part in item.split(";")]
        offered = JSON if media in _WIDE else media
        if offered not in {GRAPHQL, JSON} or not is_utf8(parameters):
            continue
        quality = _quality(parameters) - number * 1e-6 - (1e-4 if media in _WIDE else 0)
        if quality > best_quality:
            best, best_quality = offered, quality
    return best


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return float(parameter[2:])
            except ValueError:
                return 0.0
    return 1.0


def is_utf8(parameters: list[str]) -> bool:
    """Tell whether the parameters of a media type leave it in UTF-8."""
    charsets = [
        p.removeprefix("charset=").strip('"') for p in parameters if p.startswith("charset=")
    ]
    return all(charset in {"utf-8", "utf8"} for charset in charsets)
