"""What the domain's fixed values are called on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable

from assessor.domain.assessment import Application, CompanySize, EvidenceKind, Grade, Stage
from assessor.domain.firmness import Firmness
from assessor.domain.paper import Part
from assessor.domain.questionnaire import Role
from assessor.domain.reference_class import Event, Provenance
from assessor.domain.risk import Severity, Verdict
from assessor.language.voice import Voice


def within(name: str) -> str:
    """Return a name as it stands within a sentence; an abbreviation stays as it is."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def listed(names: Iterable[str]) -> str:
    """Return names side by side: the first as it is, the others as they stand within a sentence."""
    return ", ".join(within(name) if place else name for place, name in enumerate(names))


def grade(voice: Voice, value: Grade) -> str:
    """Return the name of an evidence grade."""
    return {
        Grade.SAID: voice.say("said"),
        Grade.SHOWN: voice.say("shown"),
        Grade.PROVEN: voice.say("proven"),
    }[value]


def role(voice: Voice, value: Role) -> str:
    """Return the name of a role."""
    return {
        Role.SPONSOR: voice.say("Sponsor"),
        Role.BUSINESS_OWNER: voice.say("Business owner"),
        Role.SALES: voice.say("Sales"),
        Role.SERVICE: voice.say("Customer service"),
        Role.MARKETING: voice.say("Marketing"),
        Role.USERS: voice.say("Future users"),
        Role.IT: voice.say("IT"),
        Role.PROJECT_MANAGER: voice.say("Project manager"),
        Role.FINANCE: voice.say("Finance"),
        Role.PARTNER: voice.say("Implementation partner"),
        Role.HR: voice.say("HR"),
        Role.CONSULTANT: voice.say("Consultant"),
    }[value]


def role_mark(voice: Voice, value: Role) -> str:
    """Return two or three letters that stand for a role where there is no room for its name."""
    return {
        Role.SPONSOR: voice.say("Sp"),
        Role.BUSINESS_OWNER: voice.say("BO"),
        Role.SALES: voice.say("Sa"),
        Role.SERVICE: voice.say("Se"),
        Role.MARKETING: voice.say("Ma"),
        Role.USERS: voice.say("Us"),
        Role.IT: voice.say("IT"),
        Role.PROJECT_MANAGER: voice.say("PM"),
        Role.FINANCE: voice.say("Fi"),
        Role.PARTNER: voice.say("Pa"),
        Role.HR: voice.say("Hr"),
        Role.CONSULTANT: voice.say("Co"),
    }[value]


def stage(voice: Voice, value: Stage) -> str:
    """Return the name of a project stage."""
    return {
        Stage.IDEA: voice.say("Idea"),
        Stage.CHOICE: voice.say("Choosing"),
        Stage.CONTRACT: voice.say("Contract"),
        Stage.BUILD: voice.say("Build"),
        Stage.LIVE: voice.say("Live"),
    }[value]


def application(voice: Voice, value: Application) -> str:
    """Return what the CRM is for."""
    return {
        Application.CONTACT_CENTRE: voice.say("Contact centre"),
        Application.SALES: voice.say("Sales"),
        Application.MARKETING: voice.say("Marketing"),
        Application.LOYALTY: voice.say("Loyalty"),
        Application.SERVICE: voice.say("Service"),
        Application.OTHER: voice.say("Other"),
    }[value]


def company_size(voice: Voice, value: CompanySize) -> str:
    """Return a size class with its bounds in employees."""
    return {
        CompanySize.MICRO: voice.say("Under 10 employees"),
        CompanySize.SMALL: voice.say("10–49 employees"),
        CompanySize.MEDIUM: voice.say("50–249 employees"),
        CompanySize.LARGE: voice.say("250–999 employees"),
        CompanySize.ENTERPRISE: voice.say("1,000 employees and more"),
    }[value]


def verdict(voice: Voice, value: Verdict) -> str:
    """Return the verdict in two words at most."""
    return {
        Verdict.GO: voice.say("Go"),
        Verdict.GO_IF: voice.say("Go if"),
        Verdict.NOT_YET: voice.say("Not yet"),
    }[value]


def severity(voice: Voice, value: Severity) -> str:
    """Return how much a finding should worry the reader."""
    return {
        Severity.CRITICAL: voice.say("Critical"),
        Severity.SERIOUS: voice.say("Serious"),
        Severity.NOTABLE: voice.say("Notable"),
    }[value]


def evidence_kind(voice: Voice, value: EvidenceKind) -> str:
    """Return what an evidence item is."""
    return {
        EvidenceKind.TEXT: voice.say("Text"),
        EvidenceKind.QUOTATION: voice.say("Quotation"),
        EvidenceKind.LINK: voice.say("Link"),
        EvidenceKind.FILE: voice.say("File"),
    }[value]


def firmness(voice: Voice, value: Firmness) -> str:
    """Return how firm a verdict is."""
    return {
        Firmness.FIRM: voice.say("Firm"),
        Firmness.TENDER: voice.say("Tender"),
        Firmness.UNDECIDED: voice.say("Undecided"),
    }[value]


def event(voice: Voice, value: Event) -> str:
    """Return what a reference class counts as failing."""
    return {
        Event.CANCELLED: voice.say("Cancelled or abandoned"),
        Event.OBJECTIVES: voice.say("Objectives not reached"),
        Event.NOT_FULLY: voice.say("Not fully successful"),
    }[value]


def provenance(voice: Voice, value: Provenance) -> str:
    """Return how well it is known where a rate comes from."""
    return {
        Provenance.STRONG: voice.say("Well documented"),
        Provenance.WEAK: voice.say("Poorly documented"),
    }[value]


def report_part(voice: Voice, value: Part) -> str:
    """Return what a part of the report is called; it is its heading too."""
    return {
        Part.COVER: voice.say("Cover"),
        Part.SPONSOR: voice.say("The page for the sponsor"),
        Part.WALK: voice.say("From base rate to forecast"),
        Part.PROFILE: voice.say("Profile"),
        Part.DISAGREEMENT: voice.say("Where people disagree"),
        Part.FINDINGS: voice.say("Findings"),
        Part.STORIES: voice.say("How it would most likely fail"),
        Part.TO_DO: voice.say("What to do"),
        Part.GAPS: voice.say("What we do not know yet"),
        Part.SINCE: voice.say("Since last time"),
        Part.METHOD: voice.say("How this was worked out"),
        Part.APPENDIX: voice.say("Appendix: every answer"),
    }[value]
