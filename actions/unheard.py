"""A name of which the knowledge base says nothing, in a question on our illness: "IVIG in CUA"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from actions.resources import knowledge
from actions.turn import Turn
from bot.language.decision.scope.outside import mentions_our_disease, words_of
from bot.library.current import document

__all__ = ["unheard", "unheard_medicine"]

_MOST = 2  # words of a name
_FEW = 9  # words of a question on one thing
_SHORTEST = 4  # letters, but for capitals: "APS"
_ORDINARY = frozenset(  # capitals, and parts of names, that are no medicine
    "lol omg btw fyi asap imo imho tbh idk thx pls uk usa nhs icu itu gp oxide chloride carbonate citrate acetate "
    "hydroxide gluconate phosphate sulfate sulphate bicarbonate".split()
)
_TREATS = re.compile(
    r"\b(?:evidence|roles?|use[ds]?|using|help\w*|work\w*|effective\w*|efficacy|try|tried|giv\w+|treat\w*|therapy|"
    r"add|adding|"
    r"start\w*|trials?|stud(?:y|ies)|benefit\w*|thoughts|experience|data|indicat\w+|options?|consider\w*|safe\w*|"
    r"worth)\b",
    re.I,
)
_PLACE = re.compile(r"\b(?:in|from|at|near|across|throughout|within) (?:the )?$", re.I)
_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9-]{2,}\b")
_ASKING = frozenset(
    "any anyone thoughts evidence data role use used using study studies trial trials paper papers work works working "
    "effective efficacy useful help helps safe safety experience literature series report reports case cases "
    "algorithm guideline guidelines protocol protocols pathway checklist consensus pathophys pathogenesis aetiology "
    "etiology epidemiology prognostication mortality overview summary indication indicated consider considered option "
    "options worth patient patients lesions ulcers wounds".split()
)


def unheard(turn: Turn) -> str | None:
    """The one unknown name in a health professional's short question on a treatment of our illness; None without one.

    Nothing else was looked for: of a country, or of a word like "LOL", it is not said that no study is known.
    """
    text = turn.question
    if not turn.is_clinician or not mentions_our_disease(text) or len(text.split()) > _FEW:
        return None
    capitals = {word.lower() for word in _CAPITALS.findall(text)}
    asked = [word for word in words_of(text) if word not in _ASKING and not mentions_our_disease(word)]
    new = [
        w
        for w in asked
        if w not in _ORDINARY and not _known() & {w, w.removesuffix("s")} and (len(w) >= _SHORTEST or w in capitals)
    ]
    if not 0 < len(new) <= _MOST or not _as_treatment(text, new):
        return None
    return " ".join(word.upper() if word in capitals else word for word in new)


def _as_treatment(text: str, name: Sequence[str]) -> bool:
    """Whether the name stands where a treatment stands: "IVIG in CUA", "does IVIG help in CUA", not "CUA in Sweden"."""
    found = re.search(rf"\b{re.escape(name[0])}", text, re.I)
    if found is None or _PLACE.search(text[: found.start()]):
        return False
    before_illness = re.search(r"\b(?:in|for|against|as|with)\b", text[found.end() :], re.I)
    after = text[found.end() :]
    return bool(_TREATS.search(text) or (before_illness and mentions_our_disease(after)))


def unheard_medicine(turn: Turn) -> str | None:
    """The same only for what is written or ends like a medicine or a procedure: "IVIG", "tocilizumab"."""
    name = unheard(turn)
    return name if name and (name.isupper() or _ending().search(name)) else None


@lru_cache(maxsize=1)
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, document('scope')['endings']))}|ine|ide|one|ate)s?$", re.I)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Every word of the statements, titles and keywords."""
    base = knowledge()
    texts = [text for topic in base.topics() for text in (topic.title, topic.ask, *topic.keywords)]
    texts += [statement.text for topic in base.topics() for statement in topic.statements()]
    return frozenset(word for text in texts for word in words_of(text))
