"""A small questionnaire and a forecast with plain numbers, so that every figure can be followed."""

from __future__ import annotations

import builtins
import io
import os
import socket
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assessor.domain.advice import Advice
from assessor.domain.assessment import (
    Answer,
    Application,
    Assessment,
    CompanySize,
    EvidenceItem,
    EvidenceKind,
    Grade,
    NotApplicable,
    Person,
    Project,
    Rated,
    Stage,
    TakeoffDefinition,
    Unknown,
    Version,
)
from assessor.domain.decisions import AcceptedRisk, Decision, Decisions, Standing
from assessor.domain.disagreement import Disagreement, Dispute, RoleLevels, RolePair
from assessor.domain.enquiry import Enquiry
from assessor.domain.firmness import Flip, FlipTest
from assessor.domain.language import Language, Text
from assessor.domain.plan import (
    Action,
    Effect,
    Effort,
    FailureStory,
    Flavour,
    GoIfPlan,
    Plan,
    ProjectSize,
    Reach,
    SizedRisk,
    Step,
    StoryShare,
    Tripwire,
)
from assessor.domain.questionnaire import Question, Questionnaire, Role, Section
from assessor.domain.reference_class import Event, Provenance, ReferenceClass
from assessor.domain.risk import (
    Caveat,
    Driver,
    Finding,
    Forecast,
    Risk,
    SectionPoints,
    Severity,
    Verdict,
)
from assessor.domain.standing import State
from assessor.domain.weighing import SectionNumbers, Weighing
from assessor.language import Voice

DAY = date(2026, 11, 24)


def both(text: str) -> Text:
    return Text(en=text, ru=f"{text} по-русски")


def question(identity: str, short: str) -> Question:
    return Question(
        id=identity,
        source=("S4.1",),
        minutes=4,
        roles=(Role.SPONSOR, Role.IT),
        short=both(short),
        text=both(f"{short}, asked?"),
        why=both("why"),
        look_for=both("look"),
        excuse=both("excuse"),
        levels=tuple(both(f"{short} at level {level}.") for level in range(5)),
    )


@pytest.fixture
def small() -> Questionnaire:
    """Two sections of two questions."""
    return Questionnaire(
        id="small",
        version="2",
        title=both("Small"),
        digest="0" * 64,
        sections=(
            Section(
                id="goal",
                title=both("Goal"),
                summary=both("About the goal."),
                questions=(question("goal.idea", "Idea"), question("goal.owner", "Owner")),
            ),
            Section(
                id="process",
                title=both("Process"),
                summary=both("About the process."),
                questions=(
                    question("process.exists", "Described"),
                    question("process.lived", "Lived"),
                ),
            ),
        ),
    )


def risk(mean: float, low: float, high: float) -> Risk:
    return Risk(mean=mean, median=mean, low=low, high=high)


@pytest.fixture
def make_forecast() -> Callable[..., Forecast]:
    """Return a forecast of 62 (48-75) from 45 (27-65); keywords replace its parts."""

    def make(**changes: Any) -> Forecast:
        parts: dict[str, Any] = {
            "risk": risk(0.62, 0.48, 0.75),
            "as_stated": risk(0.49, 0.37, 0.62),
            "as_evidenced": risk(0.62, 0.48, 0.75),
            "base_rate": risk(0.45, 0.27, 0.65),
            "coverage": 0.8,
            "headline": True,
            "verdict": Verdict.NOT_YET,
            "conditions": (),
            "risk_limit": 0.35,
            "sections": (
                SectionPoints(id="goal", points=20, low=12, high=28),
                SectionPoints(id="process", points=-3, low=-6, high=1),
            ),
            "drivers": (
                Driver(question="goal.idea", points=14, if_proven_best=0.5),
                Driver(question="goal.owner", points=6, if_proven_best=0.57),
                Driver(question="process.exists", points=-3, if_proven_best=0.6),
                Driver(question="process.lived", points=0, if_proven_best=0.61),
            ),
            "findings": (
                Finding(
                    id="no_figure",
                    severity=Severity.NOTABLE,
                    source=("S4.5",),
                    title=both("No figure"),
                    sentence=both("There is no figure."),
                    matters=both("Nobody can measure it."),
                    remedy=both("Name one."),
                    question_ids=("goal.owner",),
                ),
                Finding(
                    id="nothing_to_automate",
                    severity=Severity.CRITICAL,
                    source=("S4.5", "S4.3"),
                    title=both("Nothing to automate"),
                    sentence=both("There is no process."),
                    matters=both("It will be useless."),
                    remedy=both("Describe one."),
                    question_ids=("process.exists", "goal.idea"),
                ),
            ),
            "caveats": (Caveat(id="few_interviews", values={"n": 2}),),
            "missing": ("process.lived",),
            "beliefs": Version(id="practitioner", version="1.0"),
            "questionnaire": Version(id="small", version="2"),
        }
        return Forecast(**parts | changes)

    return make


