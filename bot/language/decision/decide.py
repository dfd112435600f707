"""Decide what a message is about.

Two tables, in the order in which they are asked (`_FIRST` and `_ORDINARY`, at the end): the first row that has
something to say decides, and its name stands in `Decision.by`. What alarms, was pressed or cannot be read comes first.
Then values, the open form, small words that lean on what was said before, limits, follow-ups; the classifier is last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from bot.language.decision.alarms.after_alarm import after_alarm, of_the_end
from bot.language.decision.alarms.alarm import alarm
from bot.language.decision.alarms.dressings import of_the_dressings, only_the_dressings
from bot.language.decision.alarms.few_words import few_words
from bot.language.decision.alarms.first_steps import first_steps
from bot.language.decision.alarms.if_it_happens import what_if_it_happens
from bot.language.decision.alarms.no_alarm import with_check
from bot.language.decision.alarms.not_meant import meant_it, not_meant
from bot.language.decision.alarms.second_reader import half_heard, with_crisis, without_alarms
from bot.language.decision.alarms.triage import (
    of_an_opioid,
    only_when_to_call,
    to_the_signs,
    triage,
    what_to_give,
    what_to_tell,
    with_first_words,
)
from bot.language.decision.beside.several import (
    asked_beside_alarm,
    asked_beside_limit,
    asked_beside_values,
    beside_alarm,
    second_question,
)
from bot.language.decision.beside.short_answers import ShortAnswers
from bot.language.decision.beside.told_beside import Reader, after_a_death, unanswered
from bot.language.decision.beside.told_first import told_first
from bot.language.decision.classified import GUESS, classified
from bot.language.decision.elliptic import is_elliptic
from bot.language.decision.form.another_person import another_person
from bot.language.decision.form.form import begun_again, decide_in_form, failed_answer
from bot.language.decision.form.undoing import unstored
from bot.language.decision.leaning.bare import decide_bare, no_estimate
from bot.language.decision.leaning.conditions import under_a_condition
from bot.language.decision.leaning.findings_added import findings_added
from bot.language.decision.leaning.followup import decide_follow_up, in_conversation, read_after, told_apart
from bot.language.decision.leaning.instead import instead
from bot.language.decision.leaning.of_the_list import of_the_list
from bot.language.decision.leaning.page_called import page_called
from bot.language.decision.leaning.praise import blessed, praised
from bot.language.decision.leaning.remarks import remark
from bot.language.decision.leaning.said_again import said_again
from bot.language.decision.leaning.supposing import supposed_of_estimate
from bot.language.decision.leaning.why import why
from bot.language.decision.limits.declining import leans_to_limit, limit
from bot.language.decision.limits.leaving_dialysis import called_suicide, leaving_dialysis
from bot.language.decision.map import TopicMap
from bot.language.decision.model import LIMITS, SUMS, Decision, Rank, Ranking, outsideness
from bot.language.decision.notes import noted
from bot.language.decision.possible import possible
from bot.language.decision.scope.elsewhere import Elsewhere
from bot.language.decision.scope.foreign import foreign
from bot.language.decision.scope.outside import mentions_our_disease
from bot.language.decision.scope.rejection import Rejector
from bot.language.decision.scope.words_asked import WordsAsked
from bot.language.decision.values.after_values import after_values
from bot.language.decision.values.labs import decide_values_alone, decide_with_values
from bot.language.decision.values.removal import taken_out
from bot.language.decision.values.sum_again import product_told, sum_in_unit, sum_supposed
from bot.language.decision.values.value_questions import ValueQuestions
from bot.language.dialogue import DialogueContext
from bot.language.intents.scope import OUTSIDE

__all__ = ["Decider"]

_FIRM = 0.85  # what is this likely was plainly asked
_LIKELY, _NO_HINT = 0.3, 0.02
_TOLD_APART = "differential_diagnosis"
_SAME_AS = re.compile(
    r"\b(?:same (?:as|thing|disease|illness)\b|(?:the )?differen(?:ce|t) (?:between|from|to|than)|versus|vs\.?|"
    r"(?:confused|mixed up) with|mistaken for|distinguish\w*|tell \w+ apart)\b",
    re.I,
)
_STRAYED = 2.0  # how far outside a message may look and still be on about the topic before it …
_STRAYED_ELSEWHERE, _LIKELY_ENOUGH = 3.5, 0.75  # … or on about another topic of ours that is likely enough
_STRAYED_FAR = 4.0  # … when what it asks is plain: "are baked beans ok" after what to eat
_WHAT_IF = re.compile(r"^\W*(?:and |but |so )?what (?:if|happens if|(?:will|would|could|might) happen if)\b", re.I)
_FOR_ANOTHER = re.compile(r"^\W*(?:(?:and|or|so|what about|how about)\W+)*(?:for|of)\W+[^?.!,;]{3,40}\W*$", re.I)
_NAME = r"(?:cal[cs]i?[fp]h?[iy]?l\w*|cua)"
_ENDS = r"(?=\s*(?:$|[?.!,;]|or\b|then\b|please\b|do you\b))"
_WHETHER = re.compile(
    rf"\b(?:(?:is|are|could|might|may|can|would) (?:it|this|that|these|they|those)|(?:have|has) (?:i|he|she|we|they)|"
    rf"(?:sounds?|looks?) like)(?: \w+){{0,3}} {_NAME}{_ENDS}|[,;:.–-]\s*{_NAME}\s*\?|"
    r"\bwhat (?:else )?(?:could|might|can|may) (?:it|this|that|these|they) be\b",
    re.I,
)
# Thumbs up, thanks, a smile.
_NODS = re.compile("[\U0001f44d\U0001f44c\U0001f64f\U0001f642\U0001f60a\u2764\u2705\u2714]")


class _Message(NamedTuple):
    """What every row of the tables is asked about."""

    turn: Mapping[str, Any]
    text: str
    ranking: Ranking
    context: DialogueContext
    rank: Rank | None

    @property
    def goes_on(self) -> bool:
        """Whether half a sentence follows an answer."""
        return bool(self.context.topic) and is_elliptic(self.text)


_Table = tuple[tuple[str, "Callable[[Decider, _Message], Decision | None]"], ...]


@dataclass(frozen=True, slots=True)
class Decider:
    topics: TopicMap
    rejector: Rejector
    values: ValueQuestions = field(default_factory=ValueQuestions)
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    short: ShortAnswers = field(default_factory=ShortAnswers)
    words: WordsAsked = field(default_factory=WordsAsked)

    def decide(
        self, turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, rank: Rank | None = None
    ) -> Decision:
        """Return what the turn is about; never raises on what a person can type."""
        text = str(turn.get("text") or "")
        first = self._by_table(_FIRST, _Message(turn, text, ranking, context, rank))
        feeling = self.short.heard(turn, context)
        if first:
            eased = feeling if first.details.get("reply") == "safe_now" else None
            first = replace(first, details={**first.details, "and_short": eased.id}) if eased else first
            return with_first_words(of_the_dressings(to_the_signs(first, turn, context), text), turn, context)
        unalarmed = without_alarms(ranking, turn.get("calm") or ())
        meanings = possible(turn, unalarmed)
        beside = Reader(self.short, self.topics, self._ordinary).read(feeling, turn, ranking, context, rank)
        if beside and beside.label in ("emergency", "crisis"):
            return beside.told_by("told_beside")
        short = None if beside else self.short.decided(feeling, turn, meanings, rank, self.topics)
        decided = beside.told_by("told_beside") if beside else short and short.told_by("short")
        decided = said_again(decided or self._ordinary(turn, meanings, context, rank), context)
        if short is None:
            decided = told_first(self.elsewhere.refused(decided, text, context).told_by("elsewhere"), turn)
        asks_what_if = decided.label == "what_if" or (
            decided.via == "context" and _WHAT_IF.match(str(turn.get("text")))
        )
        better = no_estimate(turn, context) if asks_what_if else failed_answer(turn, decided, context)
        decided = better.told_by("failed_answer") if better else decided
        if decided.label == _TOLD_APART and (name := self.rejector.outside.compared(text)):
            decided = replace(decided, details={**decided.details, "condition": name})
        decided = unanswered(decided, turn, context, rank)
        if not context.active_form and not decided.also:
            decided = replace(decided, also=self._beside(decided, turn, rank))
        decided = with_first_words(_at_most_two(_with_the_values(decided, turn)), turn, context)
        decided = of_the_dressings(decided, text)
        # "I'm scared. Is it contagious?": a word for it in front of the answer
        if feeling and short is None and (feeling.beside if beside else feeling.first):
            decided = replace(decided, details={**decided.details, "kind_word": feeling.id})
        leans = bool(context.topic) and not context.active_form and is_elliptic(text)
        unsure = (leans and half_heard(turn, ranking)) or after_a_death(text, feeling, context)
        unsure = unsure or of_the_end(decided.label, context)
        decided = replace(decided, details={**decided.details, "ask_if_safe": True}) if unsure else decided
        return with_check(decided, text)

    def _beside(self, decided: Decision, turn: Mapping[str, Any], rank: Rank | None) -> tuple[str, ...]:
        """What is asked beside values, a decision or a dose."""
        text = str(turn.get("text") or "")
        if decided.label in SUMS and turn.get("labs"):
            return asked_beside_values(text, rank, self.topics)
        if decided.via == "context" and self.topics.is_topic(str(decided.label)) and not decided.details:
            return second_question(text, str(decided.label), rank, self.topics)
        typed = decided.label in LIMITS and decided.via in ("limit", "classifier")
        return asked_beside_limit(text, rank, self.topics) if typed else ()

    def _ordinary(
        self, turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, rank: Rank | None
    ) -> Decision:
        message = _Message(turn, str(turn.get("text") or ""), ranking, context, rank)
        decided = self._by_table(_ORDINARY, message)
        return decided or self._with_topic(turn, ranking, context, rank).told_by("classified")

    def _by_table(self, table: _Table, message: _Message) -> Decision | None:
        """What the first row says that has something to say."""
        for name, decides in table:
            if (found := decides(self, message)) is not None:
                return found.told_by(name)
        return None

    def _corrected(self, turn: Mapping[str, Any], context: DialogueContext, rank: Rank | None) -> Decision | None:
        """ "Sorry, I meant vitamin D": what was meant is answered, and what was answered before has no say in it."""
        open_value = context.active_form or context.asks_for or turn.get("labs")
        if rank is None or open_value:
            return None
        found = instead(str(turn.get("text") or ""), context, rank, self.topics)
        if found is None or found.decision:
            return found.decision if found else None
        asked = dict(turn) | {"text": found.words, "outside": None}
        decided = self._ordinary(asked, possible(asked, without_alarms(rank(found.words))), found.context, rank)
        return replace(decided, details={"question": found.words} | decided.details)

    def _anywhere(self, text: str) -> Decision | None:
        """ "Does insurance cover it?": means the same whatever was spoken of before."""
        asked, label = self.topics.next_questions.anywhere(text) or ("", "")
        return Decision(label, label, 0.8, "context", details={"asked": asked}) if asked else None

    def _unspoken(self, turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext) -> Decision | None:
        """ "SGLT2" after another answer: a bare name that we say nothing of is not answered with what came before."""
        text = str(turn.get("text") or "")
        outside = self.rejector.outside
        other = outside.subject(text) if _FOR_ANOTHER.match(text) else None  # "and for minimal change disease"
        name = other or outside.unspoken(text) if context.topic and not context.active_form else None
        known = not other and bool(ranking) and ranking[0][0] not in OUTSIDE and ranking[0][1] >= GUESS
        if name is None or known or turn.get("labs") or turn.get("history"):
            return None
        label, about = "out_of_scope_medical", {"condition": name}
        return Decision(label, label, 0.7, "rejector", alternatives=ranking[:3], details=about)

    def _with_topic(
        self, turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, rank: Rank | None
    ) -> Decision:
        """A message with a subject of its own; what is on about the topic before it is not refused for its words."""
        text = str(turn.get("text") or "")
        read = in_conversation(text, ranking, context, rank, self.topics)
        best = read[0][0] if read else ""
        about = context.topic or ""
        strayed = _STRAYED_FAR if ranking and ranking[0] == (best, max(ranking[0][1], _FIRM)) else _STRAYED
        near = best == about or self.topics.near(about, best)
        plain = bool(about) and self.topics.is_topic(best) and read[0][1] >= _LIKELY_ENOUGH  # "could I fly to Cork?"
        stays = (near and outsideness(turn) < strayed) or (plain and outsideness(turn) < _STRAYED_ELSEWHERE)
        if mentions_our_disease(text) and self._asked_apart(text, read):
            return Decision(_TOLD_APART, _TOLD_APART, 0.7, "classifier", alternatives=read[:3])
        refused = self.rejector.decide(turn, ranking)
        added = (self.topics.added(text) or self.topics.page_called(text, ranking)) if refused else None
        if added:
            return Decision(added, added, 0.7, "classifier", alternatives=ranking[:3])
        if refused and not (stays and refused.via == "rejector" and not refused.details.get("condition")):
            alike = refused.label == "out_of_scope_medical" and self.rejector.outside.told_apart(text)
            return Decision(_TOLD_APART, _TOLD_APART, 0.7, "context", alternatives=ranking[:3]) if alike else refused
        return (
            leans_to_limit(turn, ranking)
            or decide_with_values(turn, ranking)
            or self._by_name(classified(turn, read, rank, self.topics), text)
        )

    def _by_name(self, decided: Decision, text: str) -> Decision:
        """What is called by the name of a topic of ours is not answered by a page that has the name for a keyword."""
        taken_for = (decided.label,) if decided.label else decided.clarify
        named = {found for label in taken_for if (found := self.topics.by_name(text, label))}
        if len(named) != 1:
            return decided
        topic = named.pop()
        return replace(decided, intent=topic, label=topic, clarify=())

    def _asked_apart(self, text: str, read: Ranking) -> bool:
        """Whether another illness is named that is to be told apart from ours, in so many words or by the reading."""
        apart = dict(read).get(_TOLD_APART, 0.0)
        plainly = bool(read) and read[0][1] >= _FIRM and apart < _NO_HINT  # "cinacalcet vs etelcalcetide in CUA"
        if not plainly and _SAME_AS.search(text) and self.rejector.outside.compared(text):
            return True
        return apart >= _LIKELY and bool(self.rejector.outside.compared(text))

    def _certain(
        self, turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, rank: Rank | None
    ) -> Decision | None:
        chosen = turn.get("chosen")
        if chosen:
            details = {k: v for k, v in chosen.items() if k != "label"}
            label = str(chosen["label"])
            return Decision(label, label, 1.0, "button", for_form=bool(details.get("set")), details=details)
        safety = turn.get("safety")
        if safety:
            safety = of_an_opioid(with_crisis(safety, ranking), turn, context)
            asks = None if turn.get("unreadable") else rank  # only what could be read asks anything
            beside = asked_beside_alarm(str(turn.get("text") or ""), safety.get("remainder"), asks, self.topics)
            beside = () if only_when_to_call(turn) else beside
            details = safety | beside_alarm(safety["label"], beside)
            return Decision(safety["label"], safety["label"], 1.0, "gate", details=details)
        if turn.get("unreadable") == "empty" and _NODS.search(str(turn.get("text") or "")):
            return Decision("thank", "thank", 1.0, "input", details={"reply": "heard"})
        if turn.get("unreadable"):
            return Decision(turn["unreadable"], "out_of_scope_other", 1.0, "input")
        return None

    def _word_for_word(self, turn: Mapping[str, Any]) -> Decision | None:
        topic = self.topics.asked(str(turn.get("text") or ""))
        return Decision(topic, topic, 0.99, "classifier") if topic else None

    @staticmethod
    def _whether_it_is(turn: Mapping[str, Any]) -> Decision | None:
        """ "Dad has black sores and is on dialysis, is it calciphylaxis?": findings, and what they could be."""
        seen = (turn.get("history") or {}).get("lesions") in ("plaques", "ulcers")
        asked = seen and not turn.get("limit") and _WHETHER.search(str(turn.get("text") or ""))
        return Decision("differential", "differential", 0.8, "classifier") if asked else None

    def _leaving(self, m: _Message) -> Decision | None:
        return leaving_dialysis(m.text, m.ranking, m.context, self.topics, limit=bool(m.turn.get("limit")))

    def _declined(self, m: _Message) -> Decision | None:
        """ "Should he have one?" after the biopsy: what is declined is still about the biopsy."""
        rules = self.topics.next_questions
        general = rules.no_decision(m.text, (m.context.label,))  # what stands between may be what "it" is
        general = general or (not m.turn.get("limit") and rules.no_dose(m.text, m.context.topic))
        declined = None if general else limit(m.turn, m.ranking, m.goes_on)
        if declined is None or not m.goes_on or m.rank is None or m.context.topic not in self.topics.titles:
            return declined
        about = read_after(m.text, m.ranking, str(m.context.topic), m.rank, self.topics)
        return replace(declined, alternatives=about[:3])


def _values_alone(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """Values and nothing else, where nothing waits for them."""
    return None if context.active_form or context.asks_for else decide_values_alone(turn, context.label)


def _with_the_values(decided: Decision, turn: Mapping[str, Any]) -> Decision:
    """Values told in front of two questions are looked at, and the questions come after."""
    if not (turn.get("labs") and decided.also and decided.via == "classifier") or decided.label in SUMS | LIMITS:
        return decided
    also = tuple(label for label in (decided.label, *decided.also) if label)
    return replace(decided, intent="interpret_labs", label="interpret_labs", also=also)


def _at_most_two(decided: Decision) -> Decision:
    """One further question is answered in the same breath; those behind it are offered."""
    if len(decided.also) < 2:
        return decided
    details = decided.details | {"asked_too": list(decided.also[1:])}
    return replace(decided, also=decided.also[:1], details=details)


def _role(turn: Mapping[str, Any]) -> Decision | None:
    """ "Ward pharmacist here": how to speak from now on."""
    role = turn.get("role_alone")
    return Decision(f"set_role_{role}", f"set_role_{role}", 0.95, "context") if role else None


_FIRST: Final[_Table] = (
    ("begun_again", lambda _, m: begun_again(m.turn, m.context)),
    ("certain", lambda decider, m: decider._certain(m.turn, m.ranking, m.context, m.rank)),
    ("what_to_tell", lambda _, m: what_to_tell(m.turn, m.context)),
    ("what_to_give", lambda _, m: what_to_give(m.turn, m.context)),
    ("meant_it", lambda _, m: meant_it(m.text, m.context)),
    ("not_meant", lambda decider, m: not_meant(m.text, m.context, m.rank, decider.topics)),
    ("only_the_dressings", lambda _, m: only_the_dressings(m.text, m.context)),
    ("after_alarm", lambda _, m: after_alarm(m.text, m.ranking, m.context)),
    ("remark", lambda _, m: remark(m.text, m.context, tells=bool(m.turn.get("labs") or m.turn.get("history")))),
    ("called_suicide", lambda _, m: called_suicide(m.text, m.context)),
    ("alarm", lambda decider, m: alarm(m.turn, m.ranking, m.context, m.rank, decider.topics.titles)),
    ("blessed", lambda _, m: blessed(m.text, m.context)),
    ("first_steps", lambda _, m: first_steps(m.turn, m.context)),
    ("triage", lambda decider, m: triage(m.turn, m.ranking, m.context, decider.topics)),
    ("findings_added", lambda _, m: findings_added(m.turn, m.context)),
    ("of_the_list", lambda _, m: of_the_list(m.turn, m.context)),
    ("few_words", lambda _, m: few_words(m.turn, m.context, m.ranking)),
    ("next_word", lambda decider, m: decider.words.after_another(m.turn, m.context)),
    ("page_called", lambda decider, m: page_called(m.text, m.context, m.rank, decider.topics)),
    ("foreign", lambda decider, m: foreign(m.turn, m.ranking, m.context, decider.topics)),
)
_ORDINARY: Final[_Table] = (
    ("another_person", lambda _, m: another_person(m.turn, m.context)),
    ("taken_out", lambda _, m: taken_out(m.text, m.context)),
    ("supposed_of_estimate", lambda _, m: supposed_of_estimate(m.turn, m.context)),
    ("unstored", lambda _, m: unstored(m.text)),
    ("sum_in_unit", lambda _, m: sum_in_unit(m.turn, m.context)),
    ("sum_supposed", lambda _, m: sum_supposed(m.turn, m.context)),
    ("product_told", lambda _, m: product_told(m.turn, m.context)),
    ("after_values", lambda _, m: after_values(m.turn, m.context)),
    ("values_asked", lambda decider, m: decider.values.asked(m.turn, m.context)),
    ("form", lambda _, m: decide_in_form(m.turn, m.ranking, m.context) if m.context.active_form else None),
    ("bare", lambda _, m: decide_bare(m.text, m.context)),
    ("praised", lambda _, m: praised(m.turn, m.context)),
    ("corrected", lambda decider, m: decider._corrected(m.turn, m.context, m.rank)),
    ("why", lambda decider, m: why(m.text, m.context, decider.topics)),
    ("role", lambda _, m: _role(m.turn)),
    ("anywhere", lambda decider, m: decider._anywhere(m.text)),
    ("what_if_it_happens", lambda _, m: what_if_it_happens(m.turn, m.context)),
    ("leaving_dialysis", lambda decider, m: decider._leaving(m)),
    ("values_alone", lambda _, m: _values_alone(m.turn, m.context)),
    ("word_asked", lambda decider, m: decider.words.decided(m.turn, m.context)),
    ("word_for_word", lambda decider, m: decider._word_for_word(m.turn)),
    ("whether_it_is", lambda decider, m: decider._whether_it_is(m.turn)),
    ("noted", lambda _, m: noted(m.turn, m.ranking, m.context)),
    ("under_a_condition", lambda decider, m: under_a_condition(m.turn, m.context, decider.topics)),
    ("limit", lambda decider, m: decider._declined(m)),
    ("told_apart", lambda _, m: told_apart(m.text, m.ranking, m.context)),
    ("unspoken", lambda decider, m: decider._unspoken(m.turn, m.ranking, m.context)),
    ("follow_up", lambda decider, m: decide_follow_up(m.turn, m.ranking, m.context, m.rank, decider.topics)),
)
