"""The decision about a message, without Rasa and without a trained model: rankings are given by hand."""

from __future__ import annotations

from typing import Any

import pytest

from bot.language.decision import decide
from bot.language.decision.beside.several import second_question
from bot.language.decision.decide import Decider
from bot.language.decision.map import TopicMap
from bot.language.decision.scope.outside import OutsideNames, Shapes
from bot.language.decision.scope.rejection import Rejector
from bot.language.dialogue import DialogueContext
from bot.library.current import document

Ranking = list[tuple[str, float]]
_TOPICS = TopicMap(
    titles={
        "definition": "What it is",
        "sodium_thiosulfate": "Sodium thiosulfate",
        "sodium_thiosulfate_side_effects": "Side effects of sodium thiosulfate",
        "stopping_warfarin": "Stopping warfarin",
        "prognosis": "Outlook",
        "target_levels": "Targets",
        "contagious": "Contagious",
    },
    related={"sodium_thiosulfate": frozenset({"sodium_thiosulfate_side_effects"})},
    keywords={("warfarin",): frozenset({"stopping_warfarin"}), ("how", "long"): frozenset({"prognosis"})},
)


@pytest.fixture(scope="module")
def decider() -> Decider:
    shapes = Shapes.from_dict(document("scope"))
    known = frozenset(["what", "is", "how", "long", "take", "side", "effects", "calcium", "product", "does", "work"])
    return Decider(_TOPICS, Rejector(OutsideNames(shapes, frozenset({"measles"}), known), _TOPICS))


def _turn(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "chosen": None, "safety": None, "unreadable": None, "labs": [], "history": {}} | more


def _lab(analyte: str, value: float, status: str = "ok") -> dict[str, Any]:
    return {"contract": {"analyte": analyte, "value": value, "status": status}, "reading": {}}


def test_a_button_means_exactly_its_label(decider: Decider) -> None:
    decision = decider.decide(_turn("", chosen={"label": "prognosis"}), [("definition", 0.99)], DialogueContext())
    assert (decision.label, decision.confidence, decision.via) == ("prognosis", 1.0, "button")


def test_the_gate_comes_before_a_certain_classifier_and_keeps_the_question_for_afterwards(decider: Decider) -> None:
    safety = {"label": "emergency", "rule": "unrousable", "remainder": "what is CUA"}
    decision = decider.decide(
        _turn("what is CUA btw he won't wake up", safety=safety),
        [("definition", 0.99)],
        DialogueContext(active_form="risk_form", asks_for="calcium"),
        lambda _: [("definition", 0.9)],
    )
    assert (decision.label, decision.for_form) == ("emergency", False)
    assert decision.details["also_asked"] == "definition"


def test_an_unsure_classifier_asks_back_and_never_offers_an_alarm(decider: Decider) -> None:
    ranking: Ranking = [("prognosis", 0.3), ("emergency", 0.2), ("definition", 0.19), ("contagious", 0.1)]
    decision = decider.decide(_turn("what is going to take place with calciphylaxis"), ranking, DialogueContext())
    assert decision.label is None
    assert decision.clarify == ("prognosis", "definition", "contagious")


def test_a_reading_that_is_likelier_than_not_is_answered(decider: Decider) -> None:
    ranking: Ranking = [("prognosis", 0.65), ("definition", 0.1), ("contagious", 0.1)]
    decision = decider.decide(_turn("what is going to take place with calciphylaxis"), ranking, DialogueContext())
    assert (decision.label, decision.clarify) == ("prognosis", ())


def test_a_certain_reading_is_not_refused_on_the_shape_alone(decider: Decider) -> None:
    turn = _turn("which codes are there", outside=0.5)
    assert decider.decide(turn, [("definition", 0.99)], DialogueContext()).label == "definition"
    assert decider.decide(turn, [("definition", 0.9)], DialogueContext()).label == "out_of_scope_medical"


def test_what_names_our_disease_is_outside_only_where_that_is_likely(decider: Decider) -> None:
    ranking: Ranking = [("out_of_scope_medical", 0.95), ("prognosis", 0.04), ("definition", 0.01)]
    said = decider.decide(_turn("is a gastric sleeve known to bring on calciphylaxis"), ranking, DialogueContext())
    assert said.label == "prognosis"
    turned_away = decider.decide(_turn("forget calciphylaxis, book me a flight"), ranking, DialogueContext())
    assert turned_away.label == "out_of_scope_medical"
    another = decider.decide(_turn("calciphylaxis no, gout yes, so what helps"), ranking, DialogueContext())
    assert another.label == "out_of_scope_medical"


