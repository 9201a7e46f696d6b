"""How the project would most likely fail: two or three chains of weak points with their share."""

from __future__ import annotations

from assessor.domain.plan import StoryShare
from assessor.language import sentences
from assessor.report.content import Stories, Story
from assessor.report.parts.material import Material


def stories(of: Material) -> Stories | None:
    """Return the part, or None when no story has been worked out."""
    told = of.advice.stories
    if not told:
        return None
    return Stories(
        lead=of.voice.say(
            "If it does not take off, it will most likely go one of these ways. The share says how"
            " much of the risk goes each way."
        ),
        stories=tuple(_story(of, one) for one in told),
        rest=of.voice.say(
            "Rarer ways, and what no story tells, share the remaining %(share)s.",
            share=of.voice.percent(max(0.0, 1 - sum(one.share for one in told))),
        ),
    )


def _story(of: Material, found: StoryShare) -> Story:
    voice, story = of.voice, found.story
    return Story(
        id=story.id,
        title=voice.text(story.title),
        share=voice.percent(found.share),
        chance=_chance(of, found) if of.forecast.headline else "",
        text=voice.text(story.story),
        weak=of.named(found.weak),
        source=", ".join(story.source),
    )


def _chance(of: Material, found: StoryShare) -> str:
    return of.voice.say("%(n)d in 100", n=sentences.hundred(found.probability))
