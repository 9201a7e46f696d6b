"""What can be chosen for a printing, in our words and in those of ``lp``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Pages: TypeAlias = tuple[tuple[int, int], ...]
"""Runs of pages, first and last, counted from 1; empty for all."""

_RUN = re.compile(r"(\d{1,5})(?:\s*[-–—]\s*(\d{1,5}))?", re.ASCII)


class Sides(StrEnum):
    """Which sides of the paper are printed, by the names that IPP has for them (RFC 8011)."""

    AS_PRINTER = ""
    ONE = "one-sided"
    LONG = "two-sided-long-edge"
    SHORT = "two-sided-short-edge"


class Paper(StrEnum):
    """The sizes of paper that are offered."""

    AS_PAGES = ""
    A4 = "A4"
    A3 = "A3"
    LETTER = "Letter"


MILLIMETRES = {
    Paper.A4: (210.0, 297.0),
    Paper.A3: (297.0, 420.0),
    Paper.LETTER: (215.9, 279.4),
}
"""Width and height of an upright sheet."""

CLOSE_MM = 3.0
"""Pages this close to a sheet are of its size."""


@dataclass(frozen=True)
class PrintChoice:
    """One printing as it was chosen."""

    printer: str
    pages: Pages = ()
    copies: int = 1
    collate: bool = True
    sides: Sides = Sides.AS_PRINTER
    grey: bool = False
    paper: Paper = Paper.AS_PAGES
    size_mm: tuple[float, float] = MILLIMETRES[Paper.A4]
    """Width and height of the pages themselves."""

    @property
    def sheet(self) -> Paper:
        """Return the paper that is asked for: the chosen one, or the one the pages are made for."""
        return self.paper or paper_of(self.size_mm)

    def lp_words(self, title: str) -> list[str]:
        """Return the choice in the words of ``lp``; the file itself comes through the pipe."""
        words = ["-d", self.printer, "-t", title, "-n", str(self.copies)]
        if self.pages:
            words += ["-P", spoken_pages(self.pages)]
        for option in self._options():
            words += ["-o", option]
        return words

    def _options(self) -> list[str]:
        options = [f"sides={self.sides}"] if self.sides else []
        if self.grey:
            # The first is the standard one; queues with a PPD of old know the second.
            options += ["print-color-mode=monochrome", "ColorModel=Gray"]
        if self.copies > 1:
            options.append(f"collate={str(self.collate).lower()}")
        options += [f"media={self.sheet}", "number-up=1"]
        if self.sheet is not paper_of(self.size_mm):
            options.append("fit-to-page")
        return options


def paper_of(size_mm: tuple[float, float]) -> Paper:
    """Return the sheet that pages of this size are made for, A4 when there is none."""
    short, long = sorted(size_mm)
    for paper, (width, height) in MILLIMETRES.items():
        if abs(short - width) <= CLOSE_MM and abs(long - height) <= CLOSE_MM:
            return paper
    return Paper.A4


def read_pages(typed: str, count: int) -> Pages:
    """Read "1-3, 5" as runs of pages among so many.

    Raises ValueError when it cannot be read or names no page of the document.
    """
    runs = tuple(_read_run(part.strip(), count) for part in re.split("[,;]", typed.strip()))
    return tuple(sorted(set(runs)))


def _read_run(typed: str, count: int) -> tuple[int, int]:
    match = _RUN.fullmatch(typed)
    if match is None:
        raise ValueError(typed)
    first = int(match[1])
    last = int(match[2] or first)
    if not 1 <= first <= last <= count:
        raise ValueError(typed)
    return first, last


def spoken_pages(pages: Pages) -> str:
    """Return runs of pages as ``lp`` takes them."""
    return ",".join(f"{a}-{b}" if a != b else str(a) for a, b in pages)


def page_numbers(pages: Pages, count: int) -> list[int]:
    """Return the pages to print in order, each once, counted from 0; all when none are named."""
    if not pages:
        return list(range(count))
    named = {page for first, last in pages for page in range(first - 1, min(last, count))}
    return sorted(named)
