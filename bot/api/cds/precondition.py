"""A 412 with a body. Sanic 21.12 takes the length off such answers; clients then wait until the connection closes."""

from __future__ import annotations

from collections.abc import Iterator

from sanic.response import HTTPResponse

from bot.web.problems import Problem, problem

__all__ = ["precondition_failed"]


class _WithBody(HTTPResponse):
    @property
    def processed_headers(self) -> Iterator[tuple[bytes, bytes]]:
        """Return all headers, the length and type of the body among them."""
        self.headers.setdefault("content-type", self.content_type)
        return ((name.encode("ascii"), str(value).encode()) for name, value in self.headers.items())


def precondition_failed(error: Problem) -> HTTPResponse:
    """Return the problem document of a 412."""
    made = problem(412, error.detail, errors=error.errors)
    return _WithBody(made.body, status=412, headers=dict(made.headers), content_type=made.content_type)