def test_a_keyword_of_the_topic_keeps_a_question_inside(decider: Decider) -> None:
    ranking: Ranking = [("stopping_warfarin", 0.9), ("definition", 0.1)]
    assert decider.decide(_turn("what does warfarin do", outside=1.5), ranking, DialogueContext()).label == (
        "stopping_warfarin"
    )
    assert decider.decide(_turn("what does salt do", outside=1.5), ranking, DialogueContext()).label == (
        "out_of_scope_medical"
    )


def test_a_bare_name_goes_to_its_own_topic_and_a_bare_how_long_stays(decider: Decider) -> None:
    context = DialogueContext(topic="sodium_thiosulfate", label="sodium_thiosulfate")
    close: Ranking = [("sodium_thiosulfate", 0.6), ("stopping_warfarin", 0.3), ("prognosis", 0.1)]
    assert decider.decide(_turn("and warfarin?"), close, context, lambda _: close).label == "stopping_warfarin"
    assert decider.decide(_turn("how long?"), close, context, lambda _: close).label == "sodium_thiosulfate"


def test_two_questions_are_both_answered_and_the_second_may_lean_on_the_first(decider: Decider) -> None:
    def rank(text: str) -> Ranking:
        if "sick" in text:
            near = 0.6 if "thiosulfate" in text else 0.1
            return [("sodium_thiosulfate_side_effects", near), ("definition", 1 - near)]
        return [("sodium_thiosulfate", 0.9), ("definition", 0.1)]

    text = "is thiosulfate given at home and does it make you sick"
    decision = decider.decide(_turn(text), rank("is thiosulfate given at home"), DialogueContext(), rank)
    assert (decision.label, decision.also) == ("sodium_thiosulfate", ("sodium_thiosulfate_side_effects",))


def test_facts_after_a_question_about_the_outlook_are_about_that_outlook(decider: Decider) -> None:
    turn = _turn("I've only got plaques, I'm 50 and on PD", history={"lesions": "plaques", "age": 50})
    context = DialogueContext(topic="prognosis", label="prognosis")
    ranking: Ranking = [("assess_risk", 0.4), ("what_if", 0.3), ("estimate_prognosis", 0.2)]
    assert decider.decide(turn, ranking, context, lambda _: ranking).label == "estimate_prognosis"


def test_a_sum_goes_on_with_the_next_value(decider: Decider) -> None:
    context = DialogueContext(label="correct_calcium", task="compute_product")
    turn = _turn("albumin was 29", labs=[_lab("albumin", 29)])
    ranking: Ranking = [("interpret_labs", 0.6), ("low_albumin", 0.4)]
    assert decider.decide(turn, [("low_albumin", 0.9)], context, lambda _: ranking).label == "correct_calcium"


def test_after_a_decline_the_subject_goes_on(decider: Decider) -> None:
    context = DialogueContext(topic="stopping_warfarin", label="personal_treatment_decision")
    alone: Ranking = [("prognosis", 0.4), ("stopping_warfarin", 0.3)]
    decision = decider.decide(_turn("and what is usual then"), alone, context, lambda _: alone)
    assert (decision.label, decision.via) == ("stopping_warfarin", "context")


def test_a_dose_or_decision_asked_for_is_declined_but_a_certain_topic_is_not(decider: Decider) -> None:
    asked = _turn("how much thiosulfate do i take with calciphylaxis", limit="dosing_request")
    unsure = decider.decide(asked, [("sodium_thiosulfate", 0.6), ("dosing_request", 0.3)], DialogueContext())
    assert unsure.label == "dosing_request"
    general = _turn("is thiosulfate good or bad for calciphylaxis", limit="personal_treatment_decision")
    certain = decider.decide(general, [("sodium_thiosulfate", 0.97), ("definition", 0.01)], DialogueContext())
    assert certain.label == "sodium_thiosulfate"


def test_an_elliptic_question_is_read_with_its_topic(decider: Decider) -> None:
    heard: list[str] = []

    def rank(text: str) -> Ranking:
        heard.append(text)
        return [("sodium_thiosulfate", 0.8), ("prognosis", 0.1)]

    context = DialogueContext(topic="sodium_thiosulfate_side_effects", label="sodium_thiosulfate_side_effects")
    alone = [("prognosis", 0.5), ("sodium_thiosulfate", 0.1)]
    decision = decider.decide(_turn("how long does it take"), alone, context, rank)
    assert heard == ["Side effects of sodium thiosulfate: how long does it take"]
    assert (decision.label, decision.via) == ("sodium_thiosulfate", "context")


