"""Signs that answer in place of words: `DM (-)`, `(-) warfarin`, `☐ PD ☑ HD`, `0 steroids`, `AVK : non`."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["signs_written_out"]

_MINUS: Final = "-−–"
#: Behind a thing, at the end of its item; a plus there is read as it stands.
_BEHIND: Final = re.compile(
    rf"(?<=[A-Za-z0-9)])[ \t]*[:|]?[ \t]*\([ \t]*[{_MINUS}](?:ve)?[ \t]*\)(?=[ \t]*(?:$|[,;.|/\n]))"
)
#: Before a thing, at the beginning of its item.
_AHEAD: Final = re.compile(
    rf"(?:(?<=^)|(?<=[,;|/\n.:])|(?<=[,;|/.:] ))\([ \t]*(?P<sign>[+{_MINUS}])(?:ve)?\)[ \t]*(?=[A-Za-z])"
)
_AHEAD_ALL: Final = re.compile(rf"\([ \t]*(?P<sign>[+{_MINUS}])(?:ve)?\)[ \t]*(?=[A-Za-z])")
_BOXES: Final = re.compile(r":[ \t]*[☐□☑☒]")
_LEFT_EMPTY: Final = re.compile(r"[☐□][ \t]*[A-Za-z0-9/+ -]{1,30}(?=[☐□☑☒✓✔|;,.\n]|$)")
_FULL: Final = re.compile(r"[☑☒✓✔✅][ \t]*(?=[A-Za-z])")
_NOUGHT: Final = re.compile(r"(?:(?<=^)|(?<=[,;.\n])|(?<=[,;.] ))0 (?=[A-Za-z]{2,}[a-z ]*s\b)")
#: Dots that lead to an answer: `Warfarin......no`.
_LEADERS: Final = re.compile(r"(?<=[A-Za-z)])[ \t]*[._]{3,}[ \t]*(?=(?:yes|no|y|n|nil|none|unknown)\b)", re.IGNORECASE)
_SEVERAL: Final = 2
#: `Never had: cancer, lupus`, `No: diabetes, warfarin.`: the list is what is denied.
_LIST_OF_NONE: Final = re.compile(
    r"(?:(?<=^)|(?<=[.;!\n])|(?<=[.;!] )|(?<=\n- ))(?:no|nil|never|never had|never took|pertinent negatives|"
    r"negatives?|absent|"
    r"none of):[ \t]+(?=[A-Za-z][^.;:!?\n]*,)",
    re.IGNORECASE,
)
_HEAD_OF_LIST: Final = "denies "  # goes on through a list without an "or"
_HEADED: Final = re.compile(
    r"\b(denies|denied|negative for|no history of|no h/o|declines|refuses|nil|without|not on):"
    r"[ \t]+(?=[a-z])",
    re.IGNORECASE,
)
_FOREIGN: Final = {
    "no": "non jamais néant nein nie keine keiner keines kein nee geen nessuno nessuna mai nunca ninguno ninguna não "
          "nao nenhum hayır yok abgelehnt",
    "yes": "oui ja sì sí si sim tak evet var",
    "stopped": "sospeso sospesa abgesetzt gestoppt arrêté arrêtée suspendido suspendida suspenso gestopt",
}  # fmt: skip
_MEANING: Final = {word: meaning for meaning, words in _FOREIGN.items() for word in words.split()}
_ANSWER: Final = re.compile(
    rf"(?<=[A-Za-zÀ-ÿ0-9)])[ \t]*(?:[:=–]|(?<=[ \t])-(?=[ \t]))[ \t]*(?P<word>{'|'.join(_MEANING)})"
    r"(?=[ \t]*(?:$|[.,;|(\n]|(?:seit |dal |depuis |desde )?(?:19|20)\d\d))",
    re.IGNORECASE,
)


def signs_written_out(text: str) -> str:
    """Return `text` with such signs as words; the same text if there are none."""
    if "..." in text or "___" in text:
        text = _LEADERS.sub(": ", text)
    if "(" in text:
        text = _BEHIND.sub(": no", text)
        ahead = _AHEAD if _AHEAD.match(text) is None else _AHEAD_ALL  # `(-) DM (+) HD`
        text = ahead.sub(lambda told: (", " if told.start() else "") if told["sign"] == "+" else "no ", text)
    if _BOXES.search(text):
        text = _FULL.sub("", _LEFT_EMPTY.sub("", text))
    if "0 " in text and len(_NOUGHT.findall(text)) >= _SEVERAL:
        text = _NOUGHT.sub("no ", text)
    if ":" in text or "–" in text or "=" in text or " - " in text:
        text = _ANSWER.sub(lambda told: f": {_MEANING[told['word'].lower()]}", text)
        text = _HEADED.sub(r"\1 ", _LIST_OF_NONE.sub(_HEAD_OF_LIST, text))
    return text
