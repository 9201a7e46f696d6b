"""The answers file: every form of an answer, every mistake with file, line, question and remedy."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.assessment import (
    Answer,
    Application,
    Assessment,
    CompanySize,
    EvidenceItem,
    EvidenceKind,
    Grade,
    Milestone,
    MilestoneFigure,
    NotApplicable,
    NotAsked,
    Person,
    Project,
    Rated,
    Stage,
    TakeoffDefinition,
    Unknown,
    Version,
)
from assessor.domain.day import EARLIEST, LATEST
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import Role
from assessor.domain.reference_class import OwnRate
from assessor.domain.verdict import Verdict
from assessor.questionnaire import loader
from assessor.store import answers_file

BUNDLED = loader.bundled()
FROM_THE_GUIDE = """
project: {client: Acme, name: CRM for service, application: contact_centre}
answers:
  goal.idea: {level: 3, grade: shown, note: "Sponsor's memo of 4 May"}
  process.lived: unknown
  technology.data: {not_applicable: "greenfield"}
"""


def read(text: str, place: str = "a.yaml") -> Assessment:
    return answers_file.read(text.encode(), place, BUNDLED)


def answer(text: str) -> tuple[Answer, ...]:
    return read(f"answers:\n  goal.idea: {text}\n").answers_to("goal.idea")


def complaints(text: str, place: str = "a.yaml") -> list[str]:
    with pytest.raises(InputProblem) as caught:
        read(text, place)
    assert all(problem.remedy for problem in caught.value.all)
    return [str(problem) for problem in caught.value.all]


def test_the_example_of_the_guide_is_read() -> None:
    assessment = read(FROM_THE_GUIDE)
    assert assessment.project.client == "Acme"
    assert assessment.project.application is Application.CONTACT_CENTRE
    assert assessment.answers == {
        "goal.idea": (
            Answer(judgement=Rated(level=3, grade=Grade.SHOWN), note="Sponsor's memo of 4 May"),
        ),
        "process.lived": (Answer(judgement=Unknown()),),
        "technology.data": (Answer(judgement=NotApplicable(reason="greenfield")),),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", Answer(judgement=Rated(level=2))),
        ("{level: 2}", Answer(judgement=Rated(level=2, grade=Grade.SAID))),
        ("{level: 0, grade: proven}", Answer(judgement=Rated(level=0, grade=Grade.PROVEN))),
        ("unknown", Answer(judgement=Unknown())),
        ("{unknown: true, note: asked twice}", Answer(judgement=Unknown(), note="asked twice")),
        ("{unknown: false, level: 1}", Answer(judgement=Rated(level=1))),
        ("not_applicable", Answer(judgement=NotApplicable())),
        ("{not_applicable: true}", Answer(judgement=NotApplicable())),
        ("{not_applicable: ~}", Answer(judgement=NotApplicable())),
        ("{not_applicable: 2026}", Answer(judgement=NotApplicable(reason="2026"))),
        ("{not_asked: true, note: later}", Answer(note="later")),
        ("{note: 12}", Answer(note="12")),
        ("{level: 1, note: ~}", Answer(judgement=Rated(level=1))),
        ("{follow_up: yes}", Answer(follow_up=True)),
        ("{evidence: memo}", Answer(evidence=(EvidenceItem(content="memo"),))),
        (
            "{evidence: [memo, {kind: link, content: 'https://a.example', against: true}]}",
            Answer(
                evidence=(
                    EvidenceItem(content="memo"),
                    EvidenceItem(kind=EvidenceKind.LINK, content="https://a.example", against=True),
                )
            ),
        ),
    ],
)
def test_every_form_of_an_answer(text: str, expected: Answer) -> None:
    assert answer(text) == (expected,)


@pytest.mark.parametrize("text", ["not_asked", "{not_asked: true}", "{}", "[]", "[not_asked]"])
def test_not_asked_leaves_no_answer(text: str) -> None:
    assert answer(text) == ()


def test_several_people_may_answer() -> None:
    found = answer("[{role: users, level: 1, who: Anna}, {role: it, level: 4}, unknown]")
    assert [(a.role, a.judgement.kind) for a in found] == [
        (None, "unknown"),
        (Role.IT, "rated"),
        (Role.USERS, "rated"),
    ]


def test_the_whole_project_sheet_is_read() -> None:
    text = """
