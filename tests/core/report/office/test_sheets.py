"""What the sheets hold: everything that was answered, with numbers that can be counted with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessor.domain.disagreement import Disagreement, RoleLevels
from assessor.domain.language import Language
from assessor.domain.questionnaire import Role
from assessor.report.office.cells import Sheet
from assessor.report.office.sheets import sheets
from assessor.report.parts.material import Material

Materials = dict[Language, Material]


@pytest.fixture(scope="module")
def english(materials: Materials) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in sheets(materials[Language.EN])}


def column(sheet: Sheet, title: str) -> list[object]:
    place = [known.title for known in sheet.columns].index(title)
    return [row[place] for row in sheet.rows]


def test_there_are_six_sheets(english: dict[str, Sheet], materials: Materials) -> None:
    assert list(english) == ["Summary", "Findings", "Plan", "All answers", "Gaps", "Sections"]
    russian = [sheet.name for sheet in sheets(materials[Language.RU])]
    assert russian == ["Сводка", "Замечания", "План", "Все ответы", "Пробелы", "Разделы"]


def test_every_question_has_a_row_and_every_answer_its_own(english: dict[str, Sheet]) -> None:
    sheet = english["All answers"]
    ids = column(sheet, "Id")
    assert len(set(ids)) == 39
    assert len(ids) == 40  # the sponsor's answer beside the overall one
    assert column(sheet, "Number")[:3] == ["1.1", "1.1", "1.2"]
    sponsor = sheet.rows[1]
    named = dict(zip([known.title for known in sheet.columns], sponsor, strict=True))
    assert named["Role"] == "Sponsor"
    assert named["Who said it"] == "@Vera"
    assert named["Level"] == 2
    assert named["Evidence grade"] == "shown"
    assert named["Note"] == "=1+1\nsecond line"
    assert named["Evidence items"] == "Quotation: +7 495"
    assert named["Points"] is None  # told once for each question
    states = dict(zip(ids, column(sheet, "State"), strict=True))
    assert states["goal.type"] == "nobody knows"
    assert states["technology.data"] == "not applicable"
    assert states["technology.product"] == "not asked"
    assert column(sheet, "Target level")[0] == 4


def test_the_plan_has_days_and_amounts(english: dict[str, Sheet]) -> None:
    sheet = english["Plan"]
    rows = {row[0]: row for row in sheet.rows}
    decided = rows["goal.idea.one_sentence"]
    assert decided[-3:] == ("Agreed", "-Vera", date(2026, 12, 1))
    assert decided[1]  # what the action is called
    planned = [row for row in sheet.rows if row[5] is not None]
    assert planned
    assert all(isinstance(value, float) for row in planned for value in row[5:15])


def test_gaps_are_what_nobody_knows(english: dict[str, Sheet]) -> None:
    sheet = english["Gaps"]
    assert set(column(sheet, "Id")) == {"goal.type", "technology.integration", "technology.product"}
    worth = [
        points**2 / minutes  # type: ignore[operator]
        for points, minutes in zip(
            column(sheet, "Can move the risk by"), column(sheet, "Minutes"), strict=True
        )
    ]
    assert worth == sorted(worth, reverse=True)


def test_sections_add_up(english: dict[str, Sheet]) -> None:
    sheet = english["Sections"]
    assert column(sheet, "Questions") == [8, 8, 5, 5, 5, 5, 3]
    assert sum(column(sheet, "Asked")) == 37  # type: ignore[arg-type]
    assert sum(column(sheet, "Nobody knows")) == 1  # type: ignore[arg-type]
    assert sum(column(sheet, "Not applicable")) == 1  # type: ignore[arg-type]
    said = sum(sum(column(sheet, title)) for title in ("Said", "Shown", "Proven"))  # type: ignore[arg-type]
    assert said == 36  # 35 overall answers with a level and the sponsor's


def test_the_summary_tells_the_risk_as_a_share(english: dict[str, Sheet]) -> None:
    told = {row[0]: row[1] for row in english["Summary"].rows}
    assert told["Client"] == "=Acme & <Sons>"
    assert told["Date of the assessment"] == date(2026, 11, 24)
    risk = told["Risk, as evidenced"]
    assert isinstance(risk, float)
    assert 0 < risk < 1


def test_the_summary_ends_with_the_contact_of_an_own_look(materials: Materials) -> None:
    summary, *_ = sheets(materials[Language.RU], ("Acme", "=1+1"))
    assert summary.rows[-1] == ("Контакты", "Acme\n=1+1")
    assert sheets(materials[Language.RU], ("", ""))[0].rows[-1][0] == "Программа"


def test_where_people_disagree_is_a_sheet_of_its_own(materials: Materials) -> None:
    material = materials[Language.EN]
    found = Disagreement(
        disputes=(),
        share=0.1,
        questions=("goal.idea", "goal.type"),
        rows=(
            RoleLevels(role=Role.SPONSOR, levels=(4, 2)),
            RoleLevels(role=Role.IT, levels=(1, None)),
        ),
        farthest=None,
        overall=(3, None),
        used=(8 / 3, 2),
    )
    advice = material.advice.model_copy(update={"disagreement": found})
    made = sheets(replace(material, advice=advice))
    assert [sheet.name for sheet in made][4] == "Where people disagree"
    apart = made[4]
    titles = [known.title for known in apart.columns]
    assert titles[3:] == ["Sponsor", "IT", "On the whole", "Spread", "In the score"]
    # What one role alone answered shows no difference.
    assert [row[1:2] + row[3:] for row in apart.rows] == [("goal.idea", 4, 1, 3, 3, 8 / 3)]
