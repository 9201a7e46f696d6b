"""Real projects, coded from published sources, that ship with the program."""
