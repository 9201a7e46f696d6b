"""What an assessment is made of: frozen types without input or output."""
