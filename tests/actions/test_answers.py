"""Topics, canned replies, look-alikes, outlook, summary, safety: never empty, sourced, in the right voice."""

from __future__ import annotations

import re
from typing import Any

import pytest

from actions.canned import SayCanned
from actions.clarify import AskBack
from actions.conversation import DeleteData, StartOver
from actions.differential import NameLookAlikes
from actions.emergency import HelpInCrisis, HelpNow
from actions.prognosis import TellPrognosis
from actions.refuse_input import RefuseInput
from actions.retell import SayMore, SaySimpler
from actions.safety_replies import DeclineDecision, ExplainScope, ReplySafely
from actions.search import SearchKnowledge
from actions.set_role import SetRole
from actions.show_sources import ShowSources
from actions.summary import MakeSummary
from actions.topic import AnswerTopic
from bot.library.current import knowledge

_TOPICS = [topic.id for topic in knowledge().topics()]
_CITED = re.compile(r"\[(\d+(?:, \d+)*)\]")


@pytest.mark.parametrize("audience", ["patient", "clinician"])
@pytest.mark.parametrize("topic", _TOPICS)
def test_every_topic_answers_with_sources_and_next_steps(desk: Any, topic: str, audience: str) -> None:
    said = desk.run(AnswerTopic(), desk.message("what is it", label=topic, labs=[]), audience=audience)
    assert len(said.text) > 80
    assert said.part["sources"]
    assert said.part["disclaimer"]
    assert said.part["answer"]["topic"] == topic
    assert 1 <= len(said.buttons) <= 5
    assert all(title and "_" not in title for title in said.buttons)
    cited = {int(n) for group in _CITED.findall(said.text) for n in group.split(", ")}
    assert bool(cited) == (audience == "clinician")
    assert not cited or max(cited) <= len(said.part["sources"])


def test_a_topic_that_is_not_written_says_so(desk: Any) -> None:
    said = desk.run(AnswerTopic(), desk.message("x", label="no_such_topic", labs=[]))
    assert "not covered yet" in said.text
    assert said.buttons


def test_two_questions_have_one_disclaimer_at_the_end(desk: Any) -> None:
    said = desk.run(AnswerTopic(), desk.message("x", label="contagious", also=["hereditary", "contagious"], labs=[]))
    assert said.part["also_answered"] == ["hereditary"]
    assert said.text.count("I am not a doctor") == 1
    assert "I am not a doctor" in said.text.splitlines()[-1]
    assert desk.slots["discussed"] == ["contagious", "hereditary"] or desk.slots["topic"] == "hereditary"


@pytest.mark.parametrize(
    "label", ["greet", "goodbye", "thank", "bot_challenge", "feedback_good", "feedback_bad", "help"]
)
@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_social_replies_offer_a_next_step_and_claim_nothing(desk: Any, label: str, audience: str) -> None:
    said = desk.run(SayCanned(), desk.message("x", label=label, labs=[]), audience=audience)
    assert said.text
    assert said.buttons
    assert not said.part.get("sources")


def test_a_clarifying_question_names_each_choice_once(desk: Any) -> None:
    message = desk.message("x", clarify=["curable", "explain_risk", "explain_risk"], labs=[])
    said = desk.run(AskBack(), message)
    assert said.part["clarify"] == ["curable", "explain_risk"]
    assert len(set(said.buttons)) == len(said.buttons) == 3


@pytest.mark.parametrize(("audience", "offered"), [("patient", "Estimate my risk"), ("clinician", "Estimate the risk")])
def test_a_next_step_speaks_of_oneself_only_to_patients(desk: Any, audience: str, offered: str) -> None:
    said = desk.run(SayCanned(), desk.message("x", label="help", labs=[]), audience=audience)
    assert offered in said.buttons
    message = desk.message("x", clarify=["assess_risk", "explain_risk"], labs=[])
    asked = desk.run(AskBack(), message, audience=audience)
    assert offered in asked.buttons
    assert f"• {offered}\n" in asked.text


@pytest.mark.parametrize("action", [StartOver(), DeleteData()])
def test_starting_over_and_erasing_empty_all_slots_but_the_register(desk: Any, action: Any) -> None:
    desk.tell("calcium 9.6 mg/dL, I am on haemodialysis")
    desk.form = "risk_form"
    desk.run(action, desk.message("delete my data", label="restart", labs=[]), audience="clinician")
    assert desk.slots == {"audience": "clinician", "requested_slot": None} or desk.slots == {"audience": "clinician"}