def test_a_clear_question_is_not_bent_to_the_last_topic(decider: Decider) -> None:
    context = DialogueContext(topic="sodium_thiosulfate", label="sodium_thiosulfate")
    decision = decider.decide(
        _turn("and what of warfarin tablets"), [("stopping_warfarin", 0.9)], context, lambda _: []
    )
    assert decision.label == "stopping_warfarin"


def test_where_a_figure_comes_from_asks_for_sources(decider: Decider) -> None:
    context = DialogueContext(topic="prognosis", label="prognosis")
    decision = decider.decide(_turn("where did you get that"), [("definition", 0.5)], context, lambda _: [])
    assert decision.label == "show_sources"


def test_a_sum_goes_on_with_a_new_value_and_its_result_is_judged(decider: Decider) -> None:
    context = DialogueContext(topic="definition", label="compute_product", task="compute_product")
    again = decider.decide(_turn("and with 5", labs=[_lab("phosphate", 5)]), [("what_if", 0.7)], context, lambda _: [])
    assert again.label == "compute_product"
    judged = decider.decide(_turn("is that too high"), [("definition", 0.4)], context, lambda _: [])
    assert judged.label == "interpret_labs"


def test_a_conversion_goes_on_with_another_value_and_the_product_of_what_is_known_is_worked_out(
    decider: Decider,
) -> None:
    context = DialogueContext(topic="definition", label="convert_units", task="convert_units")
    turn = _turn("and phosphate 1.9", labs=[_lab("phosphate", 1.9)])
    assert decider.decide(turn, [("compute_product", 0.7)], context, lambda _: []).label == "convert_units"
    known = DialogueContext(topic="definition", label="interpret_labs", known=frozenset({"calcium", "phosphate"}))
    ranking: Ranking = [("calcium_phosphate_product", 0.9)]
    assert decider.decide(_turn("so what's the product"), ranking, known, lambda _: []).label == "compute_product"


def test_how_many_after_an_answer_is_no_dose(decider: Decider) -> None:
    context = DialogueContext(topic="prognosis", label="prognosis")
    ranking: Ranking = [("dosing_request", 0.66), ("prognosis", 0.2)]
    assert decider.decide(_turn("how many"), ranking, context, lambda _: ranking).label == "prognosis"


def test_a_bare_yes_accepts_what_was_offered(decider: Decider) -> None:
    context = DialogueContext(label="explain_risk", expects_yes="show_number")
    decision = decider.decide(_turn("yes please"), [("thank", 0.5)], context, lambda _: [])
    assert (decision.intent, decision.details) == ("show_number", {"acknowledged": True})


def test_values_are_looked_at_rather_than_explained(decider: Decider) -> None:
    turn = _turn("calcium 9.9 with calciphylaxis", labs=[_lab("calcium", 9.9)])
    assert decider.decide(turn, [("target_levels", 0.5)], DialogueContext()).label == "interpret_labs"
    asked = _turn("what is calcium 2.4 mmol/L in mg/dL", labs=[_lab("calcium", 2.4)])
    assert decider.decide(asked, [("convert_units", 0.9)], DialogueContext()).label == "convert_units"
    high = _turn("is calcium 2.4 high", labs=[_lab("calcium", 2.4)])
    assert (
        decider.decide(high, [("convert_units", 0.9), ("definition", 0.1)], DialogueContext()).label == "interpret_labs"
    )


def test_a_sum_without_anybodys_values_is_not_ours(decider: Decider) -> None:
    ranking: Ranking = [("compute_product", 0.99)]
    assert decider.decide(_turn("the product of 17 and 23"), ranking, DialogueContext()).label == "out_of_scope_other"
    assert decider.decide(_turn("the product of my 9.8 and 6"), ranking, DialogueContext()).label == "compute_product"


def test_another_disease_is_refused_by_name(decider: Decider) -> None:
    decision = decider.decide(_turn("how long does measles take"), [("prognosis", 0.8)], DialogueContext())
    assert (decision.label, decision.details["condition"]) == ("out_of_scope_medical", "measles")
    inside = _turn("how long does measles take", outside=-3.0)
    assert decider.decide(inside, [("prognosis", 0.8)], DialogueContext()).label == "prognosis"


def test_the_second_reader_raises_an_alarm_of_its_own(decider: Decider) -> None:
    ranking: Ranking = [("crisis", 0.9), ("definition", 0.05)]
    decision = decider.decide(_turn("nobody would even notice"), ranking, DialogueContext())
    assert (decision.label, decision.via) == ("crisis", "second_reader")


