"""The office's own documents: file or list → records, relations, citations and texts, kept as JSON Lines."""