def test_erasing_asks_the_engine_to_erase_the_store(desk: Any) -> None:
    said = desk.run(DeleteData(), desk.message("please delete my data", label="delete_my_data", labs=[]))
    assert said.part["forget"] is True
    assert not desk.run(StartOver(), desk.message("x", label="restart", labs=[])).part.get("forget")


@pytest.mark.parametrize(
    "text",
    [
        "all that away",
        "delete my data?",
        "don't delete my data",
        "how do I delete my data",
        "my doctor told me to have my data erased",
        "delete my results",
        "erase everything but my results",
        "please forget what I said about my pain",
        "remove the calcium from my data",
        "can you forget what that leaflet told me",
    ],
)
@pytest.mark.parametrize("form", [None, "risk_form"])
def test_erasing_is_asked_about_unless_the_words_say_nothing_else(desk: Any, text: str, form: str | None) -> None:
    desk.tell("calcium 9.6 mg/dL")
    desk.form = form
    said = desk.run(DeleteData(), desk.message(text, label="delete_my_data", labs=[]))
    assert not said.part.get("forget") and "cannot be undone" in said.text
    assert said.buttons == ["Yes, erase everything", "No, keep it"]
    assert desk.slots["labs"]


@pytest.mark.parametrize(
    "text",
    ["Delete my data!", "please erase all my data now", "wipe everything you've stored about me", "delete everything"],
)
def test_erasing_said_exactly_is_done_at_once(desk: Any, text: str) -> None:
    assert desk.run(DeleteData(), desk.message(text, label="delete_my_data", labs=[])).part.get("forget")


@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_look_alikes_have_reasons_and_no_diagnosis(desk: Any, audience: str) -> None:
    findings = [{"id": "livedo", "status": "present"}, {"id": "severe_pain", "status": "present"}]
    desk.slots["history"] = {"dialysis": "haemodialysis", "lesions": "plaques", "warfarin": True}
    said = desk.run(
        NameLookAlikes(), desk.message("x", label="differential", findings=findings, labs=[]), audience=audience
    )
    assert "Calciphylaxis" in said.text
    assert said.part["differential"][0]["reasons"]
    assert "today" in said.text or "same-day" in said.text


def test_look_alikes_without_findings_ask_for_them(desk: Any) -> None:
    said = desk.run(NameLookAlikes(), desk.message("x", label="differential", labs=[], findings=[]))
    assert "describe what you see" in said.text


@pytest.mark.parametrize(
    "words", ["", "with plaques", "with ulcers", "without kidney failure", "after a transplant", "on the thighs"]
)
def test_outlook_is_about_groups_with_hope_beside(desk: Any, words: str) -> None:
    said = desk.run(TellPrognosis(), desk.message(words, label="estimate_prognosis", labs=[]))
    assert "cannot tell what will happen to one person" in said.text
    assert "There is also this" in said.text
    assert "(not stated;" not in said.text
    assert said.part["prognosis"]
    assert not re.search(r"\[\w+\]", said.text)


def test_outlook_for_a_clinician_cites_by_number(desk: Any) -> None:
    said = desk.run(TellPrognosis(), desk.message("ulcers", label="estimate_prognosis", labs=[]), audience="clinician")
    assert _CITED.search(said.text)
    assert not re.search(r"\[[a-z]", said.text)


def test_a_summary_holds_only_what_was_said(desk: Any) -> None:
    desk.tell("calcium 9.6 mg/dL, I am on peritoneal dialysis")
    desk.run(AnswerTopic(), desk.message("x", label="wound_care", labs=[]))
    said = desk.run(MakeSummary(), desk.message("x", label="visit_summary", labs=[]))
    summary = said.part["summary"]
    assert [row["analyte"] for row in summary["labs"]] == ["calcium"]
    assert [row["value"] for row in summary["history"]] == ["peritoneal dialysis"]
    assert [row["id"] for row in summary["discussed"]] == ["wound_care"]
    assert summary["estimate"] is None
    assert "The estimate" not in said.text


def test_an_empty_summary_says_so(desk: Any) -> None:
    said = desk.run(MakeSummary(), desk.message("x", label="visit_summary", labs=[]))
    assert "not told me anything" in said.text
    assert not said.part.get("summary")


