"""GraphQL over HTTP: one front door for every operation, whatever machine answers it.

    bytes --request--> Asked --callers--> Call --documents--> Operation --machine--> bytes

Strawberry's own view is not used: it decodes what PostgreSQL has already written as JSON, and its
statuses are not those of the GraphQL over HTTP specification.
"""
