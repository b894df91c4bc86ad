"""The budget of a year and its funds, as the documents declare them and acts add to them."""
