"""Small readers of what follows on an answer: not at hand, asked in general, better without a medicine, doubted."""

from __future__ import annotations

import pytest

from bot.language.decision.alarms.alarm import alarm
from bot.language.decision.alarms.no_alarm import calmer
from bot.language.decision.form.form import passes_over
from bot.language.decision.form.form_aside import asks_source
from bot.language.decision.leaning.remarks import remark
from bot.language.decision.limits.declining import limit
from bot.language.decision.map import TopicMap
from bot.language.decision.next_question import NextQuestions
from bot.language.decision.scope.foreign import foreign
from bot.language.dialogue import DialogueContext
from bot.library.current import document

RULES = NextQuestions.from_dict(document("next_questions"))
MAP = TopicMap(titles={"pain": "Pain", "definition": "What it is"})


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("dunno pal, havent got the sheet here", True),
        ("no idea, didn't bring my results", True),
        ("idk mate", True),
        ("don't have the printout on me, sorry", True),
        ("I have the letter here", False),
        ("I left letters for the children", False),
        ("no idea what is the point of going on", False),
        ("haven't got the letter on me", True),
        ("no papers", True),
        ("no chart", True),
        ("haven't got the strength any more", False),
        ("haven't got any sores", False),
        ("I don't know, phosphate 1.6", False),
    ],
)
def test_what_is_not_at_hand_is_left_out(text: str, left_out: bool) -> None:
    assert passes_over(text) is left_out


@pytest.mark.parametrize(
    ("text", "before", "general"),
    [
        ("cut the scab off or leave it?", "wound_care", True),
        ("cut it off or leave it?", "wound_care", False),  # a patch, a stocking
        ("off or on?", "wound_care", False),
        ("should I cut the scab off or leave it?", "wound_care", False),
        ("which gel do they put on it?", "wound_care", True),
        ("which dose should I use on it", "wound_care", False),
        ("which kind of tablet can I use on it", "wound_care", False),
        ("what should I use for it", "wound_care", False),
        ("what should I put on it", "personal_treatment_decision", False),
        ("leave it on or take it off?", "pain_management", False),  # a patch
        ("do people always need the biopsy?", "diagnostic_criteria", True),
        ("do we need the biopsy?", "diagnostic_criteria", False),
        ("do you think I need the biopsy", "diagnostic_criteria", False),
        ("do they take the binders with breakfast?", "phosphate_binders", True),
        ("should I take it with breakfast?", "phosphate_binders", False),  # of another medicine told before
        ("do I have them before or after lunch", "phosphate_binders", False),
        ("can I take it with warfarin?", "phosphate_binders", False),
        ("can I take two with food?", "phosphate_binders", False),
        ("would you get palliative care in from the start?", "care_team", True),
        ("would you get palliative care if it was your mum?", "care_team", False),
        ("should we get palliative care in?", "care_team", False),
        ("what should I put her on?", "wound_care", False),
        ("prof wants the ionised one instead, agree?", "correct_calcium", True),
        ("use ionised and stop the calcitriol, agree?", "correct_calcium", False),
    ],
)
def test_what_is_asked_in_general_is_no_decision(text: str, before: str, general: bool) -> None:
    assert RULES.no_decision(text, [before]) is general


@pytest.mark.parametrize(
    ("text", "calm"),
    [
        ("would he be safer coming off warfarin", True),
        ("wid a be better stopping it a", False),
        ("would it be ok skipping the friday session", True),
        ("would I be better stopping all of it", False),
        ("would I be better off stopping dialysis and dying", False),
        ("would they be better if I stopped", False),
        ("am I better off missing the session and being found later", False),
        ("would I be better off dropping Saturday and not turning up ever again", False),
        ("would I be better off dropping Saturday and not coming back", False),
        ("am I better off skipping saturday, do you think?", True),
    ],
)
def test_one_medicine_or_session_less_is_no_despair(text: str, calm: bool) -> None:
    assert ("crisis" in calmer({"text": text})["calm"]) is calm


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("I don't buy that", True),
        ("nah, I don't believe those numbers. the interval looks wrong", True),
        ("I don't believe that I must stop", False),
        ("I don't buy that, I'm going home", False),
        ("I don't buy that, he is confused", False),
        ("I can't believe this", False),
    ],
)
def test_an_estimate_may_be_doubted(text: str, doubted: bool) -> None:
    found = remark(text, DialogueContext(label="assess_risk"))
    assert (found is not None and found.label == "feedback_bad") is doubted


