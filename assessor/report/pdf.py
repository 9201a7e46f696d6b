"""Makes the PDF. The only module that knows WeasyPrint; it reads nothing but what it is given."""

from __future__ import annotations

import gc
import logging
import os
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from types import ModuleType
from typing import TYPE_CHECKING, Any

from assessor.domain.frozen import Frozen
from assessor.domain.language import Language
from assessor.domain.problem import WorkProblem
from assessor.report import archive
from assessor.report.archive import Enclosure

if TYPE_CHECKING:
    from weasyprint import Document  # type: ignore[import-untyped]
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

KINDS = {".svg": "image/svg+xml", ".ttf": "font/ttf", ".png": "image/png"}

Progress = Callable[[float, int], None]
"""Takes a fraction from 0 to 1, and the number of the page that is laid out; 0 for none."""

UNIVERSAL = "pdf/ua-1"
"""The standard for screen readers."""

ONE_PAGE = ("sponsor", "sponsor-end")
"""Ids of where the part that is to be one page begins, and of where it ends."""

PACKING = 6
"""How hard the pages are packed. The engine packs with 9, and twice: thrice the time for a file
that is a fiftieth smaller."""

STEPS = 7
"""Steps that WeasyPrint names in its progress log; the fifth is said once per page."""


class Printed(Frozen):
    """A finished PDF."""

    data: bytes
    pages: int
    tagged: bool
    """Whether it is tagged for screen readers (PDF/UA-1); if that fails it is made without."""
    spills: bool = False
    """Whether what is to be one page is more, however densely it was set."""
    notices: tuple[Mapping[str, Any], ...] = ()
    """What is wrong with an own look, as plain data; what it is wrong with was left out."""


def render(
    html: str | Iterable[str],
    assets: Mapping[str, bytes],
    identifier: str,
    progress: Progress | None = None,
    *,
    tagged: bool = True,
    enclosure: Enclosure | None = None,
) -> Printed:
    """Return the page as a PDF; equal arguments give equal bytes.

    Of several versions, each denser than the one before it, the first is taken whose ONE_PAGE
    ends on the page that it begins on, else the last; no more are made than are needed.
    ``assets`` holds everything the page may load, by address; ``identifier`` goes into the file.
    With an ``enclosure`` it becomes an archive copy (PDF/A-3u) that has this file in it.
    Raises WorkProblem when the page asks for anything else or cannot be laid out.
    """
    weasyprint = _engine()
    refused: list[str] = []
    served = fetcher(assets, refused)
    with _heard(progress), _no_clock(), _uncollected():
        try:
            versions = (html,) if isinstance(html, str) else html
            document = _laid_out(weasyprint, versions, served)
            _enclose(document, enclosure)
            done = _write(document, identifier, tagged=tagged)
            done = done.model_copy(update={"spills": _spills(document)})
        except weasyprint.urls.FatalURLFetchingError as error:
            if _is_want_of_memory(error):
                raise MemoryError from error
            raise _refusal(str(error)) from error
        except (MemoryError, WorkProblem):
            raise  # Both say more than "cannot be laid out".
        except Exception as error:
            raise WorkProblem(
                "The report cannot be laid out: %(reason)s.", reason=str(error)[:200]
            ) from error
    # Within a picture the engine swallows even a fatal refusal; a report must not hide it.
    if refused:
        raise _refusal(refused[0])
    return done


def _laid_out(weasyprint: ModuleType, versions: Iterable[str], served: URLFetcher) -> Document:
    for version in versions:
        document = weasyprint.HTML(string=version, url_fetcher=served).render()
        if not _spills(document):
            break
    return document


def _spills(document: Document) -> bool:
    """Return whether what is to be one page ends on a later one than it begins."""
    begins, ends = (
        [number for number, page in enumerate(document.pages) if name in page.anchors]
        for name in ONE_PAGE
    )
    return bool(begins and ends) and ends[-1] > begins[0]


def _is_want_of_memory(error: BaseException | None) -> bool:
    """Return whether memory ran out while something was served, which the engine takes for it."""
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__ or error.__context__
    return False


def warm_up() -> None:
    """Have the engine read what it reads only once: its modules, styles and dictionaries."""
    for language in Language:
        words = "приложение application " * 9
        page = f'<html lang="{language}"><body style="hyphens: auto; width: 9em">{words}<table>'
        render(page, {}, "00" * 16)


def _refusal(address: str) -> WorkProblem:
    return WorkProblem(
        "The report asks for something outside itself, which is never loaded: %(address)s.",
        remedy="Remove the reference from the template and print again.",
        address=address,
    )


