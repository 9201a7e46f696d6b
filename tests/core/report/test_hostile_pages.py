"""Pages, style sheets and pictures made to hang, to crash or to reach out: each ends in time."""

from __future__ import annotations

import base64
import io
import zlib
from typing import Any

import pikepdf
import pytest

from assessor.domain.problem import Problem
from assessor.report import pdf
from assessor.report.look import sandbox

SECONDS = 4

XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
HUGE = "9" * 40


def data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def png(width: int, height: int) -> bytes:
    """Return a PNG that claims to be large; its pixels are missing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        check = zlib.crc32(name + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + name + body + check

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x06\0\0\0"
    pixels = zlib.compress(b"\0" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


GIF = b"GIF89a" + b"\xff" * 50
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (r) file\nshowpage\n"
LAUGHS = (
    '<!DOCTYPE svg [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "' + f"&a{n - 1};" * 10 + '">' for n in range(1, 9))
    + f']><svg {XMLNS} width="9" height="9"><text>&a8;</text></svg>'
)

STYLES = (
    f"p {{ font-size: {HUGE}px }}",
    f"p {{ line-height: {HUGE} }}",
    f"p {{ width: {HUGE}px; height: {HUGE}px }}",
    f"p {{ margin: -{HUGE}px }}",
    f"p {{ letter-spacing: {HUGE}px }}",
    f"p {{ border: {HUGE}px solid }}",
    "p { column-count: 100000 }",
    f"p {{ transform: scale({HUGE}) }}",
    f"p {{ counter-increment: x {HUGE} }} p::before {{ content: counter(x) }}",
    "p::before { content: counter(x, upper-roman) } p { counter-increment: x 3999999 }",
    "@page { size: 99999999mm 99999999mm }",
    "@page { size: 0 0 }",
    "@page { margin: 99999mm }",
    f"@page {{ @top-left {{ width: {HUGE}px; content: 'x' }} }}",
    "p { --a: var(--b); --b: var(--a); color: var(--a) }",
    "p { --a: x x x x x x x x x x; --b: var(--a) var(--a); content: var(--b) }",
    f"p {{ width: calc({'(' * 500}1px{')' * 500}) }}",
    f"{':not(' * 300}p{')' * 300} {{ color: red }}",
    "@import 'file:///etc/passwd'; @import url(http://127.0.0.1:9/);",
    "@import url(data:text/css,@import%20url(http://127.0.0.1:9/x.css))",
    "@import url(//127.0.0.1:9/redirect?to=file:///etc/passwd)",
    "@namespace url(http://127.0.0.1:9/); p { color: red }",
    "@font-face { font-family: x; src: local('/etc/passwd'), url(file:///etc/passwd) }",
    "@font-face { font-family: x; src: url(data:font/ttf;base64,AAEAAAD/) } p { font-family: x }",
    "p { content: attr(title url) } p { background: image-set('http://127.0.0.1:9/x' 1x) }",
    "p { cursor: url(http://127.0.0.1:9/x), auto; filter: url(http://127.0.0.1:9/x#f) }",
    "p { mask: url(http://127.0.0.1:9/x) } p { clip-path: url(file:///etc/passwd) }",
    "p { -weasy-x: url(http://127.0.0.1:9/); bookmark-label: attr(title); string-set: a url(x) }",
    "}}}{{{ <!-- @media { p { color: expression(alert(1)) }",
    "p { color: red" + "\x00\x01\x1b" + " }",
    "p::before { content: '\\202e\\2066\\0\\d800\\10ffff\\110000' }",
    "p { quotes: '" + "x" * 100_000 + "' }",
)
MARKUPS = (
    "<div>" * 3_000 + "deep",
    "<b>" * 3_000 + "deep",
    "<table>" * 200 + "<tr><td>deep",
    f"<table><tr><td colspan={HUGE}>x</table>",
    f"<table><tr><td rowspan={HUGE}>x</table>",
    "<table><colgroup span=100000></colgroup><tr><td>x</table>",
    f"<ol start={HUGE}><li>x</ol>",
    f"<ol><li value=-{HUGE}>x</ol>",
    f"<p lang={'x' * 10_000}>x</p>",
    "<p dir=rtl>\u202e\u2066\u2067\u2068\u202a\u202b\u200f" * 50 + "x",
    "<p>" + "".join(chr(code) for code in range(1, 32)) + "\x7f\ufffe\uffff</p>",
    "<p>&#0;&#xD800;&#x110000;&#99999999999;&nosuch;</p>",
    "<p>" + "\u0301" * 20_000,
    "<p>" + "\u200b\u00ad\u200d" * 5_000,
    "<p>" + "\U000e0001\U000e0041" * 500,
    "<p>ﷺ" * 500,
    "<input value=x onfocus=alert(1) autofocus><textarea>x</textarea><select><option>x</select>",
    "<a href='javascript:alert(1)'>x</a><a href='file:///etc/passwd'>y</a>",
    "<a href='vbscript:x' target=_blank ping=http://127.0.0.1:9/>x</a>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><meta charset=utf-7>+ADw-x",
    "<video src=http://127.0.0.1:9/x poster=http://127.0.0.1:9/y></video><audio src=file:///x>",
    "<picture><source srcset=http://127.0.0.1:9/x><img srcset='http://127.0.0.1:9/y 2x'></picture>",
    "<math><mi xlink:href=http://127.0.0.1:9/>x</mi></math><!DOCTYPE x SYSTEM 'file:///etc/passwd'>",
    "<?xml-stylesheet href=http://127.0.0.1:9/x?><p>x",
    "<frameset><frame src=file:///etc/passwd></frameset>",
    "<p style='background: url(data:text/html,<script>alert(1)</script>)'>x",
    f"<img src='{data('application/postscript', EPS)}'>",
    f"<img src='{data('image/png', EPS)}'>",
    f"<img src='{data('image/png', png(60_000, 60_000))}'>",
    f"<img src='{data('image/png', png(2**31 - 1, 2**31 - 1))}'>",
    f"<img src='{data('image/gif', GIF)}'>",
    f"<img src='{data('image/svg+xml', LAUGHS.encode())}'>",
)
PICTURES = (
    '<use href="#a" id="a"/>',
    '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
    (
        '<pattern id="a" width="1" height="1"><rect fill="url(#a)" width="9" height="9"/></pattern>'
        '<rect fill="url(#a)" width="9" height="9"/>'
    ),
    (
        '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>'
        '<rect fill="url(#a)" width="9" height="9"/>'
    ),
    '<clipPath id="a" clip-path="url(#a)"><rect/></clipPath><rect clip-path="url(#a)" width="9"/>',
    '<mask id="a" mask="url(#a)"><rect/></mask><rect mask="url(#a)" width="9" height="9"/>',
    (
        '<marker id="m"><path marker-start="url(#m)" d="M0 0L9 9"/></marker>'
        '<path marker-start="url(#m)" d="M0 0L9 9"/>'
    ),
    f'<rect width="{HUGE}" height="{HUGE}"/>',
    '<path d="' + "M0 0L9 9" * 20_000 + '"/>',
    '<path d="M0 0 A nan inf 1e999 x"/>',
    f'<text font-size="{HUGE}">x</text>',
    f'<g transform="{"scale(9) " * 500}"><rect width="9" height="9"/></g>',
    '<style>@import "http://127.0.0.1:9/x"; * { fill: url(file:///etc/passwd) }</style><rect/>',
    (
        '<image href="data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27%3E'
        '%3Cimage href=%27http://127.0.0.1:9/x%27/%3E%3C/svg%3E" width="9" height="9"/>'
    ),
    '<image xlink:href="file:///etc/passwd" width="9" height="9"/>',
    '<script>alert(1)</script><foreignObject><iframe src="http://127.0.0.1:9/"/></foreignObject>',
    '<a href="javascript:alert(1)"><text y="9">x</text></a>',
    '<animate attributeName="x" values="1;2" repeatCount="indefinite"/><set onbegin="x()"/>',
    '<filter id="f"><feImage href="http://127.0.0.1:9/x"/></filter><rect filter="url(#f)"/>',
    "<g>" * 2_000 + "</g>" * 2_000,
)
PAGES = [
    *(f"<style>{style}</style><p title='file:///etc/passwd'>text</p>" for style in STYLES),
    *MARKUPS,
    *(f'<svg {XMLNS} width="9" height="9">{inside}</svg>' for inside in PICTURES),
]


def test_there_are_enough_of_them() -> None:
    assert len(set(PAGES)) == len(PAGES) >= 60


@pytest.mark.parametrize("page", PAGES, ids=range(len(PAGES)))
@pytest.mark.filterwarnings("ignore")  # Pillow warns of bombs; here is enough of that
def test_a_hostile_page_ends_in_a_paper_or_a_sentence(page: str, spy: Any) -> None:
    try:
        with sandbox.in_time(SECONDS):
            done = pdf.render(f"<!DOCTYPE html><html lang=en><body>{page}", {}, "00" * 16)
    except (Problem, TimeoutError, MemoryError) as error:
        told = str(sandbox.problem_of(error, "acme"))
        assert len(told) > 20
    else:
        with pikepdf.open(io.BytesIO(done.data)) as file:
            assert "/AF" not in file.Root
            assert "/OpenAction" not in file.Root
            assert "/EmbeddedFiles" not in file.Root.get("/Names", {})
            assert "/JavaScript" not in file.Root.get("/Names", {})
    assert spy.seen == []


@pytest.mark.parametrize("inside", PICTURES, ids=range(len(PICTURES)))
@pytest.mark.filterwarnings("ignore")
def test_a_hostile_picture_ends_too(inside: str, spy: Any) -> None:
    picture = f'<svg {XMLNS} width="9" height="9">{inside}</svg>'.encode()
    page = '<!DOCTYPE html><html lang=en><body><img alt=x src="asset:charts/x.svg">'
    try:
        with sandbox.in_time(SECONDS):
            done = pdf.render(page, {"asset:charts/x.svg": picture}, "00" * 16)
    except (Problem, TimeoutError, MemoryError) as error:
        told = str(sandbox.problem_of(error, "acme"))
        assert len(told) > 20
    else:
        assert done.pages == 1
    assert spy.seen == []
