"""What a specific question of a health professional names, and the one to three statements that hold all of it.

"What did CALISTA show?", "sensitivity of biopsy?", "HR for death with STS": a study, an author, a figure, a medicine, a
group. The words are those of `knowledge/pointed.yml`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from actions.pinpoint import nearest_of, statements_of
from actions.resources import knowledge
from bot.library.current import document
from bot.library.model import Statement, Topic

__all__ = [
    "LISTS",
    "Pointed",
    "about_medicine",
    "cue_of",
    "elsewhere",
    "medicines_in",
    "named_of",
    "of_another",
    "pages_on",
    "pointed",
]

LISTS = (("figure", "figures"), ("medicine", "medicines"), ("group", "groups"))  # kinds of things, and where they stand

_MOST = 3
_FAR = 0.27  # how much less near than the best a statement may be that holds the same
_OWN_WORDS = 0.4  # how much nearer it is that a statement begins with the study, or gives the figure itself
_BESIDE = 16  # letters between the name of a figure and its number
_NUMBER = re.compile(r"\b(?!(?:19|20)\d\d\b)\d")  # a year is no figure
_NAME = r"(?P<name>[A-Za-z][\w’'-]+(?: (?:cua|calci|cal))?)"
_FEW = 4  # statements of a page on a group that still tell it from the rest
_POSITION = "position"  # of a disagreement: it leans on what is disputed
_ALMOST_ALL = "dialysed"  # nearly every statement is about people on dialysis
_SHORTEST = 4  # letters of a study's name
_CAPITALS = re.compile(r"\b(?=[\w-]*[A-Z][\w-]*[A-Z])[A-Za-z][\w-]{3,}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that can be asked for; `kind` is study, author, figure, medicine or group."""

    id: str
    kind: str
    name: str
    asks: re.Pattern[str]
    holds: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Pointed:
    """The statements that answer; `missing` names a figure that none of them gives."""

    statements: tuple[Statement, ...]
    missing: str = ""


def pointed(topic: Topic, question: str) -> Pointed | None:
    """What the topic, or the page of the medicine, says to all that the question names; None where it names nothing."""
    things = _things(question)
    must = [thing for thing in things if thing.kind in ("study", "author", "figure")]
    if not must:
        return _subgroup(topic, things, question)
    wishes = [thing for thing in things if thing not in must]
    for page in (topic, *_pages_on(wishes)):
        wanted = [*must, *(thing for thing in wishes if not _is_subject(page, thing))]
        found = _best(_holding(_own(page), wanted), must, question)
        if found:
            return Pointed(found)
    looked_at = _everything() if any(thing.kind != "figure" for thing in must) else _own(topic)
    found = _best(_holding(looked_at, must), must, question)
    if found:
        beside = [thing for thing in wishes if not _is_subject(topic, thing)]
        return Pointed((*_best(_holding(_own(topic), beside), must, question)[: len(beside)], *found)[:_MOST])
    figure = next((thing for thing in must if thing.kind == "figure"), None)
    return Pointed(_best(_holding(_own(topic), [_effect()]), [_effect()], question), figure.name) if figure else None


def _subgroup(topic: Topic, things: Sequence[Named], question: str) -> Pointed | None:
    """The few statements of the page on a medicine and a group that it names, with what the page amounts to."""
    beside = [thing for thing in things if not _is_subject(topic, thing) and thing.id != _ALMOST_ALL]
    held = [statement for statement in _holding(_own(topic), beside) if statement != topic.clinician.gist]
    if not 0 < len(held) <= _FEW:
        return None
    return Pointed((*_best(held, (), question)[: _MOST - 1], topic.clinician.gist))


def of_another(statement: Statement, question: str) -> bool:
    """Whether a statement is about other medicines than those that the question names."""
    told, asked = (
        {thing.id for thing in _listed() if thing.kind == "medicine" and thing.asks.search(text)}
        for text in (statement.text, question)
    )
    return bool(told) and not told & asked


def _holds_all(statement: Statement, wanted: Sequence[Named]) -> bool:
    return all(_holds(statement, thing) for thing in wanted)


def elsewhere(question: str) -> Topic | None:
    """The topic that says most of a study or an author named in the question; None without such a name."""
    named = [thing for thing in _things(question) if thing.kind in ("study", "author")]
    told = Counter(statement.topic for statement in _holding(_everything(), named)) if named else None
    return knowledge().topic(told.most_common(1)[0][0]) if told else None


def _things(question: str) -> list[Named]:
    return [*_by_name(question), *(thing for thing in _listed() if thing.asks.search(question))]


def _holding(statements: Iterable[Statement], wanted: Sequence[Named]) -> list[Statement]:
    return [s for s in statements if wanted and _holds_all(s, wanted)]


def _holds(statement: Statement, thing: Named) -> bool:
    if thing.kind != "author":
        return bool(thing.holds.search(statement.text))
    return any(thing.holds.search(source) for source in statement.sources)


def _is_subject(page: Topic, thing: Named) -> bool:
    """A page on the medicine need not name it in every line."""
    return bool(thing.holds.search(f"{page.title} {page.ask}"))


def medicines_in(question: str) -> list[str]:
    """The medicines that a question names, in its words."""
    medicines = (thing for thing in _listed() if thing.kind == "medicine")
    return [found.group().strip() for thing in medicines if (found := thing.asks.search(question))]


def about_medicine(topic: Topic, question: str) -> tuple[Statement, ...]:
    """What a page says of the medicine that the question names, the nearest first; nothing where all of it is on it."""
    things = [thing for thing in _things(question) if thing.kind == "medicine"]
    held = [s for s in _own(topic) if s != topic.clinician.gist and any(_holds(s, thing) for thing in things)]
    return tuple(near.statement for near in nearest_of(held, question)) if len(held) <= _FEW else ()


