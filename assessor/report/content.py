"""Everything that a report says, as plain data with ready sentences; templates only arrange it."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from assessor.domain.frozen import Frozen
from assessor.domain.language import Language
from assessor.domain.paper import Part, ReportKind


class Fact(Frozen):
    """Something with a name: a label and what stands beside it."""

    label: str
    text: str


class Picture(Frozen):
    """A chart: its SVG, and the sentence that is its title and its alternative text."""

    name: str
    sentence: str
    svg: str


class Line(Frozen):
    """A line about one question; every line has the id by which it can be found again."""

    id: str
    title: str
    text: str
    points: str = ""
    """With its sign; empty where no points belong."""


class Cover(Frozen):
    """The first page."""

    client: str
    project: str
    facts: tuple[Fact, ...]
    definition: str
    standing: str
    """Draft or final, in words."""
    comment: str
    """The consultant's, as far as the cover has room for it."""
    confidential: str
    signature: str


CROWDED, SMALLER, MOST_SQUEEZE = 2, 4, 5
"""From where on the sponsor's page has less air, and smaller letters and pictures; odd: what to
read with care stands below both columns."""


class SponsorPage(Frozen):
    """One page, complete by itself."""

    client: str
    project: str
    day: str
    verdict: str
    number: str
    """The headline figure; empty under half coverage."""
    span: str
    chance: str
    icons: Picture
    range: Picture
    stated: Picture
    other_beliefs: str
    up: tuple[Line, ...]
    down: tuple[Line, ...]
    conditions_lead: str
    conditions: tuple[Line, ...]
    more: str
    """How many conditions are told elsewhere, with their names; empty when all stand here."""
    next_look: str
    facts: tuple[Fact, ...]
    caveats: tuple[str, ...]
    definition: str
    comment: str
    """The consultant's, as far as the page has room for it."""
    crowded: bool
    """Whether there is so much to say that it needs less air."""
    squeeze: int = Field(default=0, ge=0, le=MOST_SQUEEZE)
    """How much less than that, found out while it is laid out; see ``ReportContext.squeezed``."""


class Step(Frozen):
    """What one section adds on the way from the base rate to the risk."""

    id: str
    title: str
    points: str
    span: str
    sentence: str


class Walk(Frozen):
    """From the base rate to the forecast."""

    picture: Picture
    start: Step
    steps: tuple[Step, ...]
    end: Step


class SectionProfile(Frozen):
    """How well one section is known."""

    id: str
    title: str
    summary: str
    asked: str
    average: str
    grades: tuple[str, str, str]
    """How many answers were said, shown and proven."""
    unknown: str
    not_applicable: str


class Profile(Frozen):
    """What was found section by section, and which answers move the risk."""

    picture: Picture
    sections: tuple[SectionProfile, ...]
    drivers: Picture | None
    """None while no answer moves the risk by a whole point."""
    targets: tuple[Line, ...]
    """Where the client wants to be."""


class FindingText(Frozen):
    """A finding in the reader's words."""

    id: str
    severity: str
    rank: int
    """0 critical, 1 serious, 2 notable."""
    title: str
    seen: str
    matters: str
    remedy: str
    rests_on: tuple[Line, ...]
    """The questions by their names; their text is empty."""
    source: str


class Gap(Frozen):
    """A question whose answer is not known yet."""

    id: str
    question: str
    state: str
    ask: str
    minutes: str
    teaches: str
    """By how many points an answer can be expected to move the risk; empty when not worked out."""
    best: str
    """The risk in 100 if this were proven at its best level."""


class Gaps(Frozen):
    """What is not known yet, the most valuable minute first."""

    lead: str
    gaps: tuple[Gap, ...]
    weak: tuple[Gap, ...]
    """Answers whose better evidence would teach most."""


class Dispute(Frozen):
    """A question to which people gave different answers."""

    id: str
    title: str
    levels: str
    used: str
    """The level that the score takes."""
    answers: str
    share: str


