"""Short replies to what the assistant has just asked: `5.9`, `yes`, `never`, `about 3 years`, `PD`, `skip`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from bot.language.extraction.history.statements import Statements
from bot.language.extraction.values.mentions import Mention
from bot.language.extraction.words.phrases import Hit, PhraseBook

__all__ = ["BOOLEANS", "AnswerReader", "plain_number", "unknown_measures"]

#: History items that are yes or no.
BOOLEANS: Final = frozenset(
    {
        "diabetes", "warfarin", "obesity", "calcium_binder", "vitamin_d", "steroids", "parathyroidectomy", "transplant",
        "liver_disease", "autoimmune", "cancer", "recent_weight_loss", "injections", "pregnancy", "acute_kidney_injury",
        "past_calciphylaxis",
    }
)  # fmt: skip
#: Not the 2 of `T2DM` or of `type 2`.
_NUMBERS: Final = re.compile(r"(?<![a-z\d.])(?<!type )(?<!stage )\d+(?:\.\d+)?(?![a-z])")
_MONTHS: Final = re.compile(r"\b(?:months?|mths?|mos?|/ 12)\b")
_UNKNOWN_MEASURE: Final = re.compile(
    r"\b(bmi|age|sex) ?[:=-]? ?(?:is |was )?(?:unknown|not known|not recorded|not available|n / a|\? ?(?=[,;.]|$))"
)
_APOLOGY: Final = re.compile(
    r"^\W*(?:(?:oh|no|ah) ?,? ?)?(?:sorry|oops|wait|hang on|hold on|actually|correction|my mistake)\b"
)
_LONGEST: Final = 8


class AnswerReader:
    """Reads the `answers` part of the lexicon in replies."""

    def __init__(self, data: Mapping[str, Sequence[str]], sexes: Mapping[str, str], book: PhraseBook) -> None:
        self._sexes = sexes
        for key in ("affirm", "deny", "unknown", "declines"):
            book.add("answer", key, data[key])

    def history(self, statements: Statements, expects: str, found: Mapping[str, object]) -> dict[str, object]:
        """Return what a reply says of the history item asked for, if the message did not say it in full."""
        if expects in found:
            return {}
        answer = self._leading(statements)
        if (
            answer is False and "dialysis" in found and _APOLOGY.match(statements.plain)
        ):  # "sorry no, he's on hemo": put right
            return {}
        if expects in BOOLEANS and answer is not None:
            return {expects: answer}
        if expects == "lesions" and answer is False:
            return {"lesions": "none"}
        if expects == "dialysis" and answer is False:
            return {"dialysis": "none"}
        if len(statements.tokens) > 2 * _LONGEST:
            return {}
        words = [token.norm for token in statements.tokens]
        if expects == "sex":
            sex = next((self._sexes[word] for word in words if word in self._sexes), None)
            return {"sex": sex} if sex else {}
        if expects == "lesions" and answer is True and "lesions" not in found:
            return {}
        return self._number(statements, expects)

    def unknown(self, statements: Statements) -> bool:
        """Whether the reply is that the person does not know, does not have it, or wants to skip it."""
        hits = [hit for hit in statements.of("answer") if hit.key == "unknown"]
        words = [token for token in statements.tokens if token.kind in {"word", "number"}]
        if not hits:
            return [token.norm for token in statements.tokens] in (["?"], ["?", "?"])
        return hits[0].first <= 3 and len(words) <= 2 * _LONGEST

    def declined(self, statements: Statements, mentions: Sequence[Mention]) -> list[str]:
        """Return the analytes named without a value that the person says they do not have or know."""
        refusals = [hit for hit in statements.of("answer") if hit.key in {"declines", "unknown"}]
        if not refusals or not mentions:
            return []
        sentences = {statements.tokens[hit.first].sentence for hit in refusals}
        names = (
            each.id
            for each in mentions
            if not _is_medicine(statements, each)
            and (
                statements.tokens[each.first].sentence in sentences
                or statements.covered(each.first, ("negated", "uncertain"))
            )
        )
        return list(dict.fromkeys(names))

    def _leading(self, statements: Statements) -> bool | None:
        """Return the yes or no with which a reply begins (or that it is)."""
        for hit in statements.of("answer"):
            if hit.key not in {"affirm", "deny", "unknown"} or hit.first > 2:
                continue
            if hit.key == "unknown":
                return None
            longer = self._longer(statements, hit)
            if longer is not None:
                return None if longer.key == "unknown" else longer.key == "affirm"
            return None if hit.key == "deny" and _of_a_fact(statements, hit) else hit.key == "affirm"
        return None

    def _longer(self, statements: Statements, hit: Hit) -> Hit | None:
        """Another kind of answer that has these words in a longer phrase: `no idea`, `not sure`."""
        others = (each for each in statements.of("answer") if each.first <= hit.first and each.last >= hit.last)
        return max(
            (each for each in others if each.key != "declines" and each.length > hit.length),
            key=lambda each: each.length,
            default=None,
        )

    def _number(self, statements: Statements, expects: str) -> dict[str, object]:
        numbers = [Decimal(each) for each in _NUMBERS.findall(statements.plain)]
        if not numbers or expects not in {"age", "bmi", "dialysis_years"}:
            return {}
        value = numbers[0]
        if expects == "age":
            return {"age": int(value)} if 0 < value <= 120 and value == value.to_integral_value() else {}
        if expects == "bmi":
            return {"bmi": plain_number(value)} if 10 <= value <= 100 and len(numbers) == 1 else {}
        if _MONTHS.search(statements.plain):
            value = (value / 12).quantize(Decimal("0.01"))
        return {"dialysis_years": plain_number(value)} if 0 <= value <= 70 else {}


def _of_a_fact(statements: Statements, no: Hit) -> bool:
    """`And no diabetes` denies diabetes, and not what was asked; `no, diabetes` answers with a no."""
    return any(hit.first == no.last + 1 for hit in statements.of("fact"))


def _is_medicine(statements: Statements, mention: Mention) -> bool:
    """`Not sure if I was given vitamin D` is about the medicine, unless a test or a level is spoken of."""
    after = {token.norm for token in statements.tokens[mention.last + 1 : mention.last + 3]}
    words = {token.norm for token in statements.tokens[mention.first : mention.last + 1]}
    if not statements.grammar.measured.isdisjoint(after | words):
        return False
    return any(hit.first <= mention.first <= hit.last for hit in statements.of("fact"))


def unknown_measures(statements: Statements, history: Mapping[str, object]) -> list[str]:
    """Return the measures that are said not to be known: `BMI unknown`, `age: not recorded`."""
    return [key for key in _UNKNOWN_MEASURE.findall(statements.plain) if key not in history]


def plain_number(value: Decimal) -> int | float:
    """Return a decimal as the JSON number that it looks like."""
    return int(value) if value == value.to_integral_value() else float(value)
