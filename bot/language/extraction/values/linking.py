"""Tying numbers to tests in running text: `calcium 9.5 and phos was 7.2`, `Ca/P 10.2/9.0`, `5.9 for the phosphate`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.language.extraction.values.cues import Cues
from bot.language.extraction.values.found import Found, Material
from bot.language.extraction.values.joining import (
    CARRY,
    JOINS,
    heads_list,
    is_owned,
    is_ratio,
    is_shared,
    says_mine,
    says_whose,
)
from bot.language.extraction.values.mentions import Mention
from bot.language.extraction.values.naming import follows, list_has_values, name_follows, names_itself, names_loose
from bot.language.extraction.values.quantities import Quantity
from bot.language.extraction.values.series import TWO_SIDED, dated_line, is_year_label, runs_on, starred, timed
from bot.language.extraction.values.timeline import tells_time

__all__ = ["Linker"]

_FARTHEST = 24


class Linker:
    """One walk over the tests and quantities of a message. Make a new one for each message."""

    def __init__(self, material: Material, cues: Cues, skip_lines: frozenset[int] = frozenset()) -> None:
        self._m = material
        self._cues = cues
        self._skip = skip_lines
        self.found: list[Found] = []
        self.floating: list[Quantity] = []
        self.unvalued: list[Mention] = []
        self._pending: list[Mention] = []
        self._pending_reference: Quantity | None = None
        self._loose: Quantity | None = None
        self._last: Found | None = None
        self._previous: Quantity | None = None
        self._ordered = material.newest_first is not None
        self._sentence = -1
        self._aim: Quantity | None = None
        self._open = False  # a name whose only number so far was an aim or a range
        self._queue: list[tuple[Mention, Quantity]] = []
        self._queued = False  # the last value was one of a list behind a list of names

    def run(self) -> Linker:
        """Walk once; the results are in `found`, `floating` (numbers without a test) and `unvalued` (the reverse)."""
        events: list[Mention | Quantity] = [*self._m.mentions, *self._m.quantities]
        events.sort(key=lambda event: event.first)
        for place, event in enumerate(events):
            # a full stop inside a name (`alk. phos`) ends no sentence
            token = self._m.tokens[event.last if isinstance(event, Mention) else event.first]
            if token.line in self._skip:
                continue
            self._enter(token.sentence)
            following = next((each for each in events[place + 1 :] if isinstance(each, Quantity)), None)
            if isinstance(event, Mention):
                self._mention(event, following)
            else:
                self._quantity(event, events[place + 1 : place + 9])
        self._drop_pending()
        self._drop_loose()
        return self

    # -- sentences ---------------------------------------------------------------------------------------------------

    def _enter(self, sentence: int) -> None:
        if sentence == self._sentence:
            return
        if self._sentence >= 0:
            first = self._m.first_words[sentence]
            broke = any(t.kind == "break" for t in self._m.tokens[max(0, first.index - 2) : first.index])
            carried = (
                first.kind == "number" or first.norm in CARRY or (broke and not self._starts_with_name(first.index))
            )
            answer = first.norm in {"a", "answer", "ans"} and self._m.norms(first.index + 1, first.index + 1) == [":"]
            carried = carried or self._open or answer or first.norm in {"(", "[", "<", ">", "-", "=", "*", "~"}
            carried = carried or says_whose(self._m, sentence)
            if not carried:
                self._drop_pending()
            self._drop_loose()
        self._sentence, self._open = sentence, False

    def _starts_with_name(self, index: int) -> bool:
        return any(each.first == index for each in self._m.mentions)

    def _drop_pending(self) -> None:
        self.unvalued.extend(each for each in self._pending if each.kind == "lab")
        self._pending, self._pending_reference = [], None

    def _drop_loose(self) -> None:
        if self._loose is not None:
            self.floating.append(self._loose)
        self._loose = None

    # -- tests -------------------------------------------------------------------------------------------------------

    def _mention(self, mention: Mention, following: Quantity | None) -> None:
        if self._qualifies(mention):
            return
        near = following is not None and follows(self._m, self._cues, mention, following)
        if not near and self._renames(mention):
            return
        joined = bool(self._pending) and self._joined(mention)
        listed = joined or heads_list(self._m, mention)
        own = following is not None and list_has_values(self._m, self._cues, mention, following)
        if (
            self._loose is not None
            and mention.kind == "lab"
            and not own
            and names_loose(self._m, mention, self._loose, self._last, near=near)
        ):
            self._tie(mention, self._loose)
            self._loose = None
            return
        if (mention.short or mention.kind != "lab") and not near and not listed:
            return
        if mention.kind == "drug" and following is not None and following.first - mention.last > 3:
            return
        if joined:
            if any(each.id == mention.id and each.kind == "lab" == mention.kind for each in self._pending):
                self._pending = [mention if each.id == mention.id else each for each in self._pending]
            else:
                self._pending.append(mention)
            return
        self._drop_pending()
        self._pending = [mention]

    def _renames(self, mention: Mention) -> bool:
        """`ALP 188, no hang on, that's the ALT`: the value before is of this test, not of the one named first."""
        last = self._last
        if last is None or mention.kind == "drug" or not 3 <= mention.first - last.quantity.last <= 9:
            return False
        words = self._m.norms(last.quantity.last + 1, mention.first - 1)
        said = words[-3:-1] in (["that", "'s"], ["that", "is"], ["that", "was"]) and words[-1] in {"the", "my", "a"}
        if not said or not self._cues.corrects(words):
            return False
        if mention.kind == "lab":
            last.mention = mention
        else:
            self.found.remove(last)
            self._last = None
        return True

    def _qualifies(self, mention: Mention) -> bool:
        """Read `Ca 1.15 mmol/L ionised`: the word behind the value says which calcium it is."""
        last = self._last
        if mention.name not in {"ionised", "ionized"} or last is None or last.mention.id != "calcium":
            return False
        if mention.first - last.quantity.last not in {1, 2}:
            return False
        after = self._m.norms(mention.last + 1, mention.last + 1)
        if after and after[0] not in {",", ";", ".", ")", "\n"}:
            return False
        if set(self._m.norms(last.quantity.last + 1, mention.first - 1)) - {"("}:
            return False
        last.mention = replace(last.mention, id=mention.id, name=mention.name)
        return True

    def _joined(self, mention: Mention) -> bool:
        between = self._m.norms(self._pending[-1].last + 1, mention.first - 1)
        return len(between) <= 4 and all(word in JOINS for word in between)

    # -- quantities --------------------------------------------------------------------------------------------------

    def _quantity(self, quantity: Quantity, ahead: Sequence[Mention | Quantity]) -> None:
        before = self._previous
        self._previous = quantity
        if self._cues.rejected(self._m, quantity):
            self._reject(quantity)
        elif self._aimed(quantity, before) or self._reference(quantity, ahead):
            self._open = bool(self._pending)
            return
        elif self._queue and self._queue[0][1] == quantity:
            self._tie(*self._queue.pop(0))
            self._queued = True
        elif quantity.refused:
            if self._pending and self._pending[0].kind == "drug":
                self._pending = []
        elif (
            self._pending
            and self._reaches(quantity)
            and not names_itself(self._m, self._cues, self._pending[-1], quantity, ahead)
        ):
            self._assign(quantity, ahead)
        else:
            self._further(quantity, before)

    def _aimed(self, quantity: Quantity, before: Quantity | None) -> bool:
        """Whether the number is an aim, a supposition or another person's, and does not put right the one before."""
        if self._pending and says_mine(self._m, quantity):
            return False
        if self._cues.aimed(self._m, quantity) or self._aimed_too(quantity):
            self._aim = quantity
            return True
        if not self._m.supposed(quantity.number) or is_owned(self._m, self._pending[-1:], quantity):
            return False
        if self._restated(quantity, before):
            return False
        self._aim = quantity
        return True

    def _aimed_too(self, quantity: Quantity) -> bool:
        """`They want phosphate below 5.5 and PTH between 150 and 600`: a second bound joined to an aim."""
        aim = self._aim
        if aim is None or (quantity.high is None and quantity.comparator is None):
            return False
        words = self._m.norms(aim.last + 1, quantity.first - 1)
        return len(words) <= 5 and words[:1] in (["and"], [","], ["&"], ["with"], ["plus"], [";"], ["/"])

    def _restated(self, quantity: Quantity, before: Quantity | None) -> bool:
        """`I said 900 but it should be 90`: not an aim but a correction."""
        if before is None or self._last is None or self._pending or quantity.comparator is not None:
            return False
        words = self._m.norms(before.last + 1, quantity.first - 1)
        return len(words) <= 9 and (self._cues.corrects(words) or self._cues.restates(self._m, self._last, words))

    def _reaches(self, quantity: Quantity) -> bool:
        name = self._pending[-1]
        if quantity.first - name.last > _FARTHEST:
            return False
        if quantity.concentration:
            return True
        waiting = self._pending_reference
        start = name.last if waiting is None else max(name.last, waiting.last)  # `Potassium 3.5-5.3 6.9`
        words = self._m.norms(start + 1, quantity.first - 1)
        if {"i", "he", "she"} & set(words[:-1]) and {"am", "have", "had", "has", "on"} & set(words[-2:]):
            return False
        if words and words[-1] == "im":  # `that was my wife's. I'm 4.4`
            return quantity.value % 1 != 0 and quantity.refused is None
        return not words or words[-1] in self._cues.links

    def _assign(self, quantity: Quantity, ahead: Sequence[Mention | Quantity]) -> None:
        names, self._pending = self._pending, []
        self._queued = False
        if len(names) > 1:
            values = [quantity]
            for event in ahead:
                if isinstance(event, Mention) or len(values) == len(names):
                    break
                if not event.bracketed or quantity.bracketed:
                    values.append(event)
            if len(values) == len(names):
                self._tie(names[0], quantity)
                self._queue = list(zip(names[1:], values[1:], strict=True))
                return
            if len(values) == 1 and is_ratio(self._m, names):
                return
            if is_shared(self._m, names, quantity):
                for name in names[:-1]:
                    self._tie(name, quantity)
            else:
                self.unvalued.extend(each for each in names[:-1] if each.kind == "lab")
        self._tie(names[-1], quantity)

    def _tie(self, mention: Mention, quantity: Quantity) -> None:
        found = Found(mention, quantity)
        told = next((each for each in reversed(self.found) if each.mention.id == mention.id), None)
        if told is not None and 0 < mention.first - told.quantity.last <= 10 and mention.kind == "lab":
            words = self._m.norms(told.quantity.last + 1, mention.first - 1)
            found.correction = self._cues.corrects(words)
        waiting = self._pending_reference
        if waiting is not None:
            found.reference = (waiting.value, waiting.high, waiting.unit.text if waiting.unit else None)
            self._pending_reference = None
        self._last = found
        self.found.append(found)

    def _reject(self, quantity: Quantity) -> None:
        """Drop the value that is taken back. In `2.1 not 1.2 mmol/L` the unit behind it is that of the right one."""
        last = self._last
        if last is not None and last.quantity.unit is None and quantity.concentration and quantity.unit is not None:
            same = self._m.tokens[last.quantity.number].sentence == self._m.tokens[quantity.number].sentence
            last.unit = quantity.unit.text if same and last.unit is None else last.unit
        for found in self.found:
            if found.quantity.value == quantity.value:
                self.found.remove(found)
                if self._loose is None:
                    self._pending = [found.mention]
                break

    def _reference(self, quantity: Quantity, ahead: Sequence[Mention | Quantity]) -> bool:
        """Take the quantity as a reference range of the last or the coming value, if that is what it is."""
        last = self._last
        same_line = (
            last is not None and self._m.tokens[last.quantity.number].line == self._m.tokens[quantity.number].line
        )
        cue = self._cues.is_reference(self._m, quantity)
        bounded = quantity.high is not None or quantity.comparator is not None
        marked = quantity.bracketed or quantity.high is not None or self._cues.behind_flag(self._m, last, quantity)
        after_value = same_line and not self._pending and bounded and marked
        arrow = quantity.comparator == ">" and last is not None and last.mention.id in TWO_SIDED
        if arrow or (not cue and not after_value):
            return not arrow and self._range_first(quantity, ahead)
        if self._pending and (cue or quantity.bracketed) and bounded:
            self._pending_reference = quantity
        elif last is not None and bounded:
            last.attach(quantity)
        return cue or after_value

    def _range_first(self, quantity: Quantity, ahead: Sequence[Mention | Quantity]) -> bool:
        """`Calcium 8.6-10.4 10.3 mg/dL` and `Calcium (8.6-10.4): 10.3`: the single number is the value."""
        if not self._pending or quantity.high is None:
            return False
        following = ahead[0] if ahead else None
        if not isinstance(following, Quantity) or following.high is not None:
            return False
        tokens = self._m.tokens[quantity.last + 1 : following.first]
        if any(token.kind in {"break", "word"} and token.norm not in {"h", "l", "is", "was"} for token in tokens):
            return False
        self._pending_reference = quantity
        return True

    def _further(self, quantity: Quantity, before: Quantity | None) -> None:
        """A number after a value: a correction, an older or newer value, or one that waits for its name."""
        last = self._last
        if last is not None and before is not None and last.mention.kind == "lab":
            label = before.refused is not None and not is_year_label(before) and before.first > last.quantity.last
            words = self._m.norms((last.quantity if label else before).last + 1, quantity.first - 1)
            same = self._m.tokens[last.quantity.number].sentence == self._m.tokens[quantity.number].sentence
            right = self._cues.corrects(words) or starred(words) or self._cues.restates(self._m, last, words)
            if len(words) <= 9 and right:
                self._tie(last.mention, quantity)
                self.found[-1].correction = True
                return
            if timed(self._m, before) and timed(self._m, quantity) and len(words) <= 7:
                self._tie(last.mention, quantity)
                return
            labelled = is_year_label(before) and set(words) <= {"-", ":", "=", "it", "was", "is"}
            if labelled or self._changed(last, quantity, words, same=same) or dated_line(self._m, quantity):
                self._tie(last.mention, quantity)
                return
            listed = words == [","] and self._ordered
            either = listed or words == ["or"] or (words in (["and"], ["and", "then"]) and quantity.concentration)
            if same and either and not name_follows(self._m, quantity):
                self._tie(last.mention, quantity)
                return
            if before is last.quantity and not self._queued and runs_on(self._m, quantity, words, same=same):
                self._tie(last.mention, replace(quantity, comparator=None))
                self.found[-1].run = True
                self._previous = self.found[-1].quantity
                return
        self._drop_loose()
        self._loose = quantity

    def _changed(self, last: Found, quantity: Quantity, words: Sequence[str], *, same: bool) -> bool:
        """Whether the number is the newer or older end of a change: `from 7.1 to 5.9`, `was 7.1, now 5.9`."""
        if quantity.bracketed and not self._cues.older_in_bracket(self._m, quantity, words):
            return False
        behind = {"it", "its"} & set(words) and tells_time(self._m.norms(quantity.last + 1, quantity.last + 1))
        if not (same or self._cues.changes(words) or tells_time(words) or behind):
            return False
        if len(words) > 9:
            told = self._cues.tells_both(words) or ({"it", "its"} & set(words) and tells_time(words))
            return len(words) <= 16 and bool(told)
        before = self._m.norms(last.mention.first - 3, last.quantity.first - 1)
        around = [*before, *words, *self._m.norms(quantity.last + 1, quantity.last + 2)]
        return self._cues.changes(around) or self._cues.changes(words) or tells_time(words)
