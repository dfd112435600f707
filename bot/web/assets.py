"""The static files: read once, packed once, addressed by what is in them."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

__all__ = ["FOLDER", "Asset", "assets", "pack", "stamped", "takes_gzip", "varies"]

FOLDER = Path(__file__).resolve().parent / "static"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".png": "image/png",
}
_SMALL = 700  # bytes; below this, packing saves nothing
_YEAR = 31_536_000
_ADDRESS = re.compile(r"/static/([\w./-]+)")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes, the same packed (`None` where that does not help), media type, and a tag of its content."""

    content: bytes
    packed: bytes | None
    media_type: str
    tag: str

    @classmethod
    def of(cls, content: bytes, suffix: str) -> Asset:
        """Make an asset of `content`; `suffix` (`.js`) says its type."""
        packed = gzip.compress(content, 9, mtime=0) if len(content) > _SMALL and suffix != ".png" else None
        tag = hashlib.sha256(content).hexdigest()[:20]
        return cls(content, packed, _TYPES.get(suffix, "application/octet-stream"), tag)

    def answer(self, request: Request) -> HTTPResponse:
        """Answer a request: for ever under the address that names the content, else to be asked about each time."""
        use = self.packed if self.packed is not None and takes_gzip(request) else None
        tag = f'"{self.tag}{"-gz" if use is not None else ""}"'
        named = request.args.get("v") == self.tag
        headers = {
            "Cache-Control": f"public, max-age={_YEAR}, immutable" if named else "no-cache",
            "ETag": tag,
            "Vary": "Accept-Encoding",
        }
        if tag in [given.strip().removeprefix("W/") for given in request.headers.get("if-none-match", "").split(",")]:
            return empty(304, headers)
        if use is not None:
            headers["Content-Encoding"] = "gzip"
        return raw(self.content if use is None else use, content_type=self.media_type, headers=headers)


@lru_cache(maxsize=1)
def assets() -> Mapping[str, Asset]:
    """The files of `static/` by their path in it; no path of a request ever reaches the file system."""
    found = (path for path in FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): Asset.of(path.read_bytes(), path.suffix) for path in found}


def stamped(text: str) -> str:
    """Return a page or script in which each `/static/…` address names the content: `/static/page.css?v=…`."""

    def stamp(found: re.Match[str]) -> str:
        asset = assets().get(found[1])
        return found[0] if asset is None else f"{found[0]}?v={asset.tag}"

    return _ADDRESS.sub(stamp, text)


def takes_gzip(request: Request) -> bool:
    """Tell whether the client accepts gzip (`gzip;q=0` means that it does not)."""
    given = request.headers.get("accept-encoding", "").lower().split(",")
    offers = {name.strip(): weight.replace(" ", "") for name, _, weight in (offer.partition(";") for offer in given)}
    return "gzip" in offers and offers["gzip"] not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}


def varies(response: HTTPResponse, header: str) -> None:
    """Add a header of the request to those that the response depends on."""
    named = response.headers.get("Vary")
    response.headers["Vary"] = f"{named}, {header}" if named else header


async def pack(request: Request, response: HTTPResponse) -> None:
    """Pack a page made for this request. Only for pages without secrets: the packed size tells of them."""
    body = response.body
    if response.status != 200 or not body or len(body) <= _SMALL or "content-encoding" in response.headers:
        return
    varies(response, "Accept-Encoding")
    if takes_gzip(request):
        response.body = gzip.compress(body, 6, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
