"""Where the program starts: the language first, then the commands, then one exit code for whatever happens."""

import gettext
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

from legalref.errors import ExitCode, LegalrefError, UnwritableOutput, UsageProblem
from legalref.vocabulary.messages import DEFAULT_LANGUAGE, LANGUAGES, messages, say

LANGUAGE_VARIABLE: Final = "LEGALREF_LANG"


def main() -> NoReturn:
    """Run the command line and end the process."""
    sys.exit(run(sys.argv[1:]))


TRACE_VARIABLE: Final = "LEGALREF_TRACE"
"""Environment variable: where it is set, a fault of the program shows where it came from."""


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    _write_utf8()
    language = DEFAULT_LANGUAGE
    try:
        chosen, rest = take_language(arguments)
        language = chosen or os.environ.get(LANGUAGE_VARIABLE) or _language_of_file() or DEFAULT_LANGUAGE
        _known(language)
        return _run(language, rest, chosen)
    except LegalrefError as error:
        _say(error.say(language))
        return error.exit_code
    except KeyboardInterrupt:
        _say(say("error.interrupted", language))
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return ExitCode.CLEAN
    except OSError as error:
        _forget_output()
        _say(UnwritableOutput("error.write", detail=error).say(language))
        return ExitCode.UNREADABLE
    except Exception as error:
        if os.environ.get(TRACE_VARIABLE):
            raise
        _say(say("error.internal", language, detail=_fault(error), variable=TRACE_VARIABLE))
        return ExitCode.UNREADABLE


def _fault(error: Exception) -> str:
    """Return what a fault of the program is and where it was raised: «KeyError, linking/judge.py:30»."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    at = f", {'/'.join(Path(frame.tb_frame.f_code.co_filename).parts[-2:])}:{frame.tb_lineno}" if frame else ""
    return f"{type(error).__name__}{at}"


def _say(text: str) -> None:
    with suppress(OSError):  # a closed or full standard error does not change how the command ends
        print(f"legalref: {text}", file=sys.stderr)


def _forget_output() -> None:
    """Let what is still to be written go nowhere, so that the end of the process does not fail on it again."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _run(language: str, arguments: list[str], chosen: str | None) -> int:
    _speak(language)
    import typer

    from legalref.cli.app import command
    from legalref.cli.session import Session

    try:
        ended = command(language).main(arguments, "legalref", standalone_mode=False, obj=Session(language, chosen))
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    except SystemExit as error:  # the library ends so on a closed pipe
        raise BrokenPipeError from error
    except typer.TyperException as error:
        raise _usage_problem(error) from error
    sys.stdout.flush()
    if ended == ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    return int(ended or ExitCode.CLEAN)


def take_language(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the language asked for by `--lang`, which may stand anywhere, and the other arguments. Raises UsageProblem."""
    language: str | None = None
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--lang":
            language = next(waiting, "")
        elif argument.startswith("--lang="):
            language = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    if language is not None:
        _known(language)
    return language, rest


def _known(language: str) -> None:
    """Raise UsageProblem for a language that there is not."""
    if language not in LANGUAGES:
        raise UsageProblem("error.language", value=language, known=", ".join(LANGUAGES))


def _language_of_file() -> str | None:
    """Return the language of the configuration at the current folder; what is wrong with that is said by what needs it."""
    from legalref.settings.files import find

    try:
        file = find(())
    except LegalrefError:
        return None
    found = file.values.get("language") if file else None
    return found if found in LANGUAGES else None


def _speak(language: str) -> None:
    """Let the command-line library say its few own words («Usage», «Options») in `language`.

    It asks gettext for them when it is imported, so this comes first.
    """
    table = {key.removeprefix("library."): text for key, text in messages(language).items() if key.startswith("library.")}
    gettext.gettext = lambda message: table.get(message, message)


def _usage_problem(error: Exception) -> UsageProblem:
    """Return what the command-line library found wrong, as one of our own errors."""
    option = getattr(error, "option_name", None)
    if option:
        command = getattr(getattr(error, "ctx", None), "info_name", None)
        is_word = command == "search" and not option.startswith("--")
        return UsageProblem("error.no_option_but_word" if is_word else "error.no_option", option=option)
    parameter = getattr(error, "param", None)
    if parameter is None:
        return UsageProblem("error.usage")
    name = parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar or parameter.name
    if not getattr(error, "message", ""):
        return UsageProblem("error.no_argument", name=name.rstrip("…"))
    kind = getattr(parameter, "type_descriptor", None)
    choices = getattr(kind, "choices", None)
    if choices:
        return UsageProblem("error.choice", name=name, known=", ".join(choices))
    low, high = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if low is not None and high is not None:
        return UsageProblem("error.whole_number_between", name=name, low=low, high=high)
    return UsageProblem("error.whole_number" if getattr(kind, "annotation", None) is int else "error.parameter", name=name)


def _write_utf8() -> None:
    """Write UTF-8 wherever output goes; consoles of old systems would fail on Vietnamese otherwise. Closed streams go nowhere."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # for the whole process
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
