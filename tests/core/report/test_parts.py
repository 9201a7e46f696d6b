"""Which parts are printed, in which order; and that nothing else is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from assessor.domain.advice import Advice
from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.domain.language import Language, Text
from assessor.domain.paper import PARTS_OF, Part, ReportKind, ReportOrder
from assessor.domain.questionnaire import LEVELS, Questionnaire
from assessor.domain.reference_class import OwnRate
from assessor.domain.risk import Forecast, Risk, Verdict
from assessor.language import Voice, names
from assessor.questionnaire import loader
from assessor.report import context, html
from assessor.report.content import ReportContext, Since
from assessor.scoring import beliefs
from assessor.scoring.advice import advise
from assessor.scoring.forecast import forecast
from assessor.scoring.milestones import freeze

DAY = date(2026, 11, 24)
THEN = date(2026, 8, 3)
Build = Callable[..., ReportContext]


@pytest.fixture
def build(
    everything: Assessment, small: Questionnaire, forecasts: dict[str, Forecast], advice: Advice
) -> Build:
    """Return a builder of contexts; keywords go into the order."""

    def make(
        assessment: Assessment = everything,
        known: dict[str, Forecast] = forecasts,
        told: Advice = advice,
        **ordered: object,
    ) -> ReportContext:
        order = ReportOrder.model_validate({"language": Language.EN, "day": DAY, **ordered})
        return context.build(assessment, small, known, order, "1", advice=told)

    return make


def frozen(assessment: Assessment, forecasts: dict[str, Forecast]) -> Assessment:
    """Return the assessment with a milestone of August."""
    return freeze(assessment, "Before the contract", THEN, forecasts, "practitioner")


def printed(report: ReportContext) -> list[str]:
    """Return the names of the parts on the page, in their order."""
    known = {part.value for part in Part} | {"open_points"}
    ids = re.findall(r'<section[^>]* id="(\w+)"', html.render(report))
    assert set(ids) <= known
    return ids


@pytest.mark.parametrize("kind", list(ReportKind))
def test_a_kind_prints_its_own_parts(
    kind: ReportKind, build: Build, everything: Assessment, forecasts: dict[str, Forecast]
) -> None:
    report = build(frozen(everything, forecasts), kind=kind)
    own = [part.value for part in PARTS_OF[kind]]
    assert printed(report) == (["open_points", *own] if kind is ReportKind.COMMENTS else own)


def test_the_full_report_has_twelve_parts() -> None:
    assert len(PARTS_OF[ReportKind.FULL]) == 12


@pytest.mark.parametrize("part", list(Part))
def test_a_part_can_be_printed_alone_with_its_own_pictures_and_comment(
    part: Part, build: Build, everything: Assessment, forecasts: dict[str, Forecast]
) -> None:
    commented = frozen(everything, forecasts)
    for other in Part:
        commented = commented.with_comment(other, f"Said about {other}.")
    report = build(commented, parts=(part,))
    assert printed(report) == [part]
    page = html.render(report)
    assert page.count("Said about") == 1
    assert f"Said about {part}." in page
    shown = set(re.findall(r'src="(asset:charts/[^"]+)"', page))
    assert shown == {name for name in html.assets(report) if "charts/" in name}


def test_parts_stand_in_the_order_that_was_asked_for(build: Build) -> None:
    wanted = (Part.APPENDIX, Part.FINDINGS, Part.COVER)
    assert printed(build(parts=wanted)) == list(wanted)
    contents = re.findall(r'<li><a href="#(\w+)"', html.render(build(parts=wanted)))
    assert contents == ["appendix", "findings"]


def test_a_part_with_nothing_to_say_is_left_out(build: Build, everything: Assessment) -> None:
    report = build(everything, told=Advice())
    left_out = {Part.DISAGREEMENT, Part.STORIES, Part.TO_DO, Part.SINCE}
    assert set(report.parts) == set(Part) - left_out
    alone = build(everything, told=Advice(), parts=(Part.SINCE,))
    assert printed(alone) == []
    page = html.render(alone)
    assert "<h1>Since last time</h1>" in page
    assert "Nothing is known yet" in page
    assert "no earlier milestone" in page


def test_the_walk_says_why_it_starts_from_another_rate_than_was_counted(
    build: Build, everything: Assessment, advice: Advice
) -> None:
    def start(rate: float | None, told: Advice) -> str:
        own = OwnRate(rate=rate, reason="Counted here") if rate else None
        project = everything.project.model_copy(update={"base_rate": own})
        report = build(everything.with_project(project), told=told)
        assert report.full is not None
        return report.full.walk.start.sentence

    # The base rate of the fixture is 45, made of 40 there and of 30 here.
    assert advice.reference is not None
    counted = advice.reference.model_copy(update={"rate": 0.4})
    told = advice.model_copy(update={"reference": counted})
    assert "40 in 100 were counted, and luck and doubt make it 45" in start(None, told)
    assert "set at 30 in 100, and luck and doubt make it 45" in start(0.3, told)
    assert "before anything is asked" in start(0.45, told)
    assert "luck" not in start(0.45, told)


def test_an_empty_comment_leaves_no_slot(build: Build) -> None:
    assert "comment" not in html.render(build()).partition("<body>")[2].lower()


def test_no_question_without_an_answer_is_in_the_appendix(build: Build) -> None:
    page = html.render(build(parts=(Part.APPENDIX,)))
    assert "goal.idea" in page
    assert "process.lived" not in page


def test_a_long_comment_is_printed_in_full_where_there_is_room(
    build: Build, everything: Assessment
) -> None:
    long = "A long comment. " * 60
    report = build(everything.with_comment(Part.SPONSOR, long).with_comment(Part.COVER, long))
    assert report.sponsor.comment.endswith("…")
    assert report.full is not None
    assert [fact.text for fact in report.full.appendix.comments] == [long.strip()] * 2
    comments = build(everything.with_comment(Part.SPONSOR, long), kind=ReportKind.COMMENTS)
    assert comments.open_points is not None
    assert [fact.text for fact in comments.open_points.comments] == [long.strip()]


def test_open_points_are_what_is_marked_decided_or_demanded(
    build: Build, make_forecast: Callable[..., Forecast]
) -> None:
    waiting = make_forecast(verdict=Verdict.GO_IF, conditions=("goal.idea",))
    report = build(known={"practitioner": waiting}, kind=ReportKind.COMMENTS)
    points = report.open_points
    assert points is not None
    assert [line.id for line in points.follow_ups] == ["goal.idea"]
    assert [line.id for line in points.actions] == ["goal.idea.write"]
    assert points.conditions == report.sponsor.conditions
    assert points.conditions
    assert build(kind=ReportKind.COMMENTS).open_points.conditions == ()  # type: ignore[union-attr]


@pytest.mark.parametrize(("final", "word"), [(False, "draft"), (True, "final")])
def test_the_cover_names_the_edition(
    final: bool,
    word: str,
    build: Build,
    everything: Assessment,
    forecasts: dict[str, Forecast],
) -> None:
    twice = frozen(frozen(everything, forecasts), forecasts)
    for assessment, number in ((everything, 1), (twice, 3)):
        full = build(assessment, final=final).full
        assert full is not None
        assert ("Edition", f"{number}, {word}") in {(f.label, f.text) for f in full.cover.facts}
    assert f"edition 3, {word}" in build(twice, final=final).masthead


# Since last time


def since(report: ReportContext) -> Since:
    assert report.full is not None
    assert report.full.since is not None
    return report.full.since


def test_what_has_changed_is_told_from_then_to_now(
    build: Build, everything: Assessment, forecasts: dict[str, Forecast], make_forecast: Build
) -> None:
    before = make_forecast(
        risk=Risk(mean=0.7, median=0.7, low=0.6, high=0.8),
        verdict=Verdict.GO_IF,
        conditions=("process.lived", "goal.idea"),
    )
    later = freeze(
        everything, "Before the contract", THEN, {"practitioner": before}, "practitioner"
    )
    changed = later.with_answer(
        "process.lived", Answer(judgement=Rated(level=3, grade=Grade.SHOWN))
    ).with_project(everything.project.model_copy(update={"client": "ANOTHER"}))
    part = since(build(changed, forecasts))
    assert part.lead == (
        "Since the milestone “Before the contract” of 3 August 2026 the risk has fallen by"
        " 8 points."
    )
    figures = {row.title: (row.before, row.now) for row in part.figures}
    assert figures["Risk, in 100"] == ("70 (60–80)", "62 (48–75)")
    assert figures["Verdict"] == ("Go if", "Not yet")
    assert figures["Questions asked"] == ("3 of 4", "4 of 4")
    assert [(c.id, c.before, c.now) for c in part.answers] == [
        ("process.lived", "Not asked yet", "Level 3 of 4, shown")
    ]
    assert [(line.id, line.points) for line in part.conditions] == [
        ("process.lived", "done"),
        ("goal.idea", "open"),
    ]
    assert [(c.title, c.before, c.now) for c in part.project] == [("Client", "CLIENT", "ANOTHER")]
    assert part.picture is not None


def test_nothing_changed_is_said_in_words(
    build: Build, everything: Assessment, forecasts: dict[str, Forecast]
) -> None:
    part = since(build(frozen(everything, forecasts)))
    assert part.lead.startswith("The risk is where it was in the milestone")
    assert part.answers_lead == "No level and no grade has changed."
    assert (part.answers, part.decisions, part.project, part.more) == ((), (), (), "")


def test_a_changed_note_is_counted(
    build: Build, everything: Assessment, forecasts: dict[str, Forecast]
) -> None:
    earlier = frozen(everything, forecasts)
    first = earlier.answers["goal.owner"][0]
    noted = earlier.with_answer("goal.owner", first.model_copy(update={"note": "Heard twice."}))
    part = since(build(noted))
    assert part.more == "In 1 answer only the note or the evidence is another."


def test_a_milestone_under_another_belief_set_gives_no_figures(
    build: Build, everything: Assessment, make_forecast: Build
) -> None:
    other = {"own": make_forecast()}
    part = since(build(freeze(everything, "Then", THEN, other, "own")))
    assert part.picture is None
    assert part.lead == "Compared with the milestone “Then” of 3 August 2026."
    assert "Risk, in 100" not in {row.title for row in part.figures}


def test_a_milestone_knows_whether_it_was_touched(
    everything: Assessment, forecasts: dict[str, Forecast]
) -> None:
    sealed = frozen(everything, forecasts).milestones[-1]
    assert sealed.is_intact
    assert not sealed.model_copy(update={"name": "Another"}).is_intact


# Ids


@pytest.fixture(scope="module")
def real() -> tuple[Assessment, dict[str, Forecast], Advice]:
    """Return a whole assessment at its second edition with everything that is worked out."""
    asked, sets = loader.bundled(), [beliefs.bundled(one) for one in beliefs.bundled_ids()]
    assessment = Assessment(id="real")
    for place, question in enumerate(asked.questions):
        judged = Rated(level=place % 5, grade=list(Grade)[place % 3])
        assessment = assessment.with_answer(question.id, Answer(judgement=judged, follow_up=True))
    known = {one.id: forecast(assessment, asked, one) for one in sets}
    sealed = freeze(assessment, "Then", THEN, known, "practitioner")
    return sealed, known, advise(sealed, asked, sets[0], sets)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", list(ReportKind))
def test_ids_are_labels_and_never_words_of_a_sentence(
    kind: ReportKind, language: Language, real: tuple[Assessment, dict[str, Forecast], Advice]
) -> None:
    assessment, known, advice = real
    asked = loader.bundled()
    order = ReportOrder(kind=kind, language=language, day=DAY)
    report = context.build(assessment, asked, known, order, "1", advice=advice)
    page = html.render(report).partition("<body>")[2]
    labels_gone = re.sub(r'<span class="id">[^<]*</span>', "", page)
    text = re.sub(r"<[^>]+>", " ", labels_gone)
    sections = "|".join(section.id for section in asked.sections)
    assert re.findall(rf"\b(?:{sections})\.[a-z_.]+", text) == []
    assert ('class="id"' in page) is (kind is not ReportKind.SPONSOR)


@pytest.mark.parametrize("language", list(Language))
def test_every_part_has_a_name_of_its_own(language: Language) -> None:
    voice = Voice(language)
    assert len({names.report_part(voice, part) for part in Part}) == len(Part)


def test_the_sponsors_page_has_room_for_long_words_of_an_own_questionnaire(
    everything: Assessment, small: Questionnaire, forecasts: dict[str, Forecast], advice: Advice
) -> None:
    long = Text(en="word " * 80, ru="слово " * 80)
    sections = tuple(
        section.model_copy(
            update={
                "questions": tuple(
                    question.model_copy(
                        update={"short": long, "text": long, "levels": (long,) * LEVELS}
                    )
                    for question in section.questions
                )
            }
        )
        for section in small.sections
    )
    asked = small.model_copy(update={"sections": sections})
    order = ReportOrder(language=Language.EN, day=DAY)
    page = context.build(everything, asked, forecasts, order, "1", advice=advice).sponsor
    lines = (*page.up, *page.down, *page.conditions)
    assert lines
    assert max(len(line.title) for line in lines) <= 60
    assert max(len(line.text) for line in lines) <= 220
