"""Outcomes in answers files, exchange files and the database."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assessor.domain.assessment import Assessment, Project, TakeoffDefinition
from assessor.domain.outcome import Outcome
from assessor.domain.recorded import record
from assessor.questionnaire import loader
from assessor.service import Service
from assessor.settings import Settings
from assessor.store import answers_file, exchange

DEFINITION = TakeoffDefinition(user_share=0.6, business_figure="NPS", measured_by="Anna")
JUDGED = record(
    Assessment(project=Project(client="Acme", takeoff=DEFINITION)),
    Outcome(took_off=False, decided=date(2026, 5, 4), who="Anna", user_share=0.2, note="idle"),
)


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_answers_files_keep_the_outcome(kind: str) -> None:
    write = answers_file.write_yaml if kind == "yaml" else answers_file.write_json
    again = answers_file.read(write(JUDGED), f"a.{kind}", loader.bundled())
    assert again.outcome == JUDGED.outcome


def test_the_outcome_does_not_make_it_another_assessment() -> None:
    before = JUDGED.model_copy(update={"outcome": None})
    first = answers_file.read(answers_file.write_yaml(before), "a.yaml", loader.bundled())
    later = answers_file.read(answers_file.write_yaml(JUDGED), "a.yaml", loader.bundled())
    assert first.id == later.id
    assert first.outcome is None


def test_people_may_leave_out_quotes_in_an_outcome() -> None:
    text = b"outcome: {took_off: true, decided: 2026-05-04, who: 7, figure: 41}\nanswers: {}\n"
    outcome = answers_file.read(text, "a.yaml", loader.bundled()).outcome
    assert outcome is not None
    assert (outcome.who, outcome.figure, outcome.against) == ("7", "41", "")


def test_exchange_files_and_the_database_keep_the_outcome(tmp_path: Path) -> None:
    assert exchange.unpack(exchange.pack(JUDGED, {}), "a").assessment == JUDGED
    service = Service.open(Settings(database=f"sqlite:///{tmp_path / 'x.db'}"))
    service.save(JUDGED)
    assert service.load(JUDGED.id).outcome == JUDGED.outcome
    assert [a.id for a in service.with_outcome()] == [JUDGED.id]
    service.close()
