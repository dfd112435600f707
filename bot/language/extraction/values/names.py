"""Which laboratory test is meant: names, misspellings and look-alikes of the analytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from bot.clinical.analytes import Catalogue
from bot.language.extraction.values.mentions import Fluids, Mention, fluid_id, qualified, with_levels, with_totals
from bot.language.extraction.words.numbers import read_digits
from bot.language.extraction.words.phrases import Hit, PhraseBook, longest
from bot.language.extraction.words.tokens import Lexer, Token

__all__ = ["Names"]

_PASSED = frozenset("no little pass passing passes less more any make makes making much some hardly residual".split())
_VOLUMES = frozenset({"l", "dl", "ml"})
_UNIT = re.compile(r"[a-z]{1,3}/[a-z]{1,2}")
_GROUPS = frozenset({"lab", "test", "drug"})
_LEVEL = (Decimal("0.2"), Decimal("4.5"))  # of magnesium, in either unit
_ALIKE, _MARGIN, _SHORTEST, _HEARD = 0.85, 0.10, 5, 7
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof"})
# Behind these `calc` means that the value was calculated.
_CALCULATED = frozenset(
    "( [ ldl vldl hdl c chol cholesterol osmolality osmo globulin gap ratio egfr non tsat product".split()
)


class Names:
    """The names of all analytes and of the tests that must not be taken for them."""

    def __init__(self, catalogue: Catalogue, data: Mapping[str, Any], book: PhraseBook, lexer: Lexer) -> None:
        self._short = {" ".join(lexer.phrase(each)) for each in (*data["short"], *data["letters"])}
        confirm = [*data["confirm"], *(each for analyte in catalogue.values() for each in analyte.confirm)]
        self._confirm = {" ".join(lexer.phrase(each)) for each in confirm}
        self._specimen = frozenset(data["other_specimen"])
        self._fluids = Fluids(data["fluids"])
        self._fuzzy: dict[str, str] = {}
        known: set[str] = set()
        cut, behind = frozenset(data["cut_short"]), tuple(data["qualifiers"])
        for analyte in catalogue.values():
            names = [*analyte.aliases, *analyte.misspellings, *data["names"].get(analyte.id, ())]
            names += [each for name in names for each in _spelled(name, cut, behind)]
            book.add("lab", analyte.id, names)
            known.update(" ".join(lexer.phrase(name)) for name in names)
            self._fuzzy.update({name: analyte.id for name in names if name.isalpha() and len(name) >= _SHORTEST})
        for letter, analyte_id in data["letters"].items():
            book.add("lab", analyte_id, [letter])
        book.add("drug", "drug", data["not_tests"])
        drugs = set(data["not_tests"])
        never = {each for analyte in catalogue.values() for each in analyte.never if not _UNIT.fullmatch(each)}
        never |= set(data["other_tests"])
        book.add("test", "test", (each for each in never - drugs if " ".join(lexer.phrase(each)) not in known))
        self._words = frozenset(self._fuzzy)
        sounds: dict[str, set[str]] = {}
        for name, analyte_id in self._fuzzy.items():
            if len(name) >= _HEARD:
                sounds.setdefault(_sound(name), set()).add(analyte_id)
        self._sounds = {sound: next(iter(ids)) for sound, ids in sounds.items() if len(ids) == 1}
        self._not_fuzzy = frozenset(word for each in never | drugs for word in lexer.phrase(each))

    def find(self, tokens: Sequence[Token], hits: Iterable[Hit], text: str) -> list[Mention]:
        """Return the tests named in a message, in order of place."""
        kept = longest(hit for hit in hits if hit.group in _GROUPS)
        mentions = [
            self._mention(tokens, hit) for hit in kept if not (_is_calculated(tokens, hit) or _is_initial(tokens, hit))
        ]
        taken = {place for each in mentions for place in range(each.first, each.last + 1)}
        mentions.extend(self._guessed(tokens, taken))
        checked = (self._specimen_checked(tokens, _without_value(tokens, each)) for each in mentions)
        told = _magnesium_told(tokens, list(checked))
        kept_names = sorted((each for each in told if not _is_unit(tokens, each, text)), key=lambda each: each.first)
        qualified_names = [qualified(tokens, each) for each in kept_names]
        return self._fluids.marked(tokens, with_levels(tokens, with_totals(tokens, qualified_names)))

    def _mention(self, tokens: Sequence[Token], hit: Hit) -> Mention:
        name = " ".join(token.norm for token in tokens[hit.first : hit.last + 1])
        if hit.group == "lab":
            short = name in self._short
            return Mention("lab", hit.key, hit.first, hit.last, name, short, unsure=name in self._confirm)
        return Mention("drug" if hit.group == "drug" else "test", hit.group, hit.first, hit.last, name, short=True)

    def _guessed(self, tokens: Sequence[Token], taken: set[int]) -> Iterable[Mention]:
        """Guess misspelled names, only where a number follows soon. Every guess is marked `unsure`."""
        for token in tokens:
            word = token.norm
            if token.kind != "word" or token.index in taken or len(word) < _SHORTEST or word in self._not_fuzzy:
                continue
            if any(each.kind == "number" for each in tokens[token.index + 1 : token.index + 5]):
                analyte = self._closest(word)
                if analyte:
                    yield Mention("lab", analyte, token.index, token.index, word, unsure=True)

    def _closest(self, word: str) -> str | None:
        """Return the analyte whose name sounds or is spelled like `word`, None if none or several are."""
        sound = _sound(word)
        if len(word) >= _HEARD - 1 and sound in self._sounds:
            return self._sounds[sound]
        scores: dict[str, float] = {}
        for name, score, _ in extract(
            word, self._words, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=_ALIKE - _MARGIN, limit=12
        ):
            if name[0] == word[0]:
                scores[self._fuzzy[name]] = max(score, scores.get(self._fuzzy[name], 0.0))
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < _ALIKE:
            return None
        clear = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _MARGIN
        return ranked[0][0] if clear else None

    def _under_specimen(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """`Random urine: Na 40, K 25, creatinine 5.5`: the specimen heads a list of its own."""
        for token in reversed(tokens[max(0, mention.first - 24) : mention.first]):
            if token.line != tokens[mention.first].line or token.norm in {";", ".", "blood", "serum", "plasma"}:
                return False
            if token.norm in self._specimen and not _is_output(tokens, token):
                after = [each.norm for each in tokens[token.index + 1 : token.index + 4]]
                return ":" in after and ")" not in after
        return False

    def _specimen_checked(self, tokens: Sequence[Token], mention: Mention) -> Mention:
        """A calcium in the urine or in the bath is another test."""
        if mention.kind != "lab":
            return mention
        sentence = tokens[mention.first].sentence
        before = tokens[max(0, mention.first - 2) : mention.first]
        if before and (before[-1].norm in {",", ";", ".", "and"} or _is_output(tokens, before[-1])):
            before = []
        after = tokens[mention.last + 1 : mention.last + 4]
        if self._under_specimen(tokens, mention) or (before and _is_urine_letter(tokens, mention)):
            return replace(mention, kind="test", id="test", short=True)
        if after and after[0].norm in {",", "("}:  # `creatinine, urine`
            after = [] if after[0].norm == "," and _new_item(after[1:], self._specimen) else after[1:]
        around = [t for t in (*before, *_until_number(after)) if t.sentence == sentence and not _is_output(tokens, t)]
        if any(t.norm in self._specimen for t in around):
            named_for = fluid_id(mention) if any(self._fluids.holds(t) for t in around) else "test"
            return replace(mention, kind="test", id=named_for, short=True)
        return mention


def _is_calculated(tokens: Sequence[Token], hit: Hit) -> bool:
    """`LDL calc 92` names no calcium."""
    return hit.first > 0 and tokens[hit.first].norm == "calc" and tokens[hit.first - 1].norm in _CALCULATED


def _is_initial(tokens: Sequence[Token], hit: Hit) -> bool:
    """`Mr K, 58` and `Mrs P.` name a person by a letter."""
    if len(tokens[hit.first].norm) > 1 or not hit.first:
        return False
    before = tokens[hit.first - 1].norm
    return before in _TITLES or (before == "." and hit.first > 1 and tokens[hit.first - 2].norm in _TITLES)


def _sound(word: str) -> str:
    """Return a key that is the same for words that sound alike: `phosferus` and `phosphorus`, `feritin`, `calsium`."""
    word = word.replace("ph", "f").replace("ae", "e").replace("oe", "e").replace("y", "i").replace("z", "s")
    word = re.sub(r"c(?=[eiy])", "s", word).replace("ck", "k").replace("c", "k").replace("h", "")
    word = re.sub(r"(.)\1+", r"\1", word)
    return word[:1] + re.sub(r"[aeiou]+", "e", word[1:])


def _spelled(name: str, cut: Set[str], behind: Sequence[str]) -> Iterable[str]:
    """Yield other ways to write a name: `alk. phosphatase`, `vit. d (25 oh)`, `albumin, serum`."""
    if "(" in name or "," in name:
        return
    plain = [name, name.replace("vitamin d", "vit d")] if "vitamin d" in name else [name]
    forms = list(plain)
    for each in plain:
        stems = ((each.removesuffix(f" {last}"), last) for last in behind if each.endswith(f" {last}"))
        forms += [form for stem, last in stems for form in (f"{stem} ({last})", f"{stem}, {last}", f"{stem} [{last}]")]
    for form in forms:
        words = form.split()
        if len(words) > 1 and cut & set(words):
            yield " ".join(f"{word}." if word in cut else word for word in words)
        if form != name:
            yield form


def _is_output(tokens: Sequence[Token], token: Token) -> bool:
    """`No urine`, `I pass little urine`: how much is passed, no specimen."""
    return token.index > 0 and tokens[token.index - 1].norm in _PASSED


def _is_urine_letter(tokens: Sequence[Token], mention: Mention) -> bool:
    """`U-Albumin`, `Ur. creatinine`: a letter for the specimen, not the unit of a number before."""
    letter = tokens[mention.first - 1]
    if letter.norm not in {"u", "ur", "du"} or letter.line != tokens[mention.first].line:
        return False
    return letter.index == 0 or tokens[letter.index - 1].kind not in {"number", "word"}


def _new_item(tokens: Sequence[Token], specimens: Set[str]) -> bool:
    """Whether what stands behind a comma is no mere specimen but the next item: `calcium, urine protein 30`."""
    if not tokens or tokens[0].norm not in specimens:
        return True
    return len(tokens) > 1 and tokens[1].kind == "word" and tokens[1].norm not in {"random", "spot", "timed"}


def _until_number(tokens: Sequence[Token]) -> Iterable[Token]:
    for token in tokens:
        if token.kind in {"number", "break"} or token.norm in {",", ";", "and", "not"}:
            return
        yield token


def _without_value(tokens: Sequence[Token], mention: Mention) -> Mention:
    """In `vitamin d 25 ng/mL` the 25 is the value, not part of the name."""
    if mention.kind != "lab" or tokens[mention.last].kind != "number" or mention.first == mention.last:
        return mention
    sentence = tokens[mention.last].sentence
    later = tokens[mention.last + 1 : mention.last + 6]
    if any(token.kind == "number" and token.sentence == sentence for token in later):
        unit_first = later and later[0].norm in {"ng", "nmol", "mmol", "mg", "pg", "ug"}
        if not unit_first:
            return mention
    return replace(mention, last=mention.last - 1)


def _magnesium_told(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """Mark the `mg` of `Ca 2.2 mg 0.9` as the name that it may be, to be confirmed: a level of magnesium follows."""
    named = {each.last for each in mentions if each.kind == "lab"}

    def may_be(mention: Mention) -> bool:
        place = mention.first
        if mention.name != "mg" or place < 2 or place + 1 >= len(tokens) or tokens[place - 1].kind != "number":
            return False
        before = place - 3 if tokens[place - 2].norm in {":", "="} else place - 2
        value = read_digits(tokens[place + 1].norm) if tokens[place + 1].kind == "number" else None
        level = value is not None and "." in tokens[place + 1].norm and _LEVEL[0] <= value[0] <= _LEVEL[1]
        return before in named and level and tokens[place].start > tokens[place - 1].end

    return [replace(each, unsure=True) if may_be(each) else each for each in mentions]


def _is_unit(tokens: Sequence[Token], mention: Mention, text: str) -> bool:
    """`mg` and `k` after a number are units, unless they are capitalised as a name and a number follows."""
    if mention.unsure or mention.name not in {"mg", "k", "p", "m", "cl", "pt"} or mention.first == 0:
        return False
    behind = tokens[mention.last + 1 : mention.last + 3]
    if mention.name == "mg" and [each.norm for each in behind[:1]] == ["/"] and behind[-1].norm in _VOLUMES:
        return True
    before, here = tokens[mention.first - 1], tokens[mention.first]
    if before.kind != "number" or before.line != here.line:
        return False
    after = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else None
    if after is not None and after.norm in {"=", ":"} and mention.last + 2 < len(tokens):
        return not (tokens[mention.last + 2].kind == "number" and here.start > before.end)
    number_follows = after is not None and after.kind == "number" and here.start > before.end
    return not (number_follows and (mention.name != "mg" or text[here.start : here.end] in {"Mg", "MG"}))
