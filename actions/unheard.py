"""A name of which the knowledge base says nothing, in a question on our illness: "IVIG in CUA"."""

from __future__ import annotations

import re
from functools import lru_cache

from actions.resources import knowledge
from actions.turn import Turn
from bot.language.decision.outside import mentions_our_disease, words_of
from bot.library.current import document

__all__ = ["unheard", "unheard_medicine"]

_MOST = 2  # words of a name
_FEW = 9  # words of a question on one thing
_SHORTEST = 4  # letters, but for capitals: "APS"
_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9-]{2,}\b")
_ASKING = frozenset(
    "any anyone thoughts evidence data role use used using study studies trial trials paper papers work works working "
    "effective efficacy useful help helps safe safety experience literature series report reports case cases "
    "algorithm guideline guidelines protocol protocols pathway checklist consensus pathophys pathogenesis aetiology "
    "etiology epidemiology prognostication mortality overview summary indication indicated consider considered option "
    "options worth patient patients lesions ulcers wounds".split()
)


def unheard(turn: Turn) -> str | None:
    """The one unknown name in a health professional's short question that names our illness; None without one."""
    text = turn.question
    if not turn.is_clinician or not mentions_our_disease(text) or len(text.split()) > _FEW:
        return None
    capitals = {word.lower() for word in _CAPITALS.findall(text)}
    asked = [word for word in words_of(text) if word not in _ASKING and not mentions_our_disease(word)]
    new = [w for w in asked if not _known() & {w, w.removesuffix("s")} and (len(w) >= _SHORTEST or w in capitals)]
    if not 0 < len(new) <= _MOST:
        return None
    return " ".join(word.upper() if word in capitals else word for word in new)


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
