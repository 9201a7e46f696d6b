"""Reads questionnaires and the conditions that are written over their answers."""
