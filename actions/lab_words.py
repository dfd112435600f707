"""Words about single laboratory values: what must be asked back, what cannot be right."""

from __future__ import annotations

from actions.reply import Button
from actions.resources import catalogue
from actions.typed_units import bounds
from bot.clinical.labs import LabReading

__all__ = ["capital", "implausible_text", "test_name", "unit_question", "value_text"]

_HOW_MANY = {2: "two", 3: "three"}


def _told(reading: LabReading) -> int:
    """How many values were told, whatever the units they are offered in."""
    return len({choice.value for choice in reading.choices})


def value_text(reading: LabReading) -> str:
    """A value as typed, with its unit: `<5 pg/mL`; an en dash where there is no single value."""
    if reading.value is None:
        return "–"
    unit = "" if reading.unit in (None, "1") else f" {reading.unit}"
    return f"{reading.comparator or ''}{reading.value}{unit}"


def test_name(reading: LabReading, *, clinician: bool = False) -> str:
    """What the test is called; a calcium that the laboratory has already corrected is named so."""
    if reading.corrected:
        return "calcium, corrected for albumin by the laboratory"
    analyte = catalogue()[reading.analyte]
    return analyte.display if clinician else analyte.patient_words


def capital(words: str) -> str:
    """The words with a capital letter in front, the others as they are (PTH stays PTH)."""
    return words[:1].upper() + words[1:]


def unit_question(reading: LabReading, label: str = "fill_form") -> tuple[str, list[Button]]:
    """Ask which reading is meant: "2.6 mmol/L or 2.6 mg/dL?", with one button each."""
    name = catalogue()[reading.analyte].patient_words
    if not reading.choices:
        return f"I am not sure how to read {name} {value_text(reading)}. Please type it again with its unit.", []
    options = []
    for place, choice in enumerate(reading.choices):
        which = f"{catalogue()[choice.analyte].patient_words} " if choice.analyte else ""
        unit = "" if choice.unit == "1" else f" {choice.unit}"
        options.append((f"{which}{choice.value}{unit}", place))
    stored = reading.as_dict()
    made = [Button(text, label, {"pick": place, "reading": stored}) for text, place in options]
    if reading.reason == "two_values":
        return (
            f"You gave {_HOW_MANY.get(_told(reading), 'several')} values for {name}: "
            f"{' and '.join(text for text, _ in options)}. Which one should I use?",
            made,
        )
    spoken = " or ".join(text for text, _ in options)
    return f"For {name} you wrote {value_text(reading)}. Is that {spoken}?", made


def implausible_text(reading: LabReading) -> str:
    """Name the value and why it is not used; nothing is repaired silently."""
    analyte = catalogue()[reading.analyte]
    if reading.value is None:
        return (
            f"What you wrote for {analyte.patient_words} is not a number, so I have not used it. Please type it again."
        )
    return (
        f"{capital(analyte.patient_words)} {value_text(reading)} does not look possible "
        f"(I accept {bounds(analyte, reading.unit)}). I have not used it. Please check the number and its unit."
    )
