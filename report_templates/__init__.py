"""Templates, style sheets and fonts of the report: data without logic."""