@pytest.fixture
def forecasts(make_forecast: Callable[..., Forecast]) -> dict[str, Forecast]:
    """Return both belief sets, nine points apart."""
    other = make_forecast(
        risk=risk(0.53, 0.4, 0.66), beliefs=Version(id="published", version="1.0")
    )
    return {"practitioner": make_forecast(), "published": other}


@pytest.fixture
def everything() -> Assessment:
    """Return an assessment in which every field that can be typed holds a word of its own."""
    project = Project(
        client="CLIENT",
        name="PROJECT",
        sector="SECTOR",
        application=Application.LOYALTY,
        users=1234,
        company_size=CompanySize.MEDIUM,
        stage=Stage.BUILD,
        in_crisis=True,
        takeoff=TakeoffDefinition(
            go_live=date(2027, 3, 1),
            months_after=9,
            user_share=0.7,
            business_figure="FIGURE",
            baseline="BASELINE",
            target="TARGET",
            measured_by="MEASURER",
        ),
        risk_limit=0.33,
        people=(Person(name="INTERVIEWEE", role=Role.FINANCE, interviewed=date(2026, 10, 5)),),
        consultant="CONSULTANT",
        day=date(2026, 11, 20),
    )
    assessment = Assessment(
        id="everything",
        project=project,
        retired={"goal.gone": (Answer(judgement=Rated(level=2), note="RETIRED"),)},
        plan=Decisions(
            actions=(
                Decision(
                    action="goal.idea.write",
                    standing=Standing.AGREED,
                    owner="OWNER",
                    due=date(2026, 12, 8),
                ),
                Decision(action="goal.idea.forget", standing=Standing.RULED_OUT),
            ),
            accepted=(AcceptedRisk(question="goal.owner", who="ACCEPTER"),),
        ),
        targets={"process.lived": Rated(level=3, grade=Grade.SHOWN)},
    )
    items = (
        EvidenceItem(kind=EvidenceKind.QUOTATION, content="EVIDENCE", against=True),
        EvidenceItem(kind=EvidenceKind.FILE, content="FILE.pdf", attachment="ab" * 32),
    )
    judged = {
        "goal.idea": Answer(
            judgement=Rated(level=1, grade=Grade.SHOWN),
            who="WHO",
            role=Role.PARTNER,
            note="NOTE",
            evidence=items,
            follow_up=True,
        ),
        "goal.owner": Answer(judgement=Unknown()),
        "process.exists": Answer(judgement=NotApplicable(reason="REASON")),
    }
    for identity, answer in judged.items():
        assessment = assessment.with_answer(identity, answer)
    return assessment


@pytest.fixture(params=list(Language), ids=str)
def voice(request: pytest.FixtureRequest) -> Voice:
    """Speak both languages."""
    return Voice(request.param)


@pytest.fixture
def english() -> Voice:
    """Speak English."""
    return Voice(Language.EN)


