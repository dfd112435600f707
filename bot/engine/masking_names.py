"""Names of people in a message: by a list of first names, and by the words around words that nobody else uses.

A first name of the list is one wherever it stands; it holds no name that is also an ordinary word. Any other word is a
name only where something introduces it ("dr …", "my neighbour …", "regards, …") or where it is the whole message, and
only when it is not among the words that people use when they talk about this disease (`words/ordinary.txt`, written by
`python -m scripts.nlu.ordinary`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

__all__ = ["FIRST_NAMES", "ORDINARY", "RELATIVES", "names"]

_WORDS = Path(__file__).parent / "words"
FIRST_NAMES = frozenset((_WORDS / "first_names.txt").read_text(encoding="utf-8").split())
ORDINARY = frozenset((_WORDS / "ordinary.txt").read_text(encoding="utf-8").split())

RELATIVES = (
    "husband|wife|mother|mum|mom|mummy|father|dad|daddy|son|daughter|brother|sister|partner|patient|aunt|auntie|uncle|"
    "friend|neighbou?r|cousin|niece|nephew|grandma|grandpa|grandmother|grandfather|granny|grandad|grandson|"
    "granddaughter|boyfriend|girlfriend|fianc[eé]e?|carer|caregiver|colleague|flatmate|room ?mate|client|"
    "nephrologist|consultant|surgeon|doctor|gp|dermatologist|social worker|dietitian|dietician"
)
_ALSO_SURNAMES = frozenset(
    "brown white black green gray grey young king cook hall wood woods hill banks bush fox".split()
)
_LONGEST = 4  # words of one name
_BEFORE = 40  # characters before a word in which what introduces it is looked for
_TOKEN = re.compile(r"[^\W\d_](?:[\w'’]|-(?=[^\W\d_]))*")
_BETWEEN = re.compile(r"[ \-]|\. ?")  # between the words of one name; the full stop is an initial's
_TITLE = re.compile(r"\b(?i:mr|mrs|mx|dr|prof|professor)\.?\s+$|\b(?:Ms|Miss|Sister|Nurse)\.?\s+$")
_PERSON = re.compile(rf"\b(?:{RELATIVES})\s?[:,]?\s+(?:(?:is\s+)?(?:called|named)\s+)?$", re.IGNORECASE)
_SPEAKER = re.compile(
    r"\b(?:it['’]?s|this is|here is|i['’]?m|i am|call me|me,|i go by|my name(?:['’]?s| is)?)[:,]?\s+$", re.IGNORECASE
)
_SIGNED = re.compile(
    r"\b(?:sincerely|faithfully|truly|regards|wishes|yours|signed(?:\s+by)?|thanks|thank you|cheers|love)[,.]?\s+$",
    re.IGNORECASE,
)
_END = re.compile(r"[\s.,!x\-]*$", re.IGNORECASE)
_SIGNED_BY = re.compile(r"\bsigned(?:\s+by)?[,.:]?\s+$", re.IGNORECASE)
_AGED = re.compile(r",?\s+\d{1,3}\s?(?:[MF]\b|y/?o\b|(?:year|yr)s?\b)")
_HERE = re.compile(r"\s+here\b", re.IGNORECASE)
_NOT_A_PERSON = re.compile(r"\b(?:st|saint|johns)\.?\s+$", re.IGNORECASE)  # St John's wort


def names(text: str, *, whole: bool = True) -> Iterator[tuple[int, int]]:
    """Yield the span of each name. `whole`: the text is a whole message, which may be a name and nothing else."""
    tokens = list(_TOKEN.finditer(text))
    if whole and 2 <= len(tokens) <= 3 and _is_only_a_name(text, tokens):
        yield tokens[0].start(), tokens[-1].end()
        return
    place = done = _before_an_age(text, tokens)
    if done:
        yield tokens[0].start(), tokens[done - 1].end()
    while place < len(tokens):
        count = _length(text, tokens, place)
        if count:
            first = place - 1 if place > done and _is_surname_of(text, tokens, place) else place
            yield tokens[first].start(), tokens[place + count - 1].end()
            done = place + count
        place += max(1, count)


def _before_an_age(text: str, tokens: Sequence[re.Match[str]]) -> int:
    """How many words at the beginning are a name as the notes of a ward begin with it: "Nguyen Van An, 61M HD"."""
    for count in range(2, min(_LONGEST, len(tokens)) + 1):
        words = tokens[:count]
        if not _is_capitalised(words[-1]) or not _BETWEEN.fullmatch(text[words[-2].end() : words[-1].start()]):
            return 0
        if _AGED.match(text, words[-1].end()):
            return (
                count
                if all(_may_be_name(word) or 0 < at < 4 > len(word.group()) for at, word in enumerate(words))
                else 0
            )
    return 0


def _is_surname_of(text: str, tokens: Sequence[re.Match[str]], place: int) -> bool:
    """Whether the word before a first name is the surname, as lists of patients have it: "Smith, John"."""
    word, name = tokens[place - 1], tokens[place]
    between = text[word.end() : name.start()]
    if _key(name) not in FIRST_NAMES or not _is_capitalised(word) or not _is_capitalised(name):
        return False
    if _SIGNED.search(text[max(0, name.start() - _BEFORE) : name.start()]):
        return False
    if between == ", ":
        return _may_be_name(word) or _key(word) in _ALSO_SURNAMES
    return between == " " and _may_be_name(word) and word.group().isupper() is name.group().isupper()


def _may_be_name(word: re.Match[str]) -> bool:
    return len(word.group()) > 2 and _key(word) not in ORDINARY and word.group().replace("-", "").isalpha()


def _length(text: str, tokens: Sequence[re.Match[str]], place: int) -> int:
    """How many words from here on are one name; 0 when no name begins here."""
    token = tokens[place]
    before = text[max(0, token.start() - _BEFORE) : token.start()]
    last = _last(text, tokens, place)
    if _is_initial(token):
        introduced = any(cue.search(before) for cue in (_TITLE, _PERSON, _SPEAKER, _SIGNED))
        return last - place if introduced and last > place + 1 else 0
    if _key(token) in FIRST_NAMES:
        return 0 if _NOT_A_PERSON.search(before) else last - place
    if (_unusual(token) or _key(token) in _ALSO_SURNAMES) and _TITLE.search(before):
        return last - place
    if not _unusual(token):
        return 0
    if not _is_capitalised(token):
        return last - place if _SIGNED_BY.search(before) and _END.match(text, tokens[last - 1].end()) else 0
    stands_so = _PERSON.search(before) or _SPEAKER.search(before)
    ends_so = _SIGNED.search(before) and _END.match(text, tokens[last - 1].end())
    begins_so = place == 0 and _HERE.match(text, tokens[last - 1].end())
    return last - place if stands_so or ends_so or begins_so else 0


def _last(text: str, tokens: Sequence[re.Match[str]], place: int) -> int:
    """The place after the last word of a name that begins at `place`."""
    last = place + 1
    while last < min(len(tokens), place + _LONGEST):
        between = text[tokens[last - 1].end() : tokens[last].start()]
        if (
            not _goes_on(tokens[place], tokens[last])
            or not _BETWEEN.fullmatch(between)
            or ("." in between and not _is_initial(tokens[last - 1]))
        ):
            break
        last += 1
    return last - 1 if last > place + 1 and _is_initial(tokens[last - 1]) else last


def _goes_on(first: re.Match[str], word: re.Match[str]) -> bool:
    """Whether a word can be a further one of a name; of one with a capital, only with a capital too."""
    if _key(word) in FIRST_NAMES or _is_initial(word):
        return True
    if first.group().isupper() and not _is_initial(first):
        return word.group().isupper() and len(word.group()) > 2 and _key(word) not in ORDINARY
    return _unusual(word) and (_is_capitalised(word) or not _is_capitalised(first))


def _is_only_a_name(text: str, tokens: Sequence[re.Match[str]]) -> bool:
    """Two or three words and nothing else, each of them a name's."""
    if text[: tokens[0].start()].strip() or not _END.match(text, tokens[-1].end()):
        return False
    between = (text[a.end() : b.start()] for a, b in pairwise(tokens))
    return all(_BETWEEN.fullmatch(part) for part in between) and all(
        _key(token) in FIRST_NAMES or (_unusual(token) and _is_capitalised(token)) for token in tokens
    )


def _key(token: re.Match[str]) -> str:
    return token.group().casefold().replace("’", "'").removesuffix("'s")


def _unusual(token: re.Match[str]) -> bool:
    word = token.group()
    key = _key(token)
    return (
        len(key) > 1 and key not in ORDINARY and not word.isupper() and all(map(str.isalpha, re.split(r"['’\-]", word)))
    )


def _is_capitalised(token: re.Match[str]) -> bool:
    return token.group()[0].isupper()


def _is_initial(token: re.Match[str]) -> bool:
    return len(token.group()) == 1 and token.group().isupper() and token.group() != "I"