def test_a_supposition_in_the_form_does_not_answer_it(decider: Decider) -> None:
    context = DialogueContext(active_form="risk_form", asks_for="albumin", label="assess_risk")
    turn = _turn("and off the warfarin?", history={"warfarin": False})
    assert decider.decide(turn, [("what_if", 0.9)], context).label == "what_if"
    answer = _turn("no warfarin", history={"warfarin": False})
    assert decider.decide(answer, [("what_if", 0.9)], context).for_form


@pytest.mark.parametrize(
    ("text", "label"), [("alb 3.8?", "what_if"), ("sorry, alb is 3.8", "assess_risk"), ("alb 3.8", "assess_risk")]
)
def test_another_value_for_what_the_form_knows_is_supposed_when_it_is_asked(
    decider: Decider, text: str, label: str
) -> None:
    context = DialogueContext(
        label="assess_risk", active_form="risk_form", asks_for="lesions", known=frozenset({"albumin"})
    )
    turn = _turn(text, labs=[_lab("albumin", 3.8)])
    assert decider.decide(turn, [("correct_calcium", 0.9)], context).label == label


@pytest.mark.parametrize("text", ["not shingles?", "against lipodermatosclerosis?", "could it be psoriasis"])
def test_another_disease_after_what_looks_alike_is_told_apart(decider: Decider, text: str) -> None:
    ranking: Ranking = [("out_of_scope_medical", 0.98), ("definition", 0.01)]
    before = DialogueContext(topic="prognosis", label="differential")
    assert decider.decide(_turn(text, outside=5.0), ranking, before).label == "differential_diagnosis"
    elsewhere = DialogueContext(topic="prognosis", label="prognosis")
    assert decider.decide(_turn(text, outside=5.0), ranking, elsewhere).label == "out_of_scope_medical"


def test_a_question_about_the_topic_before_is_not_refused_for_its_words(decider: Decider) -> None:
    ranking: Ranking = [("sodium_thiosulfate_side_effects", 0.9), ("contagious", 0.05)]
    turn = _turn("will the smell of the calcium product go", outside=1.0)
    assert decider.decide(turn, ranking, DialogueContext()).label == "out_of_scope_medical"
    context = DialogueContext(topic="sodium_thiosulfate", label="sodium_thiosulfate")
    assert decider.decide(turn, ranking, context, lambda _: ranking).label == "sodium_thiosulfate_side_effects"


def test_whoever_asks_about_dying_is_answered_and_not_asked_back(decider: Decider) -> None:
    ranking: Ranking = [("prognosis", 0.45), ("definition", 0.4), ("contagious", 0.1)]
    grave = decider.decide(_turn("can you die of calciphylaxis in your sleep"), ranking, DialogueContext())
    assert (grave.label, grave.clarify) == ("prognosis", ())
    plain = decider.decide(_turn("can you get calciphylaxis in your sleep"), ranking, DialogueContext())
    assert plain.clarify == ("prognosis", "definition", "contagious")


@pytest.mark.parametrize(
    ("text", "first", "also"),
    [
        ("warfarin and hyperbaric oxygen please", "stopping_warfarin", ("hyperbaric_oxygen",)),
        ("hyperbaric oxygen & warfarin", "stopping_warfarin", ("hyperbaric_oxygen",)),
        ("warfarin and dancing", "stopping_warfarin", ()),
        ("warfarin or warfarin", "stopping_warfarin", ()),
    ],
)
def test_two_things_by_their_names_are_both_answered(text: str, first: str, also: tuple[str, ...]) -> None:
    topics = TopicMap(
        titles=dict(_TOPICS.titles) | {"hyperbaric_oxygen": "Hyperbaric oxygen"},
        keywords={
            ("warfarin",): frozenset({"stopping_warfarin"}),
            ("hyperbaric", "oxygen"): frozenset({"hyperbaric_oxygen"}),
        },
    )
    assert second_question(text, first, lambda _: [], topics) == also


