"""The first page: whose project, what taking off means, who says so."""

from __future__ import annotations

from assessor.domain.assessment import Project
from assessor.language import Voice, names, sentences
from assessor.report.content import Cover, Fact
from assessor.report.parts.material import Material


def cover(of: Material) -> Cover:
    """Return the cover; what was not entered is left out."""
    voice, project = of.voice, of.assessment.project
    draft = voice.say("Draft: less than half of what matters has been asked.")
    return Cover(
        client=client(voice, project),
        project=project_name(voice, project),
        facts=_facts(of),
        definition=sentences.definition(voice, project.takeoff),
        standing=voice.say("Final edition of this day.") if of.forecast.headline else draft,
        confidential=voice.say("Confidential. For the client and the consultant only."),
        signature=voice.say("Signature"),
    )


def client(voice: Voice, project: Project) -> str:
    """Return the client's name, or that it was not entered."""
    return project.client or voice.say("Client not named")


def project_name(voice: Voice, project: Project) -> str:
    """Return the project's name, or what every project here is about."""
    return project.name or voice.say("CRM project")


def _facts(of: Material) -> tuple[Fact, ...]:
    voice, project = of.voice, of.assessment.project
    people = len(project.people)
    known = [
        (voice.say("Date of the assessment"), voice.date(project.day or of.day)),
        (voice.say("Date of printing"), voice.date(of.day)),
        (voice.say("Consultant"), project.consultant),
        (
            voice.say("Interviewed"),
            voice.say_many("%(n)s person", "%(n)s people", people) if people else "",
        ),
        *_context(voice, project),
        (voice.say("Accepted risk"), voice.percent(project.risk_limit)),
    ]
    return tuple(Fact(label=label, text=text) for label, text in known if text)


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
