"""Keeps assessments: the database, the exchange file and the answers file."""
