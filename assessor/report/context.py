"""Turns an assessment with its forecasts into everything that the report says."""

from __future__ import annotations

from collections.abc import Mapping

from assessor.domain.advice import Advice
from assessor.domain.assessment import Assessment, Project
from assessor.domain.canonical import digest
from assessor.domain.paper import Part, ReportOrder
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast
from assessor.language import Voice, names
from assessor.report.content import FullReport, ReportContext
from assessor.report.parts.appendix import appendix
from assessor.report.parts.cover import client, cover, edition, project_name
from assessor.report.parts.disagreement import disagreement
from assessor.report.parts.findings import findings
from assessor.report.parts.gaps import gaps
from assessor.report.parts.material import Material
from assessor.report.parts.method import method
from assessor.report.parts.open_points import open_points
from assessor.report.parts.profile import profile
from assessor.report.parts.since import since
from assessor.report.parts.sponsor import sponsor
from assessor.report.parts.stories import stories
from assessor.report.parts.to_do import to_do
from assessor.report.parts.walk import walk
from assessor.report.plain import plain
from assessor.report.shortened import short

DEFAULT_BELIEFS = "practitioner"

MOST_RUNNING = 55
"""Letters of the client's and of the project's name at the head of a page."""


def build(
    assessment: Assessment,
    questionnaire: Questionnaire,
    forecasts: Mapping[str, Forecast],
    order: ReportOrder,
    version: str,
    *,
    advice: Advice | None = None,
) -> ReportContext:
    """Return the report that was ordered; ``forecasts`` by belief set, ``version`` the program's.

    Without ``advice`` the parts that tell it are left out.
    The forecast that it speaks of is the one of the assessment's own belief set, else the
    practitioner's. Equal arguments give an equal context.
    """
    assessment = plain(assessment)
    shown = forecasts[_belief_set(assessment, forecasts)]
    voice, day, kind = Voice(order.language), order.day, order.kind
    of = Material(
        assessment, questionnaire, shown, forecasts, voice, day, version, advice or Advice(), order
    )
    project = assessment.project
    title = voice.say("Will it take off? %(project)s", project=project_name(voice, project))
    found = _digest(of)
    page, full = sponsor(of), _full(of) if order.wanted != (Part.SPONSOR,) else None
    parts = tuple(part for part in order.wanted if _has(part, full))
    return ReportContext(
        kind=kind,
        language=voice.language,
        title=title,
        author=project.consultant,
        running=_running(voice, project),
        footer=_footer(of, found),
        created=day.isoformat(),
        digest=found,
        parts=parts,
        silent=tuple(part for part in order.wanted if part not in parts),
        headings={part.value: names.report_part(voice, part) for part in Part},
        comments={
            part.value: assessment.comments[part] for part in parts if assessment.comments.get(part)
        },
        masthead=_masthead(of),
        sponsor=page,
        full=full,
        open_points=open_points(of, page),
    )


def _has(part: Part, full: FullReport | None) -> bool:
    """Return whether there is anything to say in a part."""
    may_be_empty = {Part.DISAGREEMENT, Part.STORIES, Part.TO_DO, Part.SINCE}
    return part not in may_be_empty or (full is not None and getattr(full, part) is not None)


def _masthead(of: Material) -> str:
    voice, project = of.voice, of.assessment.project
    day = voice.date(project.day or of.day)
    told = voice.say("edition %(edition)s", edition=edition(of))
    return f"{_running(voice, project)} · {day} · {told}"


def _belief_set(assessment: Assessment, forecasts: Mapping[str, Forecast]) -> str:
    own = assessment.beliefs.id if assessment.beliefs else DEFAULT_BELIEFS
    return next((known for known in (own, DEFAULT_BELIEFS) if known in forecasts), min(forecasts))


def _running(voice: Voice, project: Project) -> str:
    owner, name = client(voice, project), project_name(voice, project)
    return f"{short(owner, MOST_RUNNING)} · {short(name, MOST_RUNNING)}"


def _full(of: Material) -> FullReport:
    return FullReport(
        cover=cover(of),
        walk=walk(of),
        profile=profile(of),
        disagreement=disagreement(of),
        findings=findings(of),
        stories=stories(of),
        to_do=to_do(of),
        gaps=gaps(of),
        since=since(of),
        method=method(of),
        appendix=appendix(of),
    )


def _digest(of: Material) -> str:
    """Return the SHA-256 of all that the pages depend on.

    When it was typed is no part of it, nor the number that the database gave it: an archive copy
    that is opened where its assessment is already prints the same report.
    """
    return digest(
        {
            "assessment": of.assessment.model_dump(
                mode="json", exclude={"id", "created", "changed"}
            ),
            "forecasts": {k: f.model_dump(mode="json") for k, f in sorted(of.forecasts.items())},
            "advice": of.advice.model_dump(mode="json"),
            # Whether the assessment is inside the file changes nothing on the pages.
            "order": of.order.model_dump(mode="json", exclude={"archive"}),
            "version": of.version,
        }
    )


def _footer(of: Material, found: str) -> str:
    questionnaire, beliefs = of.forecast.questionnaire, of.forecast.beliefs
    return of.voice.say(
        "Takeoff %(version)s · questionnaire %(questionnaire)s · belief set %(beliefs)s ·"
        " digest %(digest)s",
        version=of.version,
        questionnaire=f"{questionnaire.id} {questionnaire.version}",
        beliefs=f"{beliefs.id} {beliefs.version}",
        digest=found[:16],
    )
