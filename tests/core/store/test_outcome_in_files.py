"""Outcomes in answers files, exchange files and the database."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from assessor.domain.assessment import Assessment, Project, TakeoffDefinition
from assessor.domain.outcome import Outcome
from assessor.domain.recorded import record
from assessor.questionnaire import loader
from assessor.service import Service
from assessor.settings import Settings
from assessor.store import answers_file, ended, exchange

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


def told_of_sector(service: Service, sector: str) -> bool:
    assessment = Assessment(project=Project(sector=sector))
    found = service.forecasts(assessment).values()
    told = {any(c.id == "unseen_sector" for c in forecast.caveats) for forecast in found}
    assert len(told) == 1
    return told.pop()


def test_a_sector_without_a_finished_project_is_told_of(own_home: Path) -> None:
    service = Service.open(Settings())
    for known in ("", "airline", "Авиаперевозки", "Retail"):  # of published cases
        assert not told_of_sector(service, known)
    assert told_of_sector(service, "Beekeeping")
    project = JUDGED.project.model_copy(update={"sector": "Beekeeping"})
    going_on = JUDGED.model_copy(update={"id": "going-on", "project": project, "outcome": None})
    service.save(going_on)
    assert told_of_sector(service, "Beekeeping")
    service.save(JUDGED.with_project(project))
    assert not told_of_sector(service, "beekeeping")
    service.delete(JUDGED.id)
    assert told_of_sector(service, "Beekeeping")
    service.restore(JUDGED.id)
    service.close()
    # Without the database having been opened, as on the command line.
    other = Service.open(Settings())
    assert not told_of_sector(other, "Beekeeping")
    assert other.opened_database == ""
    other.close()


def test_where_nothing_can_be_read_nothing_is_said_of_sectors(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"no database")
    assert ended.sectors_in(path) is None
    assert ended.sectors_in(tmp_path / "missing.db") is None
    os.mkfifo(tmp_path / "pipe.db")
    assert ended.sectors_in(tmp_path / "pipe.db") is None
    service = Service.open(Settings(database=f"sqlite:///{path}"))
    assert service.seen_sectors() == ()
    assert not told_of_sector(service, "Beekeeping")
