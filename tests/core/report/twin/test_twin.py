"""The paper twin: everything that is asked stands on it, under the number that is typed back."""

from __future__ import annotations

import io
import re
from functools import cache

import pikepdf
import pytest

from assessor.domain.assessment import Person, Project
from assessor.domain.language import Language
from assessor.domain.numbering import numbers
from assessor.domain.paper import TwinKind, TwinOrder
from assessor.domain.questionnaire import Question, Questionnaire, Role
from assessor.questionnaire import loader
from assessor.report import pdf
from assessor.report.twin import html
from assessor.report.twin.board import ROWS, boards
from assessor.report.twin.build import build, roles_asked
from assessor.report.twin.content import TwinJob

ASKED = loader.bundled()
ROLES = (Role.MARKETING,)
"""One guide of four questions: all eleven take many seconds to lay out."""

PROJECT = Project(
    client="Acme <Ltd> & Co",
    name="CRM for service",
    consultant="Anna",
    people=(Person(name="Boris", role=Role.IT), Person(name="Vera", role=Role.SPONSOR)),
)


def job(
    kind: TwinKind, language: Language = Language.EN, asked: Questionnaire = ASKED, **order: object
) -> TwinJob:
    wanted = TwinOrder.model_validate({"kind": kind, "language": language, **order})
    return TwinJob(order=wanted, questionnaire=asked, project=PROJECT, version="1.2.3")


def words(page: str) -> str:
    """Return the text of a page as a reader sees it, without the typesetter's marks."""
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    for written, meant in (("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&#34;", '"')):
        text = text.replace(written, meant)
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("&amp;", "&"))


@cache
def printed(kind: TwinKind, language: Language) -> pdf.Printed:
    context = build(job(kind, language, roles=ROLES))
    return pdf.render(html.render(context), html.assets(), context.digest)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", [TwinKind.BLANK_FORM, TwinKind.WALL_CHART])
def test_every_question_stands_with_its_number_and_its_levels(
    kind: TwinKind, language: Language
) -> None:
    text = words(html.render(build(job(kind, language))))
    for question_id, number in numbers(ASKED).items():
        question = ASKED.by_id[question_id]
        assert f" {number} " in text
        assert words(question.text.speak(language)) in text
        for level in question.levels:
            assert words(level.speak(language)) in text


@pytest.mark.parametrize("language", list(Language))
def test_a_guide_asks_a_role_what_it_can_answer(language: Language) -> None:
    guides = build(job(TwinKind.INTERVIEW_GUIDE, language)).guides
    assert len(guides) == len(roles_asked(ASKED)) == 11  # all roles but the consultant's own
    by_role = dict(zip(roles_asked(ASKED), guides, strict=True))
    for role, guide in by_role.items():
        told = [question.id for section in guide.sections for question in section.questions]
        assert told == [question.id for question in ASKED.questions if role in question.roles]
    assert by_role[Role.SPONSOR].people == "Vera"


def test_a_guide_says_what_helps_to_ask() -> None:
    text = words(html.render(build(job(TwinKind.INTERVIEW_GUIDE, roles=(Role.SPONSOR,)))))
    idea = ASKED.by_id["goal.idea"]
    for told in (idea.look_for.en, idea.excuse.en, *(level.en for level in idea.levels)):
        assert told in text
    assert "21 questions in the order of the questionnaire, about 78 minutes." in text
    for label in ("said", "shown", "proven", "nobody knows", "not applicable", "Who said it"):
        assert label in text
    assert "Vera" in text
    assert "Boris" not in text
    assert "Acme <Ltd> & Co" in text


def test_a_role_without_questions_gets_a_sentence() -> None:
    context = build(job(TwinKind.INTERVIEW_GUIDE, roles=(Role.CONSULTANT,)))
    assert context.guides == ()
    assert "None of these roles is asked any question." in words(html.render(context))


@pytest.mark.parametrize("kind", list(TwinKind))
def test_the_express_check_keeps_the_numbers(kind: TwinKind) -> None:
    context = build(job(kind, express=True))
    known = numbers(ASKED)
    told = {question.id: question.number for question in context.questions}
    assert told == {question.id: known[question.id] for question in ASKED.express}
    assert len(told) == 12


def test_ballots_are_eight_to_a_sheet() -> None:
    page = html.render(build(job(TwinKind.BALLOTS)))
    assert page.count('class="sheet-of-cards"') == 5
    assert len(re.findall(r'class="card[ "]', page)) == 39
    assert printed(TwinKind.BALLOTS, Language.EN).pages == 5
    assert printed(TwinKind.BALLOTS, Language.RU).pages == 5


def test_the_wall_chart_keeps_sections_whole_and_columns_equal() -> None:
    (board,) = build(job(TwinKind.WALL_CHART)).boards
    left, right = board
    assert max(len(left), len(right)) <= ROWS
    headings = [row.number for column in board for row in column if row.heading]
    assert headings == ["1", "2", "3", "4", "5", "6", "7"]
    assert [len(left), len(right)] == [24, 22]


