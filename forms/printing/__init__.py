"""Brings a finished PDF to paper; the window never waits for a printer."""
