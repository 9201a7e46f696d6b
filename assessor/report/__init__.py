"""Turns an assessment and its forecast into a printed report."""

from assessor.report.typefaces import fonts

__all__ = ["fonts"]
