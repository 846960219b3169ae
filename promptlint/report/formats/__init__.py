"""Output formats: one file is one format."""
