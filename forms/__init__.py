"""The window of Takeoff: it collects answers and shows what the assessor predicts."""
