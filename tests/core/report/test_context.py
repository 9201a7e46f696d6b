"""What the report says, held against golden files; and that nothing typed is forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assessor.domain.advice import Advice
from assessor.domain.assessment import Answer, Assessment, Grade, Rated, Version
from assessor.domain.paper import ReportKind, ReportOrder
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Caveat, Driver, Forecast, Risk, Verdict
from assessor.language import Voice
from assessor.questionnaire import loader
from assessor.report import context, html
from assessor.report.content import ReportContext
from assessor.report.parts.sponsor import months_later
from assessor.report.shortened import short

GOLDEN = Path(__file__).parents[2] / "golden"
DAY = date(2026, 11, 24)
Make = Callable[..., Forecast]


@pytest.fixture
def build(
    everything: Assessment, small: Questionnaire, forecasts: dict[str, Forecast], advice: Advice
) -> Callable[..., ReportContext]:
    """Return a builder of contexts; keywords replace what goes in."""

    def make(
        voice: Voice,
        kind: str = "full",
        assessment: Assessment = everything,
        known: dict[str, Forecast] = forecasts,
        day: date = DAY,
        told: Advice | None = advice,
    ) -> ReportContext:
        order = ReportOrder(kind=ReportKind(kind), language=voice.language, day=day)
        return context.build(assessment, small, known, order, "1.2.3", advice=told)

    return make


@pytest.mark.parametrize("kind", list(ReportKind))
def test_golden(
    kind: ReportKind, voice: Voice, build: Callable[..., ReportContext], update_golden: bool
) -> None:
    said = build(voice, kind).model_dump(mode="json")
    text = json.dumps(_without_pictures(said), ensure_ascii=False, indent=1) + "\n"
    path = GOLDEN / f"report-{kind}-{voice.language}.json"
    if update_golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def _without_pictures(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_pictures(part) for key, part in value.items() if key != "svg"}
    if isinstance(value, list):
        return [_without_pictures(part) for part in value]
    return value


TYPED = [
    *("CLIENT", "PROJECT", "SECTOR", "FIGURE", "BASELINE", "TARGET", "MEASURER", "CONSULTANT"),
    *("INTERVIEWEE", "WHO", "NOTE", "EVIDENCE", "FILE.pdf", "REASON", "RETIRED", "abababababab"),
    *("Loyalty", "1,234", "50–249 employees", "Build", "yes", "33 in 100", "70%", "9 months"),
    *("1 March 2027", "20 November 2026", "5 October 2026", "Finance", "Implementation partner"),
    *("Quotation, against", "To be followed up", "Level 1 of 4, shown", "Asked, and nobody knows"),
    *("goal.idea", "goal.owner", "process.exists", "process.lived", "goal.gone"),
    *("no_figure", "nothing_to_automate", "S4.5"),
    *("OWNER", "Agreed", "8 December 2026", "goal.idea.forget", "Ruled out", "ACCEPTER"),
    *("Lived at level 3.", "Level 3 of 4, shown"),
]


@pytest.mark.parametrize("word", TYPED)
def test_every_field_that_can_be_typed_is_printed(
    word: str, english: Voice, build: Callable[..., ReportContext]
) -> None:
    page = html.render(build(english)).replace("\u00a0", " ")
    assert word in page


def test_equal_input_gives_an_equal_context(
    english: Voice, build: Callable[..., ReportContext], everything: Assessment
) -> None:
    later = everything.created.replace(year=2030)
    touched = everything.model_copy(update={"id": "0" * 32, "created": later, "changed": later})
    assert build(english) == build(english, assessment=touched)


def test_the_digest_changes_with_whatever_a_page_depends_on(
    english: Voice, build: Callable[..., ReportContext], everything: Assessment, make_forecast: Make
) -> None:
    other = everything.with_answer("process.lived", Answer(judgement=Rated(level=0)))
    digests = {
        build(english).digest,
        build(english, "sponsor").digest,
        build(english, day=date(2026, 11, 25)).digest,
        build(english, assessment=other).digest,
        build(english, known={"practitioner": make_forecast(coverage=0.7)}).digest,
    }
    assert len(digests) == 5


def test_the_report_speaks_of_the_assessments_own_belief_set(
    english: Voice, build: Callable[..., ReportContext], everything: Assessment, make_forecast: Make
) -> None:
    own = everything.model_copy(update={"beliefs": Version(id="published", version="1.0")})
    assert build(english, assessment=own).sponsor.number == "53"
    assert build(english).sponsor.number == "62"
    only = {"own": make_forecast(beliefs=Version(id="own", version="3"))}
    assert "belief set own 3" in build(english, known=only).footer


def test_belief_sets_that_differ_are_both_on_the_sponsors_page(
    english: Voice, build: Callable[..., ReportContext], make_forecast: Make
) -> None:
    assert build(english).sponsor.other_beliefs == (
        "With the published belief set: 53 (40–66) in 100."
    )
    near = {"practitioner": make_forecast(), "published": make_forecast()}
    report = build(english, known=near)
    assert report.sponsor.other_beliefs == ""
    assert report.full is not None
    assert report.full.method.differ == "The belief sets agree within five points."


def test_belief_sets_with_other_verdicts_never_agree(
    english: Voice, build: Callable[..., ReportContext], make_forecast: Make
) -> None:
    near = {"verdict": Verdict.NOT_YET, "headline": False, "coverage": 0.43}
    known = {"practitioner": make_forecast(verdict=Verdict.GO_IF)}
    for changed, why in (
        (near, "only 43% has been asked, so it has a range alone, 48–75 in 100."),
        ({"verdict": Verdict.GO}, ": 62 in 100 (48–75), and the limit is 35."),
    ):
        report = build(english, known=known | {"published": make_forecast(**changed)})
        assert report.full is not None
        told = report.full.method.differ
        assert told == report.sponsor.other_beliefs
        assert told.startswith("With the published belief set the verdict is “")
        assert told.endswith(why)


def test_under_half_coverage_no_single_figure_is_named(
    voice: Voice, build: Callable[..., ReportContext], make_forecast: Make
) -> None:
    odd = Risk(mean=0.6177, median=0.61, low=0.27, high=0.66)
    unsure = make_forecast(
        headline=False,
        coverage=0.2,
        risk=odd,
        as_evidenced=odd,
        as_stated=Risk(mean=0.58, median=0.6, low=0.27, high=0.66),
        caveats=(Caveat(id="few_answers", values={"coverage": 0.2}),),
        missing=("process.lived", "goal.owner"),
    )
    report = build(voice, known={"practitioner": unsure})
    assert report.sponsor.number == ""
    assert [line.id for line in report.sponsor.conditions] == ["process.lived", "goal.owner"]
    words = json.dumps(_without_pictures(report.model_dump(mode="json")), ensure_ascii=False)
    assert not [figure for figure in ("62 ", "62,", '"62"', "58 ") if figure in words]
    assert html.render(report).count("27–66") >= 3


VERDICTS = [
    (Verdict.GO, "Keep these as they are", ["process.exists"]),
    (Verdict.GO_IF, "Go, if these are shown to be true", ["goal.owner"]),
    (Verdict.NOT_YET, "What would lower the risk most", ["goal.idea", "goal.owner"]),
]


@pytest.mark.parametrize(("verdict", "lead", "first"), VERDICTS)
def test_the_conditions_follow_the_verdict(
    verdict: Verdict,
    lead: str,
    first: list[str],
    english: Voice,
    build: Callable[..., ReportContext],
    make_forecast: Make,
) -> None:
    conditions = ("goal.owner",) if verdict is Verdict.GO_IF else ()
    forecast = make_forecast(verdict=verdict, conditions=conditions)
    page = build(english, "sponsor", known={"practitioner": forecast}, told=None).sponsor
    assert page.conditions_lead == lead
    assert [line.id for line in page.conditions][: len(first)] == first


def test_the_difference_of_belief_sets_is_told_once_and_by_the_printed_figures(
    english: Voice, build: Callable[..., ReportContext], make_forecast: Make
) -> None:
    values = {"shown": 0.62, "other": 0.53, "other_id": "published"}
    own = make_forecast(caveats=(Caveat(id="belief_sets_differ", values=values),))
    far = Risk(mean=0.53, median=0.53, low=0.4, high=0.66)
    page = build(english, known={"practitioner": own, "published": make_forecast(risk=far)}).sponsor
    assert page.other_beliefs
    assert page.caveats == ()
    # 71.4 and 66.2 are 5.2 points apart but printed as 71 and 66.
    near = {
        name: make_forecast(risk=Risk(mean=mean, median=mean, low=0.5, high=0.8))
        for name, mean in (("practitioner", 0.714), ("published", 0.662))
    }
    report = build(english, known=near)
    assert report.sponsor.other_beliefs == ""
    assert report.full is not None
    assert report.full.method.differ == "The belief sets agree within five points."


def test_a_section_that_was_not_asked_has_no_range(
    english: Voice, build: Callable[..., ReportContext], make_forecast: Make
) -> None:
    silent = build(english, assessment=Assessment(id="silent")).full
    assert silent is not None
    assert [(step.span, step.sentence) for step in silent.walk.steps] == [("", "not asked")] * 2
    asked = build(english).full
    assert asked is not None
    assert all(step.span for step in asked.walk.steps)
    nothing = {"practitioner": make_forecast(headline=False, coverage=0)}
    empty = build(english, assessment=Assessment(id="silent"), known=nothing).full
    assert empty is not None
    assert empty.method.differ.startswith("Nothing has been asked")


def test_the_size_of_a_project_is_no_advice(
    english: Voice, build: Callable[..., ReportContext], make_forecast: Make
) -> None:
    bundled = loader.bundled()
    ids = ("scale.investment", "goal.materiality", "goal.owner")
    drivers = tuple(Driver(question=one, points=9, if_proven_best=0.2) for one in ids)
    known = {"practitioner": make_forecast(drivers=drivers)}
    order = ReportOrder(kind=ReportKind.SPONSOR, language=english.language, day=DAY)
    page = context.build(Assessment(id="large"), bundled, known, order, "1.2.3").sponsor
    assert [line.id for line in page.conditions] == ["goal.owner"]


def test_every_condition_is_told_with_its_level(
    english: Voice, build: Callable[..., ReportContext], make_forecast: Make
) -> None:
    ids = ("goal.idea", "goal.owner", "process.exists", "process.lived")
    forecast = make_forecast(verdict=Verdict.GO_IF, conditions=ids)
    page = build(english, "sponsor", known={"practitioner": forecast}, told=None).sponsor
    assert [line.id for line in page.conditions] == list(ids)
    assert all(line.text for line in page.conditions)


def test_every_caveat_is_printed(
    english: Voice, build: Callable[..., ReportContext], make_forecast: Make
) -> None:
    caveats = (
        Caveat(id="few_answers", values={"coverage": 0.3}),
        Caveat(id="mostly_said", values={"share": 0.8}),
        Caveat(id="few_interviews", values={"n": 1}),
        Caveat(id="few_interviews", values={"n": 0}),
        Caveat(id="no_takeoff_definition"),
        Caveat(id="unweighted_questions", values={"n": 2}),
        Caveat(
            id="belief_sets_differ", values={"shown": 0.62, "other": 0.53, "other_id": "published"}
        ),
        Caveat(id="from_the_future"),
    )
    forecast = make_forecast(caveats=caveats)
    said = build(english, "sponsor", known={"practitioner": forecast}).sponsor.caveats
    assert [sentence[:30] for sentence in said] == [
        "Only 30% of what matters has b",
        "80% of the weight of the answe",
        "Only 1 person has been intervi",
        "Nobody has been recorded as in",
        "No complete definition of take",
        "The belief set says nothing ab",
        "The two belief sets disagree: ",
        "Take care: from_the_future.",
    ]


def test_findings_stand_by_gravity(english: Voice, build: Callable[..., ReportContext]) -> None:
    full = build(english).full
    assert full is not None
    assert [found.id for found in full.findings] == ["nothing_to_automate", "no_figure"]


def test_gaps_stand_by_what_they_could_change(
    english: Voice, build: Callable[..., ReportContext], make_forecast: Make
) -> None:
    drivers = (
        Driver(question="process.lived", points=0, if_proven_best=0.4),
        Driver(question="goal.owner", points=0, if_proven_best=0.3),
    )
    full = build(english, known={"practitioner": make_forecast(drivers=drivers)}, told=None).full
    assert full is not None
    found = [(gap.id, gap.state, gap.best) for gap in full.gaps.gaps]
    assert found == [("goal.owner", "nobody knows", "30"), ("process.lived", "not asked", "40")]


def test_with_every_question_answered_nothing_is_open(
    english: Voice, build: Callable[..., ReportContext], small: Questionnaire
) -> None:
    known = Assessment(id="known")
    for asked in small.questions:
        answer = Answer(judgement=Rated(level=4, grade=Grade.PROVEN))
        known = known.with_answer(asked.id, answer)
    full = build(english, assessment=known).full
    assert full is not None
    assert full.gaps.gaps == ()
    assert full.gaps.lead == "Every question that applies has been asked and answered."
    assert full.appendix.not_asked == ""


def test_an_empty_assessment_has_a_report(
    voice: Voice, build: Callable[..., ReportContext], make_forecast: Make
) -> None:
    nothing = make_forecast(headline=False, coverage=0, drivers=(), sections=(), findings=())
    report = build(voice, assessment=Assessment(id="empty"), known={"practitioner": nothing})
    assert report.full is not None
    assert report.full.profile.drivers is None
    assert "{{" not in html.render(report)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
    ],
)
def test_the_next_look_is_a_day_that_exists(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_long_sentences_are_cut_at_a_word() -> None:
    assert short("one two three, four", 16) == "one two three…"
    assert short("a\nb  c") == "a b c"
    assert short("x" * 50, 10) == "x" * 9 + "…"


def test_a_reason_that_nobody_was_asked_about_says_so(
    english: Voice, build: Callable[..., ReportContext], make_forecast: Make
) -> None:
    drivers = (
        Driver(question="process.lived", points=5, if_proven_best=0.4),
        Driver(question="goal.owner", points=4, if_proven_best=0.4),
        Driver(question="goal.unheard", points=3, if_proven_best=0.4),
    )
    page = build(english, known={"practitioner": make_forecast(drivers=drivers)}).sponsor
    assert [(line.title, line.text) for line in page.up] == [
        ("Lived", "Not asked yet"),
        ("Owner", "Asked, and nobody knows"),
        ("goal.unheard", "Not asked yet"),
    ]
