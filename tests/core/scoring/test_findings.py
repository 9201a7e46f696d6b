"""The catalogue of consistency checks: each fires where it should and stays silent elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

import pytest
from core.scoring import made

from assessor.domain.assessment import Answer, Assessment, Project, Stage
from assessor.domain.questionnaire import Role
from assessor.domain.risk import Severity
from assessor.questionnaire import loader, strict_yaml
from assessor.scoring.findings import Catalogue, catalogue, find

FORM = loader.bundled()
Spec = Mapping[str, str]
"""Level and grade by question or section id; several roles' answers are joined by |."""


def assessment(spec: Spec, project: Project | None = None) -> Assessment:
    answers: dict[str, tuple[Answer, ...]] = {}
    for question in FORM.questions:
        words = spec.get(question.id, spec.get(question.section_id))
        if words:
            parts = zip(words.split("|"), Role, strict=False)
            answers[question.id] = tuple(made.answer(one.strip(), role) for one, role in parts)
    return Assessment(answers=answers, project=project or Project())


def fired(spec: Spec, project: Project | None = None) -> set[str]:
    return {finding.id for finding in find(assessment(spec, project), FORM)}


LIVE = Project(stage=Stage.LIVE)
IDEA = Project(stage=Stage.IDEA)
CRISIS = Project(in_crisis=True)
CALM = Project(in_crisis=False)
FIVE_ROSY = {"goal": "4 said", "process": "4 said"}

# id: cases that fire it, cases that do not; a case is a spec, or a spec and a project.
CASES: dict[str, tuple[list[object], list[object]]] = {
    "nothing_to_automate": (
        [
            {"goal": "1 said", "process": "0 said"},
            {"goal.idea": "1 said", "goal.measure": "0 said",
             "process.exists": "1 said", "process.lived": "0 said"},
        ],
        [
            {"goal": "1 said"},
            {"process": "0 said"},
            {"goal": "1 said", "process": "3 proven"},
            {"goal": "unknown", "process": "unknown"},
            {"goal": "2 said", "process": "1 said"},
        ],
    ),
    "super_complex_process": (
        [
            {"process.exists": "3 said", "process.simple": "1 said"},
            {"process.exists": "4 said", "process.lived": "unknown"},
        ],
        [
            {"process.exists": "3 shown", "process.simple": "1 said"},
            {"process.exists": "2 said", "process.simple": "0 said"},
            {"process.exists": "4 said", "process.simple": "2 said", "process.lived": "3 said"},
            {"process.exists": "4 said"},
        ],
    ),
    "goal_without_figure": (
        [{"goal.measure": "1 proven"}, {"goal.measure": "unknown"}],
        [{"goal.measure": "2 said"}, {}, {"goal.measure": "not applicable"}],
    ),
    "people_disagree_why": (
        [{"goal.shared": "1 shown"}],
        [{"goal.shared": "2 said"}, {"goal.shared": "unknown"}],
    ),
    "it_owns_goal": ([{"goal.owner": "0 said"}], [{"goal.owner": "3 said"}]),
    "no_return_no_accepted_loss": ([{"goal.type": "1 said"}], [{"goal.type": "2 said"}]),
    "vanity_kpis": ([{"goal.outcome_kpi": "0 shown"}], [{"goal.outcome_kpi": "2 shown"}]),
    "effect_too_small": ([{"goal.materiality": "1 said"}], [{"goal.materiality": "2 said"}]),
    "automation_for_its_own_sake": (
        [
            {"goal.chain": "0 said", "goal.idea": "1 said", "people.users": "1 said"},
            {"goal.chain": "1 said", "process.change": "0 said", "people.balance": "1 said"},
        ],
        [
            {"goal.chain": "0 said", "goal.idea": "1 said"},
            {"goal.chain": "2 said", "goal.idea": "0 said", "people.users": "0 said"},
            {"goal.chain": "0 said", "goal.idea": "0 said", "people.users": "0 said",
             "people.balance": "3 shown"},
        ],
    ),
    "heroics": (
        [
            {"process.lived": "0 said", "people.kpi": "1 said", "competence.response": "0 said"},
            {"process.change": "1 said", "people.kpi": "0 said", "people.resistance": "1 said"},
        ],
        [
            {"process.lived": "3 said", "people.kpi": "1 said", "competence.response": "0 said"},
            {"process.lived": "0 said", "people.kpi": "2 said", "competence.response": "0 said"},
            {"process.lived": "0 said", "people.kpi": "0 said", "people.resistance": "0 said",
             "people.balance": "4 proven"},
        ],
    ),
    "big_money_no_attention": (
        [{"scale.investment": "3 said", "scale.attention": "1 said"}],
        [
            {"scale.investment": "3 said", "scale.attention": "2 said"},
            {"scale.investment": "2 said", "scale.attention": "0 said"},
        ],
    ),
    "pumpkin_plan": (
        [
            {"planning.triad": "1 said", "planning.horizon": "2 said"},
            {"planning.triad": "0 said", "planning.milestones": "1 said"},
            {"planning.triad": "0 said", "planning.proportion": "1 said"},
        ],
        [
            {"planning.triad": "2 said", "planning.horizon": "4 said"},
            {"planning.triad": "0 said", "planning.horizon": "1 said"},
            {"planning.triad": "0 said", "planning.milestones": "0 said"},
        ],
    ),
    "planning_outweighs_project": (
        [{"planning.proportion": "1 said"}],
        [{"planning.proportion": "2 said"}],
    ),
    "no_stop_rule": (
        [{"competence.pilot": "2 said"}, ({"competence.pilot": "0 said"}, IDEA)],
        [
            {"competence.pilot": "3 said"},
            {"competence.pilot": "0 said", "planning.milestones": "4 said"},
            ({"competence.pilot": "0 said"}, LIVE),
        ],
    ),
    "willpower_as_plan": (
        [{"competence.response": "1 said"}],
        [{"competence.response": "2 said"}],
    ),
    "technology_blamed": (
        [{"technology": "1 said", "goal.idea": "0 said"},
         {"technology.data": "1 said", "technology.product": "2 said", "process.lived": "1 said"}],
        [
            {"technology": "1 said"},
            {"technology": "2 said", "goal.idea": "0 said"},
            {"technology.data": "0 said", "goal.idea": "0 said"},
            {"technology": "0 said", "goal": "3 said", "process": "3 said"},
        ],
    ),
    "product_before_need": (
        [{"technology.product": "0 said"}],
        [{"technology.product": "2 said"}],
    ),
    "answers_far_apart": (
        [{"goal.idea": "1 said | 3 said"}, {"people.kpi": "0 said | 3 said"}],
        [
            {"goal.idea": "1 said | 2 said"},
            {"people.kpi": "1 said | 3 said"},
            {"goal.idea": "4 said | unknown"},
        ],
    ),
    "all_high_nothing_proven": (
        [FIVE_ROSY, {"goal": "4 said", "process": "3 shown", "people": "4 said"}],
        [
            {**FIVE_ROSY, "goal.idea": "4 proven"},
            {"goal": "4 said"},
            {"goal": "3 said", "process": "3 said"},
        ],
    ),
    "paper_process": (
        [{"process.exists": "4 proven", "process.lived": "1 shown"}],
        [
            {"process.exists": "2 proven", "process.lived": "1 shown"},
            {"process.exists": "4 proven", "process.lived": "2 shown"},
        ],
    ),
    "no_adoption_plan": (
        [{"people.adoption": "1 said"}, ({"people.adoption": "0 said"}, LIVE)],
        [{"people.adoption": "2 said"}, ({"people.adoption": "0 said"}, IDEA)],
    ),
    "sponsor_in_name_only": (
        [{"scale.sponsor": "1 said"}, {"scale.sponsor": "0 said", "scale.attention": "2 said"}],
        [{"scale.sponsor": "2 said"}, {"scale.sponsor": "0 said", "scale.attention": "3 said"}],
    ),
    "crisis_without_small_step": (
        [({"competence.pilot": "1 said"}, CRISIS)],
        [
            ({"competence.pilot": "1 said"}, CALM),
            {"competence.pilot": "1 said"},
            ({"competence.pilot": "2 said"}, CRISIS),
            ({"competence.pilot": "0 said"}, CRISIS.model_copy(update={"stage": Stage.LIVE})),
        ],
    ),
}  # fmt: skip


