"""The headless core of Takeoff: it reads, scores, stores and prints assessments."""

__version__ = "0.1.0"
