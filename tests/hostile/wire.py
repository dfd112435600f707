"""Requests below HTTP libraries: what only a socket can send."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

__all__ = ["WIRE", "exchange", "statuses"]

_BODY = b'{"sender": "wire", "message": "hello"}'
_REST = b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
_LENGTH = b"Content-Length: %d\r\n\r\n" % len(_BODY)
WIRE: dict[str, bytes] = {
    "nothing": b"",
    "no HTTP": b"hello\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    "HTTP/0.9": b"GET /health\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/9.9": b"GET /health HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "no host": b"GET /health HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
    "odd method": b"BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "small method": b"get /health HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "NUL in the path": b"GET /heal\x00th HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "bytes in the path": b"GET /topics/\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "escapes in the path": b"GET /topics/%00%ff%zz%3Cscript%3E HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "markup in the query": b"GET /topics?q=%3Cscript%3Ealert(1)%3C/script%3E HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "endless path": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "endless header": b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
    "endless headers": b"GET /health HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * 20_000 + b"\r\n",
    "header without a name": b"GET /health HTTP/1.1\r\nHost: localhost\r\n: x\r\n\r\n",
    "header without a colon": b"GET /health HTTP/1.1\r\nHost: localhost\r\nnonsense\r\n\r\n",
    "folded header": b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
    "bytes in a header": b"GET /health HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \xff\xfe\x00\r\n\r\n",
    "bytes in a cookie": b"GET /chat/export HTTP/1.1\r\nHost: localhost\r\nCookie: calci_session=\xff; \x01=;\r\n\r\n",
    "no length": _REST + b"\r\n" + _BODY,
    "length is no number": _REST + b"Content-Length: abc\r\n\r\n" + _BODY,
    "length below zero": _REST + b"Content-Length: -5\r\n\r\n" + _BODY,
    "length below zero and little to read": _REST + b"Content-Length: -50\r\n\r\n" + _BODY,
    "length with a sign": _REST + b"Content-Length: +38\r\n\r\n" + _BODY,
    "length in other digits": _REST + "Content-Length: ٣٨\r\n\r\n".encode() + _BODY,
    "length of many digits": _REST + b"Content-Length: " + b"9" * 6000 + b"\r\n\r\n" + _BODY,
    "length without end": _REST + b"Content-Length: 99999999999999999999\r\n\r\n" + _BODY,
    "two lengths": _REST + b"Content-Length: 5\r\n" + _LENGTH + _BODY,
    "length too short": _REST + b"Content-Length: 5\r\n\r\n" + _BODY,
    "length and chunks": _REST + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n",
    "chunk is no number": _REST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
    "chunk below zero": _REST + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
    "chunk too large": _REST + b"Transfer-Encoding: chunked\r\n\r\nfffffff\r\n" + b"a" * 5000,
    "many chunks": _REST + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\n \r\n" * 20_000 + b"0\r\n\r\n",
    "unknown encoding": _REST + b"Transfer-Encoding: brotli\r\n\r\n" + _BODY,
    "expect": _REST + b"Expect: 100-continue\r\n" + _LENGTH + _BODY,
    "expect the impossible": _REST + b"Expect: 999-nonsense\r\n" + _LENGTH + _BODY,
    "upgrade": b"GET /chat/session HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "body of a GET": b"GET /health HTTP/1.1\r\nHost: localhost\r\n" + _LENGTH + _BODY,
    "half a body": _REST + _LENGTH + _BODY[:9],
    "half a header": _REST[:60],
    "pipelined": (_REST + _LENGTH + _BODY) * 8,
    "pipelined with a broken one": (_REST + _LENGTH + _BODY) + b"nonsense\r\n\r\n" + (_REST + _LENGTH + _BODY),
}


def exchange(port: int, sent: bytes, *, by: int = 0, pause: float = 0.0, wait: float = 0.5) -> bytes:
    """Send bytes (`by` at a time with a `pause` between), stop sending, and return all that comes back in `wait` s."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        try:
            for piece in _pieces(sent, by):
                connection.sendall(piece)
                time.sleep(pause)
            connection.settimeout(wait)
            while more := connection.recv(65_536):
                received += more
        except (TimeoutError, ConnectionError):
            pass  # it hung up or has nothing more to say: both are answers to this
    return received


def statuses(received: bytes) -> list[int]:
    """The status of each response in what came back."""
    lines = [line for line in received.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]
    return [int(line.split()[1]) for line in lines]


def _pieces(sent: bytes, by: int) -> Iterator[bytes]:
    if not by:
        yield sent
        return
    for start in range(0, len(sent), by):
        yield sent[start : start + by]
