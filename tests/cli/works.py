"""What other processes are asked to do in the tests; they import this module, so it is light."""

import os
import signal
import time
from pathlib import Path

from legalref.cli.parallel import Part


def name(file: str) -> Part:
    return Part(Path(file).name.encode())


def slow_first(file: str) -> Part:
    """Answer long after the others for the file «0»; every answer is a megabyte."""
    Path(file).write_text("done")
    if Path(file).name == "0":
        time.sleep(2)
    return Part(Path(file).name.encode().ljust(1_000_000))


def dies_once(file: str) -> Part:
    """Die at the file «3», the first time."""
    if Path(file).name == "3" and not Path(file).exists():
        Path(file).write_text("died")
        os.kill(os.getpid(), signal.SIGKILL)
    return name(file)


def dies(file: str) -> Part:
    """Die at the file «3», every time."""
    if Path(file).name == "3":
        os.kill(os.getpid(), signal.SIGKILL)
    return name(file)


def fails(file: str) -> Part:
    """Fail at the file «3» as only a fault in the program does."""
    if Path(file).name == "3":
        raise ZeroDivisionError(file)
    return name(file)


def runs_out(file: str) -> Part:
    """Run out of memory at the file «3»."""
    if Path(file).name == "3":
        raise MemoryError
    return name(file)
