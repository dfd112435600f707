"""Look-alikes: red flags first, reasons shown, order sensible, never a diagnosis."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clinical.differential import DifferentialTable, rank
from bot.errors import ContentError
from tests.clinical.conftest import document

TABLE = DifferentialTable.from_dict(document("differential"))


@pytest.mark.parametrize(
    ("present", "absent", "first"),
    [
        (["painful", "livedo", "proximal_fat", "dialysis", "eschar"], [], "calciphylaxis"),
        (["warm_redness", "fever", "antibiotic_response"], [], "cellulitis"),
        (["rapid_spread", "crackling", "painful"], [], "necrotising_fasciitis"),
        (["warfarin_new", "eschar", "proximal_fat", "blister"], ["dialysis"], "warfarin_necrosis"),
        (["absent_pulses", "walking_pain", "toes", "diabetes"], [], "peripheral_arterial_disease"),
        (["undermined_edge", "pathergy", "bowel_disease"], [], "pyoderma_gangrenosum"),
        (["outer_lower_leg", "hypertension", "ulcer"], [], "martorell_ulcer"),
        (["relapsing", "ankles", "painful"], [], "livedoid_vasculopathy"),
        (["blue_toe", "artery_procedure", "palpable_pulses"], [], "cholesterol_emboli"),
        (["thick_skin", "gadolinium", "dialysis"], [], "nephrogenic_systemic_fibrosis"),
        (["whole_body", "shock", "retiform_purpura"], [], "purpura_fulminans"),
        (["vasculitis_tests", "palpable_purpura", "systemic_inflammation"], [], "vasculitis"),
        (["heparin_site", "nodule"], [], "injection_calcinosis"),
        (["brown_skin", "swollen_leg", "ankles", "ulcer"], [], "venous_ulcer"),
    ],
)
def test_typical_pictures(present: list[str], absent: list[str], first: str) -> None:
    assert rank(present, absent, TABLE).matches[0].condition.id == first


def test_red_flags_come_first_most_urgent_in_front() -> None:
    found = rank(["fever", "painful", "rapid_spread"], [], TABLE)
    assert [flag.id for flag in found.red_flags] == ["rapid_spread", "fever"]
    assert found.emergency


def test_failed_antibiotics_turn_the_order_round() -> None:
    red = ["warm_redness", "painful", "dialysis"]
    before = [match.condition.id for match in rank(red, [], TABLE).matches]
    after = [match.condition.id for match in rank([*red, "no_antibiotic_response"], [], TABLE).matches]
    assert after.index("calciphylaxis") < after.index("cellulitis") or "cellulitis" not in after
    assert "cellulitis" in before


def test_reasons_name_findings_and_sources() -> None:
    found = rank(["blue_toe", "palpable_pulses"], ["artery_procedure"], TABLE).matches[0]
    said = [(reason.finding.id, reason.effect, reason.present) for reason in found.reasons]
    assert said == [
        ("blue_toe", "for", True),
        ("palpable_pulses", "for", True),
        ("artery_procedure", "against", False),
    ]
    assert all(reason.sources for reason in found.reasons)


def test_nothing_stated_gives_nothing_and_strange_ids_are_returned() -> None:
    found = rank([], ["fever"], TABLE)
    assert (found.red_flags, found.matches) == ((), ())
    assert rank(["third_arm"], [], TABLE).unknown == ("third_arm",)


def test_every_row_has_a_source_and_every_finding_is_used() -> None:
    rows = [row for each in TABLE.conditions.values() for row in (*each.supporting, *each.opposing)]
    assert all(row.sources and 1 <= row.weight <= 3 for row in rows)
    assert {row.finding for row in rows} == set(TABLE.findings)
    assert all(finding.sources for finding in TABLE.findings.values() if finding.red_flag)


IDS = st.sets(st.sampled_from(sorted(TABLE.findings)), max_size=8)


@given(IDS, st.sampled_from(sorted(TABLE.conditions)))
def test_a_further_supporting_finding_never_lowers_a_condition(present: set[str], name: str) -> None:
    condition = TABLE.conditions[name]
    more = present | {condition.supporting[0].finding}
    scores = [
        next((match.score for match in rank(given, [], TABLE).matches if match.condition.id == name), None)
        for given in (sorted(present), sorted(more))
    ]
    assert scores[1] is not None
    assert scores[0] is None or scores[0] <= scores[1]


@given(IDS, IDS)
def test_order_of_stating_does_not_matter(present: set[str], absent: set[str]) -> None:
    one, two = (rank(given, sorted(absent), TABLE) for given in (sorted(present), sorted(present, reverse=True)))
    assert [match.condition.id for match in one.matches] == [match.condition.id for match in two.matches]


def test_a_condition_with_an_unknown_finding_is_refused() -> None:
    data = copy.deepcopy(document("differential"))
    data["conditions"][0]["for"][0]["finding"] = "third_arm"
    with pytest.raises(ContentError, match="third_arm"):
        DifferentialTable.from_dict(data)
