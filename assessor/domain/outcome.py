"""What became of a project, judged by the definition of take-off that was fixed before."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from assessor.domain.frozen import Frozen


class Outcome(Frozen):
    """Whether the project took off, who says so and what they saw."""

    took_off: bool
    decided: date
    """The day on which it was decided, not the day on which it was written down."""
    who: str = Field(min_length=1, max_length=200)
    note: str = Field(default="", max_length=20_000)
    user_share: float | None = Field(default=None, ge=0, le=1)
    """Share of the named users who work in the system daily, as reached."""
    figure: str = Field(default="", max_length=500)
    """What the business figure has come to."""
    cancelled: bool = False
    against: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    """SHA-256 of the definition of take-off that it was judged by; filled in when recorded."""
