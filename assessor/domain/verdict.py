"""What the client should do with the money."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What the client should do with the money."""

    GO = "go"
    GO_IF = "go_if"
    NOT_YET = "not_yet"
