"""Messages that only make sense after the one before: "and the side effects?", "why?", "off the warfarin?"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.language.decision.elliptic import ANAPHORA, SHORT, asked, asks, is_elliptic
from bot.language.decision.leaning.after_task import after_task
from bot.language.decision.leaning.bare import ESTIMATE
from bot.language.decision.leaning.both_readings import joined
from bot.language.decision.leaning.news import told_anew
from bot.language.decision.leaning.weighing import asks_about_estimate
from bot.language.decision.leaning.why import asks_why
from bot.language.decision.map import TopicMap
from bot.language.decision.model import LIMITS, SUMS, Decision, Rank, Ranking, among
from bot.language.decision.values.labs import asks_to_convert
from bot.language.decision.values.sum_again import USED
from bot.language.dialogue import DialogueContext
from bot.language.intents.wording import after, without_lead
from bot.library.ids import STANDS_FOR

__all__ = ["decide_follow_up", "in_conversation", "read_after", "told_apart"]

_YES = re.compile(
    r"^\W*(?:yes|yeah|yep|yup|ok(?:ay)?|sure|please do|go on|go ahead|show me|i understand|i do|understood)\b.{0,40}$",
    re.I,
)
_SOURCE = re.compile(
    r"\bwhere(?:'s| is| are| do| does| did)?\b.*\b(?:from|come|get|read)\b|"
    r"\bwho says\b|\bsays who\b|\bhow do you know\b|"
    r"^\W*(?:refs?|references|citations?|sources?) (?:for|on|behind)\b|"
    r"^\W*(?:(?:and|which|what|the|any|a|got|have|is there)\W+)*"
    r"(?:refs?|papers?|stud(?:y|ies)|references?|citations?|doi|pmid)\W*$",
    re.I,
)
_ALARMS = frozenset({"emergency", "crisis"})
_SET_APART = LIMITS | _ALARMS
_JUDGED = re.compile(
    r"\b(?:high|low|normal|bad|ok(?:ay)?|good|fine|dangerous|worrying|concerning|serious|better|worse)\b", re.I
)
_MOVED = re.compile(r"\b(?:push|driv|drag|pull|send|mak|caus)\w*\b", re.I)  # "what's driving it so high?"
_RETELLING = frozenset(
    ["simpler", "more_detail", "show_sources", "thank", "greet", "goodbye", "feedback_bad", "feedback_good", "restart"]
)
_PARTING = frozenset({"goodbye", "thank"})
_SMALL_TALK = frozenset("goodbye greet bot_challenge feedback_bad feedback_good restart more_detail".split())
_HARDLY = frozenset("privacy delete_my_data set_role_patient set_role_clinician visit_summary".split())
# From which a wish about the answer, and anything else that is no topic, is taken as said and not as a follow-up.
_RETOLD, _TASK, _IF_ASKED = 0.45, 0.6, 0.8
# Weights of the message as it stands, of the message with the topic put before it, and of staying with the topic or
# going to a related one. Fitted as a conditional logit on follow-ups by authors of whom none wrote data/follow_ups
# (424 of them, 91 % right when each author is left out in turn); the latest set in tests/data measures it.
_ALONE, _TOGETHER, _SAME, _NEAR = 0.61, 0.37, 2.41, 2.59
_ARTICLE = re.compile(r"^\W*(?:(?:what|how) about\s+|in\s+|an?\s+)+", re.I)
_CERTAIN = 0.97  # a question that needs no light from the topic before it
_PLAIN = 0.9  # one that is about a topic of ours, whatever its words are used for elsewhere
_TASK_NAMED = re.compile(
    r"\b(?:product|times|multipl\w+|correct\w*|convert\w*|high|low|normal|in mg|in mmol|mean\w*)\b", re.I
)
_THE_PRODUCT = re.compile(
    r"\b(?:the|my|his|her|their) product\b(?! (?:mean|tell|say|good|high|low|for))|"
    r"^\W*(?:(?:and|so|what'?s|ca ?[x×*] ?p\w*)\W+)*(?:product|ca ?[x×*] ?p\w*)\W*$|"
    r"\b(?:product of|multiply|times) (?:both|them|these|those|the two)\b|"
    r"\b(?:they|both|these|those|the two)\b.{0,20}\bmultiplied\b",
    re.I,
)
_OFTEN_MEANT = 0.2  # from which "which one counts most" after an estimate asks about it
_ALIKE = frozenset({"differential", "differential_diagnosis", "lesion_appearance", "symptoms", "early_signs"})
_OF_VALUES = frozenset({"target_levels", "lab_tests", "monitoring"})  # "and PTH?" names another value of the same
_FEW = 7
_FEW_BESIDE = 9
_TOO = re.compile(r"\b(?:too|also|as well|and|what about|how about)\b", re.I)
_OTHERS = re.compile(r"\b(?:for|of) (?:my|his|her|our|the) \w+", re.I)  # "for my dad calcium 2.1"
_COMPARES = re.compile(
    r"^\W*(?:(?:and|or|but|so|it'?s)\W+)*(?:not|or|against|versus|vs?\b|from|compared|rather than|rule out|exclude|"
    r"could (?:it|this|that) be|is (?:it|this|that) not|isn'?t (?:it|this|that)|what about|how about)\b",
    re.I,
)
_WITH_A_REMARK = re.compile(r"^(?P<first>[^?.!]{4,50}\?)\s*[^?]{3,60}$|^[^?]{3,60}[.!]\s+(?P<last>[^?.!]{4,70}\?)\W*$")
_MORE_THAN_VALUES = re.compile(  # a complaint, a treatment, or somebody else's result, with a value in it: no new sum
    r"\b(?:feel\w*|felt|awful|terrible|unwell|sick|ill|which (?:binder|tablet|medicine|food)|"
    r"my (?:mum|mom|dad|mother|father|wife|husband|brother|sister|son|daughter|friend|neighbou?r|partner|nan|gran\w*|"
    r"uncle|aunt|cousin) (?:has|had|have|got))\b",
    re.I,
)
_WITH_A_VALUE = SUMS | _OF_VALUES
_OUTLOOK = frozenset({"prognosis", "estimate_prognosis", "plaques_vs_ulcers"})
_ABOUT_SOMEBODY = frozenset({"assess_risk", "estimate_prognosis", "what_if", "differential"})
_ABOUT_AN_ESTIMATE = frozenset({"what_if", "explain_risk"})


def decide_follow_up(
    turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, rank: Rank | None, topics: TopicMap
) -> Decision | None:
    """Resolve a message against the conversation, or return None when it stands on its own."""
    text = str(turn.get("text") or "")
    if context.expects_yes and _YES.match(text):
        label = "explain_risk" if context.expects_yes == "show_number" else context.expects_yes
        return Decision(context.expects_yes, label, 0.95, "context", details={"acknowledged": True})
    anew = told_anew(turn, text, context)
    if anew:
        return Decision(anew, anew, 0.9, "context")
    if _outlook_of_somebody(turn, text, ranking, context):
        return Decision("estimate_prognosis", "estimate_prognosis", 0.8, "context")
    if _judges_a_result(turn, text, context):
        return Decision("interpret_labs", "interpret_labs", 0.8, "context", details={"judge": True})
    told_last = context.last if context.label in _WITH_A_VALUE else None
    before = None if context.label in _RETELLING else context.label  # after thanks it is about what came before them
    places = (turn.get("named"), before, told_last, context.topic)
    heard = None if before in _ALARMS else _next_question(text, places, topics)  # an alarm goes on
    if heard:
        rule, meant = heard
        return Decision(meant, meant, 0.8, "context", alternatives=ranking[:3], details={"asked": rule})
    if rank is None or not (context.topic or context.label):
        return None
    if not is_elliptic(text):
        added = _task_goes_on(turn, text, ranking, context) if _adds_a_value(turn, text, context) else None
        if added:
            return added
        tells = bool(turn.get("history")) and not asks(text)
        return None if tells else _after_task(turn, ranking, context, rank, topics)
    certain = bool(ranking) and ranking[0][1] >= _PLAIN and topics.is_topic(ranking[0][0])
    if _SOURCE.search(text) and len(text.split()) <= 9 and not certain:  # "where do they usually come up?"
        return Decision("show_sources", "show_sources", 0.9, "context")
    task = _task_goes_on(turn, text, ranking, context)
    if task:
        return task
    if _tells_something_new(text, ranking, context, topics):
        return None
    done = _after_task(turn, ranking, context, rank, topics)
    if done and context.label not in _RETELLING:
        return done
    # on a retelling may follow what is about it ("shorter") and what is about its topic ("which vein?")
    about = _topic_goes_on(text, ranking, context, rank, topics)
    return max((found for found in (about, done) if found), key=lambda found: found.confidence, default=None)


def _next_question(text: str, places: Iterable[str | None], topics: TopicMap) -> tuple[str, str] | None:
    """What a rule hears in the message, or in the one question of it: "is it dangerous? she fears closed places"."""
    told = _WITH_A_REMARK.match(text)
    before = tuple(places)
    heard = topics.next_questions.heard
    return heard(text, before) or (heard(told["first"] or told["last"], before) if told else None)


def _adds_a_value(turn: Mapping[str, Any], text: str, context: DialogueContext) -> bool:
    """ "The calcium too, 2,1 mmol/l" after a conversion, "and if the phosphorus go down to 5" after a product."""
    told = {lab["contract"]["analyte"] for lab in turn.get("labs") or []}
    used = USED.get(context.label or "")
    added = told <= used if used else context.label == "convert_units" and bool(_TOO.search(text))
    plain = not re.search(r"\bwhy\b", text, re.I) and not _OTHERS.search(text)
    return bool(told) and added and plain and len(text.split()) <= _FEW_BESIDE


def _after_task(
    turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, rank: Rank, topics: TopicMap
) -> Decision | None:
    """What a message means after the task that was done last."""
    read = after_task(turn, ranking, context, rank, topics)
    if not read:
        return None
    best, score = read[0]
    return Decision(best, best, min(score, 0.99), "context", alternatives=read[1:4])


def _tells_something_new(text: str, ranking: Ranking, context: DialogueContext, topics: TopicMap) -> bool:
    """ "There's a new purple mark on her belly" has a pronoun, and is about itself whatever was spoken of before."""
    best, chance = ranking[0] if ranking else ("", 0.0)
    return not asks(text) and chance >= _CERTAIN and topics.is_topic(best) and best != context.topic


def _outlook_of_somebody(turn: Mapping[str, Any], text: str, ranking: Ranking, context: DialogueContext) -> bool:
    """ "I only have plaques, I am 50" after a question about the outlook."""
    told = bool(turn.get("history")) and "?" not in text
    return told and context.label in _OUTLOOK and bool(ranking) and ranking[0][0] in _ABOUT_SOMEBODY


def _judges_a_result(turn: Mapping[str, Any], text: str, context: DialogueContext) -> bool:
    """ "Is that too high?" after a sum or a conversion."""
    if context.label not in SUMS or turn.get("labs") or len(text.split()) > 9:
        return False
    return bool(_JUDGED.search(text)) and bool(ANAPHORA.search(text)) and not _MOVED.search(text)


def _task_goes_on(turn: Mapping[str, Any], text: str, ranking: Ranking, context: DialogueContext) -> Decision | None:
    stated = bool(turn.get("labs")) or bool(turn.get("history"))
    best = ranking[0][0] if ranking else ""
    if (
        context.label in ESTIMATE
        and context.has_estimate
        and (stated or re.search(r"\b(?:off|without|stop\w*|if)\b", text, re.I))
    ):
        return Decision("what_if", "what_if", 0.8, "context")
    close = any(label == "explain_risk" and chance >= _OFTEN_MEANT for label, chance in ranking[:3])
    why = context.can_estimate and (close or asks_why(text))
    if context.label in ESTIMATE and (why or asks_about_estimate(text)):
        return Decision("explain_risk", "explain_risk", 0.9, "context")
    both = {"calcium", "phosphate"} <= {lab["contract"]["analyte"] for lab in turn.get("labs") or []}
    if context.topic == "calcium_phosphate_product" == context.label and both:  # "mine are 9.4 and 6.1"
        return Decision("compute_product", "compute_product", 0.8, "context")
    # "is that too high?" between two sums is looked at, and the sum goes on
    going_on = context.task if context.label == "interpret_labs" and best != "interpret_labs" else context.label
    same = going_on == best or best not in SUMS or not _TASK_NAMED.search(text)
    if going_on in SUMS and turn.get("labs") and same and not _MORE_THAN_VALUES.search(text):
        meant = "interpret_labs" if _another_value(turn, going_on) else str(going_on)
        return Decision(meant, meant, 0.8, "context")
    if {"calcium", "phosphate"} <= context.known and _THE_PRODUCT.search(text):
        return Decision("compute_product", "compute_product", 0.8, "context")
    return None


def _another_value(turn: Mapping[str, Any], task: str | None) -> bool:
    """ "And phosphate 6.8, is it ok?" after a corrected calcium: a value that the sum has no use for."""
    told = {lab["contract"]["analyte"] for lab in turn.get("labs") or []}
    return task in USED and not told & USED[task]


def _stands_alone(text: str, ranking: Ranking, topics: TopicMap) -> bool:
    """Tasks, thanks and wishes about the answer itself need no topic, unless they look like a question about it."""
    if not ranking:
        return False
    (best, chance), *_ = ranking
    # without an estimate any elliptic question looks like one, and "how many" like a dose
    if topics.is_topic(best) or best in _ABOUT_AN_ESTIMATE | _SET_APART:
        return False
    if best in _PARTING and chance >= _CERTAIN:  # "ok bye"
        return True
    goes_on = asked(text)
    if best in _SMALL_TALK and goes_on:
        return False
    if goes_on:  # "how does it do that" looks like a wish for plainer words, "did it work" like one for help
        return chance >= _IF_ASKED
    return chance >= (_RETOLD if best in _RETELLING else _TASK)


def _topic_goes_on(
    text: str, ranking: Ranking, context: DialogueContext, rank: Rank, topics: TopicMap
) -> Decision | None:
    """Read the message again with the topic put before it, and weigh both readings."""
    topic = context.topic or ""
    if topic not in topics.titles or _stands_alone(text, ranking, topics):
        return None
    ordered = _read_after_both(text, ranking, context, rank, topics)
    called = topics.called(_ARTICLE.sub("", without_lead(text)))
    if called and topic not in called and topic not in _OF_VALUES:  # "and warfarin?" names what it is about
        ordered = among(ordered, called) or ordered
    best, score = ordered[0]
    return Decision(best, best, min(score, 0.99), "context", alternatives=ordered[1:4])


def _read_after_both(text: str, ranking: Ranking, context: DialogueContext, rank: Rank, topics: TopicMap) -> Ranking:
    """After two answers in one message either may be leaned on: the reading that fits better holds."""
    last = str(context.topic)
    first = context.label if context.label in topics.titles and context.label != last else None
    impossible = _impossible(text, context)
    readings = [read_after(text, ranking, topic, rank, topics, impossible) for topic in (last, first) if topic]
    return max(readings, key=lambda ordered: ordered[0][1])


def told_apart(text: str, ranking: Ranking, context: DialogueContext) -> Decision | None:
    """ "Not shingles?", "against lipodermatosclerosis?" after what looks alike: to be told apart, not to be refused."""
    compares = context.label in _ALIKE and len(text.split()) <= _FEW and _COMPARES.match(text)
    if not compares or not ranking or ranking[0][0] != "out_of_scope_medical":
        return None
    return Decision("differential_diagnosis", "differential_diagnosis", 0.8, "context", alternatives=ranking[:3])


def in_conversation(
    text: str, ranking: Ranking, context: DialogueContext, rank: Rank | None, topics: TopicMap
) -> Ranking:
    """The ranking of a short question with a subject of its own, read in the light of the topic before it."""
    topic = context.topic or ""
    best = ranking[0][0] if ranking else ""
    supposed = best in _ABOUT_AN_ESTIMATE and not context.has_estimate  # "lower if the skin's unbroken?"
    unsure = bool(ranking) and ranking[0][1] < _TASK  # "is that one safe on dialysis" as a wish for sources
    fits = topic in topics.titles and (topics.is_topic(best) or supposed or unsure)
    if rank is None or not fits or len(text.split()) > SHORT or (ranking[0][1] >= _CERTAIN and not supposed):
        return ranking
    return read_after(text, ranking, topic, rank, topics, _impossible(text, context))


def _impossible(text: str, context: DialogueContext) -> frozenset[str]:
    """What a follow-up to a topic cannot be."""
    talk = _SMALL_TALK | _HARDLY if asked(text) else frozenset()
    units = frozenset() if asks_to_convert(text) else frozenset({"convert_units"})
    return _SET_APART | talk | units | (frozenset() if context.can_estimate else _ABOUT_AN_ESTIMATE)


def read_after(
    text: str, alone: Ranking, topic: str, rank: Rank, topics: TopicMap, impossible: frozenset[str] = _SET_APART
) -> Ranking:
    """What a message means that leans on `topic`; `alone` is its ranking as it stands."""
    return _weighed(alone, rank(after(topics.titles[topic], text)), topic, topics, impossible)


def _weighed(alone: Ranking, together: Ranking, topic: str, topics: TopicMap, impossible: frozenset[str]) -> Ranking:
    """Both readings and the closeness to the topic as one log-linear judgement.

    A page that was never learned goes on as itself where the one that stands for it is meant: "how many days", of
    stopping dialysis, is read as palliative care.
    """
    known = STANDS_FOR.get(topic, topic)

    def close(label: str) -> float:
        return _SAME if label in (topic, known) else _NEAR if topics.near(topic, label) else 0.0

    ordered = joined((_ALONE, alone), (_TOGETHER, together), close, impossible)
    named = [(topic if label == known else label, chance) for label, chance in ordered]
    return list(dict(reversed(named)).items())[::-1] if known != topic else named
