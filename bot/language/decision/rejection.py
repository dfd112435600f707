"""Another disease, another medicine, no medicine at all: when not to answer as though it were this disease."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.language.decision.model import Decision, Ranking

__all__ = ["Rejector"]

_OUR_DISEASE = re.compile(r"\bcalciphyl\w*|\bcua\b|calcific ura?emic", re.I)


@dataclass(frozen=True, slots=True)
class Rejector:
    """Recognises what is out of scope by name (`names`, folded, other conditions and medicines) and by probability."""

    names: frozenset[str] = field(default_factory=frozenset)

    def decide(self, turn: Mapping[str, Any], ranking: Ranking) -> Decision | None:
        text = str(turn.get("text") or "")
        if not ranking or _OUR_DISEASE.search(text):
            return None
        chances = dict(ranking)
        outside = {k: chances.get(k, 0.0) for k in ("out_of_scope_medical", "out_of_scope_other")}
        label = max(outside, key=outside.__getitem__)
        if ranking[0][0] in outside or sum(outside.values()) > 0.5:
            return Decision(label, label, sum(outside.values()), "classifier", alternatives=ranking[1:4])
        return None
