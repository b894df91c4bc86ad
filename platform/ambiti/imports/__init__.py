"""Imports: a file of rows from another program, as CSV or XLSX, read without trusting it.

    bytes ──reading──▶ Sheet ──a slice──▶ what it writes, or every error of every row

A slice gives the columns and what a row does (``Importer``); what is read here is text, numbers and
days, each with the row of the file that it is in. Knows no domain.
"""
