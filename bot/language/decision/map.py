"""What the decision knows of the topics: their names and how they are related."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.language.decision.model import Ranking
from bot.language.decision.next_question import NextQuestions
from bot.language.intents.scope import OUTSIDE
from bot.library.ids import REQUIRED_TOPICS
from bot.library.store import KnowledgeBase

__all__ = ["TopicMap"]

_LONGEST = 4  # words in a keyword
_TAKEN_FOR = 0.3
# Keywords of ours, as `_stems` leaves them, that name many things beside ours.
_PLAIN = frozenset(
    "a about after again age alone and are as at avoid best case cause chance come cure daily day death definition do "
    "drug dry dying early example family for from get guideline have heal home how if in is it job list location long "
    "meaning mechanism month more new not number of often on onset open option or our pain plan prevent prevention "
    "protect question range recovery register research return sign signs should sleep spread start statistic stop "
    "study surgery symptom target test that the therapy threshold tip to touch travel treatment trial visit walking we "
    "week what when where which who why will with work worry you your".split()
)
_BEFORE = frozenset("what whats is are s the a an its tell give show me and please about which do you have".split())
_ASKING = frozenset("how often long why what cause who when where again day week month sign number many".split())


@dataclass(frozen=True, slots=True)
class TopicMap:
    """Titles and relations by topic id; topic ids by the question of their buttons, by keyword, and by title or id.

    `keywords` holds the titles and ids (`names`) as well.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    related: Mapping[str, frozenset[str]] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    keywords: Mapping[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    names: Mapping[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    next_questions: NextQuestions = field(default_factory=NextQuestions)

    @classmethod
    def read(cls, kb: KnowledgeBase, next_questions: NextQuestions | None = None) -> TopicMap:
        topics = list(kb.topics())
        related = {t.id: frozenset(t.related) | frozenset(t.suggest) for t in topics}
        names = _by_words((name, t.id) for t in topics for name in (t.title, t.id.replace("_", " ")))
        words = _by_words((word, t.id) for t in topics for word in (t.title, t.id.replace("_", " "), *t.keywords))
        asked = {_bare(t.ask): t.id for t in topics}
        return cls({t.id: t.title for t in topics}, related, asked, words, names, next_questions or NextQuestions())

    def asked(self, text: str) -> str | None:
        """The topic whose own question this is, word for word: what a button shows can also be typed.

        A topic that somebody added may have no examples yet: it is also found by its name ("what is larval therapy").
        """
        found = self.asked_for(text)
        own = (self._named_so(text) or found).difference(REQUIRED_TOPICS)
        alone = len(own) == 1 and (own == found or own == self._named_so(text))
        return self.questions.get(_bare(text)) or (next(iter(own)) if alone else None)

    def by_name(self, text: str, taken_for: str) -> str | None:
        """The added topic that the text calls by its name, where what it is taken for has that word for a keyword only.

        "Is gadolinium safe on dialysis?" is about the page of that name, and "an MRI with gadolinium" about scans.
        """
        words = _stems(text)
        runs = _runs(words)
        called = {t for run in runs if taken_for in self.keywords.get(run, ()) for t in self.names.get(run, ())}
        own = called.difference(REQUIRED_TOPICS, {taken_for})
        if len(own) != 1:
            return None
        theirs = {word for run in runs if own & self.keywords.get(run, frozenset()) for word in run}
        beside = any(
            taken_for in self.keywords.get(run, ()) and not (theirs.issuperset(run) or _PLAIN.issuperset(run))
            for run in runs
        )
        return None if beside else own.pop()

    def page_called(self, text: str, ranking: Ranking) -> str | None:
        """The added topic that names a message which is taken for little else: "could gadolinium hurt me?"."""
        ours, chance = next(((label, chance) for label, chance in ranking if label not in OUTSIDE), ("", 0.0))
        return self.by_name(text, ours) if chance >= _TAKEN_FOR else None

    def added(self, text: str) -> str | None:
        """The one added topic that the text names in two words or more; only its keywords can tell it so far."""
        runs = [run for run in _runs(_stems(text)) if len(run) > 1]
        found = {topic for run in runs if not _PLAIN.issuperset(run) for topic in self.keywords.get(run, ())}
        own = found.difference(REQUIRED_TOPICS)
        return own.pop() if len(own) == 1 == len(found) else None

    def is_topic(self, label: str) -> bool:
        return label in self.titles

    def named(self, text: str) -> frozenset[str]:
        """The topics that have a keyword in the text, and one that names little else."""
        runs = _runs(_stems(text))
        return frozenset(topic for run in runs if not _PLAIN.issuperset(run) for topic in self.keywords.get(run, ()))

    def called(self, words: str) -> frozenset[str]:
        """The topics that have these very words for a keyword; a bare "how often?" calls none."""
        stems = _stems(words)
        return frozenset() if _ASKING.issuperset(stems) else self.keywords.get(stems, frozenset())

    def asked_for(self, text: str) -> frozenset[str]:
        """The topics of which a question holds a keyword and nothing besides: "what is the ICD-10 code"."""
        return self.called(" ".join(_subject(text)))

    def _named_so(self, text: str) -> frozenset[str]:
        """The topics that are called, by title or id, what a question asks for and nothing besides."""
        return self.names.get(_subject(text), frozenset())

    def near(self, a: str, b: str) -> bool:
        """Whether one topic names the other as related."""
        return b in self.related.get(a, ()) or a in self.related.get(b, ())


def _by_words(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for words, topic in pairs:
        found.setdefault(_stems(words), set()).add(topic)
    return {key: frozenset(ids) for key, ids in found.items()}


def _runs(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The words that stand side by side, up to as many as a keyword has."""
    return [words[i : i + size] for size in range(1, _LONGEST + 1) for i in range(len(words) - size + 1)]


def _subject(text: str) -> tuple[str, ...]:
    """What is left of a question without its lead: "what is the ICD-10 code"."""
    words = _stems(text)
    while words and words[0] in _BEFORE:
        words = words[1:]
    return words


def _stems(text: str) -> tuple[str, ...]:
    """Words without a plural s, so that "x-rays" finds "x-ray"."""
    return tuple(w.removesuffix("s") if len(w) > 3 else w for w in re.findall(r"\w+", text.lower()))


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
