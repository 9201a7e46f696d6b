"""Nothing that was typed, and nothing in a page, makes the program read, connect or compute."""

from __future__ import annotations

import io
import re
import socket
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from assessor.domain.assessment import Answer, Assessment, EvidenceItem, Project, Rated
from assessor.domain.paper import ReportOrder
from assessor.domain.problem import WorkProblem
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast
from assessor.language import Voice
from assessor.report import context, html, pdf

NOTES = [
    "<script>alert(1)</script>",
    "{{ 7*7 }} {% for x in y %} {# c #} ${7*7} <%= 7*7 %>",
    '<img src="file:///etc/passwd"><link rel=attachment href=file:///etc/passwd>',
    "</p></div></section></body></html>",
    "<style>@import url(http://127.0.0.1:9/x.css); * { display: none }</style>",
    "<!-- -->]]>&nbsp;&#0;&lt;",
    "http://127.0.0.1:9/x file:///etc/passwd data:text/html,<b>x</b>",
    "%(name)s %s %d {0} {name}",
    "x" * 10_000,
    "слово " * 1_600,
    "\n" * 500 + "end",
    "😀👩‍👩‍👧‍👦🏴‍☠️ שלום עולם مرحبا 日本語 ﷽",
    "a\u202eb\u2066c\u200fd\x00\x07\x1b[31m\x7f\ufeff",
    '=HYPERLINK("http://127.0.0.1:9") @SUM(1) +1 -1 |cmd',
    "Z\u0351\u036b\u0343" * 200,
]


@pytest.mark.parametrize("note", NOTES, ids=range(len(NOTES)))
def test_what_was_typed_is_printed_as_text(
    note: str,
    english: Voice,
    everything: Assessment,
    small: Questionnaire,
    forecasts: dict[str, Forecast],
) -> None:
    answer = Answer(judgement=Rated(level=0), note=note, evidence=(EvidenceItem(content=note),))
    project = Project(client=note[:200], name=note[:200], consultant=note[:200], sector=note[:200])
    typed = everything.with_answer("goal.idea", answer).with_project(project)
    order = ReportOrder(language=english.language, day=date(2026, 11, 24))
    made = context.build(typed, small, forecasts, order, "1")
    page = html.render(made)
    # As text these words may stand there; as markup they may not.
    assert page.count("<script") == len(re.findall(r"<style>(?!/\*)", page)) == 0
    assert len(re.findall(r"<(?:img|link|object|embed|iframe)\b", page)) == 6
    done = pdf.render(page, html.assets(made), made.digest)
    with pikepdf.open(io.BytesIO(done.data)) as file:
        assert "/Names" not in file.Root or "/EmbeddedFiles" not in file.Root.Names
    if "{{" in note:
        assert "{{ 7*7 }}" in page
        assert "49" not in made.full.appendix.sections[0].questions[0].answers[0].note  # type: ignore[union-attr]


def test_the_spy_sees(spy: Any) -> None:
    Path(spy.secret).read_text(encoding="utf-8")
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("127.0.0.1", 9))
    assert {"read", "connection"} <= set(spy.seen)


FETCHES = [
    '<img src="{address}">',
    '<link rel="stylesheet" href="{address}">',
    "<style>@import url({address});</style>",
    "<style>p {{ background: url({address}) }}</style><p>x</p>",
    "<style>p {{ list-style: url({address}); display: list-item }}</style><p>x</p>",
    "<style>p::before {{ content: url({address}) }}</style><p>x</p>",
    "<style>@font-face {{ font-family: x; src: url({address}) }} p {{ font-family: x }}</style>x",
    '<object data="{address}"></object>',
    '<embed src="{address}">',
    '<link rel="attachment" href="{address}">',
    '<a rel="attachment" href="{address}">x</a>',
    '<svg width="9" height="9"><image href="{address}" width="9" height="9"/></svg>',
    (
        '<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
        '<image xlink:href="{address}" width="9" height="9"/></svg>'
    ),
    '<svg width="9" height="9"><use href="{address}#x"/></svg>',
    '<base href="{address}"><img src="x.png">',
    "<style>@page {{ background: url({address}) }}</style><p>x</p>",
    "<style>p {{ border-image: url({address}) 1; border: 1px solid }}</style><p>x</p>",
]
ADDRESSES = [
    "file://{secret}",
    "FILE://{secret}",
    "http://127.0.0.1:9/x",
    "https://127.0.0.1:9/x",
    "ftp://127.0.0.1:9/x",
    "asset:../secret.txt",
    "asset:fonts/../../secret.txt",
    "//127.0.0.1:9/x",
    "{secret}",
]


def assert_harmless(page: str, assets: dict[str, bytes]) -> None:
    """Check that a page is refused in a sentence, or printed without anything from outside."""
    try:
        data = pdf.render(page, assets, "00" * 16, tagged=False).data
    except WorkProblem as refused:
        told = str(refused)
    else:
        told = ""
        assert b"WHAT-NOBODY-MAY-READ" not in data
        with pikepdf.open(io.BytesIO(data)) as file:
            assert "/Names" not in file.Root or "/EmbeddedFiles" not in file.Root.Names
    known = ("outside itself", "Relative URI", "attached by its template")
    assert not told or any(words in told for words in known)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("markup", FETCHES)
def test_a_page_reads_nothing_and_calls_nobody(markup: str, address: str, spy: Any) -> None:
    page = markup.format(address=address.format(secret=spy.secret))
    assert_harmless(f"<!DOCTYPE html><body>{page}", {})
    assert spy.seen == []


NESTED = [
    (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<image href="{address}" width="9" height="9"/></svg>'
    ),
    (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        "<style>@import url({address});</style></svg>"
    ),
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><use href="{address}"/></svg>',
    (
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "{address}">]>'
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">&x;</text></svg>'
    ),
]


@pytest.mark.parametrize("address", ["file://{secret}", "http://127.0.0.1:9/x"])
@pytest.mark.parametrize("markup", NESTED)
def test_a_picture_reads_nothing_and_calls_nobody(markup: str, address: str, spy: Any) -> None:
    picture = markup.format(address=address.format(secret=spy.secret)).encode()
    page = '<!DOCTYPE html><body><img src="asset:charts/x.svg">'
    assert_harmless(page, {"asset:charts/x.svg": picture})
    assert spy.seen == []


def test_what_is_refused_is_named(spy: Any) -> None:
    inside = NESTED[0].format(address="file:///etc/passwd").encode()
    for page in ('<img src="file:///etc/passwd">', '<img src="asset:charts/x.svg">'):
        with pytest.raises(WorkProblem) as refused:
            pdf.render(page, {"asset:charts/x.svg": inside}, "00" * 16)
        assert "file:///etc/passwd" in str(refused.value)
    assert spy.seen == []


def test_data_addresses_and_assets_are_served() -> None:
    served = pdf.fetcher({"asset:fonts/x.ttf": b"font", "asset:other": b"plain"}, [])
    assert served.fetch("data:text/plain,hello").read() == b"hello"
    assert served.fetch("asset:fonts/x.ttf").content_type == "font/ttf"
    assert served.fetch("asset:other").content_type == "application/octet-stream"