def test_short_sections_share_a_sheet_of_words() -> None:
    whole, express = (
        [[s.number for s in sheet.sections] for sheet in build(made).word_sheets]
        for made in (job(TwinKind.WALL_CHART), job(TwinKind.WALL_CHART, express=True))
    )
    assert whole == [["1"], ["2"], ["3"], ["4"], ["5"], ["6"], ["7"]]
    assert express == [["1", "2"], ["3", "4", "5", "6"]]


def larger(times: int) -> Questionnaire:
    """Return a questionnaire whose first section asks everything many times over."""
    one = ASKED.sections[0]
    many = tuple(
        question.model_copy(update={"id": f"goal.{'a' * (n + 1)}"})
        for n, question in enumerate(one.questions * times)
        if n < 50
    )
    section = one.model_copy(update={"questions": many})
    return ASKED.model_copy(update={"sections": (section, *ASKED.sections[1:])})


def test_a_huge_section_goes_on_under_its_heading() -> None:
    sections = build(job(TwinKind.BLANK_FORM, asked=larger(7))).sections
    columns = [column for board in boards(sections) for column in board]
    assert all(len(column) <= ROWS and column[0].heading for column in columns)
    rows = [row.number for column in columns for row in column if not row.heading]
    assert rows == [question.number for section in sections for question in section.questions]
    assert len(rows) == 50 + 31


@pytest.mark.parametrize("kind", list(TwinKind))
def test_it_is_tagged_titled_and_of_the_right_size(kind: TwinKind) -> None:
    done = printed(kind, Language.RU)
    assert done.tagged
    with pikepdf.open(io.BytesIO(done.data)) as paper:
        assert str(paper.Root.Lang) == "ru"
        assert str(paper.docinfo.Title)
        box = [round(float(edge) * 25.4 / 72) for edge in paper.pages[0].mediabox]
        assert box[2:] == ([420, 297] if kind is TwinKind.WALL_CHART else [210, 297])


@pytest.mark.parametrize("kind", list(TwinKind))
def test_the_same_order_gives_the_same_bytes(kind: TwinKind) -> None:
    context = build(job(kind, Language.RU, roles=ROLES))
    again = pdf.render(html.render(context), html.assets(), context.digest)
    assert again.data == printed(kind, Language.RU).data


ODD = ("<img src=file:///etc/passwd>", "{{ 7*7 }}", "\u202etxt.exe", "W" * 2_000, "a\x00b\x1b[31m")
"""What a question may say; printed in one go, because a sheet takes long to lay out."""


def saying(question: Question, said: str) -> Question:
    """Return a question that says one thing everywhere, and is asked of everybody."""
    texts = {
        name: getattr(question, name).with_words(Language.EN, said)
        for name in ("short", "text", "look_for", "excuse")
    }
    levels = tuple(level.with_words(Language.EN, said) for level in question.levels)
    asked = {"express": True, "roles": tuple(Role)}
    return question.model_copy(update={**texts, "levels": levels, **asked})


def spoilt() -> Questionnaire:
    """Return a questionnaire whose first questions say odd things."""
    first = ASKED.sections[0]
    odd = tuple(
        saying(question, said) for question, said in zip(first.questions, ODD, strict=False)
    )
    assert len(odd) == len(ODD)
    section = first.model_copy(update={"questions": (*odd, *first.questions[len(odd) :])})
    return ASKED.model_copy(update={"sections": (section, *ASKED.sections[1:])})


@pytest.mark.parametrize("kind", list(TwinKind))
def test_an_own_questionnaire_prints_whatever_it_says(kind: TwinKind) -> None:
    context = build(job(kind, asked=spoilt(), express=True, roles=(Role.SPONSOR,)))
    page = html.render(context)
    assert "{{ 7*7 }}" in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert "\x00" not in page
    assert pdf.render(page, html.assets(), context.digest).pages > 0


@pytest.mark.parametrize("kind", list(TwinKind))
def test_an_express_check_without_questions_is_said(kind: TwinKind) -> None:
    long = tuple(
        section.model_copy(
            update={
                "questions": tuple(
                    question.model_copy(update={"express": False}) for question in section.questions
                )
            }
        )
        for section in ASKED.sections
    )
    asked = ASKED.model_copy(update={"sections": long})
    told = words(html.render(build(job(kind, asked=asked, express=True))))
    assert "No question is marked for the express check, so there is nothing to ask." in told


def test_nobody_is_sent_to_express_questions_that_a_guide_does_not_have() -> None:
    context = build(job(TwinKind.INTERVIEW_GUIDE))
    told = {guide.role: "express" in guide.lead for guide in context.guides}
    marked = {
        guide.role: any(one.express for section in guide.sections for one in section.questions)
        for guide in context.guides
    }
    assert told == marked
    assert set(told.values()) == {True, False}
