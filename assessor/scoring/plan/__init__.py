"""What to do about the risk: the go-if plan and what belongs to it."""
