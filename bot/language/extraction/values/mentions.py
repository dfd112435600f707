"""A test named in a message, and what the words around the name make of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.language.extraction.words.tokens import Token

__all__ = ["ADJUSTED", "Fluids", "Mention", "fluid_id", "qualified", "with_levels", "with_totals"]

_HEADS = frozenset(
    """to changed set switched lowered raised went moved down up now from dropped increased reduced adjusted cut put
    turned using""".split()
) | frozenset({"with", "of", ":", "=", "contains", "containing", "has", "at", "is", "-"})
_OPENS = frozenset({"with", ":", "contains", "containing", "has"})
_LIST = frozenset({",", "and", "&", "/", "+", ":", "=", "is", "of", "at", "a", "mmol", "meq", "l", "mmol/l", "meq/l"})
_INTO = frozenset({"in", "the", "my", "a", "each", "our", "his", "her", "per", "dialysis", "pd"})
_BLOOD = frozenset({"blood", "serum", "plasma", "my"})
ADJUSTED = frozenset(
    """adj adjusted adjust corr corrected cor cacorr corrige corrigee corregido corregida corrigido corrigida corretto
    corretta korr korrigiert korrigiertes gecorrigeerd""".split()
)
_OF_FLUID = "fluid:"  # before the id of a test that is named for a fluid
#: Strengths in which dialysis fluid is made; none of them is a usual value of blood.
_STRENGTHS = {
    "potassium": frozenset({"0", "1", "1.0", "2", "2.0", "3", "3.0"}),
    "calcium": frozenset({"1", "1.0", "1.25", "1.5", "1.50", "1.75", "3", "3.0", "3.5"}),
}
_DOSED_NAMES = frozenset(
    "vitamind vitd vitaminddrops vitamindtablets vitamindcapsules vitamindsupplement vitamindsupplements "
    "cholecalciferol colecalciferol ergocalciferol".split()
)
_MEASURED = frozenset({"measured", "uncorrected", "unadjusted", "uncorr", "unadj"})
_TIES = frozenset({"calcium", "ca", "is", "was", ":", "=", "of", "at"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A test named on the tokens `[first, last]`.

    `kind`: `lab` one of the catalogue (`id`), `test` another one, `drug` something with such a word in its name.
    `short`: counts only with a number right after it. `unsure`: a guess from spelling, to be confirmed.
    """

    kind: Literal["lab", "test", "drug"]
    id: str
    first: int
    last: int
    name: str = ""
    short: bool = False
    unsure: bool = False


def fluid_id(mention: Mention) -> str:
    """Return the id of a test of a fluid that is named like `mention`."""
    if mention.id.startswith(_OF_FLUID):
        return mention.id
    return f"{_OF_FLUID}{mention.id}" if mention.kind == "lab" else "test"


class Fluids:
    """Knows the names that speak of a dialysis bath, a bag or a drip instead of blood."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)

    def marked(self, tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
        """Return the mentions, those of a fluid turned into other tests: `a bath with calcium 1.25 and potassium 2`."""
        if not any(token.norm in self._words for token in tokens):
            return list(mentions)
        marked: list[Mention] = []
        opened: Mention | None = None
        for each in mentions:
            goes_on = opened is not None and _lists_on(tokens, opened, each)
            heads = self._headed(tokens, each)
            blood = bool(_BLOOD & set(each.name.split()))
            if each.kind != "drug" and not blood and (heads or goes_on or self._into(tokens, each)):
                goes_on = goes_on or (heads == "one" and self._at_once(tokens, each, mentions))
                opened = each if goes_on or heads == "opens" else None
                marked.append(Mention("test", fluid_id(each), each.first, each.last, each.name, short=True))
            else:
                opened = None
                marked.append(each)
        return sorted([*marked, *_own_beside(tokens, marked)], key=lambda each: each.first)

    def holds(self, token: Token) -> bool:
        """Whether the token is a word for a fluid."""
        return token.norm in self._words

    def _headed(self, tokens: Sequence[Token], mention: Mention) -> str:
        """Return `opens` for the first of a list (`fluid: potassium 2`), `one` for `bath potassium`, else nothing."""
        words: list[str] = []
        for token in reversed(tokens[max(0, mention.first - 4) : mention.first]):
            if token.norm in self._words:
                return "opens" if _OPENS & set(words) else "one"
            if token.norm not in _HEADS:
                break
            words.append(token.norm)
        return ""

    def _at_once(self, tokens: Sequence[Token], mention: Mention, mentions: Sequence[Mention]) -> bool:
        """`Dialysate Ca 1.25 K 2.0`: the next name stands right behind the number of the first.

        Behind a comma only with a strength in which the fluid is made: `dialysate Ca 1.25, K 2.0`, not `K 6.1`.
        """
        following = next((each for each in mentions if each.first > mention.last), None)
        if following is None:
            return False
        between = tokens[mention.last + 1 : following.first]
        if [token.kind for token in between] == ["number"]:
            return True
        number = next((token.norm for token in tokens[following.last + 1 : following.last + 2]), "")
        listed = [token.norm if token.norm == "," else token.kind for token in between] == ["number", ","]
        return listed and following.id != mention.id and number in _STRENGTHS.get(following.id, ())

    def _into(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """`Calcium 1.25 bath`, `potassium 20 mmol in the bag`: the fluid stands behind the number."""
        numbers = 0
        for token in tokens[mention.last + 1 : mention.last + 10]:
            if token.norm in self._words:
                return numbers == 1
            numbers += token.kind == "number"
            if token.kind == "break" or numbers > 1 or (token.norm not in _LIST | _INTO and token.kind != "number"):
                return False
            if token.norm in {",", "and", ";"}:
                return False
        return False


def _own_beside(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """`Bath to potassium 2 because mine was 6.3`: the writer's own value of what the fluid was named for."""
    fluids = [each for each in mentions if each.kind == "test" and each.id.startswith(_OF_FLUID)]
    labs = [each.first for each in mentions if each.kind == "lab"]
    found = []
    for each, after in zip(fluids, [*(one.first for one in fluids[1:]), len(tokens)], strict=False):
        for token in tokens[each.last + 1 : after]:
            number = next((t for t in tokens[token.index + 1 : token.index + 4] if t.kind == "number"), None)
            if token.norm == "mine" and number is not None and not any(each.last < lab <= number.index for lab in labs):
                found.append(Mention("lab", each.id.removeprefix(_OF_FLUID), token.index, token.index, "mine"))
    return found