def _engine() -> ModuleType:
    """Return WeasyPrint; importing it takes a third of a second, and only who prints needs it."""
    with warnings.catch_warnings(), _uncollected():
        # It warns that a later version will need HarfBuzz-Subset: nothing that a user can mend
        # while printing, and prepare.py installs that library where it may.
        warnings.simplefilter("ignore", DeprecationWarning)
        import weasyprint  # noqa: PLC0415
        import weasyprint.urls  # noqa: PLC0415
    return weasyprint  # type: ignore[no-any-return]


def fetcher(assets: Mapping[str, bytes], refused: list[str]) -> URLFetcher:
    """Return what serves a page its assets and ``data:`` addresses, and stops at any other.

    No file and no connection is ever opened; what was asked for in vain is added to ``refused``.
    """
    urls = _engine().urls

    class ReportFetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            if url in assets:
                kind = KINDS.get(url[url.rfind(".") :], "application/octet-stream")
                return urls.URLFetcherResponse(url, assets[url], {"Content-Type": kind})
            if url[:5].lower() == "data:":
                return super().fetch(url, headers)
            refused.append(url[:200])
            raise urls.FatalURLFetchingError(url[:200])

    return ReportFetcher(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)


def _enclose(document: Document, enclosure: Enclosure | None) -> None:
    """Attach a file to a document, with a time that is no clock's, and nothing but this file."""
    moment = datetime(1980, 1, 1, tzinfo=UTC)
    if document.metadata.attachments or _attaching(document):
        raise WorkProblem(
            "The report has a file attached by its template, which is never done.",
            remedy="Remove rel=attachment from the template and print again.",
        )
    if enclosure is None:
        return
    document.metadata.attachments = [
        _engine().Attachment(
            string=enclosure.content,
            name=archive.NAME,
            description=enclosure.description,
            created=moment,
            modified=moment,
            relationship=archive.RELATIONSHIP,
        )
    ]


def _attaching(document: Document) -> bool:
    return any(kind == "attachment" for page in document.pages for kind, *_ in page.links)


def _write(document: Document, identifier: str, *, tagged: bool) -> Printed:
    pages = len(document.pages)
    if tagged:
        # Tagging is an attempt, with open bugs in the engine: a report must come out anyway.
        try:
            data = _pdf(document, identifier, tagged=True)
            return Printed(data=data, pages=pages, tagged=True)
        except Exception:
            logging.getLogger(__name__).info("tagging failed", exc_info=True)
    document.metadata.keywords = [*document.metadata.keywords, "untagged"]
    return Printed(data=_pdf(document, identifier, tagged=False), pages=pages, tagged=False)


def _pdf(document: Document, identifier: str, *, tagged: bool) -> bytes:
    archived = bool(document.metadata.attachments)
    data = document.write_pdf(
        pdf_variant=archive.VARIANT if archived else UNIVERSAL if tagged else None,
        pdf_tags=tagged,
        pdf_identifier=bytes.fromhex(identifier)[:16],
        full_fonts=False,
        finisher=_finisher(is_archive=archived and tagged),
    )
    return bytes(data or b"")


def _finisher(*, is_archive: bool) -> Callable[[object, Any], None]:
    """Return what is done with a PDF after everything has been drawn."""

    def finish(document: object, drawn: Any) -> None:
        if is_archive:
            archive.finish(document, drawn)
        pack(drawn.objects)

    return finish


def pack(objects: Iterable[Any]) -> None:
    """Pack the streams that are to be packed, once, so that writing finds them ready."""
    for item in objects:
        if getattr(item, "compress", False):
            item.compress = False
            content = item.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
            item.stream = [zlib.compress(content, PACKING)]
            item.extra["Filter"] = "/FlateDecode"


@contextmanager
def _heard(progress: Progress | None) -> Iterator[None]:
    logger = logging.getLogger("weasyprint.progress")
    if progress is None:
        yield
        return
    listener = _Listener(progress)
    level = logger.level
    logger.addHandler(listener)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(listener)
        logger.setLevel(level)


@contextmanager
def _no_clock() -> Iterator[None]:
    """Keep the moment of printing out of the file: a font subset would be stamped with it."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for nothing that could be thrown away: that takes a tenth of the time and finds little.

    All that is laid out is in use to the end; whatever is then left goes with the next search.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Listener(logging.Handler):
    """Turns WeasyPrint's steps into a fraction that only ever grows."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(logging.INFO)
        self._progress = progress
        self._done = 0.0

    def emit(self, record: logging.LogRecord) -> None:
        """Take "Step 5 - Creating layout - Page 3" as a little more than page 2."""
        words = record.getMessage().split(" ")
        if words[0] != "Step" or not words[1].isdigit():
            return
        done, page = (int(words[1]) - 1) / STEPS, 0
        if "Page" in words:
            page = int(words[words.index("Page") + 1])
            done = max(done, self._done + (5 / STEPS - self._done) * 0.1)
        self._done = max(self._done, done)
        self._progress(self._done, page)
