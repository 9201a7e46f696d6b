"""Russian where the locale is Russian, English everywhere else."""

from __future__ import annotations

import locale

import pytest

from assessor.domain.language import Language
from assessor.language.surroundings import VARIABLES, system_language


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"LANG": "ru_RU.UTF-8"}, Language.RU),
        ({"LANG": "en_US.UTF-8"}, Language.EN),
        ({"LANG": "C"}, Language.EN),
        ({"LANG": "rw_RW"}, Language.EN),
        ({"LANG": "en_US", "LC_ALL": "ru_RU"}, Language.RU),
        ({"LANG": "ru_RU", "LC_MESSAGES": "en_GB"}, Language.EN),
        ({"LC_ALL": "", "LANG": "ru"}, Language.RU),
    ],
)
def test_the_environment_decides(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], expected: Language
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    assert system_language() is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Russian_Russia", Language.RU), ("German_Germany", Language.EN), (None, Language.EN)],
)
def test_without_an_environment_the_system_decides(
    monkeypatch: pytest.MonkeyPatch, name: str | None, expected: Language
) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(locale, "getlocale", lambda: (name, "UTF-8"))
    assert system_language() is expected
