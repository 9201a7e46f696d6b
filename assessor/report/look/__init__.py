"""Own looks: colours, logo, contact block and templates that a consultant keeps in a folder."""
