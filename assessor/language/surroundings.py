"""Which of the two languages the computer speaks."""

from __future__ import annotations

import locale
import os

from assessor.domain.language import Language

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def system_language() -> Language:
    """Return Russian where the user's locale is Russian, English everywhere else."""
    for name in VARIABLES:
        value = os.environ.get(name)
        if value:
            return _language(value)
    return _language(locale.getlocale()[0] or "")


def _language(name: str) -> Language:
    return Language.RU if name.lower().startswith(("ru", "russian")) else Language.EN
