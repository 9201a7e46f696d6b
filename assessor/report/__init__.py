"""Turns an assessment and its forecast into a printed report."""
