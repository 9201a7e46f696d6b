"""The glossary: what the words of the report mean."""

from __future__ import annotations

from assessor.language import Voice
from assessor.report.content import Fact

Terms = tuple[tuple[str, str], ...]


def glossary(voice: Voice) -> tuple[Fact, ...]:
    """Return every term with its meaning: first those of the figures, then those around them."""
    terms = _of_figures(voice) + _of_conclusions(voice)
    return tuple(Fact(label=term, text=meaning) for term, meaning in terms)


def _of_figures(voice: Voice) -> Terms:
    return (
        (
            voice.say("Risk"),
            voice.say("How many of 100 projects in this position would not take off."),
        ),
        (
            voice.say("Range"),
            voice.say("In 8 of 10 cases the risk lies within it; the wider, the less is known."),
        ),
        (
            voice.say("Base rate"),
            voice.say(
                "The risk of a CRM project of which nothing is known yet: what was counted"
                " elsewhere, allowing for luck and doubt, which draw it towards 50."
            ),
        ),
        (
            voice.say("Level"),
            voice.say("From 0, the worst, to 4, the best; each one is described in words."),
        ),
        (
            voice.say("Evidence grade"),
            voice.say(
                "Said: somebody told us. Shown: the consultant saw the document or the work."
                " Proven: measured, or traced through real cases."
            ),
        ),
        (
            voice.say("As stated, as evidenced"),
            voice.say(
                "The risk if every answer is taken at its word, and the risk if each one is"
                " believed as far as its evidence goes. The difference is the optimism gap."
            ),
        ),
    )


def _of_conclusions(voice: Voice) -> Terms:
    return (
        (
            voice.say("Coverage"),
            voice.say("The share of what matters for the risk that has been asked."),
        ),
        (
            voice.say("Belief set"),
            voice.say("What is held to matter, and how much; each figure has its reason."),
        ),
        (
            voice.say("Verdict"),
            voice.say(
                "Go: the whole range lies under the accepted risk. Go if: it will, once the"
                " conditions are met. Not yet: it will not, or too little has been asked."
            ),
        ),
        (
            voice.say("Points"),
            voice.say("Cases in 100: six points more mean six more projects that do not take off."),
        ),
        (
            voice.say("Firmness"),
            voice.say("Whether one answer, a level or a grade up or down, changes the verdict."),
        ),
        (
            voice.say("Tripwire"),
            voice.say("A sign, agreed beforehand, that a weak point is getting worse."),
        ),
        (
            voice.say("Milestone"),
            voice.say(
                "The assessment as it was frozen on a day, so that later ones can be compared."
            ),
        ),
        (
            voice.say("Finding"),
            voice.say("Answers that together are a warning, whatever the figure says."),
        ),
    )
