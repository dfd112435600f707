"""Requests whose length cannot be told are refused before a byte of their body is read.

The server library believes what a request says of its length: a length below zero makes it read for ever, and with it
everyone else waits; two that differ let one request hide in another.
"""

from __future__ import annotations

from typing import Any

from httptools import HttpParserInvalidURLError
from sanic.exceptions import InvalidUsage
from sanic.request import Request

__all__ = ["CheckedRequest"]

_BOGUS = "NONE"  # the method of the stand-in that the library makes to answer a request that could not be read
_DIGITS = 15  # more than any body that is accepted; beyond some thousands Python itself refuses to count


class CheckedRequest(Request):
    """A request whose head is sound; `InvalidUsage` (400) when it is not."""

    def __init__(self, url_bytes: bytes, headers: Any, version: str, method: str, *rest: Any, **more: Any) -> None:
        where = url_bytes if method != _BOGUS else b"*"  # or the guards would refuse the refusal
        try:
            super().__init__(where, headers, version, method, *rest, **more)
        except HttpParserInvalidURLError as error:
            raise InvalidUsage("The address cannot be read.") from error
        fault = _fault(self.headers)
        if fault:
            raise InvalidUsage(fault)


def _fault(headers: Any) -> str | None:
    """What is wrong with the framing, or None."""
    lengths, codings = headers.getall("content-length", []), headers.getall("transfer-encoding", [])
    if len(headers.getall("host", [])) > 1:
        return "More than one host is named."
    if codings and (lengths or codings != ["chunked"]):
        return "The body's encoding is not offered here."
    if len(lengths) > 1 or not all(_is_length(length.strip()) for length in lengths):
        return "The body's length cannot be told."
    return None


def _is_length(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS
