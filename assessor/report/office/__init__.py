"""Copies to edit in an office program: Word and Excel. Only this package knows the libraries."""
