"""An own look: read with care, drawn anew, and never in the way of a report."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image, PngImagePlugin

from assessor.domain.assessment import Assessment, Project
from assessor.domain.language import Language
from assessor.domain.paper import Part, ReportKind, ReportOrder, TwinKind, TwinOrder
from assessor.domain.picture import PAPER
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast
from assessor.report import context, html, pdf, worker
from assessor.report.content import ReportContext
from assessor.report.look import logo, own, sheet, style
from assessor.report.twin import html as twin_html
from assessor.report.twin.build import build
from assessor.report.twin.content import TwinJob
from assessor.service import Service
from assessor.settings import Settings

GOOD = """\
title: Acme Consulting
colours:
  accent: "#7A1F5C"
contact:
  - Acme "Consulting" & <Sons>
  - 1 High Street; } body { display:none }
"""


@pytest.fixture
def report(
    everything: Assessment, small: Questionnaire, forecasts: dict[str, Forecast]
) -> ReportContext:
    order = ReportOrder(kind=ReportKind.FULL, language=Language.EN, day=date(2026, 11, 24))
    return context.build(everything, small, forecasts, order, "1.2.3")


@pytest.fixture
def short(report: ReportContext) -> ReportContext:
    """The same report with the parts alone on which a logo, colours and contacts stand."""
    return report.model_copy(update={"parts": (Part.COVER, Part.SPONSOR)})


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    monkeypatch.setenv("TAKEOFF_HOME", str(tmp_path))

    def made(look: str = GOOD, name: str = "acme", **named: bytes) -> Path:
        place = tmp_path / "looks" / name
        place.mkdir(parents=True)
        (place / "look.yaml").write_text(look, encoding="utf-8")
        for file, content in named.items():
            (place / file.replace("_", ".")).write_bytes(content)
        return place

    return made


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), **saving: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "#7a1f5c").save(target, kind, **saving)
    return target.getvalue()


def test_colours_logo_and_contact_are_printed(
    make: Callable[..., Path], report: ReportContext, short: ReportContext, tmp_path: Path
) -> None:
    make(logo_png=picture())
    look = own.load("acme")
    assert look.notices == ()
    page = html.render(report, look)
    assert PAPER.accent not in page
    assert "#7a1f5c" in page
    done = worker.printed(short, tmp_path, "acme")
    assert (done.tagged, done.notices) == (True, ())
    with pikepdf.open(io.BytesIO(done.data)) as file:
        kinds = {str(item.get("/Subtype", "")) for item in file.objects if hasattr(item, "get")}
        assert "/Image" in kinds
    assert done.data != worker.printed(short, tmp_path).data
    assert done.data == worker.printed(short, tmp_path, "acme").data


def test_what_no_paper_shows_is_in_no_look(make: Callable[..., Path]) -> None:
    spelled = r'title: "\x00A\u202eB\nC"' + "\n" + r'contact: ["\x08=1+1\uffff", "\U0001F600"]'
    make(spelled)
    told = own.load("acme").sheet
    assert told.title == "\ufffdAB C"
    assert told.contact[0] == "\ufffd=1+1\ufffd"
    for line in told.contact:
        assert not {"\x00", "\x08", "\uffff", "\u202e"} & set(line)


def test_a_copy_of_any_kind_falls_back_on_our_own(make: Callable[..., Path]) -> None:
    make(walk_html=b"<p>")
    tried: list[bool] = []

    def made(look: own.OwnLook) -> pdf.Printed:
        tried.append(look.has_code)
        if look.has_code:
            raise ValueError("no file of this kind holds it")
        return pdf.Printed(data=b"x", pages=0, tagged=False)

    (told,) = worker.in_look("acme", made).notices
    assert tried == [True, False]
    assert told["values"]["reason"] == "no file of this kind holds it"


def test_what_is_in_the_contact_block_stays_a_text(make: Callable[..., Path]) -> None:
    make()
    css = own.load("acme").css
    assert "display:none }" not in css
    assert "<Sons>" not in css
    assert css.count("{") == css.count("}")


def test_our_own_colours_are_those_that_a_look_replaces() -> None:
    css = html._ours("report.css") or ""
    for name in sheet.Colours.model_fields:
        assert getattr(PAPER, name) in css


@pytest.mark.parametrize(
    ("look", "line", "words"),
    [
        ('colours: {accent: "#fefefe"}', 1, "too pale for paper"),
        ('title: x\ncolours:\n  muted: "#999999"', 3, "contrast is 2.8"),
        ("title: x\ncolours:\n  accent: red", 3, "which is none"),
        ("title: x\ncolours:\n  accent: '#12345'", 3, "which is none"),
        ("title: x\ncolour:\n  accent: '#123456'", 2, ""),
        ("title: x\ncontact: [a, b, c, d, e, f, g]", 2, ""),
        ("title: x\n  bad: y", 2, ""),
        ("title: &a x\ncontact: [*a]", 1, "Anchors"),
        ("title: x\nlogo: ../../secret.png", 1, "must lie in the folder"),
        ("title: x\nlogo: none.png", 0, "cannot be read"),
        ("title: [1]", 1, ""),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    make: Callable[..., Path], report: ReportContext, look: str, line: int, words: str
) -> None:
    make(look)
    found = own.load("acme")
    told = str(found.notices[0])
    assert words in told
    if line and "logo" not in look:
        assert told.startswith(f"acme/look.yaml:{line}")
    assert PAPER.accent in html.render(report, found)


def test_contrast_is_that_of_the_standard() -> None:
    # WCAG 2.2: black on white is 21; #767676 is the palest grey with 4.5 (WebAIM).
    assert sheet.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert sheet.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert sheet.contrast("#777777", "#ffffff") < sheet.LEAST_CONTRAST


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "cannot be read as PNG"),
        (b"GIF89a" + bytes(50), "cannot be read as PNG"),
        (picture("GIF"), "cannot be read as PNG"),
        (picture("BMP"), "cannot be read as PNG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "cannot be read as PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cannot be read as PNG"),
        (picture()[:40], "cannot be read as PNG"),
        (picture(size=(5_000, 5_000)), "larger than"),
        (b"\x89PNG" + bytes(2_000_001), "larger than"),
    ],
)
def test_a_hostile_logo_is_left_out(
    make: Callable[..., Path], content: bytes, words: str, tmp_path: Path, short: ReportContext
) -> None:
    make(logo_png=content)
    look = own.load("acme")
    assert look.logo == b""
    assert words in str(look.notices[0])
    assert look.notices[0].place == "acme/logo.png"
    assert worker.printed(short, tmp_path, "acme").notices[0]["place"] == "acme/logo.png"


def test_nothing_of_a_logo_but_its_pixels_remains(tmp_path: Path) -> None:
    facts = PngImagePlugin.PngInfo()
    facts.add_text("Comment", "SECRET")
    path = tmp_path / "logo.png"
    path.write_bytes(picture(pnginfo=facts, icc_profile=b"SECRET" * 9) + b"SECRET")
    assert b"SECRET" not in logo.redrawn(path, "x")
    path.write_bytes(picture("JPEG", comment=b"SECRET", size=(3_000, 1_500)))
    drawn = logo.redrawn(path, "x")
    assert b"SECRET" not in drawn
    with Image.open(io.BytesIO(drawn)) as small:
        assert (small.format, small.size) == ("PNG", (1_000, 500))


def test_an_own_template_replaces_ours_by_name(
    make: Callable[..., Path], report: ReportContext, tmp_path: Path
) -> None:
    make(
        walk_html=b"<section class='chapter'><h1>Own words</h1></section>",
        strange_html=b"x",
        style_css=b"h1 { color: #123456 }",
    )
    look = own.load("acme")
    page = html.render(report, look, "acme")
    assert "Own words" in page
    assert "#123456" in page
    assert "replaces none" in str(look.notices[0])
    assert worker.printed(report, tmp_path, "acme").notices[0]["place"] == "acme/strange.html"


def test_a_template_that_is_no_text_is_told(make: Callable[..., Path]) -> None:
    make(walk_html=b"\xff\xfe\x00", gaps_html=b"x" * 300_000)
    look = own.load("acme")
    assert look.templates == {}
    assert [notice.place.split(":")[0] for notice in look.notices] == [
        "acme/gaps.html",
        "acme/walk.html",
    ]


@pytest.mark.parametrize("name", ["../acme", "/etc", "nobody", "acme/..", ".", "looks"])
def test_no_id_leads_out_of_the_folder(make: Callable[..., Path], name: str) -> None:
    make()
    look = own.load(name)
    assert look.assets == {}
    assert "no look of this name" in str(look.notices[0])


def test_the_service_lists_looks_with_what_is_wrong(make: Callable[..., Path]) -> None:
    service = Service.open(Settings())
    assert service.looks() == ()
    make("title: Zeta", name="zeta")
    make("colours: {ink: '#eeeeee'}", name="beta")
    (service.looks_folder() / "no look").mkdir()
    assert [(look.id, look.title) for look in service.looks()] == [
        ("beta", "beta"),
        ("zeta", "Zeta"),
    ]
    problem = service.looks()[0].problem
    assert isinstance(problem, InputProblem)
    assert "too pale" in str(problem)


def test_a_job_tells_what_is_wrong_with_a_look(make: Callable[..., Path]) -> None:
    make("title: x\ncolours:\n  accent: red", sponsor_html=b"\n\n{{ nothing }}")
    service = Service.open(Settings())
    day = date(2026, 11, 24)
    order = ReportOrder(kind=ReportKind.SPONSOR, language=Language.EN, day=day, look="acme")
    job = service.start_report(Assessment(), order)
    assert job.wait().startswith(b"%PDF")
    assert [notice.place for notice in job.notices] == ["acme/look.yaml:3", "acme/sponsor.html:3"]
    service.close()


def test_what_a_style_sheet_asks_for_outside_is_noticed_and_the_rest_is_used(
    make: Callable[..., Path], report: ReportContext, tmp_path: Path
) -> None:
    css = b'/* url(http://fine.example) */\n@import "x.css";\np { background: url(/etc/passwd) }'
    make(style_css=css + b"\ni { background: url(asset:look/logo.png) }\nh1 { color: #123456 }")
    notices = own.load("acme").notices
    assert [one.place for one in notices] == ["acme/style.css:2", "acme/style.css:3"]
    assert [one.values["address"] for one in notices] == ['@import "x.css"', "/etc/passwd"]
    page = html.render(report, own.load("acme"), "acme")
    assert "#123456" in page
    assert "/etc/passwd" not in page


@pytest.mark.parametrize(
    ("css", "place", "value"),
    [
        ("@page { size: A3 }", 1, "size"),
        ("@page :first {\n margin-top: 0 }", 2, "margin-top"),
        ("\n@PAGE sheet { padding: 9cm !important }", 2, "padding"),
        ("@media print {\n@page { margin: 0 } }", 2, "margin"),
        ("@import url(data:text/css,x);", 1, "@import url(data:text/css,x)"),
        ("@\\69mport 'x.css';", 1, '@import "x.css"'),
        ("p { background: u\\72l(http://x.example/a.png) }", 1, "http://x.example/a.png"),
        ("@page { @top-left { background: url(//x) } }", 1, "//x"),
        ("@font-face { font-family: x; src: url('http://x') }", 1, "http://x"),
        ("p { background: image-set('file:///x' 1x) }", 1, "file:///x"),
        ("p { --own: url( FILE:x ) }", 1, "FILE:x"),
        ("@supports (a: b) { p { src: url(http://x) } }", 1, "http://x"),
        ("p { color: red }\n}", 2, ""),
    ],
)
def test_what_a_style_sheet_may_not_say_is_left_out_with_its_line(
    css: str, place: int, value: str
) -> None:
    left, notices = style.usable(css, "acme/style.css")
    (notice,) = notices
    assert notice.place == f"acme/style.css:{place}"
    told = notice.values.get("address", notice.values.get("name", ""))
    assert str(told).strip() == value
    assert not any(word in left.lower() for word in ("size:", "margin", "padding", "http", "file"))


def test_what_a_style_sheet_may_say_stays(make: Callable[..., Path]) -> None:
    css = '@page { @bottom-center { content: "</style>" } }\nh1 { margin: 0; size: x }'
    left, notices = style.usable(css, "acme/style.css")
    assert notices == ()
    assert "</style" not in left
    assert "<\\/style" in left
    assert "margin: 0" in left


def test_a_sponsor_page_that_is_more_than_one_is_told(
    make: Callable[..., Path], report: ReportContext, tmp_path: Path
) -> None:
    tall = b"<section id=sponsor><p style='height: 300mm'>x</p><p id=sponsor-end>y</p></section>"
    make(sponsor_html=tall)
    sponsor = report.model_copy(update={"parts": ("sponsor",)})
    (told,) = worker.printed(sponsor, tmp_path, "acme").notices
    assert told["place"] == "acme"
    assert "longer than a page" in told["what"]


def test_pages_keep_their_size_whatever_a_template_says(
    make: Callable[..., Path], report: ReportContext, tmp_path: Path
) -> None:
    small = b"<style>@page, @page walk { size: A6; margin: 0 }</style><h1 id=walk>Own</h1>"
    make(walk_html=small)
    done = worker.printed(report.model_copy(update={"parts": ("walk",)}), tmp_path, "acme")
    with pikepdf.open(io.BytesIO(done.data)) as file:
        assert [round(float(side)) for side in file.pages[0].mediabox] == [0, 0, 595, 842]


def test_paper_to_write_on_and_reports_without_a_cover_have_the_look(
    make: Callable[..., Path], report: ReportContext, small: Questionnaire
) -> None:
    make(logo_png=picture())
    look = own.load("acme")
    order = TwinOrder(kind=TwinKind.INTERVIEW_GUIDE, language=Language.EN, look="acme")
    job = TwinJob(order=order, questionnaire=small, project=Project(), version="1.0")
    guide = twin_html.render(build(job), look)
    assert own.LOGO in guide
    assert own.LOGO in twin_html.assets(look)
    assert PAPER.accent not in guide
    line = " · ".join(look.sheet.contact)
    sponsor = report.model_copy(update={"kind": ReportKind.SPONSOR, "parts": ("sponsor",)})
    page = html.render(sponsor, look)
    printed = pdf.render(page, html.assets(sponsor, look), report.digest)
    first = pypdfium2.PdfDocument(printed.data)[0].get_textpage().get_text_range()
    assert line in first.replace("\r\n", " ")
