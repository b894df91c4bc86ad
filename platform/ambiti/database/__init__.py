"""The database: its roles, confinement, migrations and connections. It knows no slice."""
