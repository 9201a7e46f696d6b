"""Writes a questionnaire as YAML that people edit and the strict reader reads back the same."""

from __future__ import annotations

from typing import Any

import yaml

from assessor.domain.questionnaire import Questionnaire
from assessor.questionnaire import strict_yaml

_LINE_ENDS = frozenset("\x85\u2028\u2029")


def write_yaml(questionnaire: Questionnaire) -> bytes:
    """Return the file; equal questionnaires give equal bytes, and reading gives an equal one."""
    plain = questionnaire.model_dump(mode="json", exclude={"digest"})
    text = yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=96)
    return text.encode("utf-8")


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        """Write everything out: the strict reader refuses aliases."""
        return True


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # YAML folds these rare line ends into spaces unless they are escaped in double quotes.
    style = '"' if _LINE_ENDS & set(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _write_text)
# Text that our own reader would take for a number, such as 0E0, must be written in quotes.
strict_yaml.add_core_types(_Dumper)
