"""The bundled actions, stories and sizes, and what is wrong with others."""

from __future__ import annotations

from importlib.resources import files

import pytest

from assessor.domain.assessment import Grade
from assessor.domain.problem import InputProblem
from assessor.questionnaire import loader, strict_yaml
from assessor.scoring.plan.catalogue import (
    bundled_actions,
    bundled_stories,
    parse_actions,
    parse_stories,
)
from assessor.scoring.plan.right_size import bundled_sizes

FORM = loader.bundled()

ACTION = """\
  - id: goal.idea.{name}
    question: {question}
    title: {{en: t, ru: т}}
    what: {{en: w, ru: в}}
    role: {role}
    effort: {{low: {low}, likely: 2, high: 3}}
    weeks: 1
    after: [{after}]
    reaches: {{level: 3, grade: shown}}
    sign: {{en: s, ru: з}}
    threshold: {{en: t, ru: п}}
    source: [S4.1]
"""

STORY = """\
id: stories
version: "1"
stories:
  - id: one
    title: {{en: t, ru: т}}
    story: {{en: s, ru: и}}
    questions: [{question}]
    source: [S4.1]
"""


def action(
    name: str = "one",
    question: str = "goal.idea",
    role: str = "sponsor",
    low: float = 1,
    after: str = "",
) -> str:
    return ACTION.format(name=name, question=question, role=role, low=low, after=after)


def problem(*actions: str) -> InputProblem:
    text = 'id: actions\nversion: "1"\nactions:\n' + "".join(actions)
    with pytest.raises(InputProblem) as caught:
        parse_actions(text, "actions.yaml", FORM)
    return caught.value


def shipped(name: str) -> str:
    return (files("assessor.scoring") / "data" / name).read_text(encoding="utf-8")


def test_every_question_has_an_action_that_is_more_than_words() -> None:
    offered = {one.question for one in bundled_actions().actions}
    assert offered == FORM.by_id.keys()
    assert all(one.reaches.grade is not Grade.SAID for one in bundled_actions().actions)


def test_the_bundled_files_pass_the_strict_rules() -> None:
    assert parse_actions(shipped("actions.yaml"), "actions.yaml", FORM) == bundled_actions()
    stories = parse_stories(shipped("failure_stories.yaml"), "failure_stories.yaml", FORM)
    assert stories == bundled_stories()
    sizes = bundled_sizes()
    assert strict_yaml.load(shipped("project_sizes.yaml"), "sizes")["id"] == sizes.id
    changed = {question for size in sizes.sizes for question in size.changes}
    assert changed <= FORM.by_id.keys()


def test_the_order_puts_prerequisites_first() -> None:
    seen: set[str] = set()
    for one in bundled_actions().in_order:
        assert set(one.after) <= seen
        seen.add(one.id)
    assert seen == bundled_actions().by_id.keys()


def test_no_automation_before_the_process_is_seen_and_no_kpi_before_the_goal() -> None:
    # MODEL.md section 7 names these two prerequisites.
    by_id = bundled_actions().by_id

    def before(name: str) -> set[str]:
        return set(by_id[name].after).union(*(before(other) for other in by_id[name].after))

    for one in bundled_actions().for_question("technology.product"):
        assert "process.exists.wall" in before(one.id)
    for one in bundled_actions().for_question("people.kpi"):
        assert "goal.idea.one_sentence" in before(one.id)


@pytest.mark.parametrize(
    ("actions", "what", "line"),
    [
        ([action(question="goal.nothing")], "no question “goal.nothing”", 5),
        ([action(after="goal.idea.gone")], "no action “goal.idea.gone”", 11),
        ([action(), action()], "used twice", 16),
        ([action(role="wizard")], "cannot be “wizard”", 8),
        ([action().replace("weeks", "months")], "weeks", 4),
        ([action("one", after="goal.idea.two"), action("two", after="goal.idea.one")], "wait", 11),
        ([action(after="goal.idea.one")], "wait for each other", 11),
    ],
)
def test_a_wrong_catalogue_is_refused_with_its_line(
    actions: list[str], what: str, line: int
) -> None:
    found = problem(*actions)
    told = [str(one) for one in found.all]
    assert any(what in sentence for sentence in told), told
    assert any(sentence.startswith(f"actions.yaml:{line}:") for sentence in told), told
    assert all(one.remedy for one in found.all)


def test_effort_that_falls_is_refused() -> None:
    assert "effort" in str(problem(action(low=2.5)))


def test_a_story_about_an_unknown_question_is_refused() -> None:
    with pytest.raises(InputProblem, match=r"no question “goal\.nothing”"):
        parse_stories(STORY.format(question="goal.nothing"), "stories.yaml", FORM)