def test_half_a_sentence_about_the_topic_alarms_only_when_it_is_likely_meant(decider: Decider) -> None:
    context = DialogueContext(topic="sodium_thiosulfate", label="sodium_thiosulfate")
    unsure: Ranking = [("crisis", 0.42), ("sodium_thiosulfate", 0.3)]
    assert decider.decide(_turn("what about the pain at night"), unsure, context, lambda _: unsure).label != "crisis"
    assert decider.decide(_turn("what about the pain at night"), unsure, DialogueContext()).label == "crisis"
    assert decider.decide(_turn("what about the pain at night"), unsure, context, lambda _: unsure).details[
        "ask_if_safe"
    ]
    likely: Ranking = [("crisis", 0.75), ("sodium_thiosulfate", 0.1)]
    assert decider.decide(_turn("what about ending it"), likely, context, lambda _: likely).label == "crisis"
    elsewhere: Ranking = [("crisis", 0.1), ("sodium_thiosulfate", 0.6)]
    calm = decider.decide(_turn("what about the pain at night"), elsewhere, context, lambda _: elsewhere)
    assert "ask_if_safe" not in calm.details


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("my dad has black sores and is on dialysis, is it calciphylaxis", "differential"),
        ("black sores on both legs. Could this really be calciphylaxis?", "differential"),
        ("violet hard plaques, necrotic centre, HD: CUA?", "differential"),
        ("black sores. how long do they take to close in calciphylaxis?", "prognosis"),
        ("his sores are black, does he need a doctor for calciphylaxis wounds", "prognosis"),
    ],
)
def test_findings_and_the_question_whether_it_is_the_disease(decider: Decider, text: str, label: str) -> None:
    ranking: Ranking = [("prognosis", 0.7), ("definition", 0.1)]
    assert decider.decide(_turn(text, history={"lesions": "ulcers"}), ranking, DialogueContext()).label == label
    assert decider.decide(_turn(text), ranking, DialogueContext()).label == "prognosis"


def test_what_is_declined_in_half_a_sentence_is_about_the_topic_before(decider: Decider) -> None:
    alone: Ranking = [("personal_treatment_decision", 0.6), ("contagious", 0.3), ("sodium_thiosulfate", 0.01)]
    context = DialogueContext(topic="sodium_thiosulfate", label="sodium_thiosulfate")
    turn = _turn("should he have one", limit="personal_treatment_decision")
    decision = decider.decide(turn, alone, context, lambda _: [("sodium_thiosulfate", 0.6), ("contagious", 0.1)])
    assert decision.label == "personal_treatment_decision"
    topics = [label for label, _ in decision.alternatives if label in _TOPICS.titles]
    assert topics[0] == "sodium_thiosulfate"


def test_in_the_form_only_an_answer_that_was_understood_is_heard_with_more_care(decider: Decider) -> None:
    form = DialogueContext(label="assess_risk", active_form="risk_form", asks_for="lesions")
    unsure: Ranking = [("crisis", 0.5), ("assess_risk", 0.3)]
    assert decider.decide(_turn("nobody would even notice", labs=[]), unsure, form).label == "crisis"
    told = _turn("oh, and I do take warfarin", history={"warfarin": True})
    assert decider.decide(told, unsure, form).label == "assess_risk"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("what is larval therapy", "larval_therapy"),
        ("Maggots?", "larval_therapy"),
        ("tell me about larval therapy", "larval_therapy"),
        ("does larval therapy help with measles", "larval_therapy"),
        ("do maggots help with measles", "out_of_scope_medical"),  # one word could mean anything
        ("does art therapy help with measles", "out_of_scope_medical"),
    ],
)
def test_an_added_topic_without_examples_is_found_by_its_name(text: str, label: str) -> None:
    keywords = {("larval", "therapy"): frozenset({"larval_therapy"}), ("maggot",): frozenset({"larval_therapy"})}
    topics = TopicMap(
        titles=dict(_TOPICS.titles) | {"larval_therapy": "Larval therapy"},
        keywords=dict(_TOPICS.keywords) | keywords,
    )
    shapes = Shapes.from_dict(document("scope"))
    known = frozenset(["what", "is", "does", "help", "with", "tell", "me", "about", "do", "art", "therapy", "larval"])
    decider = Decider(topics, Rejector(OutsideNames(shapes, frozenset({"measles"}), known), topics))
    assert decider.decide(_turn(text), [("contagious", 0.4)], DialogueContext()).label == label


@pytest.mark.parametrize(
    ("turn", "context", "by"),
    [
        ({"chosen": {"label": "pain"}, "text": "Pain"}, DialogueContext(), "certain"),
        ({"safety": {"label": "emergency", "rule": "x", "findings": []}, "text": "help"}, DialogueContext(), "certain"),
        ({"text": "ward nurse here", "role_alone": "clinician"}, DialogueContext(), "role"),
        ({"text": "what is sodium thiosulfate"}, DialogueContext(), "classified"),
    ],
)
def test_a_decision_says_which_row_of_the_tables_made_it(
    decider: Decider, turn: dict[str, Any], context: DialogueContext, by: str
) -> None:
    ranking: Ranking = [("sodium_thiosulfate", 0.97), ("definition", 0.01)]
    assert decider.decide(turn, ranking, context).by == by


def test_the_rows_of_the_tables_have_names_of_their_own() -> None:
    names = [name for name, _ in (*decide._FIRST, *decide._ORDINARY)]
    assert len(set(names)) == len(names)
