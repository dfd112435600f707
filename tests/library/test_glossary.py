"""The glossary: each rule of its check beside an entry that breaks it, and the project's own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.language.readers import READERS
from bot.library.current import document, knowledge
from bot.library.glossary import Glossary, folded
from bot.library.reading import Names

from .conftest import Maker

CITED = {"sources": ["fine_2002"], "evidence": "low"}
Make = Callable[..., dict[str, Any]]


def entry(**changes: Any) -> dict[str, Any]:
    word = {
        "id": "plaque",
        "names": ["plaque", "plaques"],
        "label": "lesion_appearance",
        "patient": [{"text": "A plaque is a hard plate in the skin.", **CITED}],
        "clinician": {"text": "Firm subcutaneous plate.", **CITED},
        "see": ["mechanism"],
    }
    return word | changes


def faults(maker: Maker, make_topic: Make, *entries: dict[str, Any]) -> set[tuple[str, str]]:
    maker.topic(make_topic("mechanism", "basics"))
    maker.write("glossary.yml", {"words": list(entries)})
    return {(item.code, item.field) for item in maker.faults() if item.file.endswith("glossary.yml")}


def test_a_sound_entry_has_no_fault(maker: Maker, make_topic: Make) -> None:
    assert faults(maker, make_topic, entry()) == set()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"names": []}, "CX104"),
        ({"names": ["plaque", "Plaque"]}, "CX411"),
        ({"names": ["soft plaque", "soft-plaque"]}, "CX411"),
        ({"unlike": ["plaques"]}, "CX411"),
        ({"label": "mechanics"}, "CX401"),
        ({"label": "help"}, "CX401"),
        ({"see": ["mechanics"]}, "CX401"),
        ({"label": "mechanism"}, "CX401"),
        ({"see": []}, "CX104"),
        ({"patient": []}, "CX104"),
        ({"patient": [{"text": "A plaque is hard."}]}, "CX201"),
        ({"patient": [{"text": "A plaque is hard.", "sources": ["nobody_1999"], "evidence": "low"}]}, "CX202"),
        ({"patient": [{"text": "Stop your warfarin.", **CITED}]}, "CX303"),
        ({"patient": [{"text": "They gave 25 mg of it.", **CITED}]}, "CX309"),
        ({"patient": [{"text": "A plaque is " + "very " * 25 + "hard.", **CITED}]}, "CX302"),
        ({"clinician": {"text": "A plate. It is firm.", **CITED}}, "CX302"),
        ({"title": "Plaque"}, "CX103"),
    ],
)
def test_what_is_wrong_with_an_entry_is_named(
    maker: Maker, make_topic: Make, changes: dict[str, Any], code: str
) -> None:
    assert code in {found for found, _ in faults(maker, make_topic, entry(**changes))}


def test_a_name_leads_to_one_entry_only(maker: Maker, make_topic: Make) -> None:
    other = entry(id="plate", names=["plate", "plaques"])
    assert ("CX411", "words.1.names.1") in faults(maker, make_topic, entry(), other)


def test_an_id_stands_once(maker: Maker, make_topic: Make) -> None:
    assert ("CX108", "words.1.id") in faults(maker, make_topic, entry(), entry(names=["plate"]))


def test_a_glossary_without_words_is_refused(maker: Maker) -> None:
    maker.write("glossary.yml", ["plaque"])
    assert "CX104" in {item.code for item in maker.faults() if item.file.endswith("glossary.yml")}


@pytest.mark.parametrize("changes", [{"names": ["what"]}, {"unlike": ["plaquel"], "names": ["plaque", "plaquels"]}])
def test_a_name_that_is_not_heard_and_a_word_that_is_mistaken_are_named(changes: dict[str, Any]) -> None:
    reader = next(reader for reader in READERS if reader.documents == ("glossary",))
    names = Names(frozenset(), frozenset())
    assert list(reader.read({"words": [entry()]}, names)) == []
    assert all(wrong.told for wrong in reader.read({"words": [entry(**changes)]}, names))


def test_the_words_of_the_project() -> None:
    glossary = Glossary.from_dict(document("glossary"))
    assert 60 <= len(glossary.words) <= 80
    headings = [folded(word.names[0]) for word in glossary.alphabetical()]
    assert headings == sorted(headings)
    for word in glossary.words:
        assert knowledge().topic(word.label), word.id
        assert any(statement.sources for statement in word.patient), word.id
        assert word.said("clinician") == (word.clinician,)
        assert word.said("patient") == word.patient