def unpack(case: object) -> tuple[Spec, Project | None]:
    return case if isinstance(case, tuple) else (case, None)  # type: ignore[return-value]


def test_every_check_has_cases_for_and_against() -> None:
    assert set(CASES) == {check.id for check in catalogue().findings}
    assert all(fires and silent for fires, silent in CASES.values())


@pytest.mark.parametrize(
    ("check", "case"), [(check, case) for check, (cases, _) in CASES.items() for case in cases]
)
def test_it_fires(check: str, case: object) -> None:
    assert check in fired(*unpack(case))


@pytest.mark.parametrize(
    ("check", "case"), [(check, case) for check, (_, cases) in CASES.items() for case in cases]
)
def test_it_stays_silent(check: str, case: object) -> None:
    assert check not in fired(*unpack(case))


def test_nothing_is_found_where_nothing_was_asked() -> None:
    assert fired({}) == set()
    assert fired({section.id: "not applicable" for section in FORM.sections}) == set()


def test_nothing_is_found_where_all_is_well_and_proven() -> None:
    assert fired({section.id: "4 proven" for section in FORM.sections}) == set()


def test_the_gravest_come_first_and_carry_their_jump() -> None:
    found = find(assessment({section.id: "0 proven" for section in FORM.sections}), FORM)
    ranks = [list(Severity).index(finding.severity) for finding in found]
    assert ranks == sorted(ranks)
    assert len(found) > 10
    for finding in found:
        assert set(finding.question_ids) <= set(FORM.by_id)
        assert finding.source


def test_the_catalogue_is_sound() -> None:
    checks = catalogue().findings
    assert len({check.id for check in checks}) == len(checks) >= 19
    for check in checks:
        assert check.needs <= set(FORM.by_id)
        assert check.when.section_ids <= {section.id for section in FORM.sections}
        assert (
            check.when.question_ids & set(check.questions)
            or check.when.section_ids
            or (check.id == "all_high_nothing_proven")
        ), check.id


def test_the_file_obeys_the_strict_rules() -> None:
    text = (files("assessor.scoring") / "data" / "findings.yaml").read_text(encoding="utf-8")
    assert Catalogue.model_validate(strict_yaml.load(text, "findings.yaml")) == catalogue()


def test_checks_about_questions_that_are_not_asked_are_left_out() -> None:
    form = made.questionnaire(["goal.shared", "goal.idea", "scale.investment"])
    spec = {"goal": "0 said", "scale": "4 said"}
    found = find(made.assessment(spec, form), form)
    assert [finding.id for finding in found] == ["people_disagree_why"]
