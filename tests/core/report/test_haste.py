"""What makes the engine faster changes nothing of what it prints."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata

import pytest

from assessor.report import haste, pdf
from assessor.report.haste import started

IDENTIFIER = "00" * 16

STYLE = """
@page { size: A5; margin: 2cm; @top-left { content: element(head) }
        @bottom-right { content: counter(page) "/" counter(pages) } }
html { font: 10pt/1.4 sans-serif; hyphens: auto; overflow-wrap: break-word }
head, .running { position: running(head) }
.fixed { width: 40mm; height: 12pt; margin: 1pt 2pt 3pt 4pt; padding: 1mm; border: 1pt solid }
.share { width: 50%; padding-left: 10%; min-width: 3em; max-width: 80%; border-radius: 3pt }
.counted { width: calc(20mm + 10%); margin-left: calc(1em + 2pt) }
.inner { box-sizing: border-box; width: 30mm; padding: 3mm; border-radius: 2mm / 10% }
.logical { margin-inline-start: 5mm; border-block-end: 1pt dotted red }
.named { --much: 7mm; padding-left: var(--much) }
.spaced { letter-spacing: 1pt; word-spacing: 4pt }
.even { text-align: justify; width: 50mm }
.kept { white-space: pre-wrap; tab-size: 3 } .lines { white-space: pre-line }
.told { text-decoration: underline overline } .told b { text-decoration: line-through }
.begun::first-line { font-weight: bold } .begun::first-letter { font-size: 20pt }
.short { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; width: 20mm }
.few { max-lines: 1; block-ellipsis: auto; continue: discard; width: 30mm }
.left { float: left; width: 20mm } .after { clear: both }
.flex { display: flex } .flex > * { flex: 1; min-width: 0 }
.grid { display: grid; grid-template-columns: 1fr 2fr } .columns { columns: 2 }
.right { direction: rtl; }
.shifted { position: relative; top: 2pt } .over { position: absolute; right: 0; top: 0 }
table { border-collapse: collapse; hyphens: none } td { border: 1pt solid #888; padding: 2pt }
.apart { border-collapse: separate; border-spacing: 2pt }
.tabular { font-variant-numeric: tabular-nums }
a::after { content: leader(".") target-counter(attr(href), page) }
h2::before { content: "§ " } h2 { break-before: page; bookmark-label: content() }
"""

PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60" viewBox="0 0 200 60">
<text x="100" y="20" text-anchor="middle" font-size="12">To and fro, to and fro</text>
<text x="0 20 40" y="40" rotate="10" font-size="12" fill="red">abcabc</text>
<text x="0" y="55" textLength="180" lengthAdjust="spacingAndGlyphs" font-size="9">to fro</text>
<rect x="1" y="1" width="9" height="9" opacity=".5"/></svg>"""

WORDS = "A long and incomprehensible explanation, well-known to/from nobody (at all) — again. "

BODY = f"""
<p class=running>Above</p><p class=begun>{WORDS * 2}</p><p><a href="#end">{WORDS[:60]}</a></p>
<div class=fixed>Fixed</div><div class=share>{WORDS}</div><div class=counted>{WORDS[:30]}</div>
<div class=inner>{WORDS[:40]}</div><p class=logical>{WORDS}</p><p class=named>{WORDS}</p>
<p class=spaced>{WORDS * 2}</p><p class=even>{WORDS * 3}</p><p class=right>{WORDS}</p>
<p class=kept>a\tb  c\n\td</p><p class=lines>one\ntwo   three\n\nfour</p>
<p class=told>{WORDS}<b>{WORDS[:9]}</b></p><p class=short>{WORDS}</p><p class=few>{WORDS}</p>
<p>in&shy;com&shy;pre&shy;hen&shy;si&shy;ble {"Pneumonoultramicroscopic" * 5}</p>
<div class=left>{WORDS[:50]}</div>{WORDS * 2}<p class="after shifted">{WORDS[:9]}</p>
<div class=flex><p>{WORDS}</p><p>{WORDS[:9]}</p></div><div class=grid><p>a</p><p>{WORDS}</p></div>
<div class=columns>{WORDS * 3}</div><div class=over>Over</div>
<table><tr><th>Head<td class=tabular>1 234<td>{WORDS}<tr><td rowspan=2>{WORDS}<td>2<td>a )b
<tr><td>3<td>-
</table><table class=apart><tr><td>{WORDS}<td style="width: 30%">{WORDS}</table>
<ol><li>{WORDS}<li style="list-style: square inside">{WORDS}</ol>
<img src="asset:charts/a.svg" alt="to and fro">
<img src="asset:charts/a.svg" alt="placed" class=over>
<div class=left>{WORDS[:9]}</div><h2 id=end>End</h2><p>{WORDS * 4}</p>
<p lang=ru>{"приложение " * 20}, {"to and fro " * 9}</p>
"""

NOTES = '<p>Said<span style="float: footnote">and noted</span>.'


def page(body: str) -> str:
    return f'<html lang="en"><title>T</title><style>{STYLE}</style><body>{body}'


@pytest.mark.parametrize("body", [BODY, NOTES], ids=["everything", "notes"])
def test_the_engine_prints_the_same_bytes_without_our_haste(body: str) -> None:
    assets = {"asset:charts/a.svg": PICTURE.encode()}
    hastened = pdf.render(page(body), assets, IDENTIFIER)
    with haste.unhastened():
        alone = pdf.render(page(body), assets, IDENTIFIER)
    assert hastened.tagged
    assert hastened.data == alone.data


def test_the_engine_is_hastened_and_given_back_its_own() -> None:
    pdf.warm_up()
    from weasyprint.layout import percent  # type: ignore[import-untyped]
    from weasyprint.text import line_break  # type: ignore[import-untyped]

    assert haste.hasten()
    assert line_break.split_first_line.__module__.startswith("assessor.")
    with haste.unhastened():
        assert line_break.split_first_line.__module__ == line_break.__name__
        assert percent.resolve_percentages.__module__ == percent.__name__
    assert percent.resolve_percentages.__module__.startswith("assessor.")


def test_an_engine_of_another_version_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert haste.is_known()
    monkeypatch.setattr(haste, "version", lambda _name: "70.1")
    assert not haste.is_known()
    monkeypatch.setattr(haste, "version", missing)
    assert not haste.is_known()


def missing(name: str) -> str:
    raise metadata.PackageNotFoundError(name)


def test_libraries_that_can_wait_are_real_for_everybody_else() -> None:
    code = (
        "from assessor.report import pdf; pdf._engine(); import sys;"
        "print(*(n for n in ('fontTools.subset', 'fontTools.varLib') if n in sys.modules));"
        "from weasyprint.pdf import fonts;"
        "assert fonts.subset.Options(hinting=False).hinting is False;"
        "from fontTools import subset; print(subset.__file__ is not None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["", "True"]


def test_what_stands_in_has_no_more_than_the_engine_takes() -> None:
    with started.without_unneeded():
        module = sys.modules["fontTools.varLib.instancer"]
    if isinstance(module, started._Later):
        with pytest.raises(AttributeError, match="OverlapMode"):
            _ = module.OverlapMode
    assert not isinstance(sys.modules.get("fontTools.varLib.instancer"), started._Later)
