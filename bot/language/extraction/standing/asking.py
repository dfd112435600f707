"""Parts of a message that only ask: `is warfarin dangerous` states nothing about anybody, `can I, on warfarin, …` does.

A part is a sentence, or the end of one from the comma on behind which a question begins. It asks when it begins with
an auxiliary or a wh-word or ends with a question mark; it is somebody's when a person is meant anywhere in its
sentence: a pronoun, a relative, an age with a sex, `pt`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.language.extraction.words.tokens import Token

__all__ = ["kin_has", "names_somebody", "without_questions"]

_FILL: Final = frozenset(
    """so and but ok okay hi hello hey please pls also then well um uh er right sorry now thanks thank you cheers yes
    no oh hmm question quick dear all doc doctor just basically anyway actually , - . : – — ... ! * • 1 2 3""".split()
)
_ASKS: Final = frozenset(
    """what whats wats wat wot which wich why how hows hw whos whose whom does doesn can could should shud would
    wud shall whether""".split()
)
#: These ask for an account of something, at the beginning only.
_ORDERS: Final = frozenset(
    """explain summarise summarize describe compare contrast account outline discuss define review differentiate
    distinguish list""".split()
)
#: These begin a question or, the subject left out, a statement (`is on dialysis`): a word behind tells.
_MAYBE: Final = frozenset(
    """is are was were do did has have had will when where who isnt arent wasnt dont doesnt didnt cant couldnt wont
    shouldnt wouldnt am any must dose""".split()
)
_TOLD_NEXT: Final = frozenset(
    """on off not now also no never currently still taking having known in under at diabetic obese pregnant overweight
    already getting receiving using waiting due dialysed dialyzed allergic female male given diagnosed told put started
    been dialysis pd hd capd apd haemo hemo home haemodialysis hemodialysis peritoneal type stopped had transplanted
    be have need get start begin go use take inject a an both bedbound about around only probably again admitted
    of for treated seen listed switched moved born very quite really well morbidly severely with without smoke
    drink""".split()
)
_NOUN_NEXT: Final = frozenset(
    """the there it this that these those anyone anybody any someone somebody people patients they you everyone
    everybody doctors studies women men children""".split()
)
_BEHIND: Final = re.compile(
    r"^(?:has|have) (?:[a-z0-9/]+ ){1,6}(?:been|ever|got|gone|anything|something|resolved|shown|lead|led|"
    r"helped|changed)\b"
    r"|^(?:has|have|did|does) .*\bfor (?:anyone|anybody|someone|somebody|other people|others)\b"
    r"|^(?:is|are) an? (?:[a-z0-9/]+ ){1,8}(?:more|less|at|safe|better|worse|ok|okay|needed|possible|likely|dangerous|"
    r"bad|good|enough|useful|risk|cause|sign|reason|contraindicated|allowed|necessary|required|for|in|of|or|to|that)\b"
    r"|^any (?:evidence|link|data|role|benefit|harm|risk|chance|way|point|reason|connection|alternative|news|trials?)\b"
)
_ADDRESS: Final = re.compile(
    r"\b(?:tell|show|give|teach|remind|help|advise|inform|send|find|let|explain to|remind|get) me\b"
    r"|\b(?:can|could|may|might) i (?:please |just )?(?:ask|know|read|see|find out|check)\b"
    r"|\bi (?:ask|wonder|was wondering|would like to know|want to know|need to know)\b|\bid like to know\b"
    r"|\bin her2\b|\bi \. ?[evmd]\b|\btype i\b"
)
_KIN: Final = (
    "husband hubby wife spouse mum mums mom moms mam mammy mummy mommy dad dads daddy father mother son daughter "
    "brother sister gran nan nana nanna granny grandma grandpa grandad granddad grandmother grandfather uncle aunt "
    "auntie aunty cousin niece nephew neighbour neighbor"
)
_KINDRED: Final = frozenset(_KIN.split())
_HOLDS: Final = frozenset({"has", "is", "takes", "gets", "uses", "had", "was", "on", "injects", "does"})
_ASIDE: Final = frozenset({"(", ")", ",", "aged"})
_PERSON: Final = re.compile(
    r"\b(?:i|im|ive|id|my|mine|myself|me|our|he|hes|she|shes|his|him|her|hers|himself|herself|weve|wed|pt|"
    + "|".join(_KIN.split())
    + r")\b|\bwe (?:are|have|got|started|take|do|were|had|just)\b"
    r"|(?:^|, |\b(?:my|our|this|same|new|index) )patient\b"
    r"|(?<!tc )(?<![\d.,])\b\d{1,3} ?(?:years?|yrs?|y|yo)? ?[-./]? ?(?:olds?|o)? ?[/,-]? ?(?:[a-z]+ )?"
    r"(?:m|f|male|female|man|woman|lady|gentleman|boy|girl|lad|lass|yof|yom)\b(?! ?(?:2|²))"
    r"|\b(?:m|f|male|female|man|woman|lady|gentleman|boy|girl)(?: (?:of|aged|age))? ?[,/(]? ?\d{1,3}\b"
    r"(?! ?(?:%|mg|kg|g))"
    r"|\b(?:man|woman|lady|gentleman) (?:of|aged) (?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b"
)
#: In a list that only ends with a question mark an age or a length of time is enough: `HD 3y, VKA, risk?`
_WEAKLY: Final = re.compile(
    r"^\d\d ?,|(?<!the )\b\d{1,3} ?(?:yo|y ?/ ?o|years? old|yr old)\b"
    r"|\b(?:hd|pd|dialysis|haemo|hemo|warfarin|vka|dialysed|haemodialysis|hemodialysis)(?: for| x| since| :)? ?"
    r"(?:\d+(?:\.\d+)? ?(?:y|yrs?|years?|months?|mo|/ ?12)\b|(?:19|20)\d\d\b)"
    r"|\b(?:since|for) (?:\d+|a|two|three|four|five|six|seven|eight|nine|ten)? ?(?:years?|months?|weeks?|(?:19|20)\d\d|"
    r"january|february|march|april|june|july|august|september|october|november|december)\b"
)
_ANSWERS: Final = frozenset(
    """yes no y n yeah yep yup nope nah never none nil not positive negative pos neg true false unknown unsure hd pd
    haemodialysis hemodialysis peritoneal haemo hemo dialysis stopped transplant male female current past
    off""".split()
)
_SHORT: Final = 4  # words of a heading in a form: `Type of dialysis? PD`
#: A part before the question that only says of what it is: `in the PD case, how did …`
_FRAMES: Final = frozenset({"in", "with", "for", "of", "from", "about", "regarding", "if", "when", "once", "during"})
_WITHIN: Final = frozenset(
    {("what", "is"), ("wat", "is"), ("wot", "is"), ("what", "could"), ("wat", "cud"), ("why", "does"), ("why", "is"),
     ("how", "do"), ("how", "does"), ("how", "come"), ("is", "it"), ("does", "it"), ("can", "it"), ("what", "does")}
)  # fmt: skip
#: A case set out for its name: `HD, painful violaceous plaques: differential?`
_CASE: Final = re.compile(
    r"\b(?:ddx|dd|differentials?|thoughts|considering|likely causes?|read|ideas|interpret(?:ation)?|"
    r"(?:what|wat|wot) (?:is|could|can|might|cud) (?:it|this|that|these|they)(?: be)?|whats (?:this|that|it))"
    r"(?: are you considering)? \?$|(?:->|→) \?$|\bwat is it$"
)
_CUTS: Final = frozenset({",", "-", "–", "—", ":", "..."})


def without_questions(text: str, tokens: Sequence[Token]) -> str:
    """Return `text` without the parts that ask and mean nobody; the same text if there are none."""
    sentences = _sentences(tokens)
    keep: list[str] = []
    place = 0
    for number, sentence in enumerate(sentences):
        start = _asked_from(sentence, sentences[number + 1] if number + 1 < len(sentences) else ())
        if start is None:
            continue
        keep.append(text[place : sentence[start].start])
        keep.append("? " if start else " ")
        place = sentence[-1].end
    return text if not keep else "".join(keep) + text[place:]


def kin_has(tokens: Sequence[Token], place: int) -> bool:
    """Whether `my dad has`, `our mum (71) is on` stands at a place, and no question: not `does my dad have`."""
    told = tokens[place : place + 8]
    words = [token.norm for token in told if token.kind != "number" and token.norm not in _ASIDE][:3]
    if len(words) < 3 or words[0] not in {"my", "our"} or words[1] not in _KINDRED or words[2] not in _HOLDS:
        return False
    return not place or tokens[place - 1].norm not in _ASKS | _MAYBE | {"if", "whether", "and"}


def names_somebody(plain: str) -> bool:
    """Whether a person is meant in the text (its normal forms), or a length of time told that is somebody's."""
    return _PERSON.search(plain) is not None or _WEAKLY.search(plain) is not None


