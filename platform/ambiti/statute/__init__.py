"""The statute: a tenant's founding documents as typed data, and the tenants themselves."""
