"""Limits of what is read."""

from typing import Final

__all__ = ["MESSAGE_LIMIT"]

#: Characters of one message. A long pasted laboratory report fits; anything longer is answered kindly and not read.
MESSAGE_LIMIT: Final = 6000
