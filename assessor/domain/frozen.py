"""The base of every domain type."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable value that refuses unknown keys, so that a typing error is never silent."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        # A type's rules are worked out when it is first used: the first window uses few types.
        defer_build=True,
    )
