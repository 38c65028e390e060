"""The Textual app; a leaf that nothing else imports."""
