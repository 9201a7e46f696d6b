"""Starting: the engine imports libraries for fonts that it seldom meets; they can wait."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

LATER = {
    "fontTools.subset": ("Options", "Subsetter"),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}
"""Modules, and what the engine takes from them: for fonts that HarfBuzz cannot cut, or that vary.

They take a quarter of the time that the engine takes to start.
"""


@contextmanager
def without_unneeded() -> Iterator[None]:
    """Have what is imported meanwhile find stand-ins, which read a module when it is needed."""
    stood_in = {name: _Later(name) for name in LATER if name not in sys.modules}
    sys.modules.update(stood_in)
    try:
        yield
    finally:
        for name, module in stood_in.items():
            # Everybody else gets the real one.
            if sys.modules.get(name) is module:
                del sys.modules[name]


class _Later(ModuleType):
    """Stands for a module; what is taken from it imports the real one when it is called."""

    def __getattr__(self, name: str) -> Any:
        if name not in LATER[self.__name__]:
            raise AttributeError(name)
        module = self.__name__

        def called(*arguments: Any, **options: Any) -> Any:
            return getattr(import_module(module), name)(*arguments, **options)

        return called
