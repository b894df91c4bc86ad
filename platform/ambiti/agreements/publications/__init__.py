"""Publications: what the documents want published is open until it is."""
