"""Sessions of the public channel: the server issues them, a browser never chooses who it is.

A token is a random number, signed and dated. The conversation's id is made from that number with the server's key, so
that nobody who reads a token, its cookie or a proxy's log learns the id, and nobody who knows an id can make a token.
Nothing has to be looked up: sessions outlive a restart without a table of them beside the conversations.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import time
from dataclasses import dataclass
from http.cookies import CookieError

from itsdangerous import BadData, URLSafeTimedSerializer
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.language.unkept import UNKEPT, WEB
from bot.settings import Settings
from bot.web.closed import ClosedSessions

__all__ = ["COOKIE", "Session", "Sessions"]

COOKIE = "calci_session"
_DAY = 24 * 3600
_KEPT, _UNKEPT = "k", "u"  # the first letter of a token's number: whether its conversation may be stored
_PREFIX = {_KEPT: WEB, _UNKEPT: UNKEPT}
_NUMBER = re.compile(rf"[{_KEPT}{_UNKEPT}][\w\-]{{24}}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Session:
    """A conversation: `sender` is Rasa's conversation id, `token` what the browser holds."""

    sender: str
    token: str
    new: bool


class Sessions:
    """Signs and reads session tokens.

    Attributes:
        stores: whether this server writes conversations to a disk, so that a person can choose.
        days: days that a session and a stored conversation last.
    """

    def __init__(self, settings: Settings) -> None:
        secret = settings.secret()
        self._signer = URLSafeTimedSerializer(secret, salt="session")
        self._key = hashlib.sha256(b"conversation id:" + secret.encode()).digest()
        self.stores = settings.store
        self.days = settings.retention_days
        self._lifetime = settings.retention_days * _DAY
        self._closed = ClosedSessions(settings.home / "closed_sessions" if settings.store else None, self._lifetime)

    def find(self, request: Request) -> Session | None:
        """The session of a request, from its bearer token or its cookie; None when there is no valid one."""
        header = request.headers.get("authorization", "")
        tokens = [header[7:].strip()] if header.lower().startswith("bearer ") else []
        tokens.append(_cookie(request))
        for token in filter(None, tokens):
            sender = self._read(token)
            if sender is not None:
                return Session(sender, token, new=False)
        return None

    def _read(self, token: str) -> str | None:
        """Whose token it is. One of a time to come is ours too: the clock was put back since it was issued."""
        try:
            number, issued = self._signer.loads(token, return_timestamp=True)
        except (BadData, UnicodeError):
            return None
        if not _as_it_was_written(token) or time.time() - issued.timestamp() > self._lifetime:
            return None
        sender = self._sender(number) if isinstance(number, str) else None
        return None if sender is None or sender in self._closed else sender

    def _sender(self, number: str) -> str | None:
        """The conversation's id that a token's number stands for; tokens of earlier versions hold the id itself."""
        if number.startswith(WEB):
            return number
        if not _NUMBER.fullmatch(number):
            return None
        made = hmac.digest(self._key, number.encode("ascii"), "sha256")
        return _PREFIX[number[0]] + base64.urlsafe_b64encode(made[:18]).decode()

    def create(self, *, stored: bool = True) -> Session:
        """A new conversation; with `stored=False` one that is kept in memory only."""
        number = (_KEPT if stored else _UNKEPT) + secrets.token_urlsafe(18)
        return Session(str(self._sender(number)), str(self._signer.dumps(number)), new=True)

    def close(self, session: Session) -> None:
        """From now on the session's token opens nothing."""
        self._closed.add(session.sender)

    def remember(self, response: HTTPResponse, session: Session, *, secure: bool) -> None:
        """Set the cookie: not readable by scripts, not sent from other sites."""
        response.cookies[COOKIE] = session.token
        cookie = response.cookies[COOKIE]
        cookie["httponly"] = True
        cookie["samesite"] = "Lax"
        cookie["path"] = "/"
        cookie["max-age"] = self._lifetime
        if secure:
            cookie["secure"] = True

    @staticmethod
    def forget(response: HTTPResponse) -> None:
        response.cookies[COOKIE] = ""
        response.cookies[COOKIE]["max-age"] = 0
        response.cookies[COOKIE]["path"] = "/"


def _as_it_was_written(token: str) -> bool:
    """Whether a token is spelt as it was issued: the last letter of base64 has bits that count for nothing."""
    signature = token.rpartition(".")[2]
    try:
        whole = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    except (binascii.Error, ValueError):
        return False
    return base64.urlsafe_b64encode(whole).decode().rstrip("=") == signature


def _cookie(request: Request) -> str:
    try:
        return str(request.cookies.get(COOKIE) or "")
    except CookieError:  # another program's cookie that Python cannot parse
        return ""
