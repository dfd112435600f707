"""The addresses of the encyclopedia."""

from __future__ import annotations

from collections import Counter
from urllib.parse import quote, urlencode

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw, redirect

from bot.library.current import knowledge
from bot.web.assets import pack
from bot.web.encyclopedia import case, lookalikes, topics
from bot.web.encyclopedia.dictionary import words_page
from bot.web.encyclopedia.machine import index_data, topic_data
from bot.web.encyclopedia.rendering import page
from bot.web.problems import Problem

__all__ = ["blueprint"]

_MOST_PICKED = 60


def blueprint() -> Blueprint:
    """`/topics…`, `/words`, `/about/evidence` and `/encyclopedia`."""
    routes = Blueprint("encyclopedia")
    routes.middleware(pack, attach_to="response")
    _topic_routes(routes)
    _case_routes(routes)
    _other_routes(routes)
    return routes


def _topic_routes(routes: Blueprint) -> None:
    @routes.get("/topics")
    async def index(request: Request) -> HTTPResponse:
        query = _argument(request, "q")
        if query.strip():
            return _search(query, _argument(request, "voice"))
        return page("index.html", groups=topics.groups(knowledge()))

    @routes.get("/topics.json")
    async def index_machine(_: Request) -> HTTPResponse:
        return json(index_data(knowledge()))

    @routes.get("/topics/<name:str>")
    async def topic(request: Request, name: str) -> HTTPResponse:
        base = knowledge()
        wants_json = name.endswith(".json")
        found = base.topic(name.removesuffix(".json"))
        if found is None:
            if wants_json:
                raise Problem(404, "There is no topic of this name.")
            return _missing(name)
        if wants_json:
            return json(topic_data(base, found))
        return page("topic.html", page=topics.topic_page(base, found, _argument(request, "voice")))

    @routes.get("/topics/figures/<name:str>")
    async def figure(_: Request, name: str) -> HTTPResponse:
        svg = knowledge().figure(name.removesuffix(".svg"))
        if svg is None or not name.endswith(".svg"):
            raise Problem(404, "There is no figure of this name.")
        return raw(svg.encode(), content_type="image/svg+xml")


def _case_routes(routes: Blueprint) -> None:
    @routes.get("/topics/case")
    async def overview(_: Request) -> HTTPResponse:
        return page("case.html", steps=case.steps(knowledge()))

    @routes.get("/topics/case/<name:str>")
    async def step(request: Request, name: str) -> HTTPResponse:
        base = knowledge()
        steps = case.steps(base)
        found = next((each for each in steps if each.id == name), None)
        if found is None:
            return _missing(f"case {name}")
        answers = [value for value in request.args.getlist("answer") or [] if value.isascii() and value.isdigit()]
        picked = {int(value) for value in answers if len(value) < 3} & set(range(len(found.options)))
        return page(
            "case_step.html",
            step=found,
            steps=steps,
            references=found.references(base),
            picked=picked,
            answered=bool(picked) or bool(_argument(request, "show")),
            following=steps[found.number] if found.number < len(steps) else None,
            before=steps[found.number - 2] if found.number > 1 else None,
        )

    @routes.get("/topics/differential")
    async def differential(request: Request) -> HTTPResponse:
        picked = (request.args.getlist("f") or [])[:_MOST_PICKED]
        return page(
            "differential.html", page=lookalikes.lookalike_page(knowledge(), picked), weights=lookalikes.WEIGHTS
        )


def _other_routes(routes: Blueprint) -> None:
    @routes.get("/topics/codes")
    async def codes(_: Request) -> HTTPResponse:
        return redirect("/topics/names_and_codes", status=301)

    @routes.get("/words")
    async def words(_: Request) -> HTTPResponse:
        return page("words.html", page=words_page(knowledge()))

    @routes.get("/encyclopedia")
    async def encyclopedia(request: Request) -> HTTPResponse:
        query = _argument(request, "q")
        return redirect("/topics" + (f"?{urlencode({'q': query}, quote_via=quote)}" if query else ""), status=301)

    @routes.get("/about/evidence")
    async def evidence(_: Request) -> HTTPResponse:
        base = knowledge()
        statements = [item for topic in base.topics() for item in topic.statements() if not item.support]
        return page(
            "evidence.html",
            levels=Counter(item.evidence for item in statements),
            statements=len(statements),
            sources=len(base.cited(statements)),
        )


def _argument(request: Request, name: str) -> str:
    return str(request.args.get(name) or "")


def _search(query: str, voice: str, status: int = 200) -> HTTPResponse:
    return page("search.html", status, result=topics.search(knowledge(), query, voice), voice=voice)


def _missing(name: str) -> HTTPResponse:
    """A page that does not exist: what was meant may be found by its words."""
    words = " ".join("".join(letter if letter.isalnum() else " " for letter in name[:100]).split())
    return page("missing.html", 404, result=topics.search(knowledge(), words, None))
