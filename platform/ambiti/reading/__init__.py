"""Reading: a GraphQL query becomes one SQL statement that answers with its JSON.

    document --prepare--> operation --plan--> tree --print, guarded--> statement --run--> bytes

Each arrow but the last is a pure function, and each is cached. No resolver runs on a read, and
nothing here knows a domain: slices bind their types to rows with the words of ``binding``.
"""
