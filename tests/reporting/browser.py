"""A real browser, driven through a pipe: a page is opened, asked, and looked at."""

import base64
import itertools
import json
import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_PATIENCE = 60
"""Seconds of silence after which the browser is given up."""
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--window-size=1400,1000", "--remote-debugging-pipe",
)  # fmt: skip


class Page:
    """One page of the browser, by the DevTools protocol: JSON ended by a zero byte, over two pipes."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, answers
        self._numbers = itertools.count(1)
        self._read = b""
        self._session: str | None = None
        self._loaded = False
        self.errors: list[str] = []
        (target,) = (each for each in self.send("Target.getTargets")["targetInfos"] if each["type"] == "page")
        self._session = self.send("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def open(self, file: Path) -> None:
        """Open a file, and wait until it is loaded."""
        self._loaded = False
        self.send("Page.navigate", url=file.resolve().as_uri())
        while not self._loaded:
            self._note(self._next())

    def run(self, script: str) -> Any:
        """Return what a piece of script gives, as JSON has it."""
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def picture(self, file: Path) -> None:
        """Keep a picture of what is seen."""
        file.write_bytes(base64.b64decode(self.send("Page.captureScreenshot")["data"]))

    def printed(self) -> bytes:
        """Return the page as a PDF."""
        return base64.b64decode(self.send("Page.printToPDF", preferCSSPageSize=True)["data"])

    def send(self, method: str, **values: Any) -> Any:
        """Send a command, and return its answer."""
        number = next(self._numbers)
        command = {"id": number, "method": method, "params": values}
        os.write(self._commands, json.dumps(command | ({"sessionId": self._session} if self._session else {})).encode() + b"\0")
        while (message := self._next()).get("id") != number:
            self._note(message)
        assert "error" not in message, message
        return message["result"]

    def _next(self) -> Any:
        while b"\0" not in self._read:
            ready, _, _ = select.select([self._answers], [], [], _PATIENCE)
            assert ready, "the browser does not answer"
            piece = os.read(self._answers, 1 << 16)
            assert piece, "the browser has gone"
            self._read += piece
        message, _, self._read = self._read.partition(b"\0")
        return json.loads(message)

    def _note(self, message: Any) -> None:
        """Keep what the page complains of, and every request but that for itself."""
        method, values = message.get("method"), message.get("params", {})
        if method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Runtime.exceptionThrown":
            self.errors.append(str(values))
        elif method == "Log.entryAdded" and values["entry"]["level"] == "error":
            self.errors.append(values["entry"]["text"])
        elif method == "Network.requestWillBeSent" and values["type"] != "Document":
            self.errors.append(values["request"]["url"])


@contextmanager
def browser(folder: Path) -> Iterator[Page]:
    """Start the browser with an empty profile in `folder`, and end it."""
    to_read, commands = os.pipe()
    answers, to_write = os.pipe()
    line = f'exec "$0" "$@" 3<&{to_read} 4>&{to_write}'
    arguments = ["bash", "-c", line, str(PROGRAM), *_FLAGS, f"--user-data-dir={folder}", "about:blank"]
    with subprocess.Popen(arguments, pass_fds=(to_read, to_write), stderr=subprocess.DEVNULL) as process:
        os.close(to_read)
        os.close(to_write)
        try:
            yield Page(commands, answers)
        finally:
            process.kill()
            os.close(commands)
            os.close(answers)
