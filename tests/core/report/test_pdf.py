"""The PDF: complete, tagged, the same bytes every time, and one page where one page is meant."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from io import BytesIO

import pikepdf
import pytest

from assessor.domain.advice import Advice
from assessor.domain.assessment import (
    Answer,
    Assessment,
    EvidenceItem,
    Grade,
    Person,
    Project,
    Rated,
    TakeoffDefinition,
)
from assessor.domain.language import Language
from assessor.domain.paper import Part, ReportKind, ReportOrder
from assessor.domain.questionnaire import Questionnaire, Role
from assessor.domain.risk import Caveat, Driver, Forecast
from assessor.language import Voice
from assessor.questionnaire import loader
from assessor.report import context, html, pdf
from assessor.report.content import ReportContext
from assessor.scoring.plan.catalogue import bundled_actions

DAY = date(2026, 11, 24)
Make = Callable[..., Forecast]


def pages(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def printed(report: ReportContext) -> pdf.Printed:
    return pdf.render(html.versions(report), html.assets(report), report.digest)


def ordered(kind: str, voice: Voice) -> ReportOrder:
    return ReportOrder(kind=ReportKind(kind), language=voice.language, day=DAY)


@pytest.fixture
def report(
    everything: Assessment, small: Questionnaire, forecasts: dict[str, Forecast]
) -> Callable[..., ReportContext]:
    def make(kind: str = "full", language: Language = Language.EN) -> ReportContext:
        voice = Voice(language)
        order = ordered(kind, voice)
        return context.build(everything, small, forecasts, order, "1.2.3")

    return make


_FULL: dict[Language, pdf.Printed] = {}


@pytest.fixture
def full(report: Callable[..., ReportContext]) -> Callable[[Language], pdf.Printed]:
    """Return the full report in a language, printed once for all tests that only read it."""

    def make(language: Language) -> pdf.Printed:
        if language not in _FULL:
            _FULL[language] = printed(report(language=language))
        return _FULL[language]

    return make


def test_the_file_says_what_it_is(full: Callable[[Language], pdf.Printed]) -> None:
    done = full(Language.RU)
    file = pages(done.data)
    assert (done.tagged, done.pages) == (True, len(file.pages))
    assert str(file.Root.Lang) == "ru"
    assert str(file.docinfo["/Title"]) == "Взлетит ли? PROJECT"
    assert str(file.docinfo["/Author"]) == "CONSULTANT"
    assert "Takeoff 1.2.3" in str(file.docinfo["/Subject"])
    assert str(file.docinfo["/CreationDate"]).startswith("D:20261124")
    assert bool(file.Root.MarkInfo.Marked)
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)


def test_every_chapter_has_a_bookmark(full: Callable[[Language], pdf.Printed]) -> None:
    file = pages(full(Language.EN).data)
    with file.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == [
        "The page for the sponsor",
        "From base rate to forecast",
        "Profile",
        "Findings",
        "What we do not know yet",
        "How this was worked out",
        "Appendix: every answer",
    ]


def structure(file: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Return every element of the structure tree."""
    found, queue = [], [file.Root.StructTreeRoot]
    while queue:
        element = queue.pop()
        if isinstance(element, pikepdf.Dictionary):
            found.append(element)
            children = element.get("/K", [])
            queue += list(children) if isinstance(children, pikepdf.Array) else [children]
    return found


def test_pictures_have_a_text_and_tables_have_heads(
    full: Callable[[Language], pdf.Printed],
) -> None:
    file = pages(full(Language.EN).data)
    elements = structure(file)
    kinds = [str(element.get("/S", "")) for element in elements]
    figures = [element for element in elements if str(element.get("/S", "")) == "/Figure"]
    assert len(figures) == 6
    assert all(str(figure.get("/Alt", "")) for figure in figures)
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/P", "/LI"} <= set(kinds)


def test_only_our_own_type_is_embedded(full: Callable[[Language], pdf.Printed]) -> None:
    file = pages(full(Language.RU).data)
    names = {
        str(item.BaseFont).partition("+")[2]
        for item in file.objects
        if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
    }
    assert names
    assert all(name.startswith(("Takeoff-Sans", "Takeoff-Serif")) for name in names), names