def action(identity: str, asked: str, role: Role, days: float, weeks: float) -> Action:
    return Action(
        id=identity,
        question=asked,
        title=both(f"Title of {identity}"),
        what=both(f"What to do for {identity}."),
        role=role,
        effort=Effort(low=days / 2, likely=days, high=days * 2),
        weeks=weeks,
        reaches=Reach(level=3, grade=Grade.SHOWN),
        sign=both(f"Sign of {identity}"),
        threshold=both(f"Threshold of {identity}"),
        source=("S4.1",),
    )


WRITE = action("goal.idea.write", "goal.idea", Role.SPONSOR, 1, 1)
WALK = action("process.lived.walk", "process.lived", Role.CONSULTANT, 3, 2.5)
NAME = action("goal.owner.name", "goal.owner", Role.HR, 5, 1)


def step(done: Action, start: float, points: float, after: Risk, *, indispensable: bool) -> Step:
    return Step(
        action=done,
        start=start,
        finish=start + done.weeks,
        critical=done is WALK,
        indispensable=indispensable,
        effect=Effect(points=points, low=points * 2, high=points / 2),
        risk_after=after,
    )


@pytest.fixture
def make_plan() -> Callable[..., Plan]:
    """Return a plan of two actions in 3.5 weeks, and another with one of its actions."""

    def make(**changes: Any) -> Plan:
        near, done = risk(0.45, 0.3, 0.6), risk(0.2, 0.1, 0.32)
        first = step(WRITE, 0, -20, near, indispensable=True)
        cheapest = GoIfPlan(
            flavour=Flavour.CHEAPEST,
            steps=(first, step(WALK, 1, -10, done, indispensable=False)),
            effort=Effort(low=2, likely=4, high=8),
            weeks=3.5,
            risk=done,
        )
        fastest = GoIfPlan(
            flavour=Flavour.FASTEST,
            steps=(first, step(NAME, 0, -8, done, indispensable=False)),
            effort=Effort(low=3, likely=6, high=12),
            weeks=1,
            risk=done,
        )
        parts: dict[str, Any] = {
            "now": risk(0.62, 0.48, 0.75),
            "limit": 0.35,
            "reach": 7,
            "cheapest": cheapest,
            "alternatives": (fastest,),
            "indispensable": (WRITE.id,),
            "proven_cheapest": True,
            "farthest": risk(0.1, 0.05, 0.2),
            "beliefs": Version(id="practitioner", version="1.0"),
        }
        return Plan(**parts | changes)

    return make


@pytest.fixture
def make_advice(make_plan: Callable[..., Plan]) -> Callable[..., Advice]:
    """Return advice with plain numbers; keywords replace its parts."""

    def make(**changes: Any) -> Advice:
        parts: dict[str, Any] = {
            "plan": make_plan(),
            "flip_test": flip_test(),
            "disagreement": apart(),
            "enquiries": (
                enquiry("goal.owner", State.UNKNOWN, 0.0009),
                enquiry("process.lived", State.NOT_ASKED, 0.0016),
                enquiry("goal.idea", State.RATED, 0.0004, known=Grade.SHOWN, grade=Grade.PROVEN),
            ),
            "sizes": sizes(),
            "stories": (story(),),
            "tripwires": (tripwire(),),
            "reference": reference(),
            "weighing": numbers(),
        }
        return Advice(**parts | changes)

    return make


@pytest.fixture
def advice(make_advice: Callable[..., Advice]) -> Advice:
    """Return advice with plain numbers."""
    return make_advice()


def flip_test() -> FlipTest:
    now = Rated(level=1, grade=Grade.SHOWN)
    flip = Flip(
        question="goal.idea",
        role=Role.PARTNER,
        who="WHO",
        now=now,
        moved=Rated(level=2, grade=Grade.SHOWN),
        verdict=Verdict.GO_IF,
    )
    return FlipTest(verdict=Verdict.NOT_YET, tried=4, flips=(flip,))


