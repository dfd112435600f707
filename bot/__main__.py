"""`python -m bot` and the `calci` command."""

from __future__ import annotations

import io
import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; what went wrong is one clear line and exit status 2, never a stack trace."""
    from bot.cli.app import app
    from bot.errors import CalciError

    if sys.argv[1:2] == ["rasa"]:
        from bot.cli.rasa import pass_through

        sys.exit(pass_through(sys.argv[2:]))
    for stream in (sys.stdout, sys.stderr):  # a sign that a terminal cannot show becomes "?", not a stack trace
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="calci")
    except CalciError as error:
        _stop(str(error))
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        _stop(f"The system refused: {error.strerror or error}{where}.")
    except KeyboardInterrupt:
        sys.exit(130)


def _stop(message: str) -> None:
    print("calci: " + " ".join(message.split()), file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