class Disagreement(Frozen):
    """Where people disagree."""

    lead: str
    picture: Picture
    disputes: tuple[Dispute, ...]
    more: str
    """How many disputes are not listed; empty when all are."""


class Story(Frozen):
    """One way in which the project would most likely fail."""

    id: str
    title: str
    share: str
    chance: str
    text: str
    weak: tuple[Line, ...]
    """The weak answers by their names; their text is empty."""
    source: str


class Stories(Frozen):
    """How the project would most likely fail."""

    lead: str
    stories: tuple[Story, ...]
    rest: str


class PlanStep(Frozen):
    """One action of a plan."""

    id: str
    title: str
    what: str
    question: str
    who: str
    when: str
    effort: str
    effort_span: str
    effect: str
    effect_span: str
    after: str
    """The range once this and all earlier steps are done."""
    marks: str
    """Whether the plan waits for it, whether every plan has it, and what has been decided."""


class PlanText(Frozen):
    """A whole plan in one line."""

    name: str
    actions: str
    effort: str
    weeks: str
    who: str
    risk: str
    instead: tuple[Line, ...]
    """The actions that the cheapest plan does not have, by their names; none for the cheapest."""


class Size(Frozen):
    """The project at one size."""

    title: str
    summary: str
    risks: tuple[str, ...]
    """One for each belief set."""
    changed: str


class Tripwire(Frozen):
    """What to watch for a weak answer."""

    id: str
    title: str
    sign: str
    threshold: str
    when: str
    who: str


class ToDo(Frozen):
    """What to do, at which size, and what to watch meanwhile."""

    lead: str
    steps: tuple[PlanStep, ...]
    notes: tuple[str, ...]
    plans: tuple[PlanText, ...]
    binding_lead: str
    binding: tuple[Line, ...]
    size_lead: str
    size_sets: tuple[str, ...]
    sizes: tuple[Size, ...]
    accepted: tuple[Line, ...]
    """Weak answers that are left as they are, and by whom."""
    decided: tuple[Line, ...]
    """What was decided about actions that are not in the plan."""
    tripwires: tuple[Tripwire, ...]


class SetColumn(Frozen):
    """One belief set's figures, in the order of the method page's rows."""

    title: str
    base: str
    sections: tuple[str, ...]
    stated: str
    risk: str
    verdict: str


class NumbersRow(Frozen):
    """One section's weight and how far each grade is believed in it."""

    title: str
    values: tuple[str, ...]


class Numbers(Frozen):
    """The numbers that the figure was worked out with."""

    rows: tuple[NumbersRow, ...]
    note: str


class Method(Frozen):
    """How the figure was worked out, with this assessment's own numbers."""

    steps: tuple[str, ...]
    section_titles: tuple[str, ...]
    numbers: Numbers | None
    sets: tuple[SetColumn, ...]
    differ: str
    reference: tuple[Fact, ...]
    """What the base rate was counted among."""
    sources: tuple[Fact, ...]
    limits: tuple[str, ...]
    is_not: tuple[str, ...]


class AnswerText(Frozen):
    """One recorded answer."""

    who: str
    judgement: str
    level: str
    """The level as a full sentence; empty where none was named."""
    note: str
    evidence: tuple[Fact, ...]
    follow_up: str


class AnsweredQuestion(Frozen):
    """A question with everything that was answered to it."""

    id: str
    title: str
    question: str
    source: str
    answers: tuple[AnswerText, ...]
    number: str = ""
    """The number by which answers are typed back; empty where nothing is asked any more."""


class AnsweredSection(Frozen):
    """A section with the questions that have answers."""

    id: str
    title: str
    questions: tuple[AnsweredQuestion, ...]


class Interview(Frozen):
    """Somebody who was interviewed."""

    name: str
    role: str
    day: str


