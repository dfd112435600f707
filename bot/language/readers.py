"""What this package reads of `knowledge/`, so that a document is refused before it is compiled (`bot.library.reading`).

Nothing here may ask for the present knowledge base: it is being made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.clinical.analytes import Catalogue
from bot.language.decision.beside.short_answers import ShortAnswer
from bot.language.decision.next_question import NextQuestion, NextQuestions
from bot.language.decision.scope.elsewhere import Elsewhere
from bot.language.decision.scope.outside import Shapes
from bot.language.decision.scope.words_asked import WordsAsked
from bot.language.decision.values.value_questions import ValueQuestion
from bot.language.decision.word_lists import whole_words
from bot.language.extraction.extractor import Extractor
from bot.language.register import Register
from bot.language.safety.gate import SafetyGate
from bot.language.safety.signs import SignReader
from bot.library.ids import NON_TOPIC_IDS, REQUIRED_TOPICS
from bot.library.reading import Names, Reader, Wrong

__all__ = ["READERS"]

_Data = Mapping[str, Any]
_LEANING: Final = frozenset({"same", "any"})


def _gate(rules: _Data, replies: _Data, _: Names) -> Iterator[Wrong]:
    """The rules compile, each has a reply, and each says of its own examples what it says it does."""
    gate = SafetyGate.from_dict(rules)
    for index, row in enumerate(rules["rules"]):
        if row["reply"] not in replies:
            yield Wrong(("rules", index, "reply"), f"safety_replies.yml has no {row['reply']!r}")
        for kind, label in (("positive", row["label"]), ("negative", None)):
            for place, text in enumerate(row[kind]):
                found = gate.check(text)
                if (found.label if found else None) != label:
                    heard = found.rule if found else "nothing"
                    yield Wrong(("rules", index, kind, place), f"{text!r} is heard as {heard}", told=True)


def _context(rules: _Data, lexicon: _Data, labs: _Data, _: Names) -> Iterator[Wrong]:
    Extractor(Catalogue.from_dict(labs), lexicon, rules)
    yield from ()


def _lexicon(lexicon: _Data, rules: _Data, labs: _Data, _: Names) -> Iterator[Wrong]:
    Extractor(Catalogue.from_dict(labs), lexicon, {**rules, "rules": []})
    yield from ()


def _next_questions(data: _Data, labs: _Data, names: Names) -> Iterator[Wrong]:
    """Each rule compiles, speaks of what exists, and is the first to hear its own examples."""
    known = names.topics | set(REQUIRED_TOPICS) | NON_TOPIC_IDS | _LEANING | {row["id"] for row in labs["analytes"]}
    sound = True
    for index, row in enumerate(data["rules"]):
        for wrong in _one_question(row, data["phrases"], known):
            sound = False
            yield Wrong(("rules", index, *wrong.loc), wrong.what)
    for index, row in enumerate(data["of_values"]["rules"]):
        try:
            ValueQuestion.from_dict(row, data["of_values"]["phrases"])
        except re.error as error:
            yield Wrong(("of_values", "rules", index), f"{error}: {error.pattern!r}")
        if row["does"] not in NON_TOPIC_IDS:
            yield Wrong(("of_values", "rules", index, "does"), f"there is no task {row['does']!r}")
    if sound:
        yield from _unheard(NextQuestions.from_dict(data))


def _one_question(row: _Data, phrases: Mapping[str, str], known: frozenset[str] | set[str]) -> Iterator[Wrong]:
    try:
        rule = NextQuestion.from_dict(row, phrases)
    except re.error as error:
        yield Wrong(("asks",), str(error))
        return
    for meant, places in rule.means.items():
        for name in sorted({meant, *places} - known):
            yield Wrong(("means", meant), f"there is no topic, task or value {name!r}")


def _unheard(questions: NextQuestions) -> Iterator[Wrong]:
    for index, rule in enumerate(questions.rules):
        for place, text in enumerate(rule.tried):
            if not rule.asks.search(text):
                yield Wrong(("rules", index, "tried", place), f"{text!r} is not heard by {rule.id}", told=True)


def _scope(data: _Data, names: Names) -> Iterator[Wrong]:
    Shapes.from_dict(data)
    known = names.topics | set(REQUIRED_TOPICS) | NON_TOPIC_IDS
    for index, row in enumerate(data.get("elsewhere") or ()):
        for name in sorted(set(row["topics"]) - known):
            yield Wrong(("elsewhere", index, "topics"), f"there is no topic or task {name!r}")
        for place, words in enumerate(row["names"]):
            if fault := _unreadable(str(words)):
                yield Wrong(("elsewhere", index, "names", place), fault)
    Elsewhere.from_dict(data)


def _clinicians(data: _Data, _: Names) -> Iterator[Wrong]:
    Register.from_dict(data)
    yield from ()


def _word_lists(data: _Data, _: Names) -> Iterator[Wrong]:
    for name, words in data.items():
        for place, word in enumerate(words):
            if fault := _unreadable(str(word)):
                yield Wrong((name, place), fault)
        whole_words(words)


def _short_answers(data: _Data, _: Names) -> Iterator[Wrong]:
    """Each rule compiles, hears what it says it hears, and leaves what it says it leaves."""
    for index, row in enumerate(data["rules"]):
        try:
            rule = ShortAnswer.from_dict(row, data.get("phrases") or {})
        except re.error as error:
            yield Wrong(("rules", index), f"{error}: {error.pattern!r}")
            continue
        for key, texts, wanted in (("tried", rule.tried, True), ("left", rule.left, False)):
            for place, text in enumerate(texts):
                if rule.hears(text) is not wanted:
                    said = "not heard" if wanted else "heard"
                    yield Wrong(("rules", index, key, place), f"{text!r} is {said} by {rule.id}", told=True)


def _short_links(data: _Data, other: _Data, names: Names) -> Iterator[Wrong]:
    """What a rule counts as, leads to and follows exists, and it has words to say."""
    known = names.topics | set(REQUIRED_TOPICS) | NON_TOPIC_IDS
    rules = {row["id"] for document in (data, other) for row in document["rules"]}
    for index, row in enumerate(data["rules"]):
        if row.get("label", "emotional_support") not in known:
            yield Wrong(("rules", index, "label"), f"there is no topic or task {row['label']!r}")
        for key, there, kind in (
            ("suggest", known, "topic or task"),
            ("after_topic", known, "topic or task"),
            ("after", rules, "rule"),
            ("after_ever", rules, "rule"),
        ):
            for place, name in enumerate(row.get(key) or ()):
                if name not in there:
                    yield Wrong(("rules", index, key, place), f"there is no {kind} {name!r}")
        if not row.get("says") or not all(row["says"]):
            yield Wrong(("rules", index, "says"), "has no words to say")


def _glossary(data: _Data, _: Names) -> Iterator[Wrong]:
    """Each name is heard as its own entry, and what it is not to be mistaken for is heard as none."""
    asked = WordsAsked.from_dict(data)
    for index, row in enumerate(data["words"]):
        for key, wanted in (("names", str(row["id"])), ("unlike", None)):
            for place, name in enumerate(row.get(key) or ()):
                found = asked.heard(f"what does {name} mean")
                if (found[0] if found else None) != ((wanted,) if wanted else None):
                    heard = ", ".join(found[0]) if found else "nothing"
                    yield Wrong(("words", index, key, place), f"{name!r} is heard as {heard}", told=True)


def _triage(data: _Data, rules: _Data, _: Names) -> Iterator[Wrong]:
    """The signs compile with the lists of the rules, and each that is said back is named in both voices."""
    SignReader.from_dict(data, rules, SafetyGate.from_dict(rules))
    for sign, row in data["signs"].items():
        if "names" in row and set(row["names"]) != {"patient", "clinician"}:
            yield Wrong(("signs", sign, "names"), "needs the words of both voices")


def _unreadable(words: str) -> str | None:
    """What is wrong with one entry, which is also a regular expression."""
    try:
        re.compile(words)
    except re.error as error:
        return f"{error}: {words!r}"
    return None


READERS: Final = (
    Reader(("red_flags", "safety_replies"), _gate),
    Reader(("lexicon", "context_rules", "labs"), _lexicon),
    Reader(("context_rules", "lexicon", "labs"), _context),
    Reader(("next_questions", "labs"), _next_questions),
    Reader(("scope",), _scope),
    Reader(("clinicians",), _clinicians),
    Reader(("word_lists",), _word_lists),
    Reader(("feelings",), _short_answers),
    Reader(("everyday",), _short_answers),
    Reader(("feelings", "everyday"), _short_links),
    Reader(("everyday", "feelings"), _short_links),
    Reader(("triage", "red_flags"), _triage),
    Reader(("glossary",), _glossary),
)