@pytest.mark.parametrize(
    "text",
    [
        "kya dialysis band kar doon",
        "warfarin chhod doon kya usko",
        "itigil ko na ba yung gamot",
        "dard ki dawa kitni deni chahiye",
        "dard bahut hai, aur morphine de du",
        "dawai kitni deni hai",
        "kya transplant karna chahiye papa ka",
        "biopsy karwana chahiye kya",
        "operation karwa le kya",
        "ilaaj chahiye ya nahi, papa mana kar rahe",
        "sir mein bahut dard hai aur ulti",
        "masakit po ang ulo ko at nagsusuka",
        "pet mein dard hai",
        "pair kaala pad gaya hai aur bahut dard",
        "kaun jeeta match kal",
        "calciphylaxis kya hai aur morphine kitni du",
    ],
)
@pytest.mark.parametrize("topic", ["definition", "pain", None])
def test_what_is_not_plain_in_another_language_gets_no_page(text: str, topic: str | None) -> None:
    language = "tl" if {"po", "ko"} & set(text.split()) else "hi-Latn"
    context = DialogueContext(topic=topic, label=topic)
    found = foreign({"text": text, "language": language}, [("pain", 0.5)], context, MAP)
    assert found is not None and found.label == "out_of_scope_other"


@pytest.mark.parametrize(
    ("text", "topic", "ranking", "page"),
    [
        ("zara aasan mein samjhao", "definition", [("out_of_scope_other", 0.7)], "definition"),
        ("iska matlab kya hai", "pain", [("out_of_scope_other", 0.7)], "pain"),
        ("itna dard kyun hota hai", "pain", [("out_of_scope_other", 0.5), ("pain", 0.4)], "pain"),
        ("itna dard kyun hota hai", "definition", [("pain", 0.6)], "out_of_scope_other"),
        ("itna dard kyun hota hai", "pain", [("crisis", 0.3)], "out_of_scope_other"),
        ("iska matlab kya hai", "pain", [("dosing_request", 0.2)], "out_of_scope_other"),
        ("thak gayi hoon zindagi se", "definition", [("crisis", 0.79)], "out_of_scope_other"),
    ],
)
def test_only_a_plain_wish_to_hear_on_goes_on(
    text: str, topic: str, ranking: list[tuple[str, float]], page: str
) -> None:
    context = DialogueContext(topic=topic, label=topic)
    found = foreign({"text": text, "language": "hi-Latn"}, ranking, context, MAP)
    assert found is not None and found.label == page


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("forgot, he's on coumadin since 2019 for a valve", True),
        ("sorry, also on warfarin for af", True),
        ("forgot to say, on warfarin and drowsy", False),
        ("also on warfarin, and floppy now", False),
        ("on warfarin, bleeding from the nose", False),
    ],
)
def test_a_fact_added_to_the_list_is_no_alarm_unless_more_is_told(text: str, held: bool) -> None:
    turn = {"text": text, "history": {"warfarin": True}}
    context = DialogueContext(topic="differential_diagnosis", label="differential")
    ranking = [("emergency", 0.9), ("thank", 0.1)]
    assert (alarm(turn, ranking, context, None, {}) is None) is held


@pytest.mark.parametrize("text", ["I don't buy it", "I don't buy that. calcium was 9.9 mg/dL, the number is off"])
def test_a_doubt_with_something_told_is_no_mere_remark(text: str) -> None:
    assert remark(text, DialogueContext(label="assess_risk"), tells=True) is None


def test_disbelief_in_an_outlook_is_left_to_others() -> None:
    assert remark("I don't believe it", DialogueContext(label="prognosis")) is None


@pytest.mark.parametrize(
    ("text", "asked_next"),
    [
        ("what if no change after three months?", True),
        ("what if no change in 3 months, double the dose?", False),
        ("what if no improvement after the antibiotics and a fever", False),
        ("what if nothing heals despite the warfarin", False),
    ],
)
def test_nothing_yet_has_no_tail_but_a_time(text: str, asked_next: bool) -> None:
    heard = RULES.heard(text, ["sodium_thiosulfate"])
    assert (heard is not None and heard[0] == "nothing_yet") is asked_next


def test_a_source_asked_for_tells_no_fact() -> None:
    assert asks_source("reference for the warfarin effect?")
    assert not asks_source("warfarin for the valve")


@pytest.mark.parametrize(
    "text", ["is it ok if mum comes with me", "is it ok if she sleeps all day", "would it be wrong to cry"]
)
def test_what_does_nothing_to_a_treatment_is_not_declined_half_heard(text: str) -> None:
    assert limit({"text": text}, [("caregivers", 0.25), ("personal_treatment_decision", 0.3)], goes_on=True) is None


@pytest.mark.parametrize("text", ["is it ok if mum skips it", "wid it be fine tae double it", "is it bad if I stop"])
def test_what_is_done_to_a_treatment_is_declined_half_heard(text: str) -> None:
    heard = limit({"text": text}, [("caregivers", 0.25), ("personal_treatment_decision", 0.3)], goes_on=True)
    assert heard is not None and heard.label == "personal_treatment_decision"
