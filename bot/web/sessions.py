"""Sessions of the public channel: the server issues them, a browser never chooses who it is."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from http.cookies import CookieError

from itsdangerous import BadData, URLSafeTimedSerializer
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.language.unkept import UNKEPT
from bot.settings import Settings
from bot.web.closed import ClosedSessions

__all__ = ["COOKIE", "Session", "Sessions"]

COOKIE = "calci_session"
_DAY = 24 * 3600


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
        self._signer = URLSafeTimedSerializer(settings.secret(), salt="session")
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
            sender, issued = self._signer.loads(token, return_timestamp=True)
        except (BadData, UnicodeError):
            return None
        if time.time() - issued.timestamp() > self._lifetime:
            return None
        if not isinstance(sender, str) or not sender.startswith("web-") or sender in self._closed:
            return None
        return sender

    def create(self, *, stored: bool = True) -> Session:
        """A new conversation; with `stored=False` one that is kept in memory only."""
        sender = ("web-" if stored else UNKEPT) + secrets.token_urlsafe(18)
        return Session(sender, str(self._signer.dumps(sender)), new=True)

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


def _cookie(request: Request) -> str:
    try:
        return str(request.cookies.get(COOKIE) or "")
    except CookieError:  # another program's cookie that Python cannot parse
        return ""
