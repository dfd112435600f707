"""`python -m bot` and the `calci` command."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; an error of ours is one clear line and exit status 2."""
    from bot.cli.app import app
    from bot.errors import CalciError

    if sys.argv[1:2] == ["rasa"]:
        from bot.cli.rasa import pass_through

        sys.exit(pass_through(sys.argv[2:]))
    try:
        app()
    except CalciError as error:
        print(f"calci: {error}", file=sys.stderr)  # noqa: T201 - the command line's own output
        sys.exit(2)


if __name__ == "__main__":
    main()
