"""An own template can read the report's data and nothing else, whatever it tries."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pydantic import BaseModel

from assessor.domain.assessment import Assessment
from assessor.domain.language import Language
from assessor.domain.paper import ReportKind, ReportOrder
from assessor.domain.problem import Problem
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast
from assessor.report import context, html, ordered, pdf, worker
from assessor.report.content import ReportContext
from assessor.report.look import own, sandbox
from assessor.report.look.own import OwnLook

SECONDS = 3

VALUES = (
    "report",
    "report.sponsor",
    "say",
    "say_many",
    "asset",
    "style",
    "''",
    "()",
    "{}",
    "range",
)
WALKS = (
    "{{ VALUE.__class__ }}",
    "{{ VALUE['__class__'] }}",
    "{{ VALUE|map(attribute='__class__')|list }}",
    "{{ VALUE.__class__.__mro__[1].__subclasses__() }}",
    "{{ VALUE.__init__.__globals__ }}",
    "{{ VALUE.__dict__ }}",
    "{{ VALUE.__reduce_ex__(2) }}",
)
"""Ways from a value to the interpreter; each is tried from each value."""

OTHERS = (
    # The interpreter by other doors.
    "{{ say.__func__.__globals__ }}",
    "{{ say.__self__.__class__ }}",
    "{{ say.__self__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ url_for.__globals__ }}",
    "{{ config }}",
    "{{ request.application.__globals__ }}",
    "{{ report|attr('__class__') }}",
    "{{ report|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ report['\\x5f\\x5fclass\\x5f\\x5f'] }}",
    "{{ ''['__cl'~'ass__'] }}",
    "{{ ''.format.__globals__ }}",
    "{{ '{0.__class__}'.format(report) }}",
    "{{ '{0.__class__}'.format_map({'0': report}) }}",
    "{{ '%s'|format(report.__class__) }}",
    "{{ ('{0.__class__.__init__.__globals__}'|safe).format(say) }}",
    "{{ report.model_dump() }}",
    "{{ report.model_copy() }}",
    "{{ report.__fields__ }}",
    "{{ [].append.__self__ }}",
    "{{ {}.update({'a': 1}) }}",
    "{{ {}.pop('a') }}",
    "{{ [].extend([1]) }}",
    "{{ (1).__add__(2) }}",
    "{{ ().__class__.__bases__[0] }}",
    "{% set x = report %}{{ x.__class__ }}",
    "{% for x in [report] %}{{ x.__class__ }}{% endfor %}",
    "{{ loop.__class__ }}",
    "{% for x in 'a' %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{{ m() }}",
    "{% macro m() %}x{% endmacro %}{{ m.__call__.__globals__ }}",
    "{{ __import__('os').system('id') }}",
    "{{ eval('1') }}",
    "{{ exec('1') }}",
    "{{ open('SECRET').read() }}",
    "{{ globals() }}",
    "{{ vars(report) }}",
    "{{ getattr(report, '__class__') }}",
    # Files by way of the templates.
    "{% include 'SECRET' %}",
    "{% include '../../../../../..SECRET' %}",
    "{% include '/etc/passwd' %}",
    "{% include 'file:///etc/passwd' %}",
    "{% import 'SECRET' as x %}{{ x }}",
    "{% from 'SECRET' import x %}",
    "{% extends 'SECRET' %}",
    "{% include ['/etc/passwd', 'SECRET'] %}",
    "{% include 'fonts/../../assessor/__init__.py' %}",
    # Much out of little: what a template may make is limited.
    "{{ 'a' * 200000000 }}",
    "{{ [0] * 200000000 }}",
    "{{ 10 ** 10000000 }}",
    "{{ 9999999999 * 9999999999 }}",
    "{{ '%0200000000d' % 1 }}",
    "{{ '%s' % report }}",
    "{{ 'a'|center(200000000) }}",
    "{{ 'a'.center(200000000) }}",
    "{{ 'a'.ljust(200000000) }}",
    "{{ 'a'.zfill(200000000) }}",
    "{{ 'a\\tb'.expandtabs(200000000) }}",
    "{{ 'a'|indent(200000000) }}",
    "{{ '{:200000000}'.format(1) }}",
    "{{ range(99999999)|list }}",
    "{{ range(99999)|batch(3, 'x'*9)|list }}",
    "{{ 'abc'|wordwrap(1)|replace('a', 'b' ~ 'c') }}",
    "{{ lipsum(99999) }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}xxxxxxxxxx{% endfor %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'sponsor.html' %}",
    "{% extends 'sponsor.html' %}",
    # What is simply wrong.
    "{{ nothing }}",
    "{{ report.nothing }}",
    "{{ report.sponsor.nothing.at.all }}",
    "{{ 1 / 0 }}",
    "{{ 'a' + 1 }}",
    "{{ report() }}",
    "{{ say() }}",
    "{{ say(report) }}",
    "{{ asset('x') }}",
    "{% if %}",
    "{% for x in %}",
    "{{ ",
    "{% raw %}",
    "{% unknown %}",
    "{% endblock %}",
    "{{ 'x'|unknown }}",
    "{{ 1 is unknown }}",
    # What is printed may ask for nothing.
    "<img src='file://SECRET'>",
    "<img src='{{ 'file' ~ '://SECRET' }}'>",
    "<link rel=attachment href='file://SECRET'>",
    "<link rel=attachment href='data:text/plain,x'>",
    "<a rel=attachment href='data:text/plain,x'>x</a>",
    "<style>@import url(http://127.0.0.1:9/x)</style>",
    "{{ \"<img src='http://127.0.0.1:9/x'>\"|safe }}",
    "<object data='file://SECRET'></object>",
    "<svg><image href='http://127.0.0.1:9/x' width='9' height='9'/></svg>",
    "<script src='http://127.0.0.1:9/x'></script><p>text</p>",
    "<script>document.write('x')</script><p>text</p>",
    "<iframe src='file://SECRET'></iframe><p>text</p>",
    "<meta http-equiv=refresh content='0;url=file://SECRET'><p>text</p>",
    "<base href='file:///'><img src='etc/passwd'>",
    "<p style='background: url(file://SECRET)'>x</p>",
    "</style></head></body></html><img src='file://SECRET'>",
    "<p>\u202e\x00\x07\ufeff</p>",
)
TEMPLATES = [
    *(walk.replace("VALUE", value) for value in VALUES for walk in WALKS),
    *OTHERS,
]


@pytest.fixture
def report(
    everything: Assessment, small: Questionnaire, forecasts: dict[str, Forecast]
) -> ReportContext:
    order = ReportOrder(kind=ReportKind.SPONSOR, language=Language.EN, day=date(2026, 11, 24))
    return context.build(everything, small, forecasts, order, "1.2.3")


def test_there_are_enough_of_them() -> None:
    assert len(set(TEMPLATES)) == len(TEMPLATES) >= 120 + len(VALUES)


@pytest.mark.parametrize("template", TEMPLATES, ids=range(len(TEMPLATES)))
def test_a_hostile_template_gets_nothing(template: str, report: ReportContext, spy: Any) -> None:
    source = template.replace("SECRET", spy.secret)
    look = OwnLook(templates={"sponsor.html": source})
    try:
        with sandbox.in_time(SECONDS):
            page = html.render(report, look, "acme")
            data = pdf.render(page, html.assets(report, look), report.digest).data
    except Exception as error:  # noqa: BLE001 - of whatever kind, it must become a sentence
        told = str(sandbox.problem_of(error, "acme"))
        assert len(told) > 20
        assert "Traceback" not in told
    else:
        assert "class '" not in page
        assert "function " not in page
        assert b"/EmbeddedFiles" not in data
        with pikepdf.open(io.BytesIO(data)) as file:
            assert "/AF" not in file.Root
            assert len(file.pages) >= 1
    assert spy.seen == []


def test_most_are_refused_and_the_harmless_are_printed(report: ReportContext) -> None:
    harmless = "<h1>{{ report.sponsor.client }}</h1>{{ report.sponsor.up|length }} {{ 7 * 7 }}"
    page = html.render(report, OwnLook(templates={"sponsor.html": harmless}), "acme")
    assert f"<h1>{report.sponsor.client}</h1>" in page  # type: ignore[union-attr]
    assert page.count("49") > 0


def test_a_template_gets_no_method_of_anything(report: ReportContext) -> None:
    plain = sandbox.bare(report)
    queue, seen = [plain], 0
    while queue:
        value = queue.pop()
        seen += 1
        assert not isinstance(value, BaseModel)
        if hasattr(value, "__dict__") and not isinstance(value, str):
            queue += vars(value).values()
        elif isinstance(value, tuple | list):
            queue += value
    assert seen > 50


GREEDY = {
    "memory": "{% set n = namespace(a='x') %}{% for i in range(40) %}{% set n.a = n.a ~ n.a %}"
    "{% endfor %}",
    "line": "<p>x</p>\n<p>{{ report.sponsor.missing }}</p>",
}


@pytest.fixture
def looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    monkeypatch.setenv("TAKEOFF_HOME", str(tmp_path))

    def make(**named: str) -> Path:
        place = tmp_path / "looks" / "acme"
        place.mkdir(parents=True, exist_ok=True)
        (place / "look.yaml").write_text("title: Acme\n", encoding="utf-8")
        for name, text in named.items():
            (place / name.replace("_", ".")).write_text(text, encoding="utf-8")
        return place

    return make


def test_a_template_that_eats_memory_is_replaced_by_ours(
    report: ReportContext, looks: Callable[..., Path], tmp_path: Path
) -> None:
    looks(sponsor_html=GREEDY["memory"])
    data = _printed_in_child(report, tmp_path, megabytes=700)
    assert data["tagged"]
    assert "memory" in data["notices"][0]["what"]


CHILD = """
import sys
from pathlib import Path
from assessor.report import ordered, worker
from assessor.report.content import ReportContext