def test_when_tagging_fails_the_report_comes_out_untagged(
    report: Callable[..., ReportContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    from weasyprint import Document

    original = Document.write_pdf

    def fail_tagged(self: Document, *args: object, **options: object) -> object:
        if options["pdf_variant"]:
            raise KeyError("no tag")
        return original(self, *args, **options)

    monkeypatch.setattr(Document, "write_pdf", fail_tagged)
    done = printed(report("sponsor"))
    assert (done.tagged, done.pages) == (False, 1)
    file = pages(done.data)
    assert str(file.docinfo["/Keywords"]) == "untagged"


def test_progress_grows_to_the_end(report: Callable[..., ReportContext]) -> None:
    heard: list[float] = []
    pages_heard: list[int] = []

    def hear(fraction: float, page: int) -> None:
        heard.append(fraction)
        pages_heard.append(page)

    made = report()
    done = pdf.render(html.render(made), html.assets(made), made.digest, hear)
    assert set(pages_heard) == set(range(done.pages + 1))
    assert heard == sorted(heard)
    assert len(set(heard)) > 8
    assert heard[-1] > 0.8
    assert heard[-1] < 1


def test_the_same_input_gives_the_same_bytes(
    report: Callable[..., ReportContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "12345")
    one, other = printed(report("sponsor")).data, printed(report("sponsor")).data
    assert one == other
    assert os.environ["SOURCE_DATE_EPOCH"] == "12345"


def test_the_pages_are_packed_once_and_quickly() -> None:
    done = pdf.render("<html lang=en><title>One</title><p>Words to be read", {}, "00" * 16)
    with pages(done.data) as document:
        contents = document.pages[0].Contents
        # RFC 1950: the two bytes before the data say how hard it was packed, these: as usual.
        assert contents.read_raw_bytes()[:2] == b"\x78\x9c"
        assert b"TJ" in contents.read_bytes()


@pytest.mark.parametrize("part", ["to_do", "gaps"])
def test_the_sponsors_page_is_laid_out_twice_to_tell_where_all_of_it_is(
    part: str, caplog: pytest.LogCaptureFixture
) -> None:
    style = (files("report_templates") / "report.css").read_text(encoding="utf-8")
    wanted = [line for line in style.splitlines() if line.startswith((".turn", "@counter-style"))]
    page = "<html lang=en><style>{}section {{ break-after: page }}</style><section id=sponsor>{}"
    rest = f"</section><section>Two</section><section id={part}>Three</section>"
    with caplog.at_level("INFO", "weasyprint.progress"):
        link = f'<a class=turn href="#{part}">All of it</a>'
        done = pdf.render(page.format("\n".join(wanted), link) + rest, {}, "00", tagged=False)
    laid_out = [record for record in caplog.messages if record.endswith("layout - Page 1")]
    assert len(laid_out) == 2
    typed = f'<a href="#{part}">All of it<span> 3</span></a>'
    same = pdf.render(page.format("", typed) + rest, {}, "00", tagged=False)
    with pages(done.data) as document, pages(same.data) as other:
        assert document.pages[0].Contents.read_bytes() == other.pages[0].Contents.read_bytes()


PRINT = """
import hashlib, sys
from assessor.report import html, pdf
from assessor.report.content import ReportContext
report = ReportContext.model_validate_json(sys.stdin.read())
data = pdf.render(html.render(report), html.assets(report), report.digest).data
print(hashlib.sha256(data).hexdigest())
"""


def test_the_same_bytes_in_other_processes(
    report: Callable[..., ReportContext], full: Callable[[Language], pdf.Printed]
) -> None:
    made = report(language=Language.RU)
    here = hashlib.sha256(full(Language.RU).data).hexdigest()
    for seed in ("0", "4242"):
        there = subprocess.run(
            [sys.executable, "-c", PRINT],
            input=made.model_dump_json(),
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert there.stdout.strip() == here


def crowded(make_forecast: Make) -> tuple[Assessment, dict[str, Forecast]]:
    """Return an assessment in which everything is as long as it may be."""
    bundled = loader.bundled()
    words = "Межрегиональная распределительная сетевая компания " * 10
    takeoff = TakeoffDefinition(
        go_live=date(2027, 3, 1),
        user_share=0.7,
        business_figure=words[:500],
        baseline="9" * 200,
        target=words[:200],
        measured_by=words[:200],
    )
    people = tuple(Person(name=words[:200], role=role) for role in Role)
    project = Project(client=words[:200], name=words[:200], takeoff=takeoff, people=people)
    crowd = Assessment(id="crowd", project=project)
    for asked in bundled.questions:
        answer = Answer(
            judgement=Rated(level=3, grade=Grade.SHOWN),
            note=words[:400],
            evidence=(EvidenceItem(content=words[:200]),),
        )
        crowd = crowd.with_answer(asked.id, answer)
    for part in Part:
        crowd = crowd.with_comment(part, words)
    drivers = tuple(
        Driver(question=q.id, points=(-1) ** i * 9, if_proven_best=0.2)
        for i, q in enumerate(bundled.questions)
    )
    names = ("few_answers", "mostly_said", "few_interviews", "no_takeoff_definition")
    values = {"coverage": 0.5, "share": 0.9, "n": 1}
    many = tuple(Caveat(id=name, values=values) for name in names * 2)
    forecast = make_forecast(
        drivers=drivers,
        sections=tuple(
            make_forecast().sections[0].model_copy(update={"id": s.id}) for s in bundled.sections
        ),
        caveats=many,
        conditions=tuple(q.id for q in bundled.questions[:8]),
        verdict="go_if",
    )
    far = forecast.model_copy(update={"risk": forecast.base_rate})
    return crowd, {"practitioner": forecast, "published": far}


def test_the_sponsors_page_is_one_page_whatever_was_typed(
    voice: Voice, make_forecast: Make
) -> None:
    crowd, known = crowded(make_forecast)
    for headline in (True, False):
        shown = {k: f.model_copy(update={"headline": headline}) for k, f in known.items()}
        order = ordered(ReportKind.SPONSOR, voice)
        made = context.build(crowd, loader.bundled(), shown, order, "1.2.3")
        assert printed(made).pages == 1


@pytest.mark.parametrize(("actions", "caveats"), [(8, 8), (5, 8), (4, 3)])
def test_the_sponsors_page_is_one_page_with_the_longest_plan(
    actions: int,
    caveats: int,
    voice: Voice,
    make_forecast: Make,
    make_advice: Callable[..., Advice],
) -> None:
    crowd, known = crowded(make_forecast)
    shown = known["practitioner"]
    known["practitioner"] = shown.model_copy(update={"caveats": shown.caveats[:caveats]})
    # One action for each of as many questions as no client would be asked to mend at once.
    everything = {action.question: action for action in bundled_actions().in_order}
    of = make_advice().plan
    assert of is not None
    assert of.cheapest is not None
    first = of.cheapest.steps[0]
    steps = tuple(first.model_copy(update={"action": action}) for action in everything.values())
    longest = of.cheapest.model_copy(update={"steps": steps[:actions]})
    told = make_advice(plan=of.model_copy(update={"cheapest": longest}))
    order = ordered(ReportKind.SPONSOR, voice)
    made = context.build(crowd, loader.bundled(), known, order, "1.2.3", advice=told)
    assert len(made.sponsor.conditions) == actions
    assert not [line for line in made.sponsor.conditions if "…" in line.text]
    assert printed(made).pages == 1


def test_a_sponsors_page_that_breaks_unforeseen_is_laid_out_again(
    everything: Assessment,
    small: Questionnaire,
    make_forecast: Make,
    make_advice: Callable[..., Advice],
) -> None:
    voice = Voice(Language.RU)
    # Three conditions and three caveats are not taken for crowded, whatever their letters need.
    caveats = (
        Caveat(id="another_event", values={"en": "A", "ru": "Очень долгое название " * 60}),
        *(Caveat(id="in_crisis"), Caveat(id="no_takeoff_definition")),
    )
    known = {"practitioner": make_forecast(caveats=caveats, verdict="go_if")}
    order = ordered(ReportKind.SPONSOR, voice)
    made = context.build(everything, small, known, order, "1.2.3", advice=make_advice())
    roomy = made.model_copy(update={"sponsor": made.sponsor.model_copy(update={"crowded": False})})
    once = pdf.render(html.render(roomy), html.assets(roomy), roomy.digest)
    assert once.pages > 1
    assert printed(roomy).pages == 1
    assert printed(roomy).data == printed(roomy).data


def test_the_cover_and_the_sponsors_page_take_a_page_each(
    voice: Voice, make_forecast: Make
) -> None:
    crowd, known = crowded(make_forecast)
    order = ordered(ReportKind.FULL, voice)
    made = context.build(crowd, loader.bundled(), known, order, "1.2.3")
    file = pages(printed(made).data)
    with file.open_outline() as outline:
        where = [
            next(i for i, page in enumerate(file.pages) if page.obj == item.destination[0])
            for item in outline.root[:3]
        ]
    assert where == [1, 2, 3]
