"""The front door, through real databases and files."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from assessor.domain.assessment import (
    Answer,
    Assessment,
    EvidenceItem,
    EvidenceKind,
    Grade,
    Project,
    Rated,
)
from assessor.domain.language import Language
from assessor.domain.paper import ReportKind, ReportOrder
from assessor.domain.picture import PAPER
from assessor.domain.problem import Conflict, InputProblem, Problem
from assessor.language import Voice
from assessor.service import Service, default_database
from assessor.settings import Settings

PROVEN_GOOD = Answer(judgement=Rated(level=4, grade=Grade.PROVEN))
DAY = date(2026, 5, 4)


@pytest.fixture
def service() -> Iterator[Service]:
    opened = Service.open(Settings(consultant="Ирина"))
    yield opened
    opened.close()


@pytest.fixture
def acme() -> Assessment:
    return Assessment(project=Project(client="Acme")).with_answer("goal.idea", PROVEN_GOOD)


def test_nothing_is_opened_before_it_is_needed(service: Service, own_home: Path) -> None:
    assert service.questionnaire.id == "crm_takeoff"
    assert not (own_home / "takeoff.db").exists()
    assert service.rows() == ()
    assert (own_home / "takeoff.db").exists()
    assert str(own_home) in default_database()


def test_a_service_is_made_without_the_heavy_libraries() -> None:
    code = (
        "import sys; from assessor.service import Service; from assessor.settings import Settings;"
        "Service.open(Settings()).questionnaire;"
        "print([m for m in ('sqlalchemy', 'numpy', 'weasyprint', 'jinja2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_new_assessment_is_on_the_disk_at_once(service: Service) -> None:
    created = service.create()
    assert created.project.consultant == "Ирина"
    other = Service.open(Settings())
    assert other.load(created.id) == created
    other.close()


def test_saving_stamps_what_it_was_saved_with(service: Service, acme: Assessment) -> None:
    before = datetime.now(UTC)
    saved = service.save(acme)
    assert saved.changed >= before
    assert saved.created == acme.created
    assert saved.questionnaire is not None
    assert saved.questionnaire.digest == service.questionnaire.digest
    assert saved.beliefs is not None
    assert saved.beliefs.id == "practitioner"
    assert service.load(saved.id) == saved


def test_the_list_shows_the_forecast_that_the_window_shows(
    service: Service, acme: Assessment
) -> None:
    service.settings = Settings(beliefs="published")
    saved = service.save(acme)
    forecast = service.forecast(saved)
    (row,) = service.rows()
    assert forecast.beliefs.id == "published"
    assert (row.risk, row.verdict, row.coverage) == (
        forecast.risk,
        forecast.verdict,
        forecast.coverage,
    )
    other = service.forecast(saved, "practitioner")
    service.save(saved, other)
    assert service.rows()[0].risk == other.risk


def test_a_belief_set_that_is_gone_from_the_preferences_is_replaced(acme: Assessment) -> None:
    service = Service.open(Settings(beliefs="gone"))
    assert service.chosen_beliefs == "practitioner"
    assert service.forecast(acme).beliefs.id == "practitioner"
    with pytest.raises(InputProblem):
        service.forecast(acme, "gone")


def test_both_belief_sets_are_scored_side_by_side(service: Service) -> None:
    assessment = Assessment()
    for question in service.questionnaire.questions:
        if question.section_id in {"goal", "process"}:
            worst = Answer(judgement=Rated(level=0, grade=Grade.PROVEN))
            assessment = assessment.with_answer(question.id, worst)
    forecasts = service.forecasts(assessment)
    assert list(forecasts) == ["practitioner", "published"]
    assert [known.id for known in service.belief_sets()] == list(forecasts)
    for own, forecast in forecasts.items():
        assert forecast.beliefs.id == own
        assert "belief_sets_differ" in {caveat.id for caveat in forecast.caveats}


def test_two_windows_do_not_overwrite_each_other(service: Service, acme: Assessment) -> None:
    saved = service.save(acme)
    other = Service.open(Settings())
    other.save(other.load(saved.id).with_project(Project(client="Theirs")))
    with pytest.raises(Conflict):
        service.save(saved)
    assert service.load(saved.id).project.client == "Theirs"
    other.close()


def test_deleted_can_be_restored(service: Service, acme: Assessment) -> None:
    saved = service.save(acme)
    service.delete(saved.id)
    assert service.rows() == ()
    assert [row.id for row in service.deleted_rows()] == [saved.id]
    service.restore(saved.id)
    assert service.load(saved.id) == saved


def test_opening_removes_what_was_deleted_long_ago(service: Service, acme: Assessment) -> None:
    saved = service.save(acme)
    service.delete(saved.id)
    now = datetime.now(UTC)
    assert service.repository.purge(now + timedelta(days=20)) == 0
    assert service.repository.purge(now + timedelta(days=40)) == 1
    service.close()
    assert service.deleted_rows() == ()


def test_a_copy_lives_on_its_own(service: Service, acme: Assessment) -> None:
    saved = service.save(acme)
    copy = service.duplicate(saved)
    service.save(copy.with_project(Project(client="Copy")))
    assert service.load(saved.id).project.client == "Acme"
    assert len(service.rows()) == 2


def test_files_travel_with_the_exchange_file(
    service: Service, acme: Assessment, tmp_path: Path
) -> None:
    name = service.attach(b"memo")
    item = EvidenceItem(kind=EvidenceKind.FILE, content="memo.pdf", attachment=name)
    saved = service.save(acme.with_answer("goal.owner", Answer(evidence=(item,))))
    for file in ("a.takeoff", "b.yaml"):
        service.write(saved, tmp_path / file)
    elsewhere = Service.open(Settings(database=f"sqlite:///{tmp_path / 'other.db'}"))
    assert elsewhere.import_file(tmp_path / "a.takeoff").answers == saved.answers
    assert elsewhere.attachment(name) == b"memo"
    elsewhere.close()


def test_an_exchange_file_keeps_its_files_when_converted(
    service: Service, acme: Assessment, tmp_path: Path
) -> None:
    name = service.attach(b"memo")
    item = EvidenceItem(kind=EvidenceKind.FILE, content="memo.pdf", attachment=name)
    saved = service.save(acme.with_answer("goal.owner", Answer(evidence=(item,))))
    first, second = tmp_path / "a.takeoff", tmp_path / "b.takeoff"
    service.write(saved, first)
    service.convert(first, second)
    assert first.read_bytes() == second.read_bytes()


def test_a_missing_attachment_is_told_before_anything_is_written(
    service: Service, acme: Assessment, tmp_path: Path
) -> None:
    item = EvidenceItem(kind=EvidenceKind.FILE, content="memo.pdf", attachment="0" * 64)
    lacking = acme.with_answer("goal.owner", Answer(evidence=(item,)))
    with pytest.raises(InputProblem, match="missing"):
        service.write(lacking, tmp_path / "a.takeoff")
    assert not (tmp_path / "a.takeoff").exists()


def test_the_same_file_opened_twice_becomes_a_copy(
    service: Service, acme: Assessment, tmp_path: Path
) -> None:
    path = tmp_path / "a.takeoff"
    service.write(acme, path)
    first, second = service.import_file(path), service.import_file(path)
    assert first.id == acme.id
    assert second.id != first.id
    assert second.answers == first.answers
    assert len(service.rows()) == 2


def test_reading_stores_nothing(service: Service, acme: Assessment, tmp_path: Path) -> None:
    service.write(acme, tmp_path / "a.yaml")
    assert service.read(tmp_path / "a.yaml").answers == acme.answers
    assert service.rows() == ()


def test_an_unreadable_database_is_told_and_left_as_it_is(own_home: Path) -> None:
    path = own_home / "takeoff.db"
    path.write_bytes(b"no database" * 100)
    service = Service.open(Settings())
    for _ in range(2):
        with pytest.raises(InputProblem, match="left as it is") as caught:
            service.rows()
        assert caught.value.remedy
    assert path.read_bytes() == b"no database" * 100
    assert service.forecast(Assessment()).risk.mean > 0


def test_the_examples_are_assessments_of_the_present_questionnaire(service: Service) -> None:
    examples = service.examples()
    assert {example.took_off for example in examples} == {True, False}
    for example in examples:
        assert example.assessment.answers.keys() <= service.questionnaire.by_id.keys()
        assert service.duplicate(example.assessment).id != example.assessment.id


@pytest.mark.parametrize(
    "name", ["icon_array", "range_bar", "stated_evidenced", "waterfall", "profile", "drivers"]
)
@pytest.mark.parametrize("language", list(Language))
def test_every_picture_is_a_drawing(
    service: Service, acme: Assessment, name: str, language: Language
) -> None:
    svg = service.picture(name, acme, service.forecast(acme), PAPER, Voice(language), 480)
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    assert root.tag.endswith("svg")
    assert len(list(root)) > 3


@pytest.mark.parametrize("language", list(Language))
def test_every_picture_of_the_report_can_stand_alone(
    service: Service, acme: Assessment, language: Language
) -> None:
    charts = service.charts(acme, language)
    assert charts.keys() >= {"icon_array", "range_bar", "stated_evidenced", "waterfall", "profile"}
    for svg in charts.values():
        root = ET.fromstring(svg)  # noqa: S314 - our own drawing
        assert root.tag.endswith("svg")
        assert "Takeoff Sans" not in svg
        words = " ".join(found.text or "" for found in root.iter() if found.tag.endswith("}text"))
        title = root.findtext("{*}title") or ""
        assert title.split()[0] in words


def test_the_fonts_are_font_files(service: Service) -> None:
    assert service.fonts()
    for name, content in service.fonts().items():
        assert name.endswith(".ttf")
        assert content[:4] == b"\0\1\0\0"


def test_a_report_is_a_pdf_and_the_same_each_time(service: Service, acme: Assessment) -> None:
    order = ReportOrder(kind=ReportKind.SPONSOR, language=Language.RU, day=DAY)
    first, second = (service.start_report(acme, order).wait() for _ in range(2))
    assert first.startswith(b"%PDF-")
    assert first == second


def test_the_report_speaks_of_the_chosen_belief_set(
    service: Service, acme: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assessor.report import process

    seen = []

    class Job:
        def __init__(self, content: object, *, module: str, **_: object) -> None:
            seen.append((content, module))

        def start(self) -> None:
            return None

    monkeypatch.setattr(process, "RenderJob", Job)
    saved = service.save(acme)
    contents = []
    for beliefs in ("practitioner", "published"):
        service.settings = Settings(beliefs=beliefs)
        service.start_report(saved, ReportOrder(language=Language.EN, day=DAY))
        contents.append(seen[-1])
    assert contents[0] != contents[1]


def test_writing_where_nobody_can_is_a_problem(service: Service, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Problem):
        service.write_bytes(tmp_path / "file" / "a.pdf", b"")
    with pytest.raises(Problem):
        service.make_folder(tmp_path / "file" / "deeper")
    service.make_folder(tmp_path / "new" / "deeper")
    service.write_bytes(tmp_path / "new" / "deeper" / "a.pdf", b"x")
