"""Makes a picture of every page of every kind of report, in every language, for looking at them.

python tools/report_pages.py FOLDER [--kinds sponsor,full] [--languages en,ru]
[--states tiny,typical,overfull] [--dpi 60] [--grey]

It needs pdftoppm (poppler-utils) on the search path.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

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
)
from assessor.domain.decisions import AcceptedRisk, Decision, Decisions, Standing
from assessor.domain.language import Language
from assessor.domain.paper import Part, ReportKind, ReportOrder
from assessor.domain.questionnaire import Question, Role
from assessor.domain.risk import Forecast
from assessor.questionnaire import loader
from assessor.report import context, html, pdf
from assessor.scoring import beliefs
from assessor.scoring.advice import advise, advised
from assessor.service import Service
from assessor.settings import Settings

DAY = date(2026, 11, 24)
THEN = date(2026, 8, 3)
STATES = ("tiny", "typical", "overfull")
NOTE = 400
"""Letters of a note in the overfull assessment."""
WORDS = (
    "Отдел продаж ведёт клиентов в таблицах, а сводку для совета собирают вручную; "
    "the board saw three different figures for one quarter, и никто не смог объяснить разницу. "
)
UNKNOWN, FOLLOWED, LEFT_OUT = range(7, 40, 11), range(4, 40, 13), range(5, 40, 17)
"""Places of questions that nobody can answer, that are followed up, that do not apply."""
ROLES = (Role.SPONSOR, Role.SALES, Role.IT)
BELIEFS = "practitioner"
QUESTIONNAIRE = loader.bundled()


def main(arguments: Sequence[str]) -> int:
    """Print what was asked for and return how it ended."""
    options = _options(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    for state in options.states:
        assessment = MADE[state]()
        forecasts, advice = _worked_out(assessment)
        for kind, language in itertools.product(options.kinds, options.languages):
            order = ReportOrder(kind=kind, language=language, day=DAY, final=state == "overfull")
            made = context.build(assessment, QUESTIONNAIRE, forecasts, order, "1.0", advice=advice)
            printed = pdf.render(html.versions(made), html.assets(made), made.digest)
            for old in options.folder.glob(f"{state}-{order.kind}-{order.language}*"):
                old.unlink()
            name = f"{state}-{order.kind}-{order.language}"
            (options.folder / f"{name}.pdf").write_bytes(printed.data)
            _pictures(options.folder / f"{name}.pdf", options)
            print(f"{name}: {printed.pages} pages")
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    for name, every in (
        ("kinds", [kind.value for kind in ReportKind]),
        ("languages", [language.value for language in Language]),
        ("states", list(STATES)),
    ):
        parser.add_argument(f"--{name}", type=lambda text: text.split(","), default=every)
    parser.add_argument("--dpi", type=int, default=60)
    parser.add_argument("--grey", action="store_true", help="as a photocopier sees it")
    return parser.parse_args(arguments)


def _worked_out(assessment: Assessment) -> tuple[dict[str, Forecast], Advice]:
    sets = [beliefs.bundled(known) for known in beliefs.bundled_ids()]
    advice = advise(assessment, QUESTIONNAIRE, beliefs.bundled(BELIEFS), sets)
    found = Service.open(Settings()).forecasts(assessment)
    return advised(found, BELIEFS, advice), advice


def _pictures(path: Path, options: argparse.Namespace) -> None:
    tool = shutil.which("pdftoppm")
    if tool is None:
        raise SystemExit("pdftoppm is missing; install poppler-utils")
    grey = ["-gray"] if options.grey else []
    subprocess.run(
        [tool, "-r", str(options.dpi), "-png", *grey, str(path), str(path.with_suffix(""))],
        check=True,
    )


def _tiny() -> Assessment:
    """Return an assessment of which next to nothing is known."""
    assessment = Assessment(id="tiny", project=Project(day=DAY))
    return assessment.with_answer("goal.idea", Answer(judgement=Rated(level=1)))


def _typical() -> Assessment:
    """Return an assessment as most of them are, at its second edition."""
    project = Project(
        client="Северный ветер",
        name="CRM для отдела продаж",
        sector="Оптовая торговля",
        application=Application.SALES,
        users=85,
        company_size=CompanySize.MEDIUM,
        stage=Stage.CHOICE,
        in_crisis=False,
        takeoff=TakeoffDefinition(
            go_live=date(2027, 3, 1),
            user_share=0.8,
            business_figure="доля повторных продаж",
            baseline="31 %",
            target="40 %",
            measured_by="финансовый директор",
        ),
        people=tuple(
            Person(name=name, role=role, interviewed=THEN)
            for name, role in zip(("Анна", "Борис", "Вера"), ROLES, strict=True)
        ),
        consultant="И. Петрова",
        day=THEN,
    )
    first = Assessment(id="typical", project=project)
    for place, question in enumerate(QUESTIONNAIRE.questions):
        if place % 6:
            first = first.with_answer(question.id, _usual(place))
    frozen = Service.open(Settings()).freeze(first, "Перед выбором", THEN)
    return _later(frozen)


def _usual(place: int) -> Answer:
    judged: Rated | Unknown = (
        Unknown() if place in UNKNOWN else Rated(level=1 + place % 3, grade=_grade(place))
    )
    note = WORDS if place % 4 == 0 else ""
    return Answer(judgement=judged, note=note, follow_up=place in FOLLOWED)


def _grade(place: int) -> Grade:
    return list(Grade)[(0, 0, 1, 0, 2, 1)[place % 6]]


def _later(first: Assessment) -> Assessment:
    """Return the assessment a quarter later: some answers better, two decisions made."""
    now = first.with_project(first.project.model_copy(update={"day": DAY}))
    for place, question in enumerate(QUESTIONNAIRE.questions):
        if place % 3 == 1:
            better = Rated(level=4 if place % 2 else 3, grade=Grade.SHOWN)
            now = now.with_answer(question.id, Answer(judgement=better, note=WORDS))
    plan = Decisions(
        actions=(
            Decision(
                action="goal.idea.one_sentence",
                standing=Standing.AGREED,
                owner="Анна",
                due=date(2026, 12, 15),
            ),
        ),
        accepted=(AcceptedRisk(question="technology.data", who="Борис"),),
    )
    commented = now.model_copy(
        update={"plan": plan, "targets": {"goal.idea": Rated(level=4, grade=Grade.SHOWN)}}
    )
    return commented.with_comment(Part.FINDINGS, WORDS).with_comment(
        Part.SPONSOR, f"{WORDS.partition(';')[0]}."
    )


def _overfull() -> Assessment:
    """Return every question with three roles and long notes, twelve interviews, every comment."""
    long_name = "Interregional Distribution and Service Company for Heavy Machinery of the North"
    project = Project(
        client=long_name,
        name=f"Единая система работы с клиентами: {long_name}",
        sector="Оптовая торговля и сервис тяжёлой техники",
        application=Application.SERVICE,
        users=12_500,
        company_size=CompanySize.ENTERPRISE,
        stage=Stage.BUILD,
        in_crisis=True,
        takeoff=TakeoffDefinition(
            go_live=date(2027, 3, 1),
            user_share=0.75,
            business_figure=(WORDS * 3)[:NOTE],
            baseline="31 % за 2025 год",
            target="40 % за 2027 год",
            measured_by="финансовый директор и руководитель службы качества",
        ),
        people=tuple(
            Person(name=f"Собеседник {n} {long_name[: n * 5]}", role=role, interviewed=THEN)
            for n, role in zip(range(1, 13), itertools.cycle(Role), strict=False)
        ),
        consultant="Иннокентий Константинопольский-Задунайский",
        day=DAY,
    )
    assessment = Assessment(id="overfull", project=project)
    for place, question in enumerate(QUESTIONNAIRE.questions):
        for seat, role in enumerate(ROLES):
            assessment = assessment.with_answer(question.id, _long(question, place, seat, role))
    service = Service.open(Settings())
    for name, day in (("Весна", date(2026, 4, 2)), ("Перед выбором подрядчика", THEN)):
        assessment = service.freeze(assessment, name, day)
    for place, question in enumerate(QUESTIONNAIRE.questions):
        changed = _long(question, place + 1, 1, Role.SALES)
        assessment = assessment.with_answer(question.id, changed)
    for part in Part:
        assessment = assessment.with_comment(part, f"{part}. " + (WORDS * 4)[:NOTE])
    return assessment.model_copy(update={"plan": _many_decisions()})


def _long(question: Question, place: int, seat: int, role: Role) -> Answer:
    evidence = (
        EvidenceItem(kind=EvidenceKind.LINK, content="https://example.org/" + "a" * 80),
        EvidenceItem(kind=EvidenceKind.QUOTATION, content=WORDS, against=True),
    )
    judged: Rated | Unknown | NotApplicable = Rated(
        level=2 + (place + seat) % 3, grade=_grade(place + 2 * seat + 1)
    )
    if place in LEFT_OUT:
        judged = NotApplicable(reason=f"Не к этому проекту: {question.id}")
    if place in UNKNOWN and seat == 1:
        judged = Unknown()
    return Answer(
        judgement=judged,
        role=role,
        who=f"Собеседник {seat + 1}",
        note=(WORDS * 4)[:NOTE],
        evidence=evidence if place % 5 == 0 else (),
        follow_up=place % 6 == seat,
    )


def _many_decisions() -> Decisions:
    actions = [
        "goal.idea.one_sentence",
        "goal.materiality.size_it",
        "competence.pilot.run",
    ]
    standings = (Standing.DONE, Standing.RULED_OUT, Standing.AGREED)
    return Decisions(
        actions=tuple(
            Decision(action=one, standing=standing, owner="Собеседник 3", due=date(2026, 12, 20))
            for one, standing in zip(actions, standings, strict=True)
        ),
        accepted=tuple(
            AcceptedRisk(question=question.id, who="Собеседник 1")
            for question in QUESTIONNAIRE.questions[:6]
        ),
    )


MADE = {"tiny": _tiny, "typical": _typical, "overfull": _overfull}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
