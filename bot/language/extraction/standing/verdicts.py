"""What settles a thing named before: a tick in a box, `ruled it out`, a closing `so yes`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from bot.language.extraction.words.phrases import Hit
from bot.language.extraction.words.tokens import Token, sentence_around

__all__ = ["cleared", "come_since", "concluded", "goes_on", "left_off", "ticked", "to_be_stopped", "under_stopped"]

_WINDOW: Final = 16  # tokens behind a thing in which it is settled
_TICKS: Final = frozenset({"x", "✓", "✔", "✗", "✘", "yes", "y"})
_FULL: Final = frozenset({"☑", "☒", "✓", "✔", "✅"})
_EMPTY: Final = frozenset({"☐", "□"})
_CROSSES: Final = frozenset({"✗", "✘", "❌", "✖", "✕"})  # a cross denies unless it stands in a box
_RULED_OUT: Final = re.compile(
    r"\b(?:(?:ruled|rules|rule) (?:it |that |this |them |both )?out|excluded(?: it| that| this)?|"
    r"(?:came|come|was|were|is) (?:back )?(?:as )?(?:clear|negative|normal|benign|clean)|"
    r"turned out (?:to be )?(?:negative|not|nothing|benign|fine)|(?:was|is) not (?:it|that|the case)|wasnt (?:it|that)|"
    r"(?:doesnt|does not|dont|do not) have it)\b"
)
_PRONOUN: Final = re.compile(r"^(?:rule[sd]?|excluded) (?:it|that|this|them|both)\b")
_CONFIRMED: Final = re.compile(
    r"\b(?:confirmed|proved|proven)(?: it| that| by| on| in|$| [.,;])|\bturned out (?:to be )?(?:positive|true)\b"
)
_CLOSING: Final = re.compile(
    r"(?:[,;.-]|and|but) so (?:its |thats |it is |that is )?(?:a )?(yes|no)(?: then| really)? ?[.!]?$"
)
_CHECKED: Final = r"(?:checked|scanned|tested|looked at|examined|imaged|investigated|assessed|biopsied)"
_SOUND: Final = (
    r"(?:(?:(?:it|they|that|all|everything|result|results|which|and|he|she) ?)?"
    r"(?:'s|is|was|were|are|its|thats|came back|come back|looks|looked|seems|turned out) (?:to be )?"
    r"(?:perfectly |completely |all |totally |quite |absolutely |still |very |as )*"
    r"(?:healthy|fine|ok|okay|normal|good|clear|clean|alright|right|sound|unremarkable|nad)\b"
    r"|(?:found |showed |see |saw |shows )?(?:nothing|no) "
    r"(?:wrong|bad|abnormal|found|problems?|issues?|disease|damage|abnormality|abnormalities|fault|concerns?|trouble)\b"
    r"|\ball (?:clear|fine|good|normal|ok|okay|well)\b|\bnad\b)"
)
_GAP: Final = (
    r"(?! (?:and|but) (?:my|his|her|the)\b)(?:(?!kidney|heart|lung|blood|spleen|pancrea|thyroid)[a-z0-9 ',.:-]){0,36}?"
)
#: An organ that was looked at and found healthy.
_CLEARED: Final = re.compile(
    rf"\b(?:liver(?: 's| is| has| was| function)?(?: just| all| recently| been| being| got| had| it)* {_CHECKED}"
    rf"|{_CHECKED} (?:on |out )?(?:my|his|her|the) liver"
    rf"|(?:scan|ultrasound|uss|fibroscan|tests?|mri|biopsy) (?:of|on) (?:my|his|her|the) liver){_GAP}{_SOUND}"
)


def cleared(plain: str) -> Iterator[int]:
    """Yield where an examination of the liver is told that found it healthy: `liver's been checked and it's fine`."""
    if "liver" in plain:
        yield from (match.start() for match in _CLEARED.finditer(plain))


_LIST_HEADS: Final = frozenset(
    """meds medications medication medicines medicine drugs drug tablets recently now list of on at in the following
    admission discharge previous treatment treatments been have were all these regular and""".split()
)
_STOPPED_HEADS: Final = frozenset("stopped discontinued held withheld ceased paused withdrawn suspended".split())
_BULLETS: Final = frozenset({"-", "*", "•", "–"})
_OPENING: Final = frozenset({":", "-", "–"})
_LONGEST_LIST, _LONGEST_LINE = 12, 120  # lines, tokens


def under_stopped(tokens: Sequence[Token], hit: Hit) -> bool:
    """Read a list under a heading: `Meds stopped: warfarin, alfacalcidol`, in its line or with dashes below it."""
    line = tokens[hit.first].line
    first = hit.first
    while first and tokens[first - 1].line == line:
        first -= 1
        if hit.first - first > _LONGEST_LINE:
            return False
    if tokens[first].kind == "break":
        first += 1
    here = [token for token in tokens[first : hit.first] if token.sentence == tokens[hit.first].sentence]
    colon = next((place for place, token in enumerate(here) if token.norm in _OPENING), None)
    if colon:
        return here[0].index == first and _heads_stopped([token.norm for token in here[:colon]])
    if tokens[first].norm not in _BULLETS:
        return False
    above = [token for token in tokens[max(0, first - _LONGEST_LINE) : first] if token.kind != "break"]
    for number, row in groupby(reversed(above), key=lambda token: token.line):
        words = [token.norm for token in row][::-1]
        if line - number >= _LONGEST_LIST:
            return False
        if words[0] not in _BULLETS:
            return _heads_stopped([word for word in words if word != ":"])
    return False


def _heads_stopped(words: Sequence[str]) -> bool:
    return not _STOPPED_HEADS.isdisjoint(words) and set(words) <= _STOPPED_HEADS | _LIST_HEADS


_OFF_IT: Final = re.compile(
    r"^[a-z0-9 ]{0,40}[,;.-] ?(?:(?:but|and|now|am|im|i|he|she|is|hes|shes|been|have|has|came|come|got|"
    r"all|since|then) )*(?P<off>off) (?:it|them|that|this)"
    r"(?: (?:now|again|since(?: [a-z0-9]+)?|completely|for good|altogether))?(?: ?$| ?[,.;!]| and| but)"
)


def left_off(tokens: Sequence[Token], hits: Sequence[Hit], hit: Hit) -> bool:
    """Read `dialysed for two weeks, off it now`: the last thing named before is over."""
    words = " ".join(token.norm for token in tokens[hit.last + 1 : hit.last + 13])
    told = _OFF_IT.search(words) if " off " in words else None
    if told is None:
        return False
    end = hit.last + 1 + words[: told.start("off")].count(" ")
    return not any(
        hit.last < each.first <= end and each.group in {"fact", "dialysis"} and each.key != "began" for each in hits
    )


_COME_SINCE: Final = re.compile(
    r"^[^.?]{0,50}(?:[,;.]|\bbut|\band|\byet)(?: (?:but|and|yet|i|he|she|we))* ?"
    r"(?:(?:am|is|are|do|does|have|has|im|hes|shes) now|now (?:yes|(?:i |he |she )(?:am|is|do|does|have|has)))\b"
    r"(?= ?(?:$|[.,;!]|though|unfortunately|sadly))"
)


def come_since(tokens: Sequence[Token], hit: Hit) -> bool:
    """In `wasn't obese until the steroids; am now` the thing denied has come since."""
    behind = [token for token in tokens[hit.last + 1 : hit.last + 16] if token.kind != "break"]
    after = " ".join(token.norm for token in behind)
    return "now" in after and _COME_SINCE.search(after) is not None


_BEGUN_AGAIN: Final = re.compile(
    r"^[^.?]{0,40}(?:\bbut|\band|\bthen|[,;.])(?: (?:but|and|then|i|he|she|we|have|has|had|was|its|it was|ive))* ?"
    r"(?:(?:restarted|resumed|recommenced|reintroduced|back on|started again|put back on|went back on)"
    r"(?: (?:on )?(?:it|them|that))?(?: again)?(?: now)?)"
    r"(?= ?(?:$|[.,;!]|in\b|today|yesterday|last\b|this\b|since\b|on (?:\d|mon|tue|wed|thu|fri|sat|sun)))"
)
_GOES_ON: Final = re.compile(
    r"^[^.?;]{0,30}\b(?:and|but) (?:(?:he|she|i|they|it) )?still (?:is|am|do|does|has|have|takes? (?:it|them)|on "
    r"(?:it|them))"
    r"(?= ?(?:$|[.,;!]))"
)


_AGAIN: Final = ("restarted", "resumed", "recommenced", "reintroduced", "back on", "again")


def goes_on(tokens: Sequence[Token], hit: Hit) -> bool:
    """In `was on warfarin and still is` nothing has ended, in `stopped it but restarted it` it has begun again."""
    after = " ".join(token.norm for token in tokens[hit.last + 1 : hit.last + 12])
    if "still" in after and _GOES_ON.search(after) is not None:
        return True
    return any(sign in after for sign in _AGAIN) and _BEGUN_AGAIN.search(after) is not None


#: It is asked whether something is to be stopped: it is neither taken away yet nor sure to be.
_TO_STOP: Final = re.compile(
    r"\b(?:should|shall|must|ought|could|can|would|safe|need|needs|want|wants|time|ok|okay|better|whether|when|do|"
    r"does) "
    r"(?:[a-z]+ ){0,4}?(?:to )?(?:be )?(?:stop|stopped|withheld|withhold|discontinue|discontinued|withdrawn|paused|"
    r"pause|held|come off|go off|taken off|come off)\b"
)


def to_be_stopped(tokens: Sequence[Token], hit: Hit) -> bool:
    """Read `should her warfarin be stopped`, `should my husband stop dialysis`; not `had to stop it`."""
    sentence = sentence_around(tokens, hit.first)
    words = " ".join(token.norm for token in sentence)
    if "not " in words or sentence[0].norm in {"told", "they", "doctor", "doctors"}:
        return False
    told = _TO_STOP.search(words)
    if told and _IS_TAKEN.search(words[: told.start()]) and tokens[hit.last].end - sentence[0].start <= told.start():
        return False  # `I am on warfarin, should I stop it`
    return told is not None and (sentence[0].norm in _OPENERS or words.endswith("?"))


_IS_TAKEN: Final = re.compile(
    r"\b(?:(?:i|he|she|pt|patient|dad|mum|mom|husband|wife) (?:am |is |have been |has been |was put |still |"
    r"currently )*(?:on|takes?|"
    r"taking|using|uses?|inject|injects)|im on|hes on|shes on|ive been on) [a-z ]{0,40}[,;:–—-]? ?(?:and |but |so )?$"
)
_OPENERS: Final = frozenset({"should", "shall", "must", "could", "can", "would", "is", "do", "does", "when", "whether"})


def ticked(tokens: Sequence[Token], hit: Hit) -> bool | None:
    """Read a box behind (`Cancer [ ]`, `Lupus [x]`) or, where the message begins with one, before a thing."""
    first = tokens[0].norm in _FULL | _EMPTY | _CROSSES or _bracketed(tokens, 0) is not None
    if first:
        place = hit.first - 1
        if place >= 0 and tokens[place].norm in _FULL | _EMPTY | _CROSSES:
            return tokens[place].norm in _FULL
        return next(
            (box for start in (place - 2, place - 1) if (box := _bracketed(tokens, start, place)) is not None), None
        )
    place = hit.last + 1
    if place < len(tokens) and tokens[place].norm in _FULL | _EMPTY | _CROSSES:
        return tokens[place].norm in _FULL
    return _bracketed(tokens, place)


def _bracketed(tokens: Sequence[Token], place: int, last: int | None = None) -> bool | None:
    """Return whether `[x]` (true) or `[ ]` (false) stands at `place`, up to `last` if given; None if neither."""
    if place < 0 or place + 1 >= len(tokens) or tokens[place].norm != "[":
        return None
    if tokens[place + 1].norm == "]":
        return False if last in {None, place + 1} else None
    closed = place + 2 < len(tokens) and tokens[place + 2].norm == "]" and last in {None, place + 2}
    return True if closed and tokens[place + 1].norm in _TICKS else None


def concluded(tokens: Sequence[Token], hit: Hit, last: str) -> tuple[bool, bool] | None:
    """Return what became of a thing doubted before and whether it holds against anything said: `…, so yes`.

    `last`: the key of the thing named last, which alone a closing `so yes` or `so no` can mean.
    """
    if hit.key == last and len(tokens) > hit.last + 2:
        closing = _CLOSING.search(" ".join(token.norm for token in tokens[-6:]))
        if closing:
            return closing[1] == "yes", True
    after = " ".join(token.norm for token in tokens[hit.last + 1 : hit.last + 1 + _WINDOW])
    told = _RULED_OUT.search(after)
    if told:
        return False, _PRONOUN.search(told[0]) is not None
    return (True, False) if _CONFIRMED.search(after) else None