def pages_on(question: str) -> list[Topic]:
    """The topics that have a medicine of the question for their subject."""
    return _pages_on(_things(question))


def _pages_on(things: Iterable[Named]) -> list[Topic]:
    medicines = [thing for thing in things if thing.kind == "medicine"]
    return [page for page in knowledge().topics() if any(_is_subject(page, thing) for thing in medicines)]


def _best(statements: Iterable[Statement], must: Sequence[Named], question: str) -> tuple[Statement, ...]:
    """The nearest to the question; before them what begins with the study, or gives the figure itself."""
    found = nearest_of(list(dict.fromkeys(statements)), question)
    weighed = sorted(
        ((near.score + _weight(near.statement, must), near.statement) for near in found), key=lambda w: -w[0]
    )
    return tuple(statement for weight, statement in weighed[:_MOST] if weight >= weighed[0][0] - _FAR)


def _weight(statement: Statement, must: Sequence[Named]) -> float:
    measured = any(
        thing.kind == "figure" and _NUMBER.search(statement.text[found.start() : found.end() + _BESIDE])
        for thing in must
        for found in thing.holds.finditer(statement.text)
    )
    opens = any(thing.kind == "study" and thing.holds.match(statement.text) for thing in must)
    main = any(thing.kind == "author" and thing.holds.search(statement.sources[0]) for thing in must)
    told = main and bool(_NUMBER.search(statement.text)) and statement.role in ("gist", "body")
    worded = any(thing.kind == "figure" and thing.asks.search(statement.text) for thing in must)
    return _OWN_WORDS * (measured + opens + told + worded / 2)


def _own(topic: Topic) -> tuple[Statement, ...]:
    """What the page says in clinicians' words, less what only stands against something else."""
    return tuple(statement for statement in statements_of(topic.id, "clinician") if statement.role != _POSITION)


@lru_cache(maxsize=1)
def _effect() -> Named:
    """What stands in for a figure that nobody published."""
    effects = _compiled(document("pointed")["effects"])
    return Named("effect", "figure", "", effects, effects)


@lru_cache(maxsize=1)
def _everything() -> tuple[Statement, ...]:
    return tuple(statement for topic in knowledge().topics() for statement in _own(topic))


@lru_cache(maxsize=1)
def _listed() -> tuple[Named, ...]:
    data = document("pointed")
    return tuple(named_of(row, kind) for kind, key in LISTS for row in data[key])


def named_of(row: Mapping[str, str], kind: str) -> Named:
    """Compile one row of `knowledge/pointed.yml`."""
    return Named(row["id"], kind, row.get("name", ""), _compiled(row["asks"]), _compiled(row.get("holds", row["asks"])))


def cue_of(words: str) -> re.Pattern[str]:
    """Compile one entry of `who`, where {name} stands for what may be a study or an author."""
    return _compiled(words.replace("{name}", _NAME))


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


# -- names: of studies as the statements write them, of authors as the sources print them ----------------------------


def _by_name(question: str) -> list[Named]:
    """The studies and authors that a question names; a name that is also a word counts only where it is asked about."""
    said = [found["name"] for cue in _cues() for found in cue.finditer(question)]
    studies, squeezed = _studies(), _runs(question)
    ordinary = set(document("pointed")["ordinary"])
    named = {
        key for key in studies if (key not in ordinary and key in squeezed) or key in {_squeezed(name) for name in said}
    }
    named |= {key for key in ordinary & set(studies) if any(re.search(rf"\b{n}\b", question) for n in studies[key])}
    if named:
        return [_study(key, studies[key]) for key in sorted(named)]
    authors = _authors()
    years = _YEAR.findall(question)
    sources = [source for name in said for source in authors.get(_squeezed(name.removesuffix("'s")), ())]
    sources = [s for s in sources if not years or str((knowledge().source(s) or _Never).year) in years] or sources
    if not sources:
        return []
    any_of = _compiled(rf"^(?:{'|'.join(map(re.escape, dict.fromkeys(sources)))})$")
    return [Named("author", "author", "", any_of, any_of)]


class _Never:
    year = None


def _study(key: str, spellings: Sequence[str]) -> Named:
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, spellings))})\b")
    return Named(key, "study", spellings[0], words, words)


@lru_cache(maxsize=1)
def _cues() -> tuple[re.Pattern[str], ...]:
    return tuple(map(cue_of, document("pointed")["who"]))


@lru_cache(maxsize=1)
def _studies() -> dict[str, tuple[str, ...]]:
    """Names in capitals, as the statements spell them, by their letters alone: "beatcalci" is BEAT-Calci."""
    found: dict[str, tuple[str, ...]] = {}
    for statement in _everything():
        for name in _CAPITALS.findall(statement.text):
            key = _squeezed(name)
            if len(key) >= _SHORTEST:
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), name)))
    return found


@lru_cache(maxsize=1)
def _authors() -> dict[str, tuple[str, ...]]:
    """Source ids by the family name of an author, the newest first."""
    found: dict[str, tuple[str, ...]] = {}
    for source in sorted(knowledge().sources(), key=lambda s: -(s.year or 0)):
        for author in source.csl.get("author") or ():
            key = _squeezed(str(author.get("family") or ""))
            if key:
                found[key] = (*found.get(key, ()), source.id)
    return found


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _runs(question: str) -> frozenset[str]:
    """Single words and neighbours of a text without spaces and hyphens."""
    words = re.findall(r"[\w-]+", question.lower())
    return frozenset(map(_squeezed, words)) | {_squeezed(a + b) for a, b in pairwise(words)}