def _lists_on(tokens: Sequence[Token], opened: Mention, mention: Mention) -> bool:
    between = tokens[opened.last + 1 : mention.first]
    return tokens[opened.first].line == tokens[mention.first].line and all(
        token.kind == "number" or token.norm in _LIST for token in between
    )


def qualified(tokens: Sequence[Token], mention: Mention) -> Mention:
    """Take `Adj.` or `Corr.` before calcium into its name, so that the measured one can be told from it.

    The tokens stay as they are: a full stop may part them.
    """
    if mention.kind != "lab" or mention.id != "calcium" or mention.first == 0:
        return mention
    first = mention.first - 1
    if tokens[first].norm == "." and first:
        first -= 1
    if tokens[first].norm not in ADJUSTED:
        return mention
    return replace(mention, name=f"{tokens[first].norm} {mention.name}")


def with_totals(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """Add the calcium that a word names beside another: `ionised 1.21, total 2.62`, `corrected 2.5, measured 2.3`."""
    beside = {
        "total": [each for each in mentions if each.id == "ionized_calcium"],
        "measured": [each for each in mentions if each.id == "calcium" and not ADJUSTED.isdisjoint(each.name.split())],
    }
    if not any(beside.values()):
        return list(mentions)
    named = {place for each in mentions for place in range(each.first, each.last + 1)}
    added = []
    for token in tokens:
        if token.norm not in _MEASURED | {"total"}:
            continue
        others = beside[
            "total" if token.norm == "total" and beside["total"] else "measured"
        ]  # `corrected 2.6 (total 2.4)`
        near = any(tokens[each.first].sentence == token.sentence for each in others)
        if token.index in named or not near:
            continue
        after = next((each for each in tokens[token.index + 1 :] if each.norm not in _TIES), None)
        if after is None or after.kind != "number" or after.index in named:
            continue
        if (token.norm == "total" and beside["total"]) or "." in after.norm:  # `measured 12 May`
            added.append(Mention("lab", "calcium", token.index, token.index, token.norm))
    return sorted([*mentions, *added], key=lambda each: each.first)


def with_levels(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """Add the test that `my level` means behind a dose: `vitamin D 50000 IU weekly and my level is 21`."""
    added = []
    for each in mentions:
        word = "".join(letter for letter in each.name if letter.isalpha())
        if each.kind == "lab" or word not in _DOSED_NAMES:
            continue
        for token in tokens[each.last + 1 : each.last + 14]:
            behind = tokens[token.index + 1 : token.index + 4]
            number = next((t for t in behind if t.kind == "number"), None)
            if token.norm in {"level", "levels"} and number is not None and not _named(mentions, each, number):
                added.append(Mention("lab", "vitamin_d_25oh", token.index, token.index, "level"))
    return sorted([*mentions, *added], key=lambda one: one.first)


def _named(mentions: Sequence[Mention], dose: Mention, number: Token) -> bool:
    return any(dose.last < each.first <= number.index for each in mentions)
