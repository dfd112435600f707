"""Limits of what is read."""

from typing import Final

__all__ = ["MESSAGE_LIMIT"]

#: Characters of one message. A long pasted laboratory report fits; of anything longer the safety gate
#: alone reads the first and the last 10,000 (`bot.language.text`); nothing else is understood or computed of it.
MESSAGE_LIMIT: Final = 6000
