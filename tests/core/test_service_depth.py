"""The front door to enquiry, firmness, disagreement and reference classes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assessor.domain.assessment import Answer, Assessment, Grade, Project, Rated
from assessor.domain.firmness import Firmness
from assessor.domain.language import Language
from assessor.domain.picture import PAPER
from assessor.domain.questionnaire import Role
from assessor.language import Voice, depth
from assessor.service import Service
from assessor.settings import Settings


@pytest.fixture
def service() -> Iterator[Service]:
    opened = Service.open(Settings())
    yield opened
    opened.close()


def answered(service: Service, level: int, grade: Grade) -> Assessment:
    made = Assessment()
    for question in service.questionnaire.questions:
        made = made.with_answer(question.id, Answer(judgement=Rated(level=level, grade=grade)))
    return made


def test_the_first_enquiries_name_each_question_once(service: Service) -> None:
    ranked = service.enquiries(Assessment())
    first = service.first_enquiries(ranked)
    assert first[0] == ranked[0]
    assert sorted(e.question for e in first) == sorted(
        q.id for q in service.questionnaire.questions
    )
    rates = [wanted.per_minute for wanted in first]
    assert rates == sorted(rates, reverse=True)


def test_an_agenda_keeps_to_the_time_and_the_room(service: Service) -> None:
    found = service.agenda(service.enquiries(Assessment()), 20, [Role.IT])
    assert 0 < found.minutes <= 20
    assert set(found.roles) <= {Role.IT, Role.CONSULTANT}


def test_the_other_belief_set_ranks_otherwise() -> None:
    ranked = {
        chosen: [e.question for e in Service.open(Settings(beliefs=chosen)).enquiries(Assessment())]
        for chosen in ("practitioner", "published")
    }
    assert ranked["practitioner"] != ranked["published"]


def test_a_firm_verdict_adds_no_caveat_and_a_tender_one_does(service: Service) -> None:
    best = answered(service, 4, Grade.SHOWN)
    high = service.forecast(best).risk.high
    tender = best.with_project(Project(risk_limit=high + 0.004))
    test, shown = service.flip_test(tender), service.forecast(tender)
    assert test is not None
    assert test.firmness is not Firmness.FIRM
    with_it = service.with_firmness(shown, test)
    assert with_it.caveats[0].id == "verdict_not_firm"
    assert with_it.caveats[1:] == shown.caveats
    assert service.with_firmness(with_it, test) == with_it
    assert service.with_firmness(shown, None) == shown


def test_roles_that_differ_are_drawn_under_their_sentence(service: Service) -> None:
    made = Assessment()
    for question in service.questionnaire.questions[:4]:
        for role, level in ((Role.SPONSOR, 4), (Role.IT, 1)):
            made = made.with_answer(question.id, Answer(role=role, judgement=Rated(level=level)))
    found, voice = service.disagreement(made), Voice(Language.EN)
    assert found.farthest is not None
    assert {found.farthest.one, found.farthest.other} == {Role.SPONSOR, Role.IT}
    asked = service.questionnaire
    svg = service.picture_of_disagreement(found, asked, palette=PAPER, voice=voice, width=500)
    assert f"<title>{depth.disagreement(voice, found)}</title>" in svg


def test_the_first_reference_class_is_where_the_belief_sets_start(service: Service) -> None:
    usual = service.reference_classes()[0]
    chosen = Assessment(project=Project(reference_class=usual.id))
    assert service.forecast(chosen).base_rate == service.forecast(Assessment()).base_rate
