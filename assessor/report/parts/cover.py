"""The first page: whose project, what taking off means, who says so."""

from __future__ import annotations

from datetime import date

from assessor.domain.assessment import Project
from assessor.domain.paper import Part
from assessor.language import Voice, names, sentences
from assessor.report.content import Cover, Fact
from assessor.report.parts.material import Material

ON_COVER = 500
"""Letters of a comment that the cover has room for."""

ROOMY_COVER = 800
"""Letters of the names and of the definition of take-off beside which a comment has room."""


def cover(of: Material) -> Cover:
    """Return the cover; what was not entered is left out."""
    voice, project = of.voice, of.assessment.project
    return Cover(
        client=client(voice, project),
        project=project_name(voice, project),
        facts=project_facts(voice, project, of.day) + _people(of),
        definition=sentences.definition(voice, project.takeoff),
        standing=_standing(of),
        confidential=voice.say("Confidential. For the client and the consultant only."),
        signature=voice.say("Signature"),
        comment=of.comment(Part.COVER, room_on_cover(of)),
    )


def room_on_cover(of: Material) -> int:
    """Return how many letters of a comment the cover has room for."""
    project = of.assessment.project
    written = len(sentences.definition(of.voice, project.takeoff))
    written += len(project.client) + len(project.name)
    return ON_COVER if written < ROOMY_COVER else 0


def client(voice: Voice, project: Project) -> str:
    """Return the client's name, or that it was not entered."""
    return project.client or voice.say("Client not named")


def project_name(voice: Voice, project: Project) -> str:
    """Return the project's name, or what every project here is about."""
    return project.name or voice.say("CRM project")


def edition(of: Material) -> str:
    """Return which edition this is, and whether it is final."""
    number = of.voice.number(of.edition)
    if of.order.final:
        return of.voice.say("%(number)s, final", number=number)
    return of.voice.say("%(number)s, draft", number=number)


def _standing(of: Material) -> str:
    voice = of.voice
    told = voice.say("Final edition.") if of.order.final else voice.say("Draft.")
    if of.forecast.headline:
        return told
    return f"{told} " + voice.say("Less than half of what matters has been asked.")


def project_facts(voice: Voice, project: Project, day: date) -> tuple[Fact, ...]:
    """Return what was entered about a project, but for the definition of take-off."""
    known = [
        (voice.say("Date of the assessment"), voice.date(project.day or day)),
        (voice.say("Consultant"), project.consultant),
        *_context(voice, project),
        (voice.say("Accepted risk"), sentences.in_hundred(voice, project.risk_limit)),
    ]
    return tuple(Fact(label=label, text=text) for label, text in known if text)


def _people(of: Material) -> tuple[Fact, ...]:
    voice, people = of.voice, len(of.assessment.project.people)
    known = [
        (voice.say("Interviewed"), voice.say_many("%(n)s person", "%(n)s people", people)),
        (voice.say("Date of printing"), voice.date(of.day)),
        (voice.say("Edition"), edition(of)),
    ]
    return tuple(Fact(label=label, text=text) for label, text in known[0 if people else 1 :])


def _context(voice: Voice, project: Project) -> list[tuple[str, str]]:
    users = project.users
    crisis = {None: "", True: voice.say("yes"), False: voice.say("no")}
    return [
        (voice.say("Sector"), project.sector),
        (
            voice.say("Application"),
            names.application(voice, project.application) if project.application else "",
        ),
        (voice.say("Named users"), "" if users is None else voice.number(users)),
        (
            voice.say("Company size"),
            names.company_size(voice, project.company_size) if project.company_size else "",
        ),
        (voice.say("Stage"), names.stage(voice, project.stage) if project.stage else ""),
        (voice.say("Company in crisis"), crisis[project.in_crisis]),
    ]
