"""What a user has set down, on the command line, in the environment or in a file. Only the command line reads it."""