def _sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    found: dict[int, list[Token]] = {}
    for token in tokens:
        if token.kind != "break":
            found.setdefault(token.sentence, []).append(token)
    return list(found.values())


def _asked_from(sentence: Sequence[Token], following: Sequence[Token]) -> int | None:
    """Return the place in `sentence` from which it only asks, None if it tells of somebody or asks nothing."""
    ends = sentence[-1].norm == "?"
    starts = next((at for at in range(len(sentence)) if _opens(sentence, at)), None)
    if starts and [token.norm for token in sentence[1:starts] if token.norm != ","][:-1] == ["or"]:
        starts = 0  # "PD or HD, which is better": both are asked about
    if starts is None and not ends:
        return None
    plain = _ADDRESS.sub(" ", " ".join(token.norm for token in sentence))
    if _PERSON.search(plain) or _is_answered(sentence, following):
        return None
    if starts is None or sentence[0].norm in _FRAMES:
        return None if _WEAKLY.search(plain) or _CASE.search(plain) else 0
    return None if starts and _CASE.search(plain) else starts


def _opens(sentence: Sequence[Token], at: int) -> bool:
    """Whether a question begins at a place: after nothing but fillers, or behind a comma or a dash."""
    before = [token.norm for token in sentence[:at]]
    first = all(word in _FILL for word in before)
    if not first and before[-1] not in _CUTS:
        return tuple(token.norm for token in sentence[at : at + 2]) in _WITHIN
    words = [token.norm for token in sentence[at : at + 11]]
    if not words or (at and words[0] in _FILL):
        while words and words[0] in _FILL:
            words.pop(0)
    if not words:
        return False
    if words[0] in _ASKS or (first and words[0] in _ORDERS):
        return ":" not in words[1:7]
    return words[0] in _MAYBE and _inverted(words)


def _inverted(words: Sequence[str]) -> bool:
    """Whether a subject stands behind the verb: `is warfarin`, `has anyone`; not `is on`, `has diabetes`."""
    after = words[1] if len(words) > 1 else ""
    if _BEHIND.search(" ".join(words)):
        return True
    if words[0] in {"has", "have", "had", "am", "must", "any", "dont", "doesnt", "didnt", "cant", "couldnt", "wont"}:
        return after in _NOUN_NEXT
    return bool(after) and after[0].isalpha() and after not in _TOLD_NEXT


def _is_answered(sentence: Sequence[Token], following: Sequence[Token]) -> bool:
    """Whether an answer stands behind: `Diabetic? Yes.`, `How long on dialysis? 4 years`."""
    if not following or sentence[-1].norm != "?":
        return False
    first = following[0]
    if first.norm in _ANSWERS or first.kind == "number":
        return True
    words = sum(token.kind in {"word", "number"} for token in sentence)
    return (
        words <= _SHORT and first.line == sentence[-1].line and following[-1].norm != "?" and len(following) <= _SHORT
    )
