"""Says what pydantic found wrong with a file in words that its author can act on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from assessor.domain.language import message
from assessor.domain.problem import InputProblem
from assessor.questionnaire.marked import Marked, Path

LIKENESS = 0.7
"""From 0 to 1: below it, a guess at what was meant would puzzle more than help."""


def complaints(
    error: ValidationError, marked: Marked, model: type[BaseModel], under: Path = ()
) -> list[InputProblem]:
    """Return one problem for each thing that is wrong, with its line.

    ``under`` is the path in the file at which ``model`` starts.
    """
    entries = error.errors()
    places = [tuple(entry["loc"]) for entry in entries]
    return [
        _complaint(entry, marked, model, under) for entry in entries if not _is_echo(entry, places)
    ]


def _is_echo(entry: Any, places: list[Path]) -> bool:
    """Return whether a list counts as too short only because its entries are wrong."""
    path = tuple(entry["loc"])
    deeper = any(len(place) > len(path) and place[: len(path)] == path for place in places)
    return entry["type"] == "too_short" and deeper


@dataclass(frozen=True)
class _Fault:
    """One thing that pydantic found wrong."""

    key: str
    place: str
    kind: str
    value: str
    context: Any


def _complaint(entry: Any, marked: Marked, model: type[BaseModel], under: Path) -> InputProblem:
    path = (*under, *_real(entry["loc"]))
    place = marked.where(path)
    kind = str(entry["type"])
    if kind == "extra_forbidden":
        return unknown_key(str(path[-1]), _field_names(model, path[len(under) : -1]), place)
    fault = _Fault(spelled(path), place, kind, shortened(entry["input"]), entry.get("ctx", {}))
    if kind in {"missing", "string_too_short", "string_too_long", "too_short", "too_long"}:
        return _wrong_amount(fault)
    if kind.startswith(("greater_than", "less_than")):
        return _out_of_bounds(fault)
    return _wrong_kind(fault)


def _wrong_amount(fault: _Fault) -> InputProblem:
    key, place, context = fault.key, fault.place, fault.context
    if fault.kind == "missing":
        return InputProblem("“%(key)s” is missing.", place=place, remedy="Add it.", key=key)
    if fault.kind == "string_too_short":
        return InputProblem("“%(key)s” is blank.", place=place, remedy="Write it.", key=key)
    if fault.kind == "string_too_long":
        return InputProblem(
            "“%(key)s” is longer than %(limit)d characters.",
            place=place,
            remedy="Shorten it.",
            key=key,
            limit=context["max_length"],
        )
    if fault.kind == "too_short":
        return InputProblem(
            "“%(key)s” has fewer than %(needed)d entries.",
            place=place,
            remedy="Add what is missing.",
            key=key,
            needed=context["min_length"],
        )
    return InputProblem(
        "“%(key)s” has more than %(needed)d entries.",
        place=place,
        remedy="Remove what is too much.",
        key=key,
        needed=context["max_length"],
    )


def _out_of_bounds(fault: _Fault) -> InputProblem:
    name = next(name for name in _BOUNDS if name in fault.context)
    bound = fault.context[name]
    too_small = fault.kind.startswith("greater_than")
    return InputProblem(
        "“%(key)s” is %(value)s: too small." if too_small else "“%(key)s” is %(value)s: too large.",
        place=fault.place,
        remedy=_BOUNDS[name],
        key=fault.key,
        value=fault.value,
        bound=f"{bound:g}" if isinstance(bound, float) else bound,
    )


_BOUNDS = {
    "gt": message("It must be more than %(bound)s."),
    "ge": message("The smallest possible is %(bound)s."),
    "lt": message("It must be less than %(bound)s."),
    "le": message("The limit is %(bound)s."),
}


def _wrong_kind(fault: _Fault) -> InputProblem:
    expected = fault.context.get("expected") or fault.context.get("expected_tags") or ""
    # Python quotes each of them; a reader would copy the quotes.
    choices = str(expected).replace(" or ", ", ").replace("'", "")
    return InputProblem(
        "“%(key)s” cannot be “%(value)s”.",
        place=fault.place,
        remedy="Use one of these: %(choices)s." if choices else _remedy(fault),
        key=fault.key,
        value=fault.value,
        choices=choices,
    )


def _remedy(fault: _Fault) -> str:
    """Return what to write instead of a value of the wrong type."""
    kind, pattern = fault.kind, str(fault.context.get("pattern", ""))
    if "a-z" in pattern and "A-Z" not in pattern:
        return _NAMES["." if r"\." in pattern else "0" if "0-9" in pattern else ""]
    pairs = message("Write “key: value” pairs below it.")
    remedies = {
        "date": message("Write a date as year-month-day, such as 2026-05-04."),
        "datetime": message("Write a point of time such as 2026-05-04T12:00:00Z."),
        "timezone": message("Write a point of time such as 2026-05-04T12:00:00Z."),
        "string": message("Write text, in quotes if need be."),
        "int": message("Write a whole number."),
        "float": message("Write a number."),
        "bool": message("Write true or false."),
        "model": pairs,
        "mapping": pairs,
        "dict": pairs,
        "tuple": message("Write a list."),
    }
    return remedies.get(kind.partition("_")[0], message("Correct it, or leave it out."))


_NAMES = {
    "": message("Write small Latin letters and “_” only, such as goal."),
    "0": message("Write small Latin letters, digits and “_” only, such as ours_2."),
    ".": message(
        "Write its section, a dot and a name of small Latin letters and “_” only,"
        " such as goal.own_idea."
    ),
}


def unknown_key(key: str, known: Iterable[str], place: str) -> InputProblem:
    """Return the complaint about a key that means nothing here, with the nearest that does."""
    names = list(known)
    nearest = get_close_matches(key, names, n=1, cutoff=LIKENESS)
    if nearest:
        return InputProblem(
            "“%(key)s” is not known here.",
            place=place,
            remedy="Did you mean “%(nearest)s”?",
            key=shortened(key),
            nearest=nearest[0],
        )
    return InputProblem(
        "“%(key)s” is not known here.",
        place=place,
        remedy="Possible are: %(choices)s.",
        key=shortened(key),
        choices=", ".join(names),
    )


def shortened(value: object, limit: int = 60) -> str:
    """Return a value as it may be quoted in a sentence: one line, not too long."""
    text = " ".join(_as_typed(value).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


_AS_TYPED = {None: "null", True: "true", False: "false"}


def _as_typed(value: object) -> str:
    """Return a value as a file has it, not as Python would write it."""
    if value is None or isinstance(value, bool):
        return _AS_TYPED[value]
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_as_typed(part)}' for key, part in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_as_typed, value))}]"
    return str(value)


def spelled(path: Path) -> str:
    """Return a path as people write it: ``project.people[2].name`` (counted from 1)."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            text += f".{step}" if text else step
    return shortened(text, 120)


_UNION_TAGS = frozenset({"not_asked", "unknown", "not_applicable", "rated"})


def _real(loc: Path) -> Path:
    """Return a location without the tags that pydantic adds for unions."""
    return tuple(
        step
        for before, step in zip(("", *loc), loc, strict=False)
        if not (before == "judgement" and step in _UNION_TAGS) and step != "[key]"
    )


def _field_names(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys that are possible at a path below a model."""
    for step in path:
        below = _model_below(model, step)
        if below is None:
            return []
        model = below
    return list(model.model_fields)


def _model_below(model: type[BaseModel], step: str | int) -> type[BaseModel] | None:
    if isinstance(step, int):
        return model  # the list's field has already led to the type of its items
    field = model.model_fields.get(step)
    return _first_model(field.annotation) if field else None


def _first_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _first_model(argument)
        if found is not None:
            return found
    return None
