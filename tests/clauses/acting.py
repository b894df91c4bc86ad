"""Acts asked over HTTP: what they came to, or every reason why not."""

from typing import Any, Final

from tests.conftest import Deployment

REASONS: Final = "... on Refusal { violations { code message field source { document article } } }"


async def act(served: Deployment, token: str, name: str, input_: dict[str, Any], read: str) -> Any:
    """Do an act and give its success, with its warnings; or its refusal."""
    pascal = name[0].upper() + name[1:]
    query = f"""mutation($input: {pascal}Input!) {{ it: {name}(input: $input) {{ __typename
      ... on {pascal}Success {{ warnings {{ code message }} {read} }} {REASONS} }} }}"""
    return (await served.ask(query, token=token, input=input_))["it"]


def codes(found: Any) -> list[str]:
    """Tell why an act was refused."""
    assert found["__typename"] == "Refusal", found
    return [one["code"] for one in found["violations"]]


def warned(found: Any) -> list[str]:
    """Tell of what an act that was done warns."""
    assert found["__typename"] != "Refusal", found["violations"]
    return [one["code"] for one in found["warnings"]]
