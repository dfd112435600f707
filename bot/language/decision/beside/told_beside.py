"""What is told beside a feeling or an everyday question and weighs more than it: then no prepared words answer.

A wish that must win ("do not store this, I'm so ashamed"), a sign of the body ("I'm embarrassed, but there is blood"),
a medicine given wrongly ("I feel guilty, I gave him two patches"), and a treatment that is to be stopped or changed
("I blame myself, should I stop the warfarin"). The feeling gets a kind word in front of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from bot.language.decision.alarms.alarm import alarm
from bot.language.decision.alarms.alarm_words import names_despair
from bot.language.decision.alarms.second_reader import without_alarms
from bot.language.decision.alarms.triage import to_the_signs
from bot.language.decision.beside.short_answers import FEELINGS, ShortAnswer, ShortAnswers
from bot.language.decision.form.form import stops_it
from bot.language.decision.map import TopicMap
from bot.language.decision.model import LIMITS, Decision, Rank, Ranking
from bot.language.decision.possible import possible
from bot.language.decision.values.removal import taken_out
from bot.language.decision.word_lists import has_word, lists, whole_words
from bot.language.dialogue import DialogueContext
from bot.language.intents.scope import OUTSIDE
from bot.language.unkept import asks_not_to_store

__all__ = ["Beside", "Reader", "after_a_death", "told_beside", "unanswered"]

Ordinary = Callable[[Mapping[str, Any], Ranking, DialogueContext, Rank | None], Decision]

_CALLS: Final = "emergency_department"
_ERASE: Final = "delete_my_data"
_CERTAIN = 0.9
_LEANING = 0.5  # from which a message about a treatment asks for a decision, whatever else it says
_UNSURE = 0.5
_LONGEST = 40  # words; a longer message is a story
_ASKS = re.compile(
    r"\?|^\W*(?:what|why|how|is|are|can|could|does|do|should|which|who|when|where|tell me)\b|"
    r"[,;.] (?:wh?at|wot|wh?ich|how|why|who|where) .*\b(?:do|does|is|are|can|should|would)\b",
    re.I,
)
_SOMEBODY = re.compile(r"\b(?:i|i'?m|i'?ve|my|me|he|she|his|him|her|our|mum|mom|dad|nan|gran)\b", re.I)
_FEWEST = 3  # words; fewer are read together with the feeling
_BREAKS = re.compile(r"\s*[.,;:!?–—]+\s*|\s+(?:and|but|so|because|please)\s+", re.I)
_MINE = re.compile(r"\b(?:my|mine|i'?m|i am|i (?:have|feel|can'?t|cannot|keep)|now|today|tonight|again)\b", re.I)
_LONG_AGO = re.compile(
    r"\b(?:die[ds]?|death|dead|ago|last (?:year|month|week|spring|summer|autumn|winter)|for (?:a while|years|months|"
    r"weeks)|used to|back then|(?:19|20)\d\d)\b",
    re.I,
)
_WHO = r"(?:i|we|you|he|she|they|mum|mom|dad|nan|gran|(?:my|our|the|his|her) \w+)"
_STOP = (
    r"(?:stop|skip|miss|refus|quit|halv|doubl|drop|cancel|reduc|increas|lower|rais|leave (?:out|off)|come off|go off|"
    r"cut (?:down|out|back)|go without|do without|give up|take off|switch|start|throw away)(?:e|es|s|p?ing)?"
)
_TAKE = r"(?:take|have|use|give|do|get|need|try)"
_MORE = r"(?:more|less|fewer|another|an? extra|a second|extra|twice|double)"
_PAST = re.compile(
    r"\b(?:should|could|would|might|ought to)(?:n'?t| not)? ?(?:i|we|they|he|she)? ?(?:not )?(?:'?ve|have|of) \w+|"
    r"\bdid(?:n'?t)? (?:i|we|they|he|she|it)\b|\bif only\b",
    re.I,
)
_OF_ONESELF = re.compile(  # "I will stop dialysis", said with a feeling, may be a wish to die; what was decided is none
    r"\b(?:i'?ll|i'?m (?:going|gonna)|i (?:will|am going|want|refuse|quit|won'?t|wanna|intend|plan|decided))\b", re.I
)
_GIVEN = re.compile(
    r"\b(?:i|we)(?:'?ve| have)?(?: \w+)? (?:gave|given|took|taken|put|stuck|left|forgot(?:ten)?|missed|mixed|doubled|"
    r"injected|swapped|lost count|used)\b",
    re.I,
)
_KEPT = re.compile(
    r"\b(?:i|i'?ve|i have|we)(?: \w+)? (?:have|had|got|kept|keep|saved?|saving|hoard\w*|collect\w*|put by|found|hold)\b"
    r"[^.!?]{0,15}\b(?:his|her|their|all|these|those|enough|the|my|some|leftover|a lot of|lots of|plenty of)\b"
    r"[^.!?]{0,20}\b(?:pills?|tablets?|morphine|oramorph|oxy\w*|fentanyl|patches|insulin|opioids?|painkillers?|"
    r"medicines?|drugs|medication|meds)\b|"
    r"\b(?:his|her|their|all (?:these|those|the|my|his|her)) (?:\w+ )?(?:pills?|tablets?|morphine|patches|insulin|"
    r"painkillers?|medicines?|meds)\b[^.!?]{0,20}\b(?:here|in (?:the|my) \w+|with me|next to me|by (?:the|my) bed)\b",
    re.I,
)
_HANDED_BACK = re.compile(r"\b(?:return|pharmac\w+|chemist|dispos\w*|throw|hand(?:ed)? (?:in|back)|give back)\b", re.I)
_WITH_THEM = re.compile(
    r"\b(?:be|go|come|be back|reunited|together)\b (?:again )?(?:with|to|and (?:join|meet)|and be with) (?:him|"
    r"her|them|my \w+)\b|\b(?:join|follow) (?:him|her|them|my \w+)\b|\b(?:see|meet|hold) (?:him|her|them|my \w+) "
    r"(?:again )?(?:soon|again soon|in heaven|there|on the other side)\b|"
    r"\b(?:soon|where) (?:he|she|they) (?:is|are|went)\b",
    re.I,
)
_NOT_WITHOUT = re.compile(
    r"\b(?:can'?t|cannot|can not|couldn'?t|don'?t (?:want|know how) to|won'?t) (?:\w+ )?(?:live|go on|carry on|be here|"
    r"exist|face (?:it|life)|do (?:it|this|life))\b|\b(?:no|what'?s the|what is the) (?:point|reason|use)\b|"
    r"\bnothing (?:left|to live)\b|\bnot worth\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What weighs more than the feeling: its kind, and the words to be read for it."""

    kind: str  # `body`, `slip` or `treatment`
    words: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads a message again for what is told beside a feeling; `ordinary` is the second table of the decision."""

    short: ShortAnswers
    topics: TopicMap
    ordinary: Ordinary

    def read(
        self,
        felt: ShortAnswer | None,
        turn: Mapping[str, Any],
        ranking: Ranking,
        context: DialogueContext,
        rank: Rank | None,
    ) -> Decision | None:
        """The decision on what is told beside the feeling; None where nothing is, and the prepared words hold."""
        text = str(turn.get("text") or "")
        if felt is None:
            return None
        wished = _wish(text, context, rank)
        if wished:
            return wished
        beside = told_beside(felt, text, ranking)
        return self._read_again(beside, felt, turn, ranking, context, rank) if beside else None

    def _read_again(
        self,
        beside: Beside,
        felt: ShortAnswer,
        turn: Mapping[str, Any],
        ranking: Ranking,
        context: DialogueContext,
        rank: Rank | None,
    ) -> Decision:
        apart = dict(turn) | {"text": beside.words, "outside": None}
        read = rank(beside.words) if rank else ranking
        alarmed = alarm(apart, read, context, None, {})
        despairs = (beside.kind == "body" and names_despair(beside.words)) or _OF_ONESELF.search(beside.words)
        if alarmed and (alarmed.label == "emergency" or despairs):
            return to_the_signs(alarmed, turn, context)
        if beside.kind == "slip":
            return _calls("slip")
        if beside.kind == "treatment":  # the words of the feeling may hold the half of it
            apart, read = dict(turn), ranking
        other = self.short.heard(apart, context)
        meant = possible(apart, without_alarms(read, turn.get("calm") or ()))
        if other and other.id != felt.id:
            found = self.short.decided(other, apart, meant, rank, self.topics)
            if found:
                return found
        decided = self.ordinary(apart, meant, context, rank)
        if beside.kind == "body" and _says_nothing(decided):
            return _calls("told_beside")
        return replace(decided, details={"question": apart["text"]} | decided.details)


def unanswered(decided: Decision, turn: Mapping[str, Any], context: DialogueContext, rank: Rank | None) -> Decision:
    """The decision; where it is no more than kind words or a guess, and a sign or a slip was told, whom to call."""
    text = str(turn.get("text") or "")
    guessed = decided.label is None and not _ASKS.search(text)
    kind = decided.label in FEELINGS and decided.via == "classifier" and not decided.details.get("short")
    aside = context.audience == "clinician" or turn.get("clinical") or context.active_form or turn.get("labs")
    if aside or not (guessed or kind) or not _SOMEBODY.search(text) or len(text.split()) > _LONGEST:
        return decided
    wished = _wish(text, context, rank) if kind else None
    if wished or _slip(text):
        return wished or _calls("slip")
    return _calls("told_beside") if has_word(text, "told_signs") and not _LONG_AGO.search(text) else decided


def told_beside(felt: ShortAnswer, text: str, ranking: Ranking) -> Beside | None:
    """What a message tells besides the words that the rule hears, where it weighs more than they do."""
    rest = " ".join(felt.asks.sub(" , ", text).split()).strip(" ,.;:!?-")
    words = rest if len(rest.split()) >= _FEWEST else text
    if _of_a_treatment(text, ranking):
        return Beside("treatment", words)
    if not felt.past and _slip(text):
        return Beside("slip", words)
    signs = [part for part in _BREAKS.split(rest) if _sign(part, felt)]
    if felt.past:  # how the dead were is part of the grief; how one is oneself is not
        signs = [part for part in signs if _MINE.search(part)]
    return Beside("body", words) if signs else None


def after_a_death(text: str, felt: ShortAnswer | None, context: DialogueContext) -> bool:
    """Whether somebody who feels low, or mourns, may want to die: pills kept, to be with the dead, not to go on."""
    mourns = bool(context.lately & _MOURNING) or bool(felt and felt.id in _MOURNING)
    kept = (mourns or felt is not None) and _KEPT.search(text) and not _HANDED_BACK.search(text)
    return bool(kept) or (mourns and bool(_WITH_THEM.search(text) or _NOT_WITHOUT.search(text)))


_MOURNING: Final = frozenset({"loss", "fault_of_loss", "suffered"})


def _slip(text: str) -> bool:
    """Whether a medicine with which a slip matters was given wrongly, and not long ago."""
    return bool(_GIVEN.search(text)) and has_word(text, "risky_medicines") and not _LONG_AGO.search(text)


def _sign(part: str, felt: ShortAnswer) -> bool:
    known = felt.knows.sub(" ", part) if felt.knows else part
    return has_word(known, "told_signs")


def _of_a_treatment(text: str, ranking: Ranking) -> bool:
    """Whether something is to be done to a treatment: not whether it should have been."""
    if _PAST.search(text):
        return False
    if _changed().search(text):
        return True
    best, chance = ranking[0] if ranking else ("", 0.0)
    return best in LIMITS and chance >= _LEANING and has_word(text, "treatments")


@lru_cache(maxsize=1)
def _changed() -> re.Pattern[str]:
    """Words for a treatment that is stopped, left out, or taken more or less of."""
    what = whole_words(lists()["treatments"]).pattern
    return re.compile(
        rf"\b{_STOP} (?:\w+ ){{0,3}}?{what}|"
        rf"\b(?:should|shall|can|could|may|must|might) {_WHO} (?:\w+ )?{_TAKE} (?:\w+ )?{_MORE} (?:\w+ ){{0,3}}?{what}",
        re.I,
    )


def _wish(text: str, context: DialogueContext, rank: Rank | None) -> Decision | None:
    """A command beside a feeling: not to store, to take out a value, to stop the questions, to erase everything."""
    for part in _parts(text):
        if asks_not_to_store(part):
            return Decision("privacy", "privacy", 0.95, "context", details={"reply": "do_not_store"})
        if context.active_form and stops_it(part):
            return Decision("cancel", "assess_risk", 1.0, "form")
        if (found := taken_out(part, context)) is not None:
            return found
        if rank and _ERASES.match(part) and dict(rank(part)).get(_ERASE, 0.0) >= _CERTAIN:
            return Decision(_ERASE, _ERASE, 0.95, "context")
    return None


_ERASES: Final = re.compile(r"^\W*(?:please )?(?:delete|erase|wipe|forget)\b", re.I)


def _parts(text: str) -> Iterator[str]:
    parts = [part.strip() for part in _BREAKS.split(text) if part.strip()]
    yield from parts if len(parts) > 1 else ()


def _says_nothing(decided: Decision) -> bool:
    """Whether a sign of the body would get no answer that is about it."""
    unread = decided.label is None or decided.label in OUTSIDE | FEELINGS or decided.confidence < _UNSURE
    return unread and "triage" not in decided.details


def _calls(reply: str) -> Decision:
    return Decision(_CALLS, _CALLS, 0.8, "context", details={"triage": reply, "signs": []})
