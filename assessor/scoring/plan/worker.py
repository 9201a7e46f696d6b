"""The child process that looks for a plan: a request on standard input, the plan on the output.

Usage: python -m assessor.scoring.plan.worker < request.json > plan.json
"""

from __future__ import annotations

import sys

from assessor.domain.assessment import Assessment
from assessor.domain.frozen import Frozen
from assessor.domain.questionnaire import Questionnaire
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.plan.find import find


class Request(Frozen):
    """What a plan is looked for."""

    assessment: Assessment
    questionnaire: Questionnaire
    beliefs: BeliefSet
    without: tuple[str, ...] = ()
    """Ids of actions that are ruled out."""


def main() -> int:
    """Answer one request; return 0."""
    request = Request.model_validate_json(sys.stdin.buffer.read())
    of = (request.assessment, request.questionnaire, request.beliefs)
    plan = find(*of, without=request.without)
    sys.stdout.buffer.write(plan.model_dump_json().encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
