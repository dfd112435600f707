"""One normal form for everything a person types, before anything tries to understand it.

The safety gate and the clinical extraction read the same normalised text, so an emergency written with zero-width
characters, look-alike letters or full-width forms is still the same emergency. Nothing here depends on the language
of the message; a message in Russian or Greek comes out as it went in.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["MAX_CHARACTERS", "both_ends", "fold", "normalise"]

#: Longest text that is looked at. The middle of longer input is cut out here, so that no later step can be made slow by
#: length alone.
MAX_CHARACTERS: Final = 20_000

_CUT: Final = "\n\n"  # what stands on either side of a cut is not one sentence
_SUPERSCRIPT: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUPERSCRIPT_RUN: Final = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?![⁺⁻])")
_VARIATION_OR_ENCLOSING: Final = re.compile("[\ufe00-\ufe0f\u20dd-\u20e4\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]")
_STRAY_MARKS: Final = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u0488\u0489]+")
_LINE_ENDS: Final = re.compile("\r\n?|[\u000b\u000c\u0085\u2028\u2029]")

# Punctuation that phones, word processors and other keyboards put in place of the plain character.
_PUNCTUATION: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼʹ＇", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–−﹣－", "-"),
        **dict.fromkeys("—―", " - "),
        **dict.fromkeys("∶：", ":"),
        **dict.fromkeys("，、", ","),
        **dict.fromkeys("⩽≦", "≤"),
        **dict.fromkeys("⩾≧", "≥"),
        "⁄": "/",
        "∕": "/",
        "÷": "/",
        "٫": ".",
        "٬": ",",
        "；": ";",
        "·": ".",
        "İ": "I",
        "ı": "i",
    }
)

# Letters of other scripts that look like Latin ones (Unicode confusables, the part that occurs in practice).
_CYRILLIC: Final = dict(zip("АВЕЅЗІЈКМНОРСТУХЬаеѕіјорсухүѵһԁԛԝьк", "ABES3IJKMHOPCTYXbaesijopcyxyvhdqwbk", strict=True))
_GREEK: Final = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικμνορτυχγ", "ABEZHIKMNOPTYXaeikuvoptuxy", strict=True))
_OTHER: Final = dict(zip("օսոհցɡɑɩʟɴʀꓑꓟꓮ", "ounhggaiLNRPMA", strict=True))
_CONFUSABLE: Final = {**_CYRILLIC, **_GREEK, **_OTHER}
_CONFUSABLE_TABLE: Final = str.maketrans(_CONFUSABLE)
_FOREIGN: Final = re.compile("[\u0250-\u02af\u0370-\u03ff\u0400-\u052f\u0530-\u058f\ua4d0-\ua4ff]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile("[A-Za-z]")


def normalise(text: str) -> str:
    """Return `text` in the normal form that every reader of a message uses.

    NFKC, plain punctuation and digits, Latin letters for their look-alikes, no control, zero-width, direction or
    stray combining characters, no lone surrogates; line breaks are ``\\n``; tabs and runs of spaces stay, because
    pasted tables need them. Superscripts keep their meaning (``10⁹`` becomes ``10^9``). Letter case is kept.
    Never raises; at most `MAX_CHARACTERS` characters are read and returned. Applying it twice changes nothing.
    """
    text = both_ends(text, MAX_CHARACTERS)
    if text.isascii():
        return _drop_invisible(_LINE_ENDS.sub("\n", text)).replace("`", "'")
    text = _LINE_ENDS.sub("\n", text)
    text = _SUPERSCRIPT_RUN.sub(lambda match: "^" + match.group(), text).translate(_SUPERSCRIPT)
    text = text.translate(_PUNCTUATION)
    text = unicodedata.normalize("NFKC", _drop_invisible(text)).translate(_PUNCTUATION)
    text = _STRAY_MARKS.sub("", text)
    text = _latin_lookalikes(text)
    text = "".join(map(_plain_character, text)) if not text.isascii() else text
    return both_ends(text, MAX_CHARACTERS)


def both_ends(text: str, limit: int) -> str:
    """Return `text`, or of one longer than `limit` characters its first and its last half: what matters most is often
    said at the end."""
    half = (limit - len(_CUT)) // 2
    return text if len(text) <= limit else text[:half] + _CUT + text[-half:]


def fold(text: str) -> str:
    """Lower-case `text` without ever changing its length, so that offsets in it stay offsets in `text`."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def _drop_invisible(text: str) -> str:
    """Remove control, format (zero-width, direction, soft hyphen, tags), variation and surrogate characters."""
    if text.isascii() and text.isprintable():
        return text
    text = _VARIATION_OR_ENCLOSING.sub("", text)
    return "".join(
        character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )


def _plain_character(character: str) -> str:
    """Turn any decimal digit into 0–9 and any kind of space into a space."""
    if character.isascii():
        return character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return " " if unicodedata.category(character) == "Zs" else character


def _latin_lookalikes(text: str) -> str:
    """Replace look-alike letters where the text around them is Latin, never inside a word of another script."""
    foreign = _FOREIGN.findall(text)
    if not foreign:
        return text
    if all(letter in _CONFUSABLE for letter in foreign) and _LATIN.search(text):
        return text.translate(_CONFUSABLE_TABLE)
    return _WORD.sub(lambda match: _latin_word(match.group()), text)


def _latin_word(word: str) -> str:
    return word.translate(_CONFUSABLE_TABLE) if _LATIN.search(word) else word
