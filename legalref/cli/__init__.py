"""The command line: typer commands of a few lines that call the rooms; a leaf that nothing else imports."""
