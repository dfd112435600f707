"""What identifies a person is masked before it is stored; what the conversation is about is not touched."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.masking import Mask, mask, spans
from bot.engine.masking_names import FIRST_NAMES
from bot.settings import ROOT

MASKED = [
    ("write to anna.b-c+1@mail.example.co.uk please", "write to [e-mail] please"),
    ("call me on 07700 900123", "call me on [phone]"),
    ("my phone is 5551234567", "my phone is [phone]"),
    ("+44 20 7946 0958 is where I am", "[phone] is where I am"),
    ("(555) 123-4567 or 555.123.4567", "[phone] or [phone]"),
    ("MRN 00123456, calcium 9.8", "MRN [number], calcium 9.8"),
    ("hospital number K123456 PTH 900", "hospital number [number] PTH 900"),
    ("policy no. 99-88-77-66", "policy no. [number]"),
    ("my NHS number is 943 476 5919", "my NHS number is [number]"),
    ("943 476 5919", "[NHS number]"),
    ("ssn 123-45-6789", "ssn [number]"),
    ("123-45-6789", "[number]"),
    ("card 4111111111111111", "card [card number]"),
    ("DOB 12/03/1957, PTH 900", "DOB [date of birth], PTH 900"),
    ("I was born on 12 March 1957", "I was born on [date of birth]"),
    ("my name is john smith and i have pain", "my name is [name] and i have pain"),
    ("My name is Maria Gonzalez Lopez, 54, on haemodialysis", "My name is [name], 54, on haemodialysis"),
    ("Patient name: Jane Doe DOB: 1960-01-02", "Patient name: [name] DOB: [date of birth]"),
    ("I am Anna Karlsson and I'm on PD", "I am [name] and I'm on PD"),
    ("Dr. Brown said PTH 900", "Dr. [name] said PTH 900"),
    ("my husband Peter has sores", "my husband [name] has sores"),
    ("my wife is called Elsa", "my wife is called [name]"),
    ("I live at 12 Long Meadow Road, Leeds LS1 4AP", "I live at [address], Leeds [postcode]"),
    ("my zip code is 90210", "my zip code is [postcode]"),
    ("I am @anna_k on that site", "I am [web profile] on that site"),
    ("Friederike Hollerbusch", "[name]"),
    ("john smith", "[name]"),
    ("Ngozi Okonkwo.", "[name]."),
    ("Anna Kowalski here, my wife sarah is ill", "[name] here, my wife [name] is ill"),
    ("its john smith", "its [name]"),
    ("I'm Anna, 54", "I'm [name], 54"),
    ("patient: J. Smith, 67, PTH 900", "patient: [name], 67, PTH 900"),
    ("my neighbour Kevin has sores", "my neighbour [name] has sores"),
    ("dr patel said PTH 900", "dr [name] said PTH 900"),
    ("dr brown told me", "dr [name] told me"),
    ("Mr john smith", "Mr [name]"),
    ("what is it? Sincerely, Margaret", "what is it? Sincerely, [name]"),
    ("is it safe? yours truly, Z. Okonkwo", "is it safe? yours truly, [name]"),
    ("signed margaret jones", "signed [name]"),
    ("my son tom and JOHN SMITH", "my son [name] and [name]"),
    ("yesterday Anna's leg turned black", "yesterday [name] leg turned black"),
    ("my friend Oluwaseun asks", "my friend [name] asks"),
    ("anna at gmail dot com", "[e-mail]"),
    ("anna.b (at) mail (dot) example (dot) org please", "[e-mail] please"),
    ("SSN is 123 45 6789", "SSN is [number]"),
    ("Smith, John", "[name]"),
    ("SMITH JOHN 60M ESRD", "[name] 60M ESRD"),
    ("SMITH, JOHN 60M", "[name] 60M"),
    ("Patel, Sunita, PTH 900", "[name], PTH 900"),
    ("results of Young, Mary: Ca 9.8", "results of [name]: Ca 9.8"),
    ("Kowalski Anna PTH 900", "[name] PTH 900"),
    ("Nguyen Van An, 61M HD", "[name], 61M HD"),
    ("Okonkwo Chidi 54 yo on PD", "[name] 54 yo on PD"),
    ("credit card 4111 1111 1111 1111", "credit card [card number]"),
    ("4111-1111-1111-1111", "[card number]"),
    ("my visa is 4111111111111111", "my visa is [card number]"),
    ("amex 3782 822463 10005", "amex [card number]"),
    ("IBAN DE89 3704 0044 0532 0130 00", "IBAN [account number]"),
    ("pay to gb82west12345698765432", "pay to [account number]"),
    ("ni number AB 12 34 56 C", "ni number [number]"),
    ("AB 12 34 56 C", "[number]"),
    ("national insurance ab123456c", "national insurance [number]"),
    ("qq123456c", "[number]"),
    ("i live in nr2 3ab", "i live in [postcode]"),
    ("ec1a 1bb", "[postcode]"),
    ("postcode ls14ap", "postcode [postcode]"),
    ("ich heiße Jürgen Müller", "ich heiße [name]"),
    ("Je m'appelle Océane Lefèvre", "Je m'appelle [name]"),
    ("me llamo Nahia Etxeberria", "me llamo [name]"),
    ("患者 张伟", "患者 [name]"),
    ("what is it? signed ngozi", "what is it? signed [name]"),
    ("https://www.facebook.com/anna.kowalski.9 is me", "https://www.[web profile] is me"),
    ("instagram.com/anna_k", "[web profile]"),
    ("call oh seven seven double zero nine hundred one two three", "call [phone]"),
]
UNTOUCHED = [
    "calcium 9.8 mg/dl, phosphate 6.5, PTH 812 pg/ml",
    "Ca 2.35 mmol/L on 12/03/2024, 2.41 on 2024-05-06",
    "creatinine 800 umol/l 2023-11-02 790 2023-12-01 810",
    "Date 01.02.2024 03.04.2024 Ca 9.9 10.1",
    "PTH 120 340 560 780",
    "Calcium 9.1 9.4 9.8 Phosphate 5.5 6.1 7.0 Albumin 3.4 3.5 3.1",
    "platelets 150000000000 per litre, wbc 11000000000",
    "my husband is 67 and on dialysis for 12 years",
    "my wife Calcium is 10.6",
    "my mother Has Sores",
    "patient Female 67 years",
    "what is the name of the disease?",
    "my name is not important",
    "I am Diabetic and have Pain In My Legs",
    "call 112 or 911 or 999",
    "vitamin D 25-OH 30 ng/mL, B12 and D3 5000 IU, alk phos 1,250 U/L",
    "bp 140/90 pulse 72 weight 80 kg height 170 cm bmi 27.7",
    "case number of sodium thiosulfate 25 g three times",
    "how many patients of 1234 in 2018 2019 2020 died",
    "unit 10*3/uL 12.5, hospital 2 days ago, in 2024",
    "in 12 weeks the wound was 5 by 3 cm Close",
    "Sodium Thiosulfate",
    "Kidney Transplant",
    "Wound Care",
    "Tell Me More",
    "is st. john's wort safe? look at the leaflet. it is long",
    "dr wants me to stop, Dr thinks not, i miss dialysis",
    "can we go through it for my mother, I've got her letter",
    "this is Zemplar, it's Velphoro and I'm Diabetic",
    "thanks, that helps. love it",
    "PTH 3450 4120 3980 4400",
    "4120 3980 4400 4111",
    "platelets 4111 1111 1111 1111",
    "ca 10 11 12 a bit high, CA 10 11 12 A BIT HIGH",
    "b12 5ug, d3 5ug and t4 2dl",
    "vitamin k1 2mg, week e4 2nd",
    "DE89 and HD12 3704 0044",
    "Diabetic Lady, 61F on HD",
    "Obese Woman 54 yo, Calcium Phosphate 61M",
    "Calcium, Phosphate, PTH and Warfarin",
    "it was not signed yet, I signed consent",
    "患者 高血压",
    "take one two or three tablets, one by one",
    "see facebook.com for groups",
]
MASKED_FORMS = [
    ("07911 123456 is my cell", "[phone] is my cell"),
    ("ring me: 01632/960111", "ring me: [phone]"),
    ("mobile 555–201–4477", "mobile [phone]"),
    ("06 44 55 66 77", "[phone]"),
    ("dob 11091948, PTH 900", "dob [date of birth], PTH 900"),
    ("21/07/1949 is my date of birth", "[date of birth] is my date of birth"),
    ("my bday 9/8/51", "my bday [date of birth]"),
    ("patient 21/07/1949 F, calcium 9.8", "patient [date of birth] F, calcium 9.8"),
    ("pt id 55102938", "pt id [number]"),
    ("URN: 9910283", "URN: [number]"),
    ("sort code 10-20-30 account 12345678", "sort code [account] account [number]"),
    ("address: 4 The Limes, York", "address: [address]"),
    ("I live at 7 bluebell gardens", "I live at [address]"),
    ("PO Box 1234", "[address]"),
    ("jane.q＠example.com", "[e-mail]"),
    ("jane.q @ example . org", "[e-mail]"),
    ("jane.q&#64;example.com", "[e-mail]"),
    ("password: Sunflower12", "password: [password]"),
    ("0791\u200b1 123456 call", "[phone] call"),
    ("reach her at 0033 6 12 34 56 78", "reach her at [phone]"),
    ("08 7123 45678", "[phone]"),
    ("24 rue des Lilas, 31000 Toulouse", "[address] Toulouse"),
    ("Gartenstr. 7, 80331 München", "[address] München"),
    ("Calle Mayor 12, 28013 Madrid", "[address] Madrid"),
    ("we are at 9 Willow Ct", "we are at [address]"),
    ("kennwort: Sommer2019", "kennwort: [password]"),
    ("my pwd is Tiger2024", "my pwd is [password]"),
    ("born in June 1961, PTH 900", "born in [date of birth], PTH 900"),
    ("number plate KX65 LMN", "number plate [number plate]"),
    ("medicare no 4951 03266 2", "medicare no [number]"),
    ("policy no 1234 5678 90, PTH 900", "policy no [number], PTH 900"),
    ("her insta is mia.r_77", "her insta is [web profile]"),
    ("pt id AB 123456", "pt id [number]"),
    ("12/03/1957, born in Leeds", "[date of birth], born in Leeds"),
]
UNTOUCHED_FORMS = [
    "phosphate on 04/03/2025 was 5.8",
    "creatinine 567 890 1234",
    "platelets 250000 and PTH 1200",
    "a 7 hours drive",
    "ID says PTH 900, case of 12",
    "calcium 9.8–10.4\u00a0mg/dL",
    "I was born with one kidney, dialysis since 2019",
    "my address is not needed",
    "lab 2026-03-04: potassium 4.5",
    "lab PLT 210000",
    "pt CRP 12400, sample ALP 13000",
    "K 5.1, CK 24500",
    "ferritin: 320 410 1250",
    "calcium 2.4 @ clinic. It was 2.1",
    "seen @ home. In bed",
    "things to address: potassium 6, PTH 900",
    "a PTH of 1200 may drive this",
    "4 long sessions drive him mad",
    "FB: 1200, FB: positive",
    "my facebook is full of it",
    "2 red crescent shaped sores",
    "05 2026 4500",
    "K 5.1 on 03/04/2026, dob 1950",
]


@pytest.mark.parametrize(("text", "stored"), MASKED_FORMS)
def test_everyday_ways_of_writing_identifiers_are_masked(text: str, stored: str) -> None:
    assert mask(text) == stored


@pytest.mark.parametrize("text", UNTOUCHED_FORMS)
def test_what_only_looks_like_them_stays(text: str) -> None:
    assert mask(text) == text


KNOWN_GAPS = ["Hollerbusch", "my friend oluwaseun asks", "met Hollerbusch yesterday", "it was rose who said so"]


@pytest.mark.parametrize(("text", "stored"), MASKED)
def test_identifiers_are_masked_and_the_rest_stays(text: str, stored: str) -> None:
    assert mask(text) == stored


@pytest.mark.parametrize("text", UNTOUCHED)
def test_results_units_dates_and_ages_are_not_touched(text: str) -> None:
    assert mask(text) == text


@pytest.mark.xfail(strict=True, reason="a rare or ordinary word with nothing around it that tells that it is a name")
@pytest.mark.parametrize("text", KNOWN_GAPS)
def test_what_is_known_not_to_be_masked(text: str) -> None:
    assert "[name]" in mask(text)


def test_of_what_people_ask_next_to_nothing_is_taken_for_a_name() -> None:
    """Also written with capitals. Some of the examples do hold names: of 29 masked lines 24 did, so the share is small
    for what they hold."""
    found = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "data" / "nlu").glob("*.yml")))
    every = [line.strip()[2:] for text in found for line in text.splitlines() if line.startswith("    - ")]
    asked = every[::23]
    masked = [text for text in asked if mask(text) != text]
    assert len(asked) > 1000
    assert len(masked) <= len(asked) * 0.012, masked
    short = [text.title() for text in every[::5] if 2 <= len(text.split()) <= 3]
    masked = [text for text in short if mask(text) != text]
    assert len(masked) <= len(short) * 0.06, masked


def test_a_copy_is_masked_as_a_word_and_not_inside_another() -> None:
    masker = Mask()
    masker.event({"event": "user", "text": "my son tom has sores"})
    said = masker.event({"event": "bot", "text": "A custom answer about symptoms for tom, tomorrow."})
    assert said["text"] == "A custom answer about symptoms for [name], tomorrow."


def test_a_value_that_was_read_is_no_copy_of_a_number_beside_it() -> None:
    """`case 12500; ferritin 12500` stored a value that could not be read back, and no later message was answered."""
    value = {"value": "12500", "canonical_value": "12500", "taken": "2026-11-02", "name": "Ann Okoro", "earlier": []}
    reading = {"analyte": "ferritin", "unit": "ng/mL"} | value
    said = "case 12500, born 2026-11-02, my name is Ann Okoro; ferritin 12500"
    user = {"event": "user", "text": said, "message_id": "a-12500-b", "parse_data": {"text": said, "labs": [reading]}}
    masker = Mask()
    stored = masker.event(user)
    slot = masker.event({"event": "slot", "name": "labs", "value": [reading]})
    assert stored["text"] == "case [number], born [date of birth], my name is [name]; ferritin [number]"
    assert stored["parse_data"]["labs"] == slot["value"] == [reading | {"name": "[name]"}]
    assert stored["message_id"] == "a-12500-b"


def test_the_reference_of_a_button_is_not_touched() -> None:
    assert mask("calci:eyJsYWJlbCI6ImEifQ.555-123-4567") == "calci:eyJsYWJlbCI6ImEifQ.555-123-4567"


def test_all_copies_of_a_masked_span_go_with_it() -> None:
    text = "my name is John Smith and my knee hurts"
    user = {
        "event": "user",
        "text": text,
        "parse_data": {
            "text": text,
            "turn": {"text": text, "safety": {"remainder": "John Smith and my knee"}, "labs": []},
        },
        "timestamp": 1.5,
    }
    slot = {"event": "slot", "name": "asked", "value": ["John Smith and my knee hurts"]}
    masker = Mask()
    stored = [masker.event(user), masker.event(slot), masker.event({"event": "bot", "text": "Hello John Smith"})]
    assert "John" not in str(stored) and "Smith" not in str(stored)
    assert stored[0]["parse_data"]["turn"]["safety"]["remainder"] == "[name] and my knee"
    assert stored[0]["timestamp"] == 1.5
    assert user["text"] == text  # what is being worked with stays whole


def test_an_event_without_a_message_before_it_is_kept_as_it_is() -> None:
    event = {"event": "bot", "text": "Call 555-123-4567, the helpline."}
    assert Mask().event(event) is event


@given(st.text(max_size=300))
def test_any_text_can_be_masked_and_the_spans_lie_in_order(text: str) -> None:
    found = spans(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert mask(text) == text or found


@given(st.floats(0.1, 2000).map(lambda v: f"{v:.2f}"), st.sampled_from(["mg/dL", "mmol/L", "pg/mL", "U/L", "g/dL"]))
def test_no_result_is_ever_masked(value: str, unit: str) -> None:
    text = f"calcium {value} {unit} on 3 May 2024"
    assert mask(text) == text


@pytest.mark.parametrize(
    "hostile",
    [
        "1 " * 3000,
        "a@" * 3000,
        "ab12 " * 1200,
        "4111 " * 1200,
        "one two " * 750,
        "Ab Cd, " * 850,
        "0-" * 3000,
        "my name is " * 500,
        "call (1)" * 800,
        "12 a " * 1200,
    ],
    ids=range(10),
)
def test_no_message_makes_it_slow(hostile: str) -> None:
    began = time.process_time()
    mask(hostile[:6000])
    assert time.process_time() - began < 1.5


def test_an_id_of_ours_is_kept_and_a_first_name_alone_is_not() -> None:
    understood = {"event": "user", "text": "x", "parse_data": {"label": "lab_tests", "also": ["pain", "margaret"]}}
    masked = Mask().event(understood)
    assert masked["parse_data"] == {"label": "lab_tests", "also": ["pain", "[name]"]}


@given(
    st.from_regex(r"[a-z_]{0,20}", fullmatch=True) | st.sampled_from(["anna", "_anna", "anna_", "x_anna", "mr_hill"])
)
def test_of_one_lower_case_word_only_a_first_name_is_masked(word: str) -> None:
    assert bool(spans(word)) == (word.lstrip("_") in FIRST_NAMES)
