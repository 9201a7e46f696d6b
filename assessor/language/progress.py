"""What the two measures of progress mean: written once, told in every place that shows them."""

from __future__ import annotations

from assessor.language.voice import Voice


def answered_means(voice: Voice) -> str:
    """Return what counts as answered."""
    return voice.say(
        "Answered: somebody gave a level, or “nobody knows”, or “not applicable”. "
        "A note alone does not count."
    )


def coverage_means(voice: Voice) -> str:
    """Return what coverage is and what it decides."""
    return voice.say(
        "Coverage is the share of the questionnaire's weight that has been asked, "
        "“nobody knows” included. Under half of it no single figure is shown."
    )
