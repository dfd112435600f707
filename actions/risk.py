"""The estimate at the end of the form, its number on request, why it is what it is, and what would change it."""

from __future__ import annotations

from actions.answering import canned
from actions.base import CalciAction
from actions.estimate import compute, model, profile, risk_part
from actions.form_items import item_name, overview, progress, shown
from actions.form_words import noted
from actions.lab_words import value_text
from actions.reply import Button, Reply
from actions.resources import catalogue, phrases
from actions.risk_words import clinician_texts, effects, patient_texts, refusal_texts, words
from actions.turn import Turn
from actions.wording import buttons, disclaimer, source_entries
from bot.clinical.risk import RiskEstimate, changed, what_if
from bot.clinical.risk.display import effect
from bot.clinical.risk.display import shown as figures
from bot.settings import Settings

__all__ = ["ExplainRisk", "GiveEstimate", "ShowNumber", "WhatIf"]


class GiveEstimate(CalciAction):
    """The result: words first for a patient, the number with its interval first for a clinician."""

    action = "action_risk_result"

    def answer(self, turn: Turn) -> Reply:
        result = compute(turn)
        reply = Reply(texts=noted(turn))
        if result.refused:
            reply.texts += refusal_texts(result, turn)
            after = ["lesion_appearance", "diagnosis_overview", "emergency_department"]
            reply.buttons = buttons(
                after if "lesions_present" in result.refusals else ["risk_factors", "prevention", "uremic_vs_nonuremic"]
            )
        elif turn.is_clinician:
            reply.texts += clinician_texts(result, turn)
            reply.buttons = buttons(["explain_risk", "what_if", "prevention", "visit_summary"])
        else:
            reply.texts += patient_texts(result, turn)
            reply.buttons = [*_number_offer(), *buttons(["explain_risk", "what_if", "prevention"])]
        return _finish(reply, result, turn)


class ShowNumber(CalciAction):
    """A patient sees the number only after saying that it is understood to be for learning."""

    action = "action_show_number"

    def answer(self, turn: Turn) -> Reply:
        result = compute(turn)
        seen = figures(result)
        if seen is None:
            return _finish(Reply(texts=refusal_texts(result, turn)), result, turn)
        if not Settings.from_environment().patient_numbers and not turn.is_clinician:
            return Reply(texts=[words(turn, "number_off")], part={"label": "explain_risk"})
        if turn.is_clinician or turn.slot("acknowledged") or turn.chosen.get("acknowledged"):
            reply = Reply(
                texts=[words(turn, "number", interval=seen.interval, median=seen.median), phrases()["risk_disclaimer"]]
            )
            reply.buttons = buttons(["explain_risk", "what_if", "prevention", "visit_summary"])
            reply = _finish(reply, result, turn)
            reply.slots["acknowledged"] = True
            reply.part["risk"]["shown"] = "number"
            return reply
        title = phrases()["buttons"]
        offer = [
            Button(title["acknowledge"], "show_number", {"acknowledged": True}),
            Button(title["no_number"], "explain_risk"),
        ]
        return Reply(
            texts=[words(turn, "acknowledge")],
            buttons=offer,
            part={"label": "explain_risk"},
            slots={"expects_yes": "show_number"},
        )


class ExplainRisk(CalciAction):
    action = "action_explain_risk"

    def answer(self, turn: Turn) -> Reply:
        if not turn.slot("estimate"):
            return canned("explain_none", turn)
        result = compute(turn)
        if result.refused:
            return _finish(Reply(texts=refusal_texts(result, turn)), result, turn)
        if turn.is_clinician:
            return _finish(
                Reply(texts=clinician_texts(result, turn), buttons=buttons(["what_if", "risk_factors"])), result, turn
            )
        lines = [words(turn, "why")]
        for c in effects(result):
            value = phrases()["values"]["unknown"] if c.value is None else shown(c.value)
            lines.append(f"• {item_name(c.factor)} ({value}): {_plain_effect(c.relative_effect, c.value is None)}")
        more = [f"• {item_name(n.factor)}: {n.text}" for n in result.not_used]
        texts = ["\n".join(lines), *(["\n".join(more)] if more else [])]
        return _finish(
            Reply(texts=texts, buttons=[*_number_offer(), *buttons(["what_if", "risk_factors"])]), result, turn
        )


class WhatIf(CalciAction):
    """The same person with one thing different, compared by the multipliers on the same random numbers."""

    action = "action_what_if"

    def answer(self, turn: Turn) -> Reply:
        labs = [r for r in turn.stated if r.status == "ok"]
        facts = dict(turn.parse.get("history") or {})
        if not turn.slot("estimate") and not (labs or facts):
            return canned("what_if_none", turn)
        if not labs and not facts:
            return Reply(texts=[words(turn, "none_changed")], buttons=buttons(["explain_risk", "assess_risk"]))
        before = profile(turn)
        after = changed(before, labs, facts, catalogue())
        both = what_if(before, after, model())
        if both.ratio is None:
            return _finish(Reply(texts=refusal_texts(both.after, turn)), both.after, turn)
        named = [f"{item_name(r.analyte)} {value_text(r)}" for r in labs]
        named += [f"{item_name(k)}: {shown(v)}" for k, v in facts.items()]
        key = "what_if" if abs(both.ratio - 1) >= 0.05 else "what_if_same"
        texts = [words(turn, key, changes=", ".join(named), ratio=effect(both.ratio)), words(turn, "caution")]
        reply = _finish(
            Reply(texts=texts, buttons=buttons(["explain_risk", "assess_risk", "prevention"])), both.after, turn
        )
        reply.part["what_if"] = {"ratio": both.ratio, "before": risk_part(both.before, turn)}
        reply.slots.pop("estimate", None)
        return reply


def _number_offer() -> list[Button]:
    if not Settings.from_environment().patient_numbers:
        return []
    return [Button(phrases()["buttons"]["show_number"], "show_number")]


def _plain_effect(value: float, unknown: bool) -> str:
    if unknown:
        return "not known, so it counts as average"
    if abs(value - 1) < 0.05:
        return "makes hardly any difference"
    return f"makes it about {effect(value)} times as likely"


def _finish(reply: Reply, result: RiskEstimate, turn: Turn) -> Reply:
    part = risk_part(result, turn)
    part["shown"] = "number" if turn.is_clinician else "words"
    if not turn.is_clinician and not Settings.from_environment().patient_numbers:
        part |= {"estimate": None, "interval": None, "scenarios": []}
    full = f"{phrases()['risk_disclaimer']} {disclaimer(turn)}"
    if not result.refused and phrases()["risk_disclaimer"] not in reply.texts:
        reply.texts.append(str(phrases()["risk_disclaimer"]))
    ids = [c.source for c in result.contributions] + list(result.model.baseline.sources)
    done, total = progress(turn)
    reply.part |= {
        "risk": part,
        "sources": source_entries(dict.fromkeys(ids)),
        "disclaimer": full,
        "form": {"done": done, "total": total, "items": overview(turn)},
    }
    if turn.parse.get("via") == "form" or turn.label not in ("explain_risk", "what_if", "show_number"):
        reply.part["label"] = "assess_risk"
    elif turn.label == "show_number":
        reply.part["label"] = "explain_risk"
    reply.slots |= {"estimate": part, "label": reply.part.get("label", turn.label), "disclaimed": True}
    reply.slots["answered"] = {"topic": turn.slot("topic"), "sources": list(dict.fromkeys(ids))}
    return reply
