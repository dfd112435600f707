"""The safety gate: rules that read every message first, before anything statistical, and always answer the same.

    gate = SafetyGate.from_dict(rules)          # the content of knowledge/red_flags.yml
    gate.check("what is CUA btw my husband won't wake up")
    # Verdict(label='emergency', rule='unrousable', …, remainder='what is CUA')
    gate.limits("should I stop my warfarin")    # 'personal_treatment_decision'

A message is read into one spelling (`canonical`), findings are matched (`patterns`, `values`), each is kept only if it
is said of somebody now (`context`), and combinations of findings make rules hold (`rules`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.language.paired import paired_in_order
from bot.language.safety.canonical import Canonical, Speller
from bot.language.safety.context import Context, Surroundings
from bot.language.safety.language import LanguageGuesser
from bot.language.safety.limits import Limits
from bot.language.safety.measures import is_bare_number, is_mere_figure, measure_named, puts_right, without_regret
from bot.language.safety.observations import UsualObservations, is_value_come_down
from bot.language.safety.patterns import PatternIndex, PatternSet, Vocabulary
from bot.language.safety.remainder import Remainder
from bot.language.safety.rules import Critical, Reading, Rule, Told, Verdict, critical_findings
from bot.language.safety.series import beside_older, tells_older
from bot.language.safety.together import RunTogether
from bot.language.safety.values import ValueRow, come_down, value_hits

__all__ = ["Look", "SafetyGate", "Verdict"]

_MOST_TRIES: Final = 40
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_Span = tuple[int, int]
_Holding = dict[str, _Span | None]
_Found = tuple[str, int, int, bool, bool]  # name and place of a finding; whether it always holds; whether measured


@dataclass(frozen=True, slots=True)
class Look:
    """All that the gate has to say of one message; all but the verdict only where it raises no alarm.

    `if_real`: the reply that the findings named would get if they were said of somebody now, or None.
    """

    verdict: Verdict | None
    limit: str | None = None
    calm: tuple[str, ...] = ()
    set_aside: bool = False
    if_real: str | None = None


@dataclass(frozen=True, slots=True)
class SafetyGate:
    """Compiled rules. Immutable; one instance serves all conversations."""

    speller: Speller
    together: RunTogether
    findings: PatternIndex[str]
    plain: frozenset[str]
    masks: PatternSet
    values: tuple[ValueRow, ...]
    context: Context
    unreal: PatternSet
    past: PatternSet
    owned: PatternSet
    critical: Mapping[str, Critical]
    rules: tuple[Rule, ...]
    urgent: frozenset[str]
    rest: Remainder
    bounds: Limits
    calms: Mapping[str, PatternSet]
    calm_questions: PatternSet
    calm_things: PatternSet
    people: PatternSet
    languages: LanguageGuesser
    usual: UsualObservations

    @classmethod
    def from_dict(cls, rules: Mapping[str, Any]) -> SafetyGate:
        """Compile the content of knowledge/red_flags.yml.

        Raises:
            ContentError: SF101–SF105, the pattern, rule or limit that cannot be used.
        """
        words = {wrong: right for right, wrongs in rules["spelling"]["variants"].items() for wrong in wrongs}
        vocabulary = Vocabulary(rules["lists"], words)
        tagged = [(name, pattern) for name, row in rules["findings"].items() for pattern in row["patterns"]]
        findings = PatternIndex.of(tagged, vocabulary)
        values = tuple(ValueRow.from_dict(row, vocabulary) for row in rules["values"])
        critical = {name: Critical.from_dict(row) for name, row in rules["critical"].items()}
        languages = LanguageGuesser.from_dict(rules["languages"], vocabulary)
        known = {*rules["findings"], *(row.finding for row in values), *languages.findings}
        known |= {name for item in critical.values() for name in item.findings}
        plain = frozenset(name for name, row in rules["findings"].items() if row.get("plain"))
        made = tuple(Rule.from_dict(row, known) for row in rules["rules"])
        urgent = {name for rule in made if rule.label == "emergency" for group in rule.when for name in group}
        return cls(
            speller=Speller.from_dict(rules["spelling"], findings.literals),
            together=RunTogether.of(rules, findings.literals),
            findings=findings,
            plain=plain,
            masks=PatternSet.of(rules["masks"], vocabulary),
            values=values,
            context=Context.from_dict(rules["context"], vocabulary),
            unreal=PatternSet.of(rules["unreal_values"], vocabulary),
            past=PatternSet.of(rules["past_values"], vocabulary),
            owned=PatternSet.of(rules["owned_values"], vocabulary),
            critical=critical,
            rules=made,
            urgent=frozenset(urgent - plain),
            rest=Remainder.from_dict(rules["remainder"], vocabulary),
            calms={label: PatternSet.of(rows, vocabulary) for label, rows in rules["calm"].items()},
            calm_questions=PatternSet.of(rules["calm_questions"], vocabulary),
            calm_things=PatternSet.of(rules["calm_things"], vocabulary),
            people=PatternSet.of(rules["people"], vocabulary),
            bounds=Limits.from_dict(rules["limits"], vocabulary),
            languages=languages,
            usual=UsualObservations.from_dict(rules["usual_observations"]),
        )

    def check(self, text: str, *, readings: Sequence[Reading] = ()) -> Verdict | None:
        """Return what the message alarms about, or None. Never raises on any text; takes about half a millisecond.

        `readings` are the laboratory values read from the same message, if they are known already.
        """
        message = self.speller.read(text)
        return self._graver(message, self._checked(message, list(self._hits(message)), readings))

    def measures(self, text: str) -> tuple[str | None, str | None, bool]:
        """Return the measure named without a value, the one named with its value, and whether that is all that is told.

        All: one measure with its number, "my temperature is 36.8"; a row of usual observations; a value come down.
        """
        message = self.speller.read(text)
        if not any(word[:1].isdigit() for word in message.words):
            return measure_named(self.values, message), None, False
        figure = is_mere_figure(self.values, message) or self.usual.are_all(message)
        named = measure_named(self.values, message, valued=True)
        return None, named, figure or is_value_come_down(self.values, message)

    def told_of(self, measure: str | None, text: str, *, valued: str | None = None) -> str:
        """Return `text` with the measure before it that the last message named, if it is its bare number.

        `valued` is the measure that came with its value: a bare number is of it only if it puts that one right.
        """
        if not (measure or valued):
            return text
        message = self.speller.read(text)
        name = measure if is_bare_number(message) else None
        name = name or (valued if puts_right(message) else None)
        return f"{name} {without_regret(message)}" if name else text

    def look(self, text: str) -> Look:
        """Return `check`, `limits`, `calm`, `set_aside` and `if_real` at once, reading the message only once."""
        message = self.speller.read(text)
        hits = list(self._hits(message))
        verdict = self._graver(message, self._checked(message, hits, ()))
        if verdict:
            return Look(verdict)
        set_aside, named = self._set_aside(message, hits), dict.fromkeys((name for name, *_ in hits), None)
        would = sorted((rule for rule in self.rules if named and rule.matches(named)), key=_gravest_first)
        reply = would[0].reply if would and would[0].label == "emergency" else None
        return Look(None, self.bounds.label(message), self._calm(message, hits), set_aside, reply)

    def _graver(self, message: Canonical, verdict: Verdict | None) -> Verdict | None:
        """Return the graver of a verdict and of what is found once words run together, or pairs, are read apart."""
        paired = paired_in_order(message.source)
        texts = (self.together.apart(message.source), paired if paired != message.source else None)
        parted = [self.speller.read(text) for text in texts if text is not None]
        others = [self._checked(each, list(self._hits(each)), ()) for each in parted]
        verdicts = [each for each in (verdict, *others) if each]
        return min(verdicts, key=lambda each: (each.label != "crisis", -each.severity), default=None)

    def _checked(self, message: Canonical, hits: Sequence[_Found], readings: Sequence[Reading]) -> Verdict | None:
        holding = self._holding(message, hits)
        foreign = self.languages.alarms(message)
        language = self.languages.guess(message.source) or next(iter(foreign.values()), None)
        holding.update(dict.fromkeys(foreign, None))
        if readings:
            critical = critical_findings(self.critical, self._real(message, readings))
            over = self._over(message, hits, readings) | come_down(self.values, message) if critical else set()
            over -= holding.keys()
            holding.update(dict.fromkeys((name for name in critical if name not in over), None))
        if not holding:
            return None
        held = sorted((rule for rule in self.rules if rule.matches(holding)), key=_gravest_first)
        if not held or (all(rule.yields for rule in held) and self.bounds.label(message)):
            return None
        return self._verdict(message, holding, held, language)

    def _over(self, message: Canonical, hits: Sequence[_Found], readings: Sequence[Reading]) -> set[str]:
        """Return the measured findings that the message puts in the past or tells of others.

        Not those of which another number was read as well ("K was 7.2 last month, all good since. Today it is 7.3"),
        or the same once more.
        """
        around = self.context.around(message)
        then: dict[str, set[float]] = {}
        for name, start, end, _, measured in hits:
            if measured and around.kind_of(name, start, end) in _OVER:
                numbers = _NUMBER.findall(message.text[start:end])
                then.setdefault(name, set()).update(map(float, numbers))
        made = [(limit.finding(item), item.value) for item in readings if (limit := self.critical.get(item.analyte))]
        anew = {name for name, value in made if value and then.get(name or "") and float(value) not in then[name or ""]}
        told = Counter(map(float, _NUMBER.findall(message.text)))
        again = {name for name, numbers in then.items() if any(told[number] > 1 for number in numbers)}
        return then.keys() - anew - again

    def _real(self, message: Canonical, readings: Sequence[Reading]) -> Sequence[Reading]:
        """Return the readings that somebody has: not those of a general question, but the one told beside it."""
        past = self.past.spans(message) and not self.context.now.spans(message) and not tells_older(message.text)
        if not (past or self.unreal.spans(message)):
            return readings
        spans = self.context.told(message, self.owned)
        numbers = [message.text[start:end].split()[-1] for start, end in spans]
        told = [float(number) for number in numbers if _NUMBER.fullmatch(number)]
        asked = [item for item in map(Told.of, readings) if item]
        if len({item.analyte for item in asked}) != 1:  # whose value it is would be a guess
            return []
        return [asked[0].instead(value) for value in told]

    def limits(self, text: str) -> str | None:
        """Return `dosing_request` or `personal_treatment_decision` if the assistant is asked for one, else None."""
        return self.bounds.label(self.speller.read(text))

    def calm(self, text: str) -> tuple[str, ...]:
        """Return the alarms that the wording speaks against: a question in general, something over, mere figures.

        It never silences this gate; it is for a second, statistical reader, which should then be nearly certain.
        """
        message = self.speller.read(text)
        return self._calm(message, list(self._hits(message)))

    def _named(self, hits: Sequence[_Found]) -> set[str]:
        """Return the findings of an emergency that the message names, whatever it says of them."""
        return {name for name, *_ in hits} & self.urgent

    def _calm(self, message: Canonical, hits: Sequence[_Found]) -> tuple[str, ...]:
        calm = [label for label, patterns in self.calms.items() if patterns.spans(message)]
        if "emergency" not in calm and (
            (self.calm_questions.spans(message) and not self.context.tells(message))
            or is_mere_figure(self.values, message)
            or (self._named(hits) and self.calm_things.spans(message) and not self.people.spans(message))
        ):
            calm.append("emergency")
        return tuple(calm)

    def set_aside(self, text: str) -> bool:
        """Return whether the message names findings of an emergency, but every one as negated, past, imagined, asked
        about or told of others; or names none and asks in general. Like `calm` for a second reader only."""
        message = self.speller.read(text)
        return self._set_aside(message, list(self._hits(message)))

    def _set_aside(self, message: Canonical, hits: Sequence[_Found]) -> bool:
        named = self._named(hits)
        if not named:
            return bool(self.calm_questions.spans(message))
        return not named & self._holding(message, hits).keys()

    def _verdict(self, message: Canonical, holding: _Holding, held: list[Rule], language: str | None) -> Verdict:
        first = held[0]
        used = list(dict.fromkeys(name for rule in held for name in rule.used(holding)))
        also = next((rule.reply for rule in held if rule.label != first.label), None)
        spans = [span for name in used if (span := holding[name]) is not None]
        remainder = self.rest.of(message, spans) if spans else None
        severity = max(rule.severity for rule in held)
        words = self.rest.typed(message, spans)
        return Verdict(first.label, first.id, tuple(used), severity, remainder, first.reply, also, language, words)

    def _holding(self, message: Canonical, hits: Sequence[_Found]) -> _Holding:
        """Return the findings that are said of somebody now, with the place of each."""
        if not hits:
            return {}
        masked = self.masks.spans(message)
        around = self.context.around(message)
        things = [start for _, start, _, _, measured in hits if not measured]
        holding: _Holding = {}
        tries: dict[str, int] = {}
        for name, start, end, always, measured in hits:
            if name in holding or tries.get(name, 0) > _MOST_TRIES:
                continue
            tries[name] = tries.get(name, 0) + 1
            if not (always or measured) and any(low < end and start < high for low, high in masked):
                continue
            if always or name in self.plain or _is_told(around, name, (start, end), things if measured else None):
                holding[name] = (start, end)
        return holding

    def _hits(self, message: Canonical) -> Iterator[_Found]:
        """Name and place of each finding; whether it holds in any context; whether it is a measured value."""
        for hit in self.findings.hits(message):
            yield hit.tag, hit.start, hit.end, hit.always, False
        for name, start, end in value_hits(self.values, message):
            yield name, start, end, beside_older(message.text, end), True


#: Kinds of context that take a measured value, too, from the person as they are now.
_OVER: Final = frozenset({"past", "family"})


def _is_told(around: Surroundings, name: str, span: _Span, things: Sequence[int] | None) -> bool:
    """Whether nothing speaks against a finding; against a measured value the disease's name beside it does not.

    `things`: of a measured value, where the findings of the message begin that are none; else None.
    """
    kind = around.kind_of(name, *span, measured=things is not None, things=things or ())
    return kind is None or (things is not None and kind == "keywords")


def _gravest_first(rule: Rule) -> tuple[bool, int]:
    return rule.label != "crisis", -rule.severity