@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_urgent_words_come_first_and_are_followed_by_the_question(desk: Any, audience: str) -> None:
    details = {"reply": "emergency_bleeding", "also_asked": "wound_care"}
    said = desk.run(HelpNow(), desk.message("x", label="emergency", details=details, labs=[]), audience=audience)
    assert "emergency number" in said.messages[0]["text"]
    assert said.part["emergency"] is True
    assert said.part["also_answered"] == ["wound_care"]
    assert said.part["helplines"]
    assert not said.text.startswith("I give general information")


@pytest.mark.parametrize("audience", ["patient", "clinician"])
@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({}, "erased 30 days after"),
        ({"CALCI_RETENTION_DAYS": "90"}, "erased 90 days after"),
        ({"CALCI_RETENTION_DAYS": "1"}, "erased one day after"),
        ({"CALCI_STORE": "no", "CALCI_RETENTION_DAYS": "90"}, "a day without a message"),
    ],
    ids=["default", "long", "short", "memory"],
)
def test_privacy_says_what_this_very_installation_keeps(
    desk: Any, monkeypatch: pytest.MonkeyPatch, audience: str, chosen: dict[str, str], says: str
) -> None:
    for name in ("CALCI_STORE", "CALCI_RETENTION_DAYS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    said = desk.run(ReplySafely(), desk.message("x", label="privacy", labs=[]), audience=audience)
    assert says in said.text
    assert "/privacy" in said.text
    assert ("days after" in said.text) == ("days after" in says)


_OFFERS = ("other question", "what else you wanted", "ask me anything else")


@pytest.mark.parametrize(
    "family", ["emergency", "emergency_sepsis", "emergency_bleeding", "emergency_stroke", "emergency_unresponsive"]
)
def test_an_offer_to_go_on_stands_only_where_nothing_else_was_asked(desk: Any, family: str) -> None:
    alone = desk.run(HelpNow(), desk.message("x", label="emergency", details={"reply": family}, labs=[]))
    assert "other question" not in alone.text  # there was none
    assert alone.messages[alone.part["urgent_messages"] - 1]["text"].endswith("you can ask me anything else.")
    details = {"reply": family, "also_asked": "wound_care"}
    both = desk.run(HelpNow(), desk.message("x", label="emergency", details=details, labs=[]))
    assert not any(offer in both.text for offer in _OFFERS)
    assert both.messages[both.part["urgent_messages"]]["text"] == "You also asked about another thing:"


def test_an_unknown_family_still_gives_urgent_words(desk: Any) -> None:
    said = desk.run(HelpNow(), desk.message("x", label="emergency", details={"reply": "no_such_family"}, labs=[]))
    assert "call" in said.messages[0]["text"]


def test_a_crisis_closes_the_form(desk: Any) -> None:
    desk.form = "risk_form"
    said = desk.run(HelpInCrisis(), desk.message("x", label="crisis", labs=[]))
    assert {"event": "active_loop", "timestamp": None, "name": None} in said.events
    assert said.part["crisis"] is True
    assert "{" not in said.text


@pytest.mark.parametrize("label", ["personal_treatment_decision", "dosing_request"])
def test_limits_are_declined_with_something_to_ask(desk: Any, label: str) -> None:
    near = [{"label": "stopping_warfarin", "confidence": 0.3}]
    said = desk.run(DeclineDecision(), desk.message("x", label=label, alternatives=near, labs=[]))
    assert "cannot" in said.text
    assert len(said.buttons) == 3
    assert "also_answered" not in said.part


def test_a_clinician_gets_the_published_facts_with_the_refusal(desk: Any) -> None:
    near = [{"label": "stopping_warfarin", "confidence": 0.3}]
    message = desk.message("x", label="personal_treatment_decision", alternatives=near, labs=[])
    said = desk.run(DeclineDecision(), message, audience="clinician")
    assert said.part["also_answered"] == ["stopping_warfarin"]
    assert _CITED.search(said.text)


@pytest.mark.parametrize("label", ["human_handoff", "privacy"])
def test_safety_replies_have_no_open_placeholder(desk: Any, label: str) -> None:
    said = desk.run(ReplySafely(), desk.message("x", label=label, labs=[]))
    assert "{" not in said.text
    assert said.buttons


@pytest.mark.parametrize("label", ["out_of_scope_medical", "out_of_scope_other"])
@pytest.mark.parametrize("details", [{}, {"condition": None}, {"condition": "lupus {x}"}])
def test_outside_questions_lead_back(desk: Any, label: str, details: dict[str, Any]) -> None:
    said = desk.run(ExplainScope(), desk.message("x", label=label, details=details, labs=[]))
    assert "calciphylaxis" in said.text
    assert said.buttons


def test_a_search_that_finds_nothing_reports_it_as_outside(desk: Any) -> None:
    said = desk.run(SearchKnowledge(), desk.message("zzqx vvkp", label="definition", labs=[]))
    assert said.part["label"] == "out_of_scope_other"
    assert not said.part.get("sources")


def test_a_search_shows_patients_no_citation_numbers(desk: Any) -> None:
    said = desk.run(SearchKnowledge(), desk.message("apixaban instead of warfarin", label="x", labs=[]))
    assert said.buttons
    assert not _CITED.search(said.text)


@pytest.mark.parametrize("reason", ["empty", "too_long"])
def test_unreadable_messages_are_answered(desk: Any, reason: str) -> None:
    said = desk.run(RefuseInput(), desk.message("", unreadable=reason, label="out_of_scope_other", labs=[]))
    assert said.text
    assert said.buttons
    assert "{" not in said.text


def test_a_role_speaks_at_once_and_has_its_own_disclaimer(desk: Any) -> None:
    desk.slots["disclaimed"] = True
    said = desk.run(SetRole(), desk.message("x", label="set_role_clinician", labs=[]))
    assert desk.slots["audience"] == "clinician"
    assert "Clinician register" in said.text
    assert desk.slots["disclaimed"] is False


def test_sources_simpler_and_more_refer_to_the_last_answer(desk: Any) -> None:
    desk.run(AnswerTopic(), desk.message("x", label="sodium_thiosulfate", labs=[]))
    sources = desk.run(ShowSources(), desk.message("sources", label="show_sources", labs=[]))
    assert sources.text.startswith("1. ")
    assert len(sources.part["sources"]) == len(sources.messages[0]["text"].splitlines())
    for action in (SaySimpler(), SayMore()):
        said = desk.run(action, desk.message("x", label="simpler", labs=[]))
        assert said.part["sources"]
        assert len(said.text) > 60


def test_a_level_is_that_of_the_statements_that_are_read_and_a_kind_that_of_the_source(desk: Any) -> None:
    """What the body calls moderate is not called weak in the list of sources, and the card says the same."""
    order = ["high", "moderate", "low", "very-low", "expert-opinion"]
    for topic in ("prognosis", "sodium_thiosulfate", "warfarin_risk", "risk_factors"):
        said = desk.run(AnswerTopic(), desk.message("x", label=topic, labs=[]), audience="clinician")
        for number, source in enumerate(said.part["sources"], 1):
            levels = re.findall(rf"\[(?:\d+, )*{number}(?:, \d+)*\](?: \(([a-z-]+)\))?", said.text)
            if any(levels):
                assert source["evidence_level"] == min((each for each in levels if each), key=order.index), source["id"]
            assert source["kind"] and source["kind_label"] and source["seen_label"]
        listed = desk.run(ShowSources(), desk.message("sources", label="show_sources", labs=[]), audience="clinician")
        levels = {each["id"]: each["evidence_level"] for each in said.part["sources"]}
        assert listed.part["sources"]
        for entry, line in zip(listed.part["sources"], listed.messages[0]["text"].splitlines(), strict=True):
            assert entry["evidence_level"] == levels[entry["id"]]
            assert entry["kind_label"] in line and f"certainty {entry['evidence_level']}" in line


def test_a_source_of_the_card_alone_is_marked(desk: Any) -> None:
    said = desk.run(AnswerTopic(), desk.message("x", label="sodium_thiosulfate", labs=[]), audience="clinician")
    cited = {int(number) for group in re.findall(r"\[([\d, ]+)\]", said.text) for number in group.split(",")}
    for number, source in enumerate(said.part["sources"], 1):
        assert source["in_text"] == (number in cited)


def test_two_answers_of_a_turn_number_their_sources_through(desk: Any) -> None:
    message = desk.message("x", label="definition", labs=[], also=["prognosis"])
    both = desk.run(AnswerTopic(), message, audience="clinician")
    ids = [source["id"] for source in both.part["sources"]]
    assert len(ids) == len(set(ids))
    for topic in ("definition", "prognosis"):
        found = knowledge().topic(topic)
        assert found is not None
        gist = found.clinician.gist
        assert f"{gist.text} [{', '.join(str(ids.index(name) + 1) for name in gist.sources)}]" in both.text


def test_sources_before_any_answer(desk: Any) -> None:
    assert "not given an answer" in desk.run(ShowSources(), desk.message("x", label="show_sources", labs=[])).text
