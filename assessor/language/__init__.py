"""Speaks English and Russian: catalogues, names of things, numbers and dates."""

from assessor.language.voice import Voice

__all__ = ["Voice"]
