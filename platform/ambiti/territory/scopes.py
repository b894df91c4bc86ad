"""The kinds of territory, and which rows each scope lets through: all of it is public."""

from ambiti.reading.kinds import Kind, everywhere, in_tenant, published
from ambiti.statute.tables import ambiti
from ambiti.territory import tables

AMBITO = Kind("Ambito", (ambiti, tables.memberships, tables.capofile), {"public": everywhere})
COMUNE = Kind("Comune", (tables.comuni, tables.comune_aliases), {"public": everywhere})
POPULATION = Kind("Population", (tables.populations,), {"public": everywhere})
UNIT = Kind("Unit", (tables.units, tables.unit_leads, tables.unit_members), {"public": everywhere})
PERIMETER = Kind("Perimeter", (tables.perimeters, tables.perimeter_comuni), {"public": everywhere})
BODY = Kind("Body", (tables.bodies, tables.body_comuni), {"public": everywhere})
WARNING = Kind("Warning", (tables.warnings,), {"public": published, "all": in_tenant})

KINDS = (AMBITO, COMUNE, POPULATION, UNIT, PERIMETER, BODY, WARNING)