def make(folder):
    report = ReportContext.model_validate_json((folder / ordered.CONTEXT).read_text("utf-8"))
    return worker.printed(report, folder, "acme")

sys.exit(worker.serve(sys.argv[1:], make))
"""


def _printed_in_child(report: ReportContext, folder: Path, megabytes: int) -> dict[str, Any]:
    (folder / ordered.CONTEXT).write_text(report.model_dump_json(), encoding="utf-8")
    command = [sys.executable, "-c", CHILD, str(folder), str(megabytes), "60"]
    subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads((folder / ordered.PRINTED).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_what_is_wrong_is_named_with_file_and_line(
    report: ReportContext, looks: Callable[..., Path], tmp_path: Path
) -> None:
    looks(sponsor_html=GREEDY["line"])
    done = worker.printed(report, tmp_path, "acme")
    told = done.notices[0]
    assert told["place"] == "acme/sponsor.html:2"
    assert "missing" in told["values"]["reason"]
    ours = worker.printed(report, tmp_path)
    assert done.data == ours.data


@pytest.mark.parametrize("system", ["with a clock", "without"])
def test_what_takes_too_long_is_told(
    report: ReportContext,
    looks: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    system: str,
) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 1)
    if system == "without":  # as on Windows
        monkeypatch.delattr(signal, "setitimer")
    before = signal.getsignal(signal.SIGINT)
    loops = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    looks(sponsor_html=f"<p>\n</p>\n{loops}")
    html.prepare()  # or a busy machine spends the time on templates of ours
    done = worker.printed(report, tmp_path, "acme")
    assert "took longer" in done.notices[0]["what"]
    assert done.notices[0]["place"] == "acme/sponsor.html:3"
    assert done.pages == 1
    assert signal.getsignal(signal.SIGINT) is before


def test_a_clock_that_is_not_needed_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "setitimer")
    with sandbox.in_time(0.05):
        pass
    clocks = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    assert clocks == []


def test_a_syntax_error_is_told(
    report: ReportContext, looks: Callable[..., Path], tmp_path: Path
) -> None:
    looks(sponsor_html="<p>\n{% if %}\n</p>")
    told = worker.printed(report, tmp_path, "acme").notices[0]
    assert told["place"] == "acme/sponsor.html:2"
    assert "Expected" in told["values"]["reason"]


def test_a_problem_keeps_its_own_words() -> None:
    problem = Problem("Something.", place="x")
    assert sandbox.problem_of(problem, "acme") is problem
    assert own.load("") == OwnLook()
