"""The outlook: published groups with their era and size, told when asked, with care, never about one person."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from actions.answering import remembered
from actions.base import CalciAction
from actions.reply import Button, Reply
from actions.resources import phrases
from actions.turn import Turn
from actions.wording import Citations, buttons, source_entries
from bot.clinical.prognosis import PrognosisTable, Statement, Stratum
from bot.language.decision.leaning.supposing import of_a_group
from bot.library.current import document

__all__ = ["TellPrognosis"]

_SHOWN = {"patient": 6, "clinician": 14}
_ASKED = {
    "plaques": r"\bplaque|\bnodule|\blump|not (?:yet )?open|non-?ulcer",
    "ulcers": r"\bulcer|\bopen (?:sore|wound)|\bwounds?\b|\beschar|\bblack\b",
    "progression": r"\bprogress|turn(?:ed)? into|became",
    "non_uraemic": r"non-?ur[ae]|normal kidney|without (?:kidney|dialysis)|not on dialysis",
    "transplant": r"transplant",
    "warfarin": r"warfarin|\bvka\b",
    "dialysis": r"dialysis|\bhd\b|\bpd\b",
}
_SITES = {
    "proximal": r"\bproximal|\bthighs?\b|\bbelly|\babdom|\bstomach|\btummy|\btrunk|\bbuttock|\bhips?\b|\bbreast",
    "distal": r"\bdistal|\bcalf\b|\bcalves|\blower legs?\b|\bshins?\b|\bankles?\b|below the knees?",
    "penile": r"\bpenile|\bpenis|\bglans|\bgenital",
}
_NOT = r"(?:not|n[o']t|never|haven'?t|hasn'?t|aren'?t|isn'?t|nothing|none(?: of them)?(?: is| are)?)"
# What says that the skin is closed. "Not only open" says more than open, and a closed sore was open.
_CLOSED = re.compile(
    rf"\b{_NOT}\s+(?!(?:just|only|simply|merely|even)\b)(?:(?!(?:just|only|simply|"
    rf"merely)\b)\w+\s+){{0,2}}open(?:ed)?\b|"
    r"\bunopened\b|\bclosed\b|\bno openings?\b|\bno (?:open )?(?:sores|wounds|ulcers)\b|"
    r"\bskin (?:is )?(?:still )?(?:intact|unbroken)|\bonly (?:lumps|patches|plaques|nodules)\b",
    re.I,
)
_NOT_CLOSED = re.compile(
    r"\b(?:not|n[o']t|never|isn'?t|aren'?t|hasn'?t|haven'?t|won'?t|half|nearly|almost|partly|only one|just one|"
    r"one of|some of|"
    r"two of|none)\b[^.;!?]{0,30}\bclosed?\b|\bclosed (?:by|with|after|again|in surgery|surgically|up)\b",
    re.I,
)
_OPEN = re.compile(
    r"\bopen(?:ed|ing)?\b|\bulcer|\bsores?\b|\bwounds?\b|\bblack|\bnecro|\bdead\b|\bgangren|\beschar|\binfect|\bpus\b|"
    r"\bsmell|\bweep|\booz|\bburst|\bsplit\b|\bsepsis|\bseptic",
    re.I,
)
_FIGURES = re.compile(
    r"\b(?:figures?|numbers?|per ?cent\w*|statistic\w*|rates?|surviv\w*|mortality|die[sd]?|dying|deaths?|dead|kill\w*|"
    r"liv(?:e|ed|ing)|chances?|odds|prognos\w*|outlook|expectancy|how (?:long|many|much|bad|serious|likely)|out ?come|"
    r"future|what (?:happen\w*|will happen)|make it|pull through)\b|%",
    re.I,
)
_NEGATED = re.compile(
    r"(?:\b(?:not|no|never|without|none|nothing|neither|nor)\b(?! (?:only|just|sure)\b)|n't)(?:\s+\w+){0,3}\s*$", re.I
)
_UNREVIEWED = "mir_teaching_file"  # figures without a review behind them are for those who can weigh them


@lru_cache(maxsize=1)
def _table() -> PrognosisTable:
    return PrognosisTable.from_dict(document("prognosis"))


class TellPrognosis(CalciAction):
    action = "action_prognosis"

    def answer(self, turn: Turn) -> Reply:
        if not (turn.is_clinician or _asks_for_figures(turn)):
            return _offer(turn)
        sites = _sites(turn)
        found = _table().select(
            [*_groups(turn), *(["location"] if sites else [])],
            "clinician" if turn.is_clinician else "patient",
            sites=sites,
            but=_not_fitting(turn),
        )
        words, citations = phrases()["prognosis"][turn.audience], Citations()
        shown = [s for s in found.strata if turn.is_clinician or s.source != _UNREVIEWED]
        rows = [_row(s, words, citations) for s in shown[: _SHOWN[turn.audience]]]
        lines = found.hopeful if turn.is_clinician else (*found.hopeful, *found.palliative)
        beside = "\n".join([words["hope"], *(_beside(s, turn, citations) for s in lines)])
        for source in found.sources():
            citations.number(source)
        return Reply(
            texts=[
                f"{words['first']} {found.not_personal}",
                *_better(turn, "tends"),
                "\n".join(rows),
                found.why_they_differ.text,
                beside,
                words["care"],
            ],
            buttons=buttons(["plaques_vs_ulcers", "palliative_care", "emotional_support", "treatment_overview"]),
            part={"prognosis": found.as_contract(), "sources": citations.entries()},
            slots=_kept(turn, citations.ids),
            health=True,
        )


def _asks_for_figures(turn: Turn) -> bool:
    """Whether figures are asked for, in words or by a button: who only describes how it is gets none unasked."""
    text = str(turn.parse.get("text") or "")
    return bool(
        not text or turn.chosen or turn.details.get("acknowledged") or _FIGURES.search(text) or of_a_group(text)
    )


def _offer(turn: Turn) -> Reply:
    """What speaks for a better outlook in what was described, in words; the figures are offered."""
    words = phrases()["prognosis"]["patient"]
    asked = "?" in str(turn.parse.get("text") or "") or turn.details.get("better")
    good = _better(turn, "better" if asked else "tends")
    sources = [source for name in _described(turn) for source in _table().tends[name].sources]
    return Reply(
        texts=[*(good or [words["heard"]]), _table().not_personal["patient"], words["offer"]],
        buttons=[
            Button(words["offer_button"], "estimate_prognosis"),
            *buttons(["plaques_vs_ulcers", "treatment_overview", "emotional_support"]),
        ],
        part={"sources": source_entries(dict.fromkeys(sources))},
        slots=_kept(turn, sources) | {"expects_yes": "estimate_prognosis"},
        health=True,
    )


def _better(turn: Turn, key: str) -> list[str]:
    """What of the described goes with a better outlook, for a patient; nothing where something worse was told too."""
    names = [] if turn.is_clinician else _described(turn)
    said = " ".join(_table().tends[name].text for name in names)
    return [f"{phrases()['prognosis']['patient'][key]} {said}"] if said else []


def _described(turn: Turn) -> list[str]:
    """Which of the better signs this message, or what was told before, describes and nothing contradicts."""
    text, sites = str(turn.parse.get("text") or "").lower(), _sites(turn)
    if turn.details.get("better"):  # "so is that better?": what was described before
        return [str(name) for name in (turn.slot("answered") or {}).get("described") or []]
    plaques = turn.history.get("lesions") == "plaques" and not _OPEN.search(text)
    told_open = turn.history.get("lesions") == "ulcers" and "lesions" not in (turn.parse.get("history") or {})
    closed = plaques or (_closed(text) and not told_open)
    return [*(["distal"] if sites == ["distal"] else []), *(["plaques"] if closed else [])]


def _closed(text: str) -> bool:
    """Whether the skin is said to be closed, and nothing beside that is open, dead or infected."""
    return bool(_CLOSED.search(text) and not _NOT_CLOSED.search(text) and not _OPEN.search(_CLOSED.sub(" ", text)))


def _named(pattern: str, text: str) -> bool:
    """Whether it is named and not denied: "on the calf, not on the thigh" names the calf."""
    return any(
        not _NEGATED.search(re.split(r"[,.;:!?]|\bbut\b", text[: found.start()])[-1])
        for found in re.finditer(pattern, text)
    )


def _sites(turn: Turn) -> list[str]:
    """The sites that the message names, else those of the answer before, else what is known as central.

    "Distal" of the history holds more than the lower legs: it singles out no figures.
    """
    text = str(turn.parse.get("text") or "").lower()
    named = [site for site, pattern in _SITES.items() if _named(pattern, text)]
    before = (turn.slot("answered") or {}).get("sites") or []
    return named or list(before) or (["proximal"] if turn.history.get("location") == "proximal" else [])


def _kept(turn: Turn, sources: list[str]) -> dict[str, Any]:
    """The slots of this answer, with the sites it was about: "and at six months?" is about the same."""
    slots = remembered("estimate_prognosis", "prognosis", sources)
    return slots | {"answered": {**slots["answered"], "sites": _sites(turn), "described": _described(turn)}}


def _not_fitting(turn: Turn) -> frozenset[str]:
    """What is known of the person that some lines do not fit."""
    history = turn.history
    facts = {
        "dialysis": history.get("dialysis") in ("haemodialysis", "peritoneal"),
        "no_warfarin": history.get("warfarin") is False,
        "central": any(site in ("proximal", "penile") for site in _sites(turn)),
    }
    return frozenset(name for name, holds in facts.items() if holds)


def _beside(said: Statement, turn: Turn, citations: Citations) -> str:
    """A line beside the figures; a clinician sees the numbers of its sources and its level."""
    if not turn.is_clinician:
        return f"• {said.text}"
    numbers = " ".join(filter(None, (citations.number(source) for source in said.sources)))
    return f"• {said.text} {numbers} ({said.evidence})"


def _groups(turn: Turn) -> list[str]:
    """Groups that the message names, and what the conversation knows of the skin."""
    text = str(turn.parse.get("text") or "").lower()
    groups = [group for group, pattern in _ASKED.items() if _named(pattern, text)]
    if _closed(text):  # "not open" names open sores, and says that there are none
        groups = [group for group in groups if group not in ("ulcers", "progression")] + ["plaques"]
    lesions = turn.history.get("lesions")
    return groups or ([lesions] if lesions in ("plaques", "ulcers") else [])


def _row(stratum: Stratum, words: dict[str, Any], citations: Citations) -> str:
    interval = ""
    if stratum.interval:
        low, high = stratum.interval
        own = ", interval worked out here" if stratum.interval_from == "own" else ""
        interval = f", 95 % {low:g}–{high:g} %{own}"
    key = "row" if stratum.outcome == "death" else "row_disease"
    size = f"{stratum.n} people, " if stratum.n else ""
    horizon = words["no_horizon"] if stratum.horizon == "not stated" else stratum.horizon
    return str(words[key]).format(
        label=stratum.label, figure=stratum.figure, horizon=horizon, size=size, years=stratum.years,
        interval=interval, source=citations.number(stratum.source), note=stratum.note,
    ).strip()  # fmt: skip
