"""The kinds of the statute, and which rows each scope lets through."""

from ambiti.reading.kinds import Kind, in_tenant
from ambiti.statute import tables

STATUTE_VERSION = Kind(
    "StatuteVersion", (tables.statute_versions,), {"all": in_tenant, "published": in_tenant}
)
AMBIGUITY = Kind("Ambiguity", (tables.ambiguities,), {"all": in_tenant, "published": in_tenant})
RULE = Kind("Rule", (tables.rules,), {"all": in_tenant, "published": in_tenant})

KINDS = (STATUTE_VERSION, AMBIGUITY, RULE)