project:
  client: 1984
  sector: retail
  users: 250
  company_size: medium
  stage: build
  in_crisis: no
  risk_limit: 0.3
  consultant: Ирина
  day: 2026-05-04
  people: [{name: A., role: sponsor, interviewed: 2026-05-01}]
  takeoff: {go_live: 2026-09-01, user_share: 0.8, business_figure: NPS, target: 45}
"""
    project = read(text).project
    assert project.client == "1984"
    assert project.company_size is CompanySize.MEDIUM
    assert project.stage is Stage.BUILD
    assert project.in_crisis is False
    assert str(project.day) == "2026-05-04"
    assert project.people[0].role is Role.SPONSOR
    assert project.takeoff.target == "45"


@pytest.mark.parametrize("text", ["# nothing\n", "project:\nanswers:\n", "{}"])
def test_an_assessment_may_be_empty(text: str) -> None:
    assessment = read(text)
    assert assessment.answers == {}
    assert assessment.project == Project()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("goal.idea: {level: 7}", "a.yaml:3 goal.idea: There is no level “7”."),
        ("goal.idea: 5", "There is no level “5”"),
        ("goal.idea: -1", "There is no level “-1”"),
        ("goal.idea: {level: 2.0}", "There is no level “2.0”"),
        ("goal.idea: {level: true}", "There is no level “true”"),
        ("goal.idea: {level: '3'}", 'There is no level “"3"”. Write it without quotes.'),
        ("goal.idea: {level: ~}", "There is no level “null”"),
        ("goal.idea: {level: 2, grade: seen}", "no evidence grade “seen”. Use said, shown"),
        ("goal.idea: {level: 2, grade: [said]}", "no evidence grade"),
        ("goal.idea: {level: 2, grad: said}", "Did you mean “grade”?"),
        ("goal.idea: {grade: said}", "A grade needs a level"),
        ("goal.idea: {level: 2, unknown: true}", "cannot be “level” and “unknown” at once"),
        ("goal.idea: {unknown: maybe}", "can only be true"),
        ("goal.idea: {not_applicable: [x]}", "can only be true"),
        ("goal.idea: dunno", "“dunno” is no answer"),
        ("goal.idea: true", "“true” is no answer"),
        ("goal.idea: 2.5", "“2.5” is no answer"),
        ("goal.idea: [[1]]", "is no answer"),
        ("goal.idea: [1, 2]", "Two answers have the same role"),
        ("goal.idea: {level: 1, role: boss}", "Use one of these: sponsor"),
        ("goal.idea: {level: 1, note: [a]}", "Write text"),
        ("goal.idea: {level: 1, note: " + "x" * 20_001 + "}", "longer than 20000"),
        ("goal.idea: {level: 1, evidence: ['']}", "is blank"),
        ("goal.idea: {level: 1, evidence: [{kind: film, content: x}]}", "quotation"),
        ("goal.idea: {level: 1, evidence: [{content: x, attachment: y}]}", "attachment"),
        ("goal.idee: 1", "a.yaml:3: “goal.idee” is not known here. Did you mean “goal.idea”?"),
        ("sales.magic: 1", "There is no question “sales.magic”"),
    ],
)
def test_a_mistake_names_file_line_question_and_remedy(line: str, words: str) -> None:
    (sentence,) = complaints(f"project: {{}}\nanswers:\n  {line}\n")
    assert sentence.startswith("a.yaml:3")
    assert words in sentence
    assert "goal.ide" in sentence or "sales.magic" in sentence


def test_the_example_of_a_mistake_in_a_list_names_its_own_line() -> None:
    text = "answers:\n  goal.idea:\n    - {role: it, level: 1}\n    - {role: users, level: 9}\n"
    assert complaints(text)[0].startswith("a.yaml:4 goal.idea: ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("projekt: {}\n", "a.yaml:1: “projekt” is not known here. Did you mean “project”?"),
        ("project: {clint: A}\n", "Did you mean “client”?"),
        ("project:\n  takeoff:\n    user_part: 1\n", "a.yaml:3: “user_part” is not known here."),
        ("project: {risk_limit: 35}\n", "cannot be “35”. Write a share in whole hundredths"),
        ("project: {risk_limit: 35}\n", "such as 0.35."),
        ("project: {risk_limit: '35%'}\n", "such as 0.35."),
        ("project: {risk_limit: '12,5 %'}\n", "such as 0.12."),
        ("project: {risk_limit: '0.2'}\n", "such as 0.20."),
        ("project: {risk_limit: 0}\n", "from 0.01 to 0.99, such as 0.35."),
        ("project: {risk_limit: 1}\n", "from 0.01 to 0.99, such as 0.35."),
        ("project: {risk_limit: true}\n", "cannot be “true”"),
        ("project: {risk_limit: {to: [1, null]}}\n", "cannot be “{to: [1, null]}”"),
        ("project: {risk_limit: 0.345}\n", "such as 0.34."),
        ("project: {risk_limit: 0.005}\n", "from 0.01 to 0.99"),
        ("project: {risk_limit: 1.0e-9}\n", "from 0.01 to 0.99"),
        ("project: {risk_limit: 0.999}\n", "from 0.01 to 0.99"),
        ("project: {day: 0001-01-01}\n", "“project.day” is 0001-01-01"),
        ("project:\n  day: 9999-12-31\n", "a.yaml:2: “project.day” is 9999-12-31"),
        ("project: {takeoff: {go_live: 0226-05-04}}\n", "from 1990 to 2100"),
        ("project: {people: [{name: A, interviewed: 3026-05-04}]}\n", "people[1].interviewed"),
        ("example: {zzz: 1}\n", "“zzz” is not known here"),
        ("project: {users: -1}\n", "too small. The smallest possible is 0."),
        ("project: {takeoff: {user_share: 1.5}}\n", "too large. The limit is 1."),
        ("project: {base_rate: {rate: 1}}\n", "too large. The limit is 0.99."),
        ("project: {application: phone}\n", "contact_centre"),
        ("project: {day: 4 May}\n", "year-month-day"),
        ("project: {users: many}\n", "whole number"),
        ("project: {people: Anna}\n", "Write a list"),
        ("project: [1]\n", "Here must be “key: value” pairs"),
        ("answers: [goal.idea]\n", "Here must be “key: value” pairs"),
        ("- a\n", "Here must be “key: value” pairs"),
        ("just text\n", "Here must be “key: value” pairs"),
        ("questionnaire: {id: other, version: '1'}\n", "another questionnaire, “other”"),
        ("questionnaire: {id: crm_takeoff}\n", "questionnaire.version” is missing"),
        ("answers: {goal.idea: 1, goal.idea: 2}\n", "twice"),
        ("answers: {goal.idea: &x 1, goal.owner: *x}\n", "aliases"),
    ],
)
def test_a_mistake_elsewhere_names_its_place(text: str, words: str) -> None:
    assert any(words in sentence for sentence in complaints(text))


def test_all_mistakes_are_told_together() -> None:
    text = "project: {users: many, clint: x}\nanswers: {goal.idea: 9, goal.idee: 1, x: 1}\nfoo: 1\n"
    assert len(complaints(text)) == 6


def test_json_is_read_alike_and_its_mistakes_have_lines() -> None:
    good = json.dumps({"answers": {"goal.idea": {"level": 3, "grade": "shown"}}})
    assert read(good, "a.json").answers == read(good, "a.yaml").answers
    bad = '{"answers": {\n\t"goal.idea": {"level": 7},\n\t"goal.owner": "dunno"}}'
    first, second = complaints(bad, "a.JSON")
    assert first.startswith("a.JSON:2 goal.idea")
    assert second.startswith("a.JSON:3 goal.owner")


HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "x" * 10_000,
    "🛫👩‍🚀 \U0001f3f4",
    "\u202eעברית العربية",
    "a: b # c",
    "- [not, a, list]",
    "yes",
    "null",
    "2026-05-04",
    "1:30",
    "=SUM(A1)",
    "'; DROP TABLE x; --",
    "line\nbreak\ttab",
    "& * ! % @ `",
    "\x07\x1b[31m",
    "x\u2028\u0085\ufeffx",
    "\0",
]


@pytest.mark.parametrize("note", HOSTILE)
@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_hostile_text_is_only_text(note: str, kind: str) -> None:
    evidence = (EvidenceItem(kind=EvidenceKind.QUOTATION, content=note),)
    assessment = Assessment(
        project=Project(client=note[:200], takeoff=TakeoffDefinition(baseline=note[:200])),
        answers={"goal.idea": (Answer(note=note, who=note[:200], evidence=evidence),)},
    )
    assert again(assessment, kind) == (assessment.project, assessment.answers)


def again(assessment: Assessment, kind: str) -> tuple[Any, Any]:
    writers = {"yaml": answers_file.write_yaml, "json": answers_file.write_json}
    written = writers[kind](assessment)
    found = answers_file.read(written, f"a.{kind}", BUNDLED)
    assert writers[kind](found) == written
    return found.project, found.answers


# Every character but half ones, which no file can hold.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
DAYS = st.none() | st.dates(EARLIEST, LATEST)
JUDGEMENTS = st.one_of(
    st.builds(Rated, level=st.integers(0, 4), grade=st.sampled_from(Grade)),
    st.just(Unknown()),
    st.just(NotAsked()),
    st.builds(NotApplicable, reason=WORDS),
)
ITEMS = st.builds(
    EvidenceItem,
    kind=st.sampled_from(EvidenceKind),
    content=WORDS.filter(lambda text: text.strip()),
    against=st.booleans(),
    attachment=st.none() | st.just("a" * 64),
)
ANSWERS = st.builds(
    Answer,
    judgement=JUDGEMENTS,
    role=st.none() | st.sampled_from(Role),
    who=WORDS,
    note=WORDS,
    evidence=st.lists(ITEMS, max_size=2).map(tuple),
    follow_up=st.booleans(),
)
PROJECTS = st.builds(
    Project,
    client=WORDS,
    name=WORDS,
    application=st.none() | st.sampled_from(Application),
    users=st.none() | st.integers(0, 10_000),
    in_crisis=st.none() | st.booleans(),
    takeoff=st.builds(
        TakeoffDefinition, go_live=DAYS, user_share=st.none() | st.floats(0, 1), target=WORDS
    ),
    risk_limit=st.integers(1, 99).map(lambda cases: cases / 100),
    people=st.lists(
        st.builds(Person, name=WORDS.filter(lambda text: text.strip()), interviewed=DAYS),
        max_size=2,
    ).map(tuple),
    day=DAYS,
)


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    whole = Assessment(project=draw(PROJECTS), created=datetime(2026, 1, 1, tzinfo=UTC))
    for question in draw(st.lists(st.sampled_from(BUNDLED.questions), max_size=4)):
        for one in draw(st.lists(ANSWERS, max_size=3)):
            whole = whole.with_answer(question.id, one)
    return whole


@given(assessments(), st.sampled_from(["yaml", "json"]))
def test_whatever_is_written_reads_back_the_same(assessment: Assessment, kind: str) -> None:
    assert again(assessment, kind) == (assessment.project, assessment.answers)


@pytest.mark.parametrize("kind", ["yaml", "json"])
@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_rare_line_ends_inside_a_note_are_kept(kind: str, end: str) -> None:
    note = f"before{end}after"
    assessment = Assessment(answers={"goal.idea": (Answer(note=note),)})
    assert again(assessment, kind)[1]["goal.idea"][0].note == note


def test_the_base_rate_can_be_chosen() -> None:
    chosen = read("project: {reference_class: blueprint_2002}").project
    assert chosen.reference_class == "blueprint_2002"
    own = read(
        "project: {base_rate: {rate: 0.3, projects: 12, reason: our own record}}"
    ).project.base_rate
    assert own == OwnRate(rate=0.3, projects=12, reason="our own record")


def test_a_chosen_base_rate_is_written_and_read_back() -> None:
    project = Project(reference_class="counted", base_rate=OwnRate(rate=0.3, reason="judgement"))
    written = answers_file.write_yaml(Assessment(project=project))
    assert answers_file.read(written, "a.yaml", BUNDLED).project == project
    untouched = answers_file.write_yaml(Assessment()).decode()
    assert "base_rate" not in untouched
    assert "reference_class" not in untouched


def test_an_own_base_rate_without_a_reason_is_refused() -> None:
    (complaint,) = complaints("project:\n  base_rate: {rate: 0.3}\n")
    assert complaint.startswith("a.yaml:2")
    assert "reason" in complaint


def test_an_impossible_base_rate_is_refused() -> None:
    (complaint,) = complaints("project:\n  base_rate: {rate: 1.5, reason: sure}\n")
    assert complaint.startswith("a.yaml:2")
    assert "rate" in complaint


@pytest.mark.parametrize("note", ["0E0", "1e5", "007", "12", "~", "null", "true", "- a", "---"])
def test_a_note_that_looks_like_something_else_stays_as_it_is(note: str) -> None:
    answer = Answer(judgement=Unknown(), note=note)
    whole = Assessment().with_answer("goal.idea", answer)
    read_back = answers_file.read(answers_file.write_yaml(whole), "a.yaml", BUNDLED)
    assert read_back.answers == whole.answers


def test_a_guess_at_a_question_is_made_only_where_it_is_like_it() -> None:
    assert "Did you mean “goal.owner”?" in complaints("answers: {goal.ovner: 1}")[0]
    assert "Did you mean" not in complaints("answers: {goal.foo: 1}")[0]


def test_letters_are_counted_and_not_bytes() -> None:
    long = "ж" * 20_000
    notes = "".join(f"  {q.id}: {{level: 1, note: {long}}}\n" for q in BUNDLED.questions)
    text = f"answers:\n{notes}"
    assert len(text.encode()) > 1_500_000
    assert len(answers_file.read(text.encode(), "a.yaml", BUNDLED).answers) == 39
    with pytest.raises(InputProblem, match=r"has 1\d+ characters.*Shorten the longest texts"):
        answers_file.read((text + "#" + "ж" * 300_000).encode(), "a.yaml", BUNDLED)


def with_history() -> Assessment:
    """Return an assessment with comments and a milestone."""
    answered = Assessment(id="first").with_answer("goal.idea", Answer(judgement=Rated(level=2)))
    figure = MilestoneFigure(
        beliefs=Version(id="practitioner", version="1"),
        mean=0.5,
        low=0.4,
        high=0.6,
        headline=True,
        verdict=Verdict.GO_IF,
        conditions=("goal.idea",),
    )
    frozen = Milestone(
        name="Before the contract",
        day=date(2026, 8, 3),
        project=Project(client="Acme"),
        answers=answered.answers,
        beliefs="practitioner",
        figures={"practitioner": figure},
        questionnaire=Version(id=BUNDLED.id, version=BUNDLED.version),
    )
    commented = answered.with_comment("findings", "Discussed: “yes”\nand agreed")
    return commented.model_copy(update={"milestones": (frozen.sealed(),)})


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_comments_and_milestones_are_written_and_read_back(kind: str) -> None:
    assessment = with_history()
    write = answers_file.write_yaml if kind == "yaml" else answers_file.write_json
    again = answers_file.read(write(assessment), f"a.{kind}", BUNDLED)
    assert again.comments == assessment.comments
    assert again.milestones == assessment.milestones
    assert again.milestones[0].is_intact


def test_without_comments_and_milestones_nothing_of_them_is_written() -> None:
    plain = Assessment(id="first")
    assert not {"comments", "milestones"} & answers_file.plain(plain).keys()
    assert not {"comments", "milestones"} & plain.model_dump().keys()


def test_a_wrong_milestone_is_refused_with_its_line() -> None:
    typed = b"project: {client: Acme}\nmilestones:\n  - {name: Spring, day: 2026-13-01}\n"
    with pytest.raises(InputProblem) as caught:
        answers_file.read(typed, "a.yaml", BUNDLED)
    assert "a.yaml" in caught.value.place
