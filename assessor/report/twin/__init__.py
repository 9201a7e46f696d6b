"""The paper that answers are written on: the questionnaire's twin, by the same numbers and ids."""
