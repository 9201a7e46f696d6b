"""The parts of the report, one module each; every part is built from the same material."""
