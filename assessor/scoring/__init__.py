"""Predicts the risk of not taking off and says what drives it."""
