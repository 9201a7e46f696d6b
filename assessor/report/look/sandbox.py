"""Fills own templates: with plain data, in a sandbox, and only for so long."""

from __future__ import annotations

import _thread
import signal
import threading
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from types import FrameType, SimpleNamespace
from typing import Any

from jinja2 import Environment, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from assessor.domain.problem import InputProblem, Problem

SECONDS = 30
"""Time of an own template and the layout of what it makes; ours takes three."""

MOST_OUTPUT = 5_000_000
"""Characters of a page; a report of forty pages has about 200,000."""

_FILTERS = """
abs capitalize count d default e escape first float forceescape int join last length list lower
map max min reject rejectattr reverse round safe select selectattr sort string sum title trim
unique upper wordcount
"""
FILTERS = frozenset(_FILTERS.split())
"""Filters that neither repeat nor pad, so that none makes much out of little."""

_METHODS = """
capitalize count endswith find isdigit lower lstrip name rstrip split splitlines startswith strip
title upper value
"""
METHODS = frozenset(_METHODS.split())
"""What a template may ask of a text; no padding, formatting or repeating."""

LARGEST = 1e9
"""Number that is calculated with."""

GLOBALS = ("range", "namespace", "dict")


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which a template can read data, and can do nothing else."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.filters = {name: made for name, made in self.filters.items() if name in FILTERS}
        self.globals = {name: self.globals[name] for name in GLOBALS}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers of reasonable size alone: a text times a million fills memory."""
        reasonable = all(
            isinstance(side, int | float) and abs(side) < LARGEST for side in (left, right)
        )
        if operator == "**" or not reasonable:
            raise SecurityError(f"{operator} is not allowed with these values")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may read an attribute."""
        if isinstance(obj, str | bytes) and attr not in METHODS:
            return False
        return bool(super().is_safe_attribute(obj, attr, value))


def bare(value: Any) -> Any:
    """Return a model as plain data: names with values, and not one method behind them."""
    if isinstance(value, BaseModel):
        return SimpleNamespace(**{name: bare(part) for name, part in value})
    if isinstance(value, Mapping):
        return {name: bare(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return tuple(bare(part) for part in value)
    if value is None or isinstance(value, str | int | float | bool | Enum):
        return value
    return str(value)


def filled(environment: Environment, name: str, values: Mapping[str, Any]) -> str:
    """Return a filled template; SecurityError when it becomes far too long."""
    pieces, length = [], 0
    for piece in environment.get_template(name).generate(**values):
        length += len(piece)
        if length > MOST_OUTPUT:
            raise SecurityError(f"more than {MOST_OUTPUT} characters")
        pieces.append(piece)
    return "".join(pieces)


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what takes longer; what even that does not end, the parent kills."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Signals reach the main thread alone; the limits of the child itself stay.
    elif hasattr(signal, "setitimer"):
        with _ringing(signal.SIGALRM):
            signal.setitimer(signal.ITIMER_REAL, seconds)
            try:
                yield
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
    else:
        # Windows has no such clock: a thread counts the time, and interrupts as a key would.
        with _ringing(signal.SIGINT):
            clock = threading.Timer(seconds, _thread.interrupt_main)
            clock.daemon = True
            clock.start()
            try:
                yield
            finally:
                clock.cancel()
                clock.join()


@contextmanager
def _ringing(number: int) -> Iterator[None]:
    """Let a signal raise TimeoutError meanwhile."""
    before = signal.signal(number, _ring)
    try:
        yield
    finally:
        signal.signal(number, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def problem_of(error: BaseException, look_id: str) -> Problem:
    """Return what is wrong with an own template, with its file and line."""
    if isinstance(error, Problem):
        return error
    place = _where(error, look_id)
    if isinstance(error, TimeoutError):
        return InputProblem(
            "The own template took longer than %(seconds)d seconds; our own was used.",
            place=place,
            remedy="Look for loops within loops.",
            seconds=SECONDS,
        )
    if isinstance(error, MemoryError):
        return InputProblem(
            "The own template needs more memory than it may have; our own was used.",
            place=place,
            remedy="Look for texts that grow in a loop.",
        )
    reason = error.message if isinstance(error, TemplateError) else None
    return InputProblem(
        "The own template cannot be used, so our own was: %(reason)s.",
        place=place,
        remedy="Mend it and print again.",
        reason=str(reason or error or type(error).__name__)[:200].rstrip("."),
    )


def _where(error: BaseException, look_id: str) -> str:
    """Return file and line of the deepest own template that an error passed through."""
    if isinstance(error, TemplateSyntaxError):
        return f"{look_id}/{error.name}:{error.lineno}"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(f"{look_id}/"):
            return f"{frame.filename}:{frame.lineno}"
    return look_id
