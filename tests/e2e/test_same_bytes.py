"""One order gives one report, byte for byte, in any process and under any Python that is here."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assessor import printing
from assessor.domain.language import Language
from assessor.domain.paper import ReportKind, ReportOrder
from assessor.examples import catalogue
from assessor.report import ordered
from assessor.service import Service
from assessor.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PYTHONS = {sys.executable, *(str(path) for path in sorted(ROOT.glob(".venv*/bin/python")))}
"""The environments of the project that there are, each once."""


@pytest.mark.parametrize("language", list(Language))
def test_every_python_prints_the_same_bytes(language: Language, tmp_path: Path) -> None:
    service = Service.open(Settings())
    assessment = catalogue.bundled()[0].assessment
    order = ordered.Order(
        assessment=assessment,
        questionnaire=service.questionnaire_of(assessment),
        beliefs=service.chosen_beliefs,
        paper=ReportOrder(kind=ReportKind.SPONSOR, language=language, day=date(2026, 11, 24)),
        version="1.2.3",
    )
    enclosed = service.packed(assessment)
    service.close()
    found = set()
    for number, python in enumerate([*sorted(PYTHONS), sys.executable]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / ordered.CONTEXT).write_text(order.model_dump_json(), encoding="utf-8")
        (folder / ordered.ENCLOSED).write_bytes(enclosed)
        command = [python, "-P", "-m", printing.__name__, str(folder), "2048", "120"]
        surroundings = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(number)}
        done = subprocess.run(command, env=surroundings, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        found.add(hashlib.sha256((folder / ordered.REPORT).read_bytes()).hexdigest())
    assert len(found) == 1
