"""What is ordered from the children that print, and where in the folder of an order things lie.

Whoever orders needs this module alone: the libraries that draw and print are read by the child.
"""

from __future__ import annotations

from enum import StrEnum

from assessor.domain.assessment import Assessment
from assessor.domain.frozen import Frozen
from assessor.domain.paper import ReportOrder
from assessor.domain.questionnaire import Questionnaire

PRINTING = "assessor.printing"
"""The module whose child works out a whole report and prints it."""

COPYING = "assessor.copying"
"""The module whose child makes copies for an office program."""

TWIN = "assessor.report.twin.worker"
"""The module whose child prints what answers are written on."""

DRAWN = "assessor.report.worker"
"""The module whose child prints a context that was worked out before."""

CONTEXT = "context.json"
REPORT = "report.pdf"
PRINTED = "printed.json"
PROBLEM = "problem.json"
ENCLOSED = "enclosed.takeoff"


class Order(Frozen):
    """A report that somebody wants, with all that it is worked out from."""

    assessment: Assessment
    questionnaire: Questionnaire
    """The one that the assessment was answered under."""
    beliefs: str
    """The id of the belief set that the report speaks of."""
    paper: ReportOrder
    version: str
    """The program's."""
    seen: tuple[str, ...] = ()
    """The sectors of projects whose end is known; without any nothing is said about sectors."""


class CopyKind(StrEnum):
    """For which program a copy is."""

    WORD = "docx"
    EXCEL = "xlsx"


class CopyOrder(Order):
    """A copy that somebody wants."""

    copy_kind: CopyKind
