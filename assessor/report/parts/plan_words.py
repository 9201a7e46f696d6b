"""A plan in a few words."""

from __future__ import annotations

from assessor.domain.plan import GoIfPlan
from assessor.report.parts.material import Material


def summary(of: Material, plan: GoIfPlan) -> str:
    """Return a plan in a few words: actions, person-days, weeks."""
    voice = of.voice
    return ", ".join(
        (
            voice.say_many("%(n)s action", "%(n)s actions", len(plan.steps)),
            voice.say("%(days)s person-days", days=days(of, plan.effort.likely)),
            voice.say("%(weeks)s weeks", weeks=days(of, plan.weeks)),
        )
    )


def days(of: Material, value: float) -> str:
    """Return a number of days or weeks, with a decimal only where it says something."""
    return of.voice.number(value, 0 if value == round(value) else 1)
