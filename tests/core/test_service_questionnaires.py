"""Assessments under an own questionnaire: pinned, scored, exchanged, changed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from core.questionnaire.made_own import TITLE, changed, filled, published

from assessor import cli
from assessor.domain.assessment import Answer, Assessment, Rated, Version
from assessor.domain.language import Language
from assessor.domain.merge import Merge
from assessor.domain.problem import Conflict, InputProblem
from assessor.domain.questionnaire import Questionnaire, Wording
from assessor.questionnaire import editing, loader, writer
from assessor.questionnaire.upgrade import edition
from assessor.service import Service
from assessor.settings import Settings

ONE = Answer(judgement=Rated(level=1))
THREE = Answer(judgement=Rated(level=3))


@pytest.fixture
def service(own_home: Path) -> Iterator[Service]:
    made = Service.open(Settings())
    yield made
    made.close()


@pytest.fixture
def own(service: Service) -> Questionnaire:
    return service.publish(changed())


@pytest.fixture
def assessed(service: Service, own: Questionnaire) -> Assessment:
    started = service.switch(service.create(), own)
    return service.save(started.with_answer("people.own_a", THREE).with_answer("goal.idea", THREE))


def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setenv("TAKEOFF_HOME", str(tmp_path / "elsewhere"))
    return Service.open(Settings())


def test_old_assessments_ask_what_they_always_did(service: Service) -> None:
    started = service.create()
    assert service.questionnaire_of(started) is service.questionnaire
    assert service.questionnaire_of(None) is service.questionnaire
    assert service.written_questionnaire(started) is None
    assert service.newer_questionnaire(started) is None


def test_an_assessment_keeps_its_edition_when_a_newer_one_comes(
    service: Service, own: Questionnaire, assessed: Assessment
) -> None:
    draft = editing.with_question(service.draft(own.id), "goal.shared", hidden=True)
    assert draft.version == "2"
    newer = service.publish(draft)
    loaded = service.load(assessed.id)
    assert loaded.questionnaire == edition(own)
    assert service.questionnaire_of(loaded).digest == own.digest
    assert service.newer_questionnaire(loaded) == newer
    over = service.save(service.switch(loaded, newer))
    assert service.load(over.id).questionnaire == edition(newer)
    assert service.newer_questionnaire(over) is None


def test_everything_is_worked_out_under_the_pinned_edition(
    service: Service, own: Questionnaire, assessed: Assessment
) -> None:
    told = service.forecast(assessed)
    assert told.questionnaire == edition(own)
    assert "technology.product" not in {d.question for d in told.drivers}
    assert "technology.product" not in {e.question for e in service.enquiries(assessed)}
    job = service.start_plan(assessed)
    job.cancel()


def test_an_assessment_under_a_deleted_questionnaire_still_opens(
    service: Service, own: Questionnaire, assessed: Assessment
) -> None:
    service.delete_questionnaire(own.id)
    assert service.own_questionnaires() == ()
    again = Service.open(Settings())
    assert again.questionnaire_of(again.load(assessed.id)) == own.asked
    again.close()


def test_the_questionnaire_travels_in_the_exchange_file(
    service: Service,
    own: Questionnaire,
    assessed: Assessment,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file, copy = tmp_path / "a.takeoff", tmp_path / "b.takeoff"
    service.write(assessed, file)
    other = elsewhere(tmp_path, monkeypatch)
    assert other.questionnaire_of(other.read(file)) == own.asked
    other.convert(file, copy)
    assert copy.read_bytes() == file.read_bytes()
    taken = other.import_file(file)
    other.close()
    again = Service.open(Settings())
    assert again.questionnaire_of(again.load(taken.id)) == own.asked
    assert [known.id for known in again.own_questionnaires()] == [own.id]
    again.close()


def test_answers_files_find_their_questionnaire_or_say_what_to_do(
    service: Service,
    own: Questionnaire,
    assessed: Assessment,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file, form = tmp_path / "a.yaml", tmp_path / "form.yaml"
    service.write(assessed, file)
    service.write_questionnaire(own, form)
    assert service.read(file).answers == assessed.answers
    asking = tmp_path / "asking.yaml"
    asking.write_text(f"questionnaire: {{id: {own.id}, version: '0.9'}}\n", encoding="utf-8")
    here = f"asking.yaml:1: .*“{own.id}” 0.9; .*only these editions are here: {own.version}\\."
    with pytest.raises(InputProblem, match=here):
        service.read(asking)
    other = elsewhere(tmp_path, monkeypatch)
    with pytest.raises(InputProblem, match="Import that questionnaire first"):
        other.read(file)
    other.import_questionnaire(form)
    assert other.read(file).answers == assessed.answers
    other.close()


def test_an_edition_that_is_nowhere_is_told(service: Service) -> None:
    lost = Assessment(questionnaire=Version(id="own_z", version="3", digest="0" * 64))
    with pytest.raises(InputProblem, match="own_z” 3"):
        service.questionnaire_of(lost)


def test_an_unfinished_draft_is_kept_and_not_published(service: Service) -> None:
    draft = service.copy_questionnaire(service.questionnaire, TITLE)
    draft, added = editing.added(draft, "goal")
    service.save_draft(draft)
    with pytest.raises(InputProblem, match="blank in both languages"):
        service.publish(draft)
    assert service.draft(draft.id).by_id[added].text == Wording()
    assert [q.id for q in service.questionnaires()] == ["crm_takeoff"]
    service.publish(filled(draft, added, "new"))
    assert [q.id for q in service.questionnaires()] == ["crm_takeoff", draft.id]


def test_changes_can_be_discarded(service: Service, own: Questionnaire) -> None:
    service.save_draft(editing.with_title(service.draft(own.id), Wording(en="Half an idea")))
    assert service.own_questionnaires()[0].title.en == "Half an idea"
    service.discard_draft(own.id)
    assert service.own_questionnaires()[0].title == own.title


def test_the_same_name_for_other_words_is_refused(service: Service, own: Questionnaire) -> None:
    other = editing.with_title(changed(), Wording(en="Other words"))
    with pytest.raises(InputProblem, match="says something else"):
        service.publish(other)
    assert own.version == other.version


def test_a_questionnaire_that_never_was_has_no_draft(service: Service) -> None:
    with pytest.raises(InputProblem, match="no such questionnaire"):
        service.draft("own_q")


def test_a_report_prints_the_questions_of_the_pinned_edition(
    service: Service, assessed: Assessment
) -> None:
    from assessor import printing
    from assessor.domain.paper import ReportKind, ReportOrder
    from assessor.report import ordered

    order = ordered.Order(
        assessment=assessed,
        questionnaire=service.questionnaire_of(assessed),
        beliefs="practitioner",
        paper=ReportOrder(kind=ReportKind.FULL, language=Language.EN, day=date(2026, 5, 4)),
        version="1.2.3",
    )
    text = printing.written(order).model_dump_json()
    assert "Why this CRM?" in text
    assert "union text" in text


def run(*arguments: str) -> int:
    return cli.main([*arguments])


def test_the_command_line_exports_checks_and_imports(
    own_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "own.yaml"
    file.write_bytes(writer.write_yaml(published()))
    assert run("questions", "--check", str(file)) == 0
    assert "It asks 39 questions; hidden: 1; added, so without a weight: 1." in (
        capsys.readouterr().out
    )
    assert run("questions", "--import", str(file)) == 0
    assert "Kept beside your assessments." in capsys.readouterr().out
    assert run("questions", "--own", "own_a", "--export", str(tmp_path / "again.yaml")) == 0
    assert (tmp_path / "again.yaml").read_bytes() == file.read_bytes()
    assert run("questions", "--own", "own_a") == 0
    assert "people.own_a" in capsys.readouterr().out
    assert run("questions", "--own", "own_b") == 2
    assert "There are: own_a." in capsys.readouterr().err


def test_the_bundled_questionnaire_goes_out_and_comes_in_as_itself(
    own_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bundled.yaml"
    assert run("questions", "--export", str(file)) == 0
    assert loader.parse(file.read_text(encoding="utf-8"), "x") == loader.bundled()
    assert run("questions", "--export", str(file)) == 2
    assert run("questions", "--export", str(file), "--force") == 0
    assert run("questions", "--import", str(file)) == 0
    capsys.readouterr()


def test_a_faulty_file_is_told_by_line(
    own_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "own.yaml"
    text = writer.write_yaml(published()).decode().replace("minutes: 4.0", "minutes: 400", 1)
    file.write_text(text, encoding="utf-8")
    line = text[: text.index("minutes: 400")].count("\n") + 1
    assert run("questions", "--check", str(file)) == 2
    assert f"own.yaml:{line}: " in capsys.readouterr().err


def saved_over(mine: Assessment, base: Assessment) -> Merge:
    """Save by a second program what another one has saved over; return how that came together."""
    second = Service.open(Settings())
    second.load(base.id)
    second.repository.distrust(base.id)
    with pytest.raises(Conflict):
        second.save(mine)
    found = second.reconcile(base, mine, "other")
    second.save(found.assessment)
    second.close()
    return found


def test_answers_given_while_somebody_changes_over_are_kept(
    service: Service, own: Questionnaire
) -> None:
    started = service.create()
    base = service.save(started.with_answer("technology.product", ONE))
    service.save(service.switch(base, own).with_answer("people.own_a", THREE))
    mine = base.with_answer("goal.idea", THREE).with_answer("technology.product", THREE)
    assert not saved_over(mine, base).collides
    loaded = service.load(base.id)
    assert loaded.questionnaire == edition(own)
    assert loaded.answers == {"goal.idea": (THREE,), "people.own_a": (THREE,)}
    assert loaded.retired == {"technology.product": (THREE,)}


def test_changing_over_while_somebody_answers_keeps_the_answers(
    service: Service, own: Questionnaire
) -> None:
    base = service.create()
    service.save(base.with_answer("technology.product", ONE))
    assert not saved_over(service.switch(base, own), base).collides
    loaded = service.load(base.id)
    assert loaded.questionnaire == edition(own)
    assert loaded.retired == {"technology.product": (ONE,)}


def test_two_that_change_over_differently_are_told(service: Service, own: Questionnaire) -> None:
    base = service.save(service.switch(service.create(), own))
    service.save(service.switch(base, service.questionnaire))
    draft = editing.with_question(service.draft(own.id), "goal.shared", hidden=True)
    newer = service.publish(draft)
    found = saved_over(service.switch(base, newer), base)
    assert found.fields == ("questionnaire",)
    assert service.load(base.id).questionnaire == edition(newer)
    (other,) = [row.id for row in service.rows() if row.id != base.id]
    assert service.load(other).questionnaire == edition(service.questionnaire)


def test_a_stored_answer_to_an_unknown_question_is_set_aside_not_in_the_way(
    service: Service,
) -> None:
    strange = service.save(service.create().with_answer("people.own_a", ONE))
    loaded = service.load(strange.id)
    assert loaded.answers == {}
    assert loaded.retired == {"people.own_a": (ONE,)}
