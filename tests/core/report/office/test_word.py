"""Word copies: the report's words with real headings, tables, pictures, fields and language."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from assessor.domain.language import Language
from assessor.domain.paper import Part
from assessor.report import html
from assessor.report.content import ReportContext
from assessor.report.look.own import OwnLook
from assessor.report.look.sheet import Colours, LookSheet
from assessor.report.office import raster, word

Contents = dict[Language, ReportContext]


@pytest.fixture(scope="module")
def papers(contents: Contents) -> dict[Language, bytes]:
    return {
        language: word.document(html.render(content), content, raster.draw(content.pictures))
        for language, content in contents.items()
    }


@pytest.fixture(scope="module")
def opened(papers: dict[Language, bytes]) -> dict[Language, Any]:
    return {language: docx.Document(io.BytesIO(data)) for language, data in papers.items()}


def plainly(text: str) -> str:
    """Return a text without the typesetter's marks."""
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


def told(paper: Any) -> str:
    texts = [paragraph.text for paragraph in paper.paragraphs]
    texts += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return plainly(" ".join(texts))


@pytest.mark.parametrize("language", list(Language))
def test_parts_are_headings_in_their_order(
    opened: dict[Language, Any], contents: Contents, language: Language
) -> None:
    content = contents[language]
    headings = [p.text for p in opened[language].paragraphs if p.style.name == "Heading 1"]
    wanted = [
        content.headings[part] for part in content.parts if part not in {Part.COVER, Part.SPONSOR}
    ]
    assert [heading for heading in map(plainly, headings) if heading in wanted] == wanted
    styles = {p.style.name for p in opened[language].paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Takeoff Lead"} <= styles


def test_every_style_that_is_used_is_there(papers: dict[Language, bytes]) -> None:
    body = xml(papers[Language.RU], "word/document.xml")
    used = set(re.findall(r'<w:(?:p|r)Style w:val="([^"]+)"', body))
    known = set(re.findall(r'w:styleId="([^"]+)"', xml(papers[Language.RU], "word/styles.xml")))
    assert {"Heading1", "TOC1", "ListNumber", "TakeoffCell", "TakeoffGrey"} <= used
    assert used <= known


@pytest.mark.parametrize("language", list(Language))
def test_the_copy_says_what_the_page_says(
    opened: dict[Language, Any], contents: Contents, language: Language
) -> None:
    content, text = contents[language], told(opened[language])
    assert "A comment of the consultant." in text
    assert content.full is not None
    for finding in content.full.findings:
        assert finding.title in text
    assert "=1+1" in text


def test_a_choice_of_parts_is_a_choice_in_word_too(contents: Contents) -> None:
    content = contents[Language.EN]
    few = content.model_copy(update={"parts": (Part.GAPS, Part.FINDINGS)})
    data = word.document(html.render(few), few, raster.draw(few.pictures))
    paper = docx.Document(io.BytesIO(data))
    headings = [p.text for p in paper.paragraphs if p.style.name == "Heading 1"]
    assert headings == [content.headings[Part.GAPS], content.headings[Part.FINDINGS]]


@pytest.mark.parametrize("language", list(Language))
def test_tables_repeat_their_heading(opened: dict[Language, Any], language: Language) -> None:
    # What only sets blocks of the sponsor's page side by side has no heading and no lines.
    bare = [t for t in opened[language].tables if t._tbl.tblPr.find(qn("w:tblBorders")) is None]
    assert [(len(t.rows), len(t.columns)) for t in bare] == [(1, 2)] * 3
    tables = [
        t for t in opened[language].tables if t._tbl.tblPr.find(qn("w:tblBorders")) is not None
    ]
    assert len(tables) > 5
    for table in tables:
        first = table.rows[0]._tr
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        widths = [column.width for column in table.columns]
        assert sum(widths) <= 6.5 * 914_400 + len(widths)


@pytest.mark.parametrize("language", list(Language))
def test_pictures_are_objects_with_a_sentence(
    opened: dict[Language, Any], contents: Contents, language: Language
) -> None:
    shapes = opened[language].inline_shapes
    sentences = {picture.name: plainly(picture.sentence) for picture in contents[language].pictures}
    properties = [shape._inline.docPr for shape in shapes]
    assert {p.get("name"): plainly(p.get("descr")) for p in properties} == sentences
    widest = max(shape.width for shape in shapes)
    assert widest <= 6.5 * 914_400


def test_pictures_have_three_hundred_dots_to_the_inch(contents: Contents) -> None:
    for points in raster.draw(contents[Language.RU].pictures).values():
        image = Image.open(io.BytesIO(points.png))
        wide, high = points.inches
        assert image.width == pytest.approx(wide * 300, abs=2)
        assert image.height == pytest.approx(high * 300, abs=2)
        assert image.convert("L").getextrema() != (255, 255)


def xml(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize(("language", "locale"), [(Language.EN, "en-GB"), (Language.RU, "ru-RU")])
def test_spelling_is_checked_in_its_language(
    papers: dict[Language, bytes], language: Language, locale: str
) -> None:
    assert f'<w:lang w:val="{locale}"' in xml(papers[language], "word/styles.xml")


def test_contents_and_pages_are_fields(papers: dict[Language, bytes]) -> None:
    body = xml(papers[Language.EN], "word/document.xml")
    assert 'TOC \\o "1-1" \\h \\z \\u' in body
    feet = [xml(papers[Language.EN], f"word/footer{n}.xml") for n in (1, 2, 3)]
    # The cover counts, and does not say so.
    assert [(" PAGE " in foot, " NUMPAGES " in foot) for foot in feet] == [
        (False, False),
        (True, True),
        (True, True),
    ]
    assert body.count('w:fldCharType="begin"') == body.count('w:fldCharType="end"')
    linked = set(re.findall(r'w:anchor="(\w+)"', body))
    named = set(re.findall(r'<w:bookmarkStart [^>]*w:name="(\w+)"', body))
    assert linked
    assert linked <= named


def in_look(content: ReportContext) -> dict[str, str]:
    """Return the parts of a copy in an own look, as text, by their names."""
    target = io.BytesIO()
    Image.new("RGB", (600, 200), "#7a1f5c").save(target, "PNG")
    sheet = LookSheet(
        title="Acme & <Co>",
        contact=("Acme Ltd", "", "1 High Street"),
        colours=Colours(accent="#7a1f5c", muted="#505050"),
    )
    look = OwnLook(sheet=sheet, logo=target.getvalue())
    data = word.document(html.render(content, look), content, {}, look)
    assert docx.Document(io.BytesIO(data)).sections[0].header.part is not None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        return {name: archive.read(name).decode() for name in names}


def test_a_copy_has_the_colours_the_logo_and_the_contact_of_a_look(contents: Contents) -> None:
    parts = in_look(contents[Language.EN])
    assert "1F5F8B" not in parts["word/styles.xml"]
    assert "5B6675" not in parts["word/styles.xml"]
    assert {"7A1F5C", "505050"} <= set(re.findall(r'w:val="(\w{6})"', parts["word/styles.xml"]))
    heads = [parts[f"word/header{n}.xml"] for n in (1, 2, 3)]
    pictured = ['descr="Acme &amp; &lt;Co&gt;"' in head for head in heads]
    assert pictured == [True, True, False]  # the cover, the page for the sponsor, the rest
    assert "Acme Ltd · 1 High Street" in heads[1]
    foot = parts["word/footer1.xml"]
    assert foot.index("Acme Ltd") < foot.index("1 High Street") < foot.index("digest")
    # A logo of three to one that is to be 0.75 inches high at most is 2.25 inches wide.
    assert f'<wp:extent cx="{int(2.25 * 914_400)}" cy="{int(0.75 * 914_400)}"/>' in heads[0]


def test_a_copy_without_cover_and_sponsor_has_its_look_on_the_first_page(
    contents: Contents,
) -> None:
    few = contents[Language.EN].model_copy(update={"parts": (Part.GAPS,), "kind": "gaps"})
    parts = in_look(few)
    assert "<w:titlePg/>" in parts["word/document.xml"]
    heads = [parts[name] for name in sorted(parts) if name.startswith("word/header")]
    assert sorted("Acme Ltd" in head for head in heads) == [False, True]


def test_properties_of_tables_keep_the_order_of_the_format(papers: dict[Language, bytes]) -> None:
    # ECMA-376 part 1, 17.4.59: Word takes a file with any other order for a broken one.
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    tables = re.findall(r"<w:tblPr>(.*?)</w:tblPr>", xml(papers[Language.RU], "word/document.xml"))
    assert tables
    for found in tables:
        names = [name for name in re.findall(r"<w:(\w+)", found) if name in order]
        assert names == [name for name in order if name in names]


def test_equal_reports_give_equal_bytes(papers: dict[Language, bytes], contents: Contents) -> None:
    content = contents[Language.EN]
    again = word.document(html.render(content), content, raster.draw(content.pictures))
    assert again == papers[Language.EN]
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}
    known = docx.Document(io.BytesIO(again)).core_properties
    assert known.created.date().isoformat() == content.created
    assert known.title == content.title
    assert known.author == "Anna"