class Appendix(Frozen):
    """Every answer, every interview, every term."""

    sections: tuple[AnsweredSection, ...]
    not_asked: str
    not_applicable: tuple[Line, ...]
    retired: tuple[AnsweredQuestion, ...]
    people: tuple[Interview, ...]
    outcome: tuple[Fact, ...]
    """What became of the project; empty while nobody knows."""
    comments: tuple[Fact, ...]
    """In full, those that stand shortened on a page of their own."""
    glossary: tuple[Fact, ...]


class Change(Frozen):
    """Something as it was and as it is now."""

    id: str
    """Empty where it has none."""
    title: str
    before: str
    now: str


class Since(Frozen):
    """What has changed since the latest milestone."""

    lead: str
    picture: Picture | None
    """None while the milestone knows no figure that could be compared."""
    figures: tuple[Change, ...]
    conditions: tuple[Line, ...]
    """What had to be done then: the points hold whether it is done."""
    answers_lead: str
    answers: tuple[Change, ...]
    more: str
    """What changed beyond the table; empty when nothing did."""
    decisions: tuple[Change, ...]
    project: tuple[Change, ...]


class OpenPoints(Frozen):
    """What to talk about next."""

    comments: tuple[Fact, ...]
    """In full, by the part of the report that they were written beside."""
    follow_ups: tuple[Line, ...]
    """Answers marked to be followed up."""
    conditions: tuple[Line, ...]
    actions: tuple[Line, ...]
    """What was decided and is not done yet."""


class FullReport(Frozen):
    """What the full report has beyond the sponsor's page."""

    cover: Cover
    walk: Walk
    profile: Profile
    disagreement: Disagreement | None
    """None while fewer than two roles have answered."""
    findings: tuple[FindingText, ...]
    stories: Stories | None
    to_do: ToDo | None
    gaps: Gaps
    since: Since | None
    """None while there is no earlier edition."""
    method: Method
    appendix: Appendix


class ReportContext(Frozen):
    """A whole report; it needs nothing but templates to be printed."""

    kind: ReportKind
    language: Language
    title: str
    author: str
    running: str
    """What stands at the head of every page."""
    footer: str
    """Versions and digest, by which any page can be computed again."""
    created: str
    """The day as YYYY-MM-DD; nothing in the file knows a later time."""
    digest: str
    """SHA-256 of everything that the figures depend on."""
    parts: tuple[Part, ...]
    """What is printed, in this order; each of them has something to say."""
    silent: tuple[Part, ...] = ()
    """What was ordered and has nothing to say."""
    headings: Mapping[str, str]
    """What every part is called, by its name."""
    comments: Mapping[str, str]
    """The consultant's comments, by the part that they stand beside; none of them is empty."""
    masthead: str
    """Whose report it is, of which day and edition, for paper without a cover."""
    sponsor: SponsorPage
    full: FullReport | None = None
    """None when nothing but the sponsor's page is printed."""
    open_points: OpenPoints | None = None
    """Only in the report of comments and open points."""

    def squeezed(self, much: int) -> ReportContext:
        """Return the same report with a denser sponsor's page; 0 leaves it as it is."""
        page = self.sponsor
        denser = {"squeeze": much, "crowded": page.crowded or much >= CROWDED}
        return self.model_copy(update={"sponsor": page.model_copy(update=denser)})

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Return every chart that is printed, each name once."""
        by_part: dict[Part, tuple[Picture, ...]] = {
            Part.SPONSOR: (self.sponsor.icons, self.sponsor.range, self.sponsor.stated)
        }
        if self.full is not None:
            by_part |= _pictures(self.full)
        return tuple(picture for part in self.parts for picture in by_part.get(part, ()))


def _pictures(full: FullReport) -> dict[Part, tuple[Picture, ...]]:
    profile = full.profile
    return {
        Part.WALK: (full.walk.picture,),
        Part.PROFILE: (profile.picture, *((profile.drivers,) if profile.drivers else ())),
        Part.DISAGREEMENT: (full.disagreement.picture,) if full.disagreement else (),
        Part.SINCE: (full.since.picture,) if full.since and full.since.picture else (),
    }
