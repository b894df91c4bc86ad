"""Facts on which the documents make something depend, once they have happened."""
