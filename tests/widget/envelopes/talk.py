"""Answers in words: a topic, an alarm, a question back, the form, and what tries to break the page."""

from __future__ import annotations

from tests.widget.envelopes.shape import DISCLAIMER, SOURCES, Json, statement, turn


def topic(audience: str) -> list[Json]:
    """A topic as the real server says it: clinicians read the level behind each line, patients when to call."""
    patient = audience == "patient"
    call = statement("Call today for a new sore.", 2, evidence="expert-opinion")
    unknown = [] if patient else [statement("Whether a shorter course does as well is unknown.", 2)]
    answer = {
        "title": "What calciphylaxis is",
        "gist": statement(
            "Calciphylaxis is a rare disease of small blood vessels in the skin.", 1, evidence="moderate"
        ),
        "body": [
            statement(
                "Calcium settles in the vessel walls and blood stops. The skin above it hurts and can die.", 1, 2
            ),
            statement(
                "Most people who get it are on dialysis.\n- It can start as a patch.\n- It can become a wound.", 3
            ),
            statement("A doctor looks at the skin first.", 2),
        ],
        "call_team": [call] if patient else [],
        "more": [statement("It was first described long before its present name.", 3, evidence="very-low"), *unknown],
        "unknown": unknown,
        "simpler": [statement("Tiny blood vessels in the skin get blocked. The skin hurts and can break open.", 1)],
        "url": "/encyclopedia/definition",
    }
    gist, body = answer["gist"]["text"], answer["body"]  # type: ignore[index]
    if patient:
        texts = [
            "\n\n".join([f"{gist} [1]", *(item["text"] for item in body)]),
            f"When to call your team: {call['text']}",
        ]
    else:
        lines = [f"• {item['text']} {item['cites']} ({item['evidence']})" for item in body]
        texts = [f"{gist} [1]", "\n".join(lines), f"What is not known:\n• {unknown[0]['text']} [2]"]
    texts.append("You also asked whether it is catching: it is not.")
    return turn(
        texts,
        "Early signs",
        "How is it treated?",
        "Estimate my risk",
        "Tell me more",
        answer=answer,
        sources=SOURCES,
        disclaimer=DISCLAIMER,
        audience=audience,
    )


def emergency() -> list[Json]:
    return turn(
        [
            "Call 112, 911 or 999 now, or go to the nearest emergency department.",
            "Fever with a wound can mean an infection of the blood.",
        ],
        "Go on with my question",
        label="emergency",
        emergency=True,
        disclaimer=DISCLAIMER,
    )


def alarm_with_topic(audience: str) -> list[Json]:
    """An alarm with the card of a topic behind it."""
    asked = topic(audience)[-1]["custom"]
    urgent = ["Call 112, 911 or 999 now."]
    return turn(urgent, emergency=True, urgent_messages=1, answer=asked["answer"], sources=asked["sources"])


def emergency_and_question() -> list[Json]:
    """An alarm with the answer to the other question of the same message behind it."""
    return turn(
        [
            "Press firmly and call 112, 911 or 999 now.",
            "Do not lift the cloth.",
            "You also asked about another thing:",
            "Wound care keeps the wound clean.",
        ],
        label="emergency",
        emergency=True,
        urgent_messages=2,
        also_answered=["wound_care"],
    )


def crisis() -> list[Json]:
    return turn(["I am glad that you told me. Are you safe right now?"], "I am safe", label="crisis", crisis=True)


def clarify() -> list[Json]:
    return turn(
        ["I am not sure which you mean."], "Sodium thiosulfate", "Its side effects", label=None, clarify=["a", "b"]
    )


def form(done: int = 4) -> list[Json]:
    items = [
        {"id": "dialysis", "label": "Dialysis type", "value": "peritoneal", "unit": None, "status": "ok"},
        {"id": "age", "label": "Age", "value": 26, "unit": None, "status": "ok"},
        {"id": "calcium", "label": "Calcium", "value": 10.6, "unit": "mg/dL", "status": "ok"},
        {"id": "warfarin", "label": "Warfarin", "value": False, "unit": None, "status": "ok"},
        {"id": "phosphate", "label": "Phosphate", "value": None, "unit": None, "status": "open"},
        {"id": "bmi", "label": "Body mass index", "value": None, "unit": None, "status": "skipped"},
    ]
    return turn(
        ["What was your last phosphate?"],
        "Skip",
        "I don't know",
        "Stop",
        label="assess_risk",
        asks_for="phosphate",
        form={"done": done, "total": 9, "items": items},
    )


def hostile() -> list[Json]:
    words = '<img src="https://evil.example/x.png" onerror="window.hacked=1"><script>window.hacked=1</script> **bold** https://safe.example/page'
    return turn([words], "<b>button</b>", sources=[{**SOURCES[0], "citation": words, "url": "data:text/html,x"}])
