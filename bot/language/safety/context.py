"""Whether a finding is said of somebody now, or only negated, past, imagined, asked about or told of others.

After ConText (Harkema and others, 2009): trigger phrases with a reach and phrases that end it, all of them data in
knowledge/red_flags.yml. Three additions of ours: a *subject that starts anew* ("… my husband is shivering") ends the
reach of a question or a negation before it even without punctuation, a trigger that says *now* overrules a past, and a
*witness* ("can it make you cough blood, because I just did") makes a telling of what was asked as a question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from bot.language.safety.canonical import Canonical
from bot.language.safety.patterns import Hit, PatternIndex, PatternSet, Vocabulary

__all__ = ["Context", "ContextRow", "Surroundings"]

Reach = Literal["forward", "backward", "sentence", "message"]
_MOST_TRIGGERS: Final = 400
_CLOSE: Final = 6
_PART_ENDS: Final = frozenset({",", "but"})
_LONG: Final = 1000
_AFTER_ITS_THING: Final = frozenset({"nil", "none", "negative", "neg", ":"})
_CARRIES_ON: Final = frozenset({"or", "nor"})
_ONLY_ASKED: Final = frozenset({"asked", "general", "hypothetical", "keywords"})


@dataclass(frozen=True, slots=True)
class ContextRow:
    """One kind of trigger.

    `kind`: what it makes of a finding; `reach`: where; `words`: how far; `longest`: only in a sentence of at most so
    many words; `part`: beyond a comma only when its own part has at most so many words; `stops`: phrases that end the
    reach; `exempt`: phrases in which the trigger means something else; `spares`: findings it says nothing about;
    `only`: the only findings it speaks of; `personal`: whether a subject that starts anew ends it (forward) or undoes
    it (sentence, message); `now`: whether a present-time phrase beside the finding undoes it.
    """

    kind: str
    reach: Reach
    words: int
    longest: int
    part: int
    personal: bool
    now: bool
    stops: PatternSet
    exempt: PatternSet
    spares: frozenset[str]
    only: frozenset[str]

    def concerns(self, finding: str) -> bool:
        return finding in self.only if self.only else finding not in self.spares

    @classmethod
    def from_dict(cls, row: Mapping[str, Any], vocabulary: Vocabulary) -> ContextRow:
        return cls(
            kind=row["kind"],
            reach=row["reach"],
            words=int(row.get("words", 99)),
            longest=int(row.get("longest", 9999)),
            part=int(row.get("part", 9999)),
            personal=bool(row.get("personal", False)),
            now=bool(row.get("now", False)),
            stops=PatternSet.of(row.get("stops", ()), vocabulary),
            exempt=PatternSet.of(row.get("except", ()), vocabulary),
            spares=frozenset(row.get("spares", ())),
            only=frozenset(row.get("only", ())),
        )


@dataclass(frozen=True, slots=True)
class Context:
    """All triggers, compiled."""

    rows: tuple[ContextRow, ...]
    triggers: PatternIndex[int]
    subjects: PatternSet
    owners: PatternSet
    not_subjects: PatternSet
    guards: frozenset[str]
    auxiliaries: frozenset[str]
    now: PatternSet
    witnesses: PatternSet

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], vocabulary: Vocabulary) -> Context:
        rows = tuple(ContextRow.from_dict(row, vocabulary) for row in data["rows"])
        tagged = [(place, pattern) for place, row in enumerate(data["rows"]) for pattern in row["patterns"]]
        return cls(
            rows=rows,
            triggers=PatternIndex.of(tagged, vocabulary),
            subjects=PatternSet.of(data["subjects"], vocabulary),
            owners=PatternSet.of(data["owners"], vocabulary),
            not_subjects=PatternSet.of(data["not_subjects"], vocabulary),
            guards=frozenset(data["guards"]),
            auxiliaries=frozenset(data["auxiliaries"]),
            now=PatternSet.of(data["now"], vocabulary),
            witnesses=PatternSet.of(data["witnesses"], vocabulary),
        )

    def around(self, message: Canonical) -> Surroundings:
        """Read the triggers of a message once, for all its findings."""
        others = {start for start, _ in self.not_subjects.spans(message)}
        subjects, owners = (self._anew(message, found, others) for found in (self.subjects, self.owners))
        triggers = [hit for hit in self.triggers.hits(message)[:_MOST_TRIGGERS] if not self._exempt(message, hit)]
        if any(self.rows[hit.tag].kind in _ONLY_ASKED for hit in triggers) and self.witnesses.spans(message):
            triggers = [hit for hit in triggers if self.rows[hit.tag].kind not in _ONLY_ASKED]
        stops = {hit.tag: self.rows[hit.tag].stops.spans(message) for hit in triggers}
        return Surroundings(message, self.rows, triggers, subjects, owners, self.now.spans(message), stops)

    def tells(self, message: Canonical) -> bool:
        """Return whether the message says something of somebody now, besides what it may ask."""
        others = {start for start, _ in self.not_subjects.spans(message)}
        return bool(self._anew(message, self.subjects, others) or self.witnesses.spans(message))

    def told(self, message: Canonical, found: PatternSet) -> list[tuple[int, int]]:
        """Return where one of the patterns stands, unless after "if", "suppose", "can" and the like."""
        return self._anew(message, found, set())

    def _anew(self, message: Canonical, found: PatternSet, others: set[int]) -> list[tuple[int, int]]:
        spans = found.spans(message)
        return [span for span in spans if span[0] not in others and not self._guarded(message.text, span[0])]

    def _exempt(self, message: Canonical, hit: Hit[int]) -> bool:
        return any(low < hit.end and hit.start < high for low, high in self.rows[hit.tag].exempt.spans(message))

    def _guarded(self, text: str, start: int) -> bool:
        """Whether the subject follows "if", "whether", "suppose" … or "can", "does" … and so does not start anew."""
        before = text[:start].rsplit(None, 3)[-2:]
        return any(word in self.guards for word in before) or bool(self.auxiliaries.intersection(before[-1:]))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The triggers of one message."""

    message: Canonical
    rows: tuple[ContextRow, ...]
    triggers: Sequence[Hit[int]]
    subjects: Sequence[tuple[int, int]]
    owners: Sequence[tuple[int, int]]
    now: Sequence[tuple[int, int]]
    stops: Mapping[int, Sequence[tuple[int, int]]]

    def kind_of(
        self, finding: str, start: int, end: int, *, measured: bool = False, things: Sequence[int] = ()
    ) -> str | None:
        """Return what keeps the finding at [start, end) from being said of somebody now, or None.

        `measured`: the finding is a named number, which a denial of something else does not reach; `things`: where
        the findings begin that are no numbers.
        """
        for trigger in self.triggers:
            row = self.rows[trigger.tag]
            if measured and row.kind == "negated" and self._denies_another(trigger, start, things):
                continue
            if row.concerns(finding) and self._applies(trigger, row, start, end):
                return row.kind
        return None

    def _denies_another(self, trigger: Hit[int], start: int, things: Sequence[int]) -> bool:
        """Whether a denial before a named number is of something else: "allergies: nil, K 6.9", "no pain sats 82".

        Beyond a comma only "or" carries it on: "no chills, cough or temperature over 39".
        """
        if trigger.start >= start:
            return False
        text = self.message.text
        before, own = text[: trigger.start].split()[-1:], text[trigger.start : trigger.end].split()
        if _AFTER_ITS_THING.issuperset(own) or before == [":"]:
            return True
        between = text[trigger.end - 1 : start]
        parts = max(between.rfind(f" {sign} ") for sign in _PART_ENDS)
        if not _CARRIES_ON.isdisjoint(between[max(parts, 0) :].split()):
            return False
        return parts >= 0 or any(trigger.end <= thing < start for thing in things)

    def _applies(self, trigger: Hit[int], row: ContextRow, start: int, end: int) -> bool:
        inside = trigger.start < end and start < trigger.end
        if inside and row.reach != "sentence" and (trigger.start >= start or row.reach == "backward"):
            return False
        if row.reach == "message":
            return not (row.personal and self.subjects)
        low, high = self.message.sentence(start)
        if not low <= trigger.start < high:
            return False
        if self.message.text.count(" ", low, high) >= row.longest:
            return False
        if row.now and any(low <= span[0] < high and self._beside(span, start, end) for span in self.now):
            return False
        return self._reaches(trigger, row, start, end, (low, high))

    def _reaches(self, trigger: Hit[int], row: ContextRow, start: int, end: int, sentence: tuple[int, int]) -> bool:
        between = (trigger.end, start) if trigger.start < start else (end, trigger.start)
        if row.reach == "forward" and trigger.start >= start:
            return False
        if row.reach == "backward" and trigger.start < end:
            return False
        if self.message.text.count(" ", *between) - 1 > row.words or self._another_part(trigger, row, between):
            return False
        if any(between[0] <= span[0] + 1 and span[0] <= between[1] for span in self.stops[trigger.tag]):
            return False
        if not row.personal:
            return True
        if row.reach == "sentence":
            people = self.subjects if row.longest > _LONG else (*self.subjects, *self.owners)
            return not any(sentence[0] <= span[0] and self._carries(span, start, end) for span in people)
        low, high = min(trigger.start, start), max(trigger.end, start)
        return not any(low < span[0] <= high for span in (*self.subjects, *self.owners))

    def _carries(self, subject: tuple[int, int], start: int, end: int) -> bool:
        """Whether the finding at [start, end) is what the subject is said to have: it follows it closely."""
        if subject[0] >= end:
            return False
        return subject[1] >= start or self.message.text.count(" ", subject[1], start) - 1 <= _CLOSE

    def _beside(self, now: tuple[int, int], start: int, end: int) -> bool:
        """Whether a present-time phrase stands in the same part of the sentence as the finding at [start, end).

        "A stroke in 2018 and now this": what follows "and" there is another matter.
        """
        if (
            now[0] > start
            and self.message.text[: now[0]].endswith(" and ")
            and self.message.text[now[0] : now[1]] == "now"
        ):
            return False
        between = self.message.text[now[1] : start] if now[0] < start else self.message.text[end : now[0]]
        return not _PART_ENDS.intersection(between.split())

    def _another_part(self, trigger: Hit[int], row: ContextRow, between: tuple[int, int]) -> bool:
        """Whether a comma parts the trigger from the finding and the trigger's own part is a whole statement."""
        if row.part > _LONG or " , " not in self.message.text[between[0] - 1 : between[1] + 1]:
            return False
        text = self.message.text
        begin = max(text.rfind(sign, 0, trigger.start) for sign in (" , ", " . ", " ? ", " ! "))
        ends = [place for sign in (" , ", " . ", " ? ", " ! ") if (place := text.find(sign, trigger.end - 1)) >= 0]
        part = text[begin + 3 if begin >= 0 else 0 : min(ends, default=len(text))]
        return len(part.split()) > row.part