def apart() -> Disagreement:
    return Disagreement(
        disputes=(
            Dispute(question="goal.idea", answers=3, lowest=1, highest=4, share=0.12, used=8 / 3),
        ),
        share=0.12,
        questions=("goal.idea", "goal.owner"),
        rows=(
            RoleLevels(role=Role.SPONSOR, levels=(4, 2)),
            RoleLevels(role=Role.PARTNER, levels=(1, None)),
        ),
        farthest=RolePair(one=Role.SPONSOR, other=Role.PARTNER, questions=1, difference=3),
        overall=(3, None),
        used=(8 / 3, 2),
    )


def enquiry(
    asked: str,
    standing: State,
    value: float,
    known: Grade | None = None,
    grade: Grade = Grade.SHOWN,
) -> Enquiry:
    return Enquiry(
        question=asked,
        state=standing,
        known=known,
        grade=grade,
        value=value,
        minutes=6,
        roles=(Role.SPONSOR,),
    )


def sizes() -> tuple[SizedRisk, ...]:
    team = ProjectSize(id="team", title=both("A team"), summary=both("Ten people."))
    whole = ProjectSize(id="whole", title=both("Everybody"), summary=both("All of them."))
    found = ((team, "practitioner", 0.5), (team, "published", 0.4), (whole, "practitioner", 0.7))
    return tuple(
        SizedRisk(
            size=size,
            beliefs=beliefs,
            risk=risk(mean, mean - 0.1, mean + 0.1),
            changed=("goal.owner",),
        )
        for size, beliefs, mean in found
    )


def story() -> StoryShare:
    told = FailureStory(
        id="useless",
        title=both("Useless half-way"),
        story=both("They built it and nobody needed it."),
        questions=("goal.idea", "process.lived"),
        source=("S4.5",),
    )
    return StoryShare(story=told, share=0.4, probability=0.25, weak=("goal.idea",))


def tripwire() -> Tripwire:
    return Tripwire(
        question="goal.idea",
        action=WRITE.id,
        sign=WRITE.sign,
        threshold=WRITE.threshold,
        week=1,
        day=date(2026, 11, 27),
        role=Role.SPONSOR,
    )


def numbers() -> Weighing:
    return Weighing(
        base_log_odds=-0.25,
        base_sd=0.5,
        section_doubt=0.3,
        question_doubt=0.4,
        luck=0.06,
        draws=4096,
        sections=(SectionNumbers(id="goal", swing=2.5, said=0.3, shown=0.75, proven=0.97),),
    )


def reference() -> ReferenceClass:
    return ReferenceClass(
        id="objectives",
        title=both("Projects that missed"),
        event=Event.OBJECTIVES,
        definition=both("Objectives not reached."),
        n=120,
        rate=0.45,
        low=0.3,
        high=0.62,
        sources=("https://example.org/rates",),
        provenance=Provenance.WEAK,
        reason=both("Nobody says who was asked."),
    )


HIDDEN = "WHAT-NOBODY-MAY-READ"


class Spy:
    """Counts connections, and reads of the secret file."""

    def __init__(self, secret: Path) -> None:
        self.secret = str(secret)
        self.hidden = HIDDEN
        self.seen: list[str] = []

    def path(self, path: object) -> None:
        if not isinstance(path, int) and self.secret in os.fsdecode(path):  # type: ignore[arg-type]
            self.seen.append("read")

    def connection(self, *_: object) -> None:
        self.seen.append("connection")
        raise OSError("no network in this test")


@pytest.fixture
def spy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Spy]:
    secret = tmp_path / "secret.txt"
    secret.write_text(HIDDEN)
    watcher = Spy(secret)

    def watched(original: Callable[..., object]) -> Callable[..., object]:
        def call(path: object, *args: object, **options: object) -> object:
            watcher.path(path)
            return original(path, *args, **options)

        return call

    monkeypatch.setattr(builtins, "open", watched(builtins.open))
    monkeypatch.setattr(io, "open", watched(io.open))
    monkeypatch.setattr(os, "open", watched(os.open))
    monkeypatch.setattr(socket.socket, "connect", watcher.connection)
    monkeypatch.setattr(socket, "getaddrinfo", watcher.connection)
    return watcher
