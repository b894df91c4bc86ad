"""Riparto: a sum shared by a criterion of the documents, each share explained to its article."""
