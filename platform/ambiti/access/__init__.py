"""Access: from a token to an Actor, and from the policy to what the Actor may do.

    header --tokens--> Identity --resolving--> Actor --policy--> Permissions

A token says who is asking. The database says which mandates that person or system holds on the
day. The policy says what the roles of those mandates may do; where, the mandates say.
"""
