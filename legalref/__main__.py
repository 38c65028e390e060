"""`python -m legalref`."""

from legalref.cli.main import main

main()
