"""What can be printed."""

from __future__ import annotations

from enum import StrEnum


class ReportKind(StrEnum):
    """How much of an assessment is printed."""

    SPONSOR = "sponsor"
    """One page that is complete by itself."""
    FULL = "full"
    """Cover, the sponsor's page, findings, gaps, method and every answer."""
