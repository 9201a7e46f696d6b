"""One spelling for one content, so that equal things have equal digests."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import BaseModel


def canonical_json(value: BaseModel | Any) -> str:
    """Return JSON with sorted keys and no spare space; equal values give equal text."""
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    return json.dumps(
        plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def digest(value: BaseModel | Any) -> str:
    """Return the SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return digest_of_bytes(canonical_json(value).encode("utf-8"))


def digest_of_bytes(data: bytes) -> str:
    """Return the SHA-256 of bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
