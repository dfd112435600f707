"""Messages in other languages: which one, and whether they are an emergency."""

from __future__ import annotations

import pytest

from bot.language.safety.gate import SafetyGate
from tests.safety.conftest import load

QUESTIONS = {
    "es": "¿qué es la calcifilaxis y cómo se trata?",
    "fr": "qu'est-ce que la calciphylaxie et comment est-elle traitée avec la dialyse",
    "de": "was ist Calciphylaxie und wie wird sie behandelt?",
    "it": "che cosa è la calcifilassi e come si cura",
    "pt": "o que é a calcifilaxia e como é o tratamento",
    "nl": "wat is calcifylaxie en hoe wordt het behandeld",
    "pl": "co to jest kalcyfilaksja i jakie jest leczenie",
    "tr": "kalsifilaksi nedir ve nasıl tedavi edilir, çok ağrı var",
    "sv": "vad är kalcifylaxi och hur behandlas det",
    "ru": "что такое кальцифилаксия",
    "ar": "ما هو الكلسفة الوعائية",
    "hi": "कैल्सिफिलैक्सिस क्या है",
    "ja": "カルシフィラキシスとは何ですか",
    "ko": "칼시필락시스는 무엇입니까",
    "zh": "什么是钙化防御",
}
EMERGENCIES = {
    "es": "mi padre no puede respirar",
    "fr": "je n'arrive plus à respirer",
    "de": "mein Mann ist bewusstlos",
    "it": "mia madre non respira",
    "pt": "minha mãe desmaiou, dor no peito",
    "nl": "mijn man krijgt geen lucht",
    "pl": "mama jest nieprzytomna",
    "tr": "babam nefes alamıyor",
    "ru": "муж без сознания",
    "ar": "أبي لا يستطيع التنفس",
    "hi": "पिताजी बेहोश हैं",
    "ja": "夫が意識がない",
    "ko": "아버지가 쓰러졌어요",
    "zh": "我妈妈昏迷了",
}
CRISES = {
    "es": "quiero morir", "fr": "je veux mourir", "de": "ich will nicht mehr leben", "it": "voglio morire",
    "pt": "quero morrer", "nl": "ik wil niet meer leven", "pl": "chcę umrzeć", "tr": "ölmek istiyorum",
    "ru": "хочу умереть", "ar": "أريد أن أموت", "hi": "मैं मरना चाहता हूँ", "ja": "死にたい",
    "ko": "죽고 싶어요", "zh": "我想死",
}  # fmt: skip


@pytest.mark.parametrize("code", QUESTIONS)
def test_language_of_a_question(gate: SafetyGate, code: str) -> None:
    assert gate.languages.guess(QUESTIONS[code]) == code
    assert gate.check(QUESTIONS[code]) is None


@pytest.mark.parametrize("code", EMERGENCIES)
def test_emergency_in_another_language(gate: SafetyGate, code: str) -> None:
    verdict = gate.check(EMERGENCIES[code])
    assert verdict is not None and verdict.label == "emergency"


@pytest.mark.parametrize("code", CRISES)
def test_crisis_in_another_language(gate: SafetyGate, code: str) -> None:
    verdict = gate.check(CRISES[code])
    assert verdict is not None and verdict.label == "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "what is calciphylaxis",
        "ok",
        "",
        "mum",
        "no",
        "CUA STS HD PD",
        "what does the word tiosulfato mean",
        "I am on HD",
    ],
)
def test_english_and_fragments_are_no_other_language(gate: SafetyGate, text: str) -> None:
    assert gate.languages.guess(text) is None


@pytest.mark.parametrize(
    ("text", "code", "label"),
    [
        ("tata nie oddycha", "pl", "emergency"),
        ("mijn vader ademt niet", "nl", "emergency"),
        ("emorragia, non riesco a fermarla", "it", "emergency"),
        ("la fístula sangra y no para", "es", "emergency"),
        ("elle ne répond plus", "fr", "emergency"),
        ("sangramento da fístula não para", "pt", "emergency"),
        ("annem nefes almıyor", "tr", "emergency"),
        ("ik wil dood", "nl", "crisis"),
        ("zabiję się", "pl", "crisis"),
        ("intihar", "tr", "crisis"),
        ("me voy a matar", "es", "crisis"),
        ("je vais me tuer", "fr", "crisis"),
    ],
)
def test_few_words_say_their_language(gate: SafetyGate, text: str, code: str, label: str) -> None:
    verdict = gate.check(text)
    assert verdict is not None and (verdict.label, verdict.language) == (label, code)


def test_every_language_has_its_replies() -> None:
    replies = load("safety_replies")
    for code in load("red_flags")["languages"]["others"]:
        for kind in ("emergency", "crisis", "scope"):
            entry = replies[f"other_language_{code}_{kind}"]
            assert entry["language"] == code
            assert entry["reviewed"] is False or isinstance(entry["reviewed"], str)


@pytest.mark.parametrize(
    ("text", "label", "language"),
    [
        ("남편이 숨을 안 쉬어요", "emergency", "ko"),
        ("मुझे मरना है", "crisis", "hi"),
        ("чоловік не дихає", "emergency", "uk"),
        ("хочу померти", "crisis", None),
        ("не хочу жити, мій чоловік помер", "crisis", "uk"),
        ("муж не дышит", "emergency", "ru"),
        ("πονάει το στήθος μου", "emergency", "el"),
        ("tôi muốn chết", "crisis", "vi"),
        ("chồng tôi không thở", "emergency", "vi"),
        ("saya ingin mati", "crisis", "id"),
        ("suami saya tidak bernapas", "emergency", "id"),
    ],
)
def test_the_commonest_lines_of_each_language(gate: SafetyGate, text: str, label: str, language: str | None) -> None:
    verdict = gate.check(text)
    assert verdict is not None and verdict.label == label
    assert language is None or verdict.language == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("calciphylaxis là bệnh gì", "vi"),
        ("apa itu penyakit calciphylaxis", "id"),
        ("що таке кальцифілаксія", "uk"),
        ("что такое кальцифилаксия", "ru"),
    ],
)
def test_questions_in_these_languages_are_no_alarm(gate: SafetyGate, text: str, language: str) -> None:
    assert gate.check(text) is None
    assert gate.languages.guess(text) == language


def test_every_line_of_another_language_gives_the_emergency_number() -> None:
    replies = load("safety_replies")
    lines = {key: row["patient"] for key, row in replies.items() if key.startswith("other_language")}
    assert lines and all(any("{emergency_number}" in line for line in row) for row in lines.values())


@pytest.mark.parametrize(
    "text",
    [
        "vit D tablets?",
        "vitamin D on PD",
        "vit. C for a HD patient",
        "Est dry weight on HD 70",
        "L calf ulcer, d 5 on HD",
        "Hep C on HD",
    ],
)
def test_vitamins_and_single_letters_of_notes_are_no_french(text: str, gate: SafetyGate) -> None:
    assert gate.languages.guess(text) is None


@pytest.mark.parametrize("text", ["la vitamine D aide pour la peau", "j ai une plaie", "combien de temps vit-on avec"])
def test_french_with_vitamins_and_without_apostrophes_is_heard(text: str, gate: SafetyGate) -> None:
    assert gate.languages.guess(text) == "fr"
