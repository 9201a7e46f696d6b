"""Lets people leave out quotes: a number where text belongs is text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel


def with_text(given: Any, model: type[BaseModel]) -> Any:
    """Return plain data in which every number stands as text where ``model`` has text."""
    if not isinstance(given, Mapping):
        return given
    fields = model.model_fields
    return {
        key: _fitted(value, fields[key].annotation) if key in fields else value
        for key, value in given.items()
    }


def _fitted(value: Any, annotation: Any) -> Any:
    if annotation is str and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return with_text(value, annotation)
    if get_origin(annotation) is tuple and isinstance(value, list):
        return [_fitted(item, get_args(annotation)[0]) for item in value]
    return value
