"""What a correction puts in the place of what was understood; what only begins like one is left alone."""

from __future__ import annotations

import pytest

from bot.language.decision.leaning.meant_instead import Instead, meant_instead, named_instead
from bot.language.dialogue import DialogueContext

AFTER = DialogueContext(topic="vitamin_k", label="vitamin_k")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sorry i meant vitamin d", "vitamin d"),
        ("i meant warfarin not vitamin k", "warfarin"),
        ("that's not what i asked, i asked about pain", "pain"),
        ("no, the scan", "the scan"),
        ("not the biopsy, the scan", "the scan"),
        ("not vitamin k but vitamin d", "vitamin d"),
        ("no i meant how long does it take", "how long does it take"),
        ("wrong one, i wanted the summary", "the summary"),
        ("you misunderstood, i want to know about diet", "diet"),
        ("what i meant was can it be cured", "can it be cured"),
        ("i meant pth instead of phosphate", "pth"),
        ("i didn't mean that, i meant the penis", "the penis"),
        ("that is not it, i want the figures on survival", "the figures on survival"),
        ("no, not that, the risk estimate please", "the risk estimate"),
    ],
)
def test_what_was_meant_is_taken_out(text: str, words: str) -> None:
    assert meant_instead(text, AFTER) == Instead(words)


@pytest.mark.parametrize("text", ["no, the other one", "i meant the other one", "not that, the first one"])
def test_the_other_one_has_to_be_asked(text: str) -> None:
    assert meant_instead(text, AFTER) == Instead(None)


@pytest.mark.parametrize(
    "text",
    [
        "i want to die",
        "i want to stop dialysis",
        "no i don't want that",
        "no, the pain is worse",
        "no, my husband has a fever",
        "i said no",
        "i asked my doctor",
        "not sure, i think so",
        "not now, thanks",
        "not good, i feel bad",
        "no, i mean it",
        "i meant 5.9",
        "i want you to explain",
        "no thanks",
    ],
)
def test_other_messages_correct_nothing(text: str) -> None:
    assert meant_instead(text, AFTER) is None


def test_with_nothing_before_it_nothing_is_corrected() -> None:
    assert meant_instead("i meant vitamin d", DialogueContext()) is None


@pytest.mark.parametrize(
    ("text", "words"), [("sorry - thiosulfate, not calcium", "thiosulfate"), ("no no, vitamin d", "vitamin d")]
)
def test_a_bare_name_behind_a_no(text: str, words: str) -> None:
    assert named_instead(text) == words
