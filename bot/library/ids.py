"""The stable names of the contract (docs/contract.md): topics, tasks, social and safety ids.

A topic id is the name by which an answer is known everywhere (content, intents, API replies, evaluation).
Further topics may be added in `knowledge/topics/`; none of these may be renamed or dropped.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = [
    "DOCUMENTS",
    "GROUPS",
    "NON_TOPIC_IDS",
    "REQUIRED_TOPICS",
    "SAFETY_IDS",
    "SOCIAL_IDS",
    "STANDS_FOR",
    "TASK_IDS",
    "TASK_TITLES",
    "TOPICS_BY_GROUP",
]

TOPICS_BY_GROUP: Final = MappingProxyType(
    {
        "basics": (
            "definition",
            "names_and_codes",
            "how_common",
            "uremic_vs_nonuremic",
            "mechanism",
            "contagious",
            "hereditary",
            "is_it_cancer",
            "organs_beyond_skin",
            "children",
            "pregnancy",
        ),
        "risk": (
            "risk_factors",
            "warfarin_risk",
            "calcium_and_vitamin_d",
            "parathyroid_and_risk",
            "diabetes_and_obesity",
            "dialysis_type",
            "transplant_and_risk",
            "other_medicines_risk",
            "skin_trauma",
            "low_albumin",
        ),
        "symptoms": ("symptoms", "early_signs", "lesion_appearance", "lesion_sites", "pain", "ulcers"),
        "diagnosis": (
            "diagnosis_overview",
            "which_specialist",
            "skin_biopsy",
            "biopsy_risk",
            "bone_scan",
            "other_imaging",
            "lab_tests",
            "calcium_phosphate_product",
            "differential_diagnosis",
            "diagnostic_criteria",
        ),
        "treatment": (
            "treatment_overview",
            "curable",
            "sodium_thiosulfate",
            "sodium_thiosulfate_side_effects",
            "wound_care",
            "debridement",
            "pain_management",
            "infection_antibiotics",
            "stopping_warfarin",
            "vitamin_k",
            "phosphate_binders",
            "calcimimetics",
            "parathyroidectomy",
            "hyperbaric_oxygen",
            "steroids",
            "bisphosphonates",
            "dialysis_changes",
            "kidney_transplant_treatment",
            "emerging_treatments",
            "amputation",
            "nutrition_treatment",
            "palliative_care",
            "care_team",
        ),
        "prognosis": ("prognosis", "plaques_vs_ulcers", "complications", "sepsis", "healing_time", "recurrence"),
        "prevention": ("prevention", "monitoring", "low_phosphate_diet", "target_levels"),
        "living": (
            "self_care",
            "emotional_support",
            "caregivers",
            "questions_for_doctor",
            "support_organisations",
            "exercise_and_work",
        ),
        "research": ("clinical_trials", "registries"),
        "example": ("case_example", "case_imaging"),
    }
)

GROUPS: Final = tuple(TOPICS_BY_GROUP)
REQUIRED_TOPICS: Final = tuple(topic for topics in TOPICS_BY_GROUP.values() for topic in topics)

#: The files of `knowledge/` beside topics and sources; each is read by some part of the program.
DOCUMENTS: Final = frozenset(
    "allowed_terms case clinicians context_rules differential everyday feelings glossary helplines labs lexicon "
    "next_answers next_questions phrases pointed points prognosis red_flags replies risk_model safety_replies scope "
    "synonyms triage word_lists".split()
)

TASK_IDS: Final = (
    "assess_risk",
    "explain_risk",
    "what_if",
    "estimate_prognosis",
    "interpret_labs",
    "compute_product",
    "correct_calcium",
    "convert_units",
    "differential",
    "visit_summary",
    "show_sources",
    "simpler",
    "more_detail",
    "set_role_clinician",
    "set_role_patient",
    "restart",
    "delete_my_data",
    "help",
)
#: How a task is named before what is said after it, where that is learned and read (`data/follow_ups`).
TASK_TITLES: Final = MappingProxyType(
    {
        "assess_risk": "Risk estimate given",
        "explain_risk": "Risk estimate explained",
        "what_if": "Risk estimate changed",
        "estimate_prognosis": "Outlook estimated",
        "interpret_labs": "Values looked at",
        "compute_product": "Product computed",
        "correct_calcium": "Calcium corrected",
        "convert_units": "Units converted",
        "differential": "What it could be",
        "visit_summary": "Visit summary made",
        "show_sources": "Sources shown",
        "simpler": "Said more simply",
        "more_detail": "Said in more detail",
        "set_role_clinician": "Speaking to a clinician",
        "set_role_patient": "Speaking to a patient",
        "help": "Help shown",
    }
)
SOCIAL_IDS: Final = ("greet", "goodbye", "thank", "bot_challenge", "feedback_good", "feedback_bad")
SAFETY_IDS: Final = (
    "emergency",
    "crisis",
    "personal_treatment_decision",
    "dosing_request",
    "human_handoff",
    "privacy",
    "out_of_scope_medical",
    "out_of_scope_other",
)
NON_TOPIC_IDS: Final = frozenset(TASK_IDS + SOCIAL_IDS + SAFETY_IDS)

# Topics of ours that go deeper than an id of the contract which covers them: what a message was taken for is that id.
STANDS_FOR: Final = MappingProxyType(
    {
        "withdrawing_dialysis": "palliative_care",
        "analgesia_in_kidney_failure": "pain_management",
        "nonuremic_in_depth": "uremic_vs_nonuremic",
    }
)
