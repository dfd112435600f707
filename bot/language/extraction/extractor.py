"""The clinical extraction: one message in, everything clinical that it states out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from threading import Lock
from typing import Any, Final

import spacy

from bot.clinical.analytes import Catalogue
from bot.clinical.labs import FUTURE, LabReading, UnitContext, read_message
from bot.language.extraction.answers import AnswerReader, plain_number, unknown_measures
from bot.language.extraction.history.birthdays import age_by_birthday
from bot.language.extraction.history.body import read_bmi, weight_fell
from bot.language.extraction.history.dialysis import DialysisReader
from bot.language.extraction.history.facts import FactReader
from bot.language.extraction.history.findings import FindingReader
from bot.language.extraction.history.lesions import LesionReader
from bot.language.extraction.history.person import read_age, read_sex
from bot.language.extraction.history.statements import Statements
from bot.language.extraction.history.subjectless import asks_what_for
from bot.language.extraction.model import Extraction
from bot.language.extraction.people.patient import People
from bot.language.extraction.people.persons import several_cases, several_people
from bot.language.extraction.standing.asking import without_questions
from bot.language.extraction.standing.context import ContextRules
from bot.language.extraction.standing.doubts import either_way
from bot.language.extraction.standing.lists import list_goes_on
from bot.language.extraction.standing.literature import is_heading, is_literature, is_portrait
from bot.language.extraction.standing.notes import FACTS_ONLY, parts_of_notes
from bot.language.extraction.values.found import Material
from bot.language.extraction.values.general import told_as_own
from bot.language.extraction.values.glued import Glued
from bot.language.extraction.values.names import Names
from bot.language.extraction.values.quantities import QuantityReader
from bot.language.extraction.values.reader import LabFindings, ValueReader
from bot.language.extraction.values.tables import separate_columns
from bot.language.extraction.words.boxes import boxes_read
from bot.language.extraction.words.contrasts import contrasts_said_outright
from bot.language.extraction.words.denials import denials_written_out
from bot.language.extraction.words.grammar import Grammar
from bot.language.extraction.words.notes import notes_written_out
from bot.language.extraction.words.phrases import Hit, PhraseBook
from bot.language.extraction.words.plainly import plainly_said
from bot.language.extraction.words.set_right import set_right
from bot.language.extraction.words.sheets import written_out
from bot.language.extraction.words.spelling import Speller
from bot.language.extraction.words.tokens import Lexer, Token
from bot.language.extraction.words.units import UnitReader
from bot.language.multiplied import multiplied_in_order, without_products
from bot.language.paired import paired_in_order
from bot.language.text import fold, normalise

__all__ = ["Extractor"]

#: `6½` becomes `61⁄2` when the text is normalised, so it is written as a decimal before.
_HALVES: Final = re.compile(r"(?<=\d) ?([¼½¾])")
_SEX_SIGNS: Final = {ord("♂"): "m", ord("♀"): "f"}
_NO_NUMBERS: Final = frozenset({"nan", "inf", "infinity", "infinite"})
_TRACER: Final = re.compile(r"\b(?:tc|technetium)[- ]?99 ?m?\b|\b99 ?m[- ]?(?:tc|technetium)\b", re.IGNORECASE)
#: "26y PD case" has an age.
_CASE: Final = re.compile(r"^(\W*\d{1,2}) ?y(?:rs?)?(?= (?:pd|hd|capd|apd) (?:case|pt|patient)\b)", re.IGNORECASE)
#: "Next due 14/06": a day to come, and no newer value.
_DUE: Final = re.compile(
    r"\b(due|booked|next(?: bloods| check| test| one| review| visit)?|repeat|again)((?: due| on| for)?) "
    r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?!\d|/|\.\d)",
    re.IGNORECASE,
)
_TIES: Final = frozenset({":", "=", "is", "was", "-", "+"})
_SUPPOSED: Final = ("hypothetical", "target", "general")
_KIN_OF_ANOTHER: Final = "kin_of_another"  # the rule for `my sister's husband's phosphate`
_PERSONAL: Final = frozenset({"fact", "dialysis", "lesion"})


class Extractor:
    """Reads messages with the words of `lexicon.yml`, the rules of `context_rules.yml` and the analytes of `labs.yml`.

    Building takes a fraction of a second; one instance serves all conversations and threads (it keeps nothing of a
    message).
    """

    def __init__(self, catalogue: Catalogue, lexicon: Mapping[str, Any], context_rules: Mapping[str, Any]) -> None:
        self._catalogue = catalogue
        self._zone = Lock()
        self._vocab = vocab = spacy.blank("en").vocab
        # what a word looks like is asked of our tokens, of these only which one it is
        vocab.lex_attr_getters = {}  # type: ignore[attr-defined]
        known = _words_with_digits((lexicon, context_rules, [a.raw for a in catalogue.values()]))
        self._lexer = Lexer(vocab, known, lexicon["abbreviations"], lexicon["spoken"])
        self._book = book = PhraseBook(vocab, self._lexer)
        self._grammar = Grammar.from_dict(lexicon["grammar"])
        self._context = ContextRules(context_rules, book)
        self._list_ends = (
            self._grammar.speakers
            | self._grammar.verbs
            | self._grammar.inverted
            | self._grammar.own
            | {word for phrase in context_rules["end_words"] for word in phrase.split() if " " not in phrase}
        )
        self._names = Names(catalogue, lexicon["labs"], book, self._lexer)
        units = UnitReader(lexicon["units"])
        self._glued = Glued(catalogue, lexicon["labs"])
        self._quantities = QuantityReader(units, lexicon["numbers"], lexicon["comparators"])
        self._values = ValueReader(catalogue, lexicon, units)
        self._facts = FactReader(lexicon["facts"], book)
        self._dialysis = DialysisReader(lexicon["dialysis"], book)
        self._lesions = LesionReader(lexicon["lesions"], book)
        self._answers = AnswerReader(lexicon["answers"], lexicon["grammar"]["sexes"], book)
        self._findings = FindingReader(lexicon["findings"], lexicon["conditions"], lexicon["not_findings"], book)
        self._people = People(lexicon["people"], self._grammar)
        self._speller = Speller(lexicon["spelling"])

    def extract(
        self,
        text: str,
        *,
        expects: str | None = None,
        units: UnitContext | None = None,
        today: date | None = None,
        supposing: bool = False,
    ) -> Extraction:
        """Return what `text` states. Never raises on any text.

        `expects` is the analyte or history id that the assistant has just asked for: a bare `5.9`, `yes` or `PD`
        answers it. `units` is what is known of the unit system of this person. A value dated after `today` (the
        present day if not given) is kept without its date. With `supposing` a question counts too (`what if …?`).
        """
        text = _TRACER.sub("tracer", _HALVES.sub(_decimal, text))  # the 99m is nobody's age
        text = _DUE.sub(r"\1\2 later", _CASE.sub(r"\1yo", text))
        text = self._glued.parted(_laid_out(normalise(text)).translate(_SEX_SIGNS))
        today = today or date.today()
        read = self._read(text, expects, today)
        if read is None:
            return Extraction()
        statements, labs = read
        if several_cases(fold(text)):  # nothing of them is anybody's in particular
            return self._assemble(statements, replace(labs, several=True), ({}, ()), expects, units, today)
        history, unknown = self._history(statements, labs, expects, supposing, today)
        told = text if expects or supposing or not history else without_questions(text, statements.tokens)
        if told != text:
            read = self._read(told, None, today)
            history, unknown = self._history(*read, None, supposing, today) if read else ({}, ())
        return self._assemble(statements, labs, (history, unknown), expects, units, today)

    def _read(self, text: str, expects: str | None, today: date) -> tuple[Statements, LabFindings] | None:
        """Read a normalised text; None if it is empty."""
        tokens = self._lexer.tokens(text)
        if not tokens:
            return None
        spelt = self._speller.corrected(tokens)
        # spaCy would keep every word that was ever typed; its zones are for one thread at a time
        with self._zone, self._vocab.memory_zone():
            hits = self._book.find(self._lexer.doc(tokens))
            meant = self._book.find(self._lexer.doc(spelt)) if spelt else hits
        told = spelt or tokens
        scopes = self._context.scopes(told, meant, list_goes_on(told, meant, self._grammar.list_fill, self._list_ends))
        scopes.extend(either_way(told, meant))
        scopes.extend(parts_of_notes(told, meant))
        statements = self._statements(text, told, meant, scopes)
        return statements, self._labs(text, tokens, hits, statements, expects, today)

    def _statements(self, text: str, tokens: list[Token], hits: list[Hit], scopes: Any) -> Statements:
        plain = Statements(text, tokens, hits, scopes, self._grammar)
        about = [hit for hit in hits if hit.group in _PERSONAL and hit.key != "began"]
        strong = any(hit.group in {"dialysis", "lesion"} and hit.key not in {"none"} for hit in about)
        subject = self._people.subject(tokens, about, strong=strong or read_age(plain) is not None)
        if subject.cared_for:  # `I look after my neighbour`: the neighbour is the patient
            scopes = [scope for scope in scopes if scope.rule.id != "not_patient"]
        if not subject.other and subject.sex is None:
            return plain
        return Statements(text, tokens, hits, scopes, self._grammar, subject.other, subject.sex)

    def _labs(
        self,
        text: str,
        tokens: list[Token],
        hits: list[Hit],
        statements: Statements,
        expects: str | None,
        today: date,
    ) -> LabFindings:
        mentions = self._names.find(tokens, hits, text)
        named = {place for each in mentions for place in range(each.first, each.last + 1)}
        others = self._people.others_values(tokens, named) | _of_others_kin(statements)
        low = fold(text)
        quantities = self._quantities.read(tokens, low, text, named)

        def supposed(place: int) -> bool:
            if place in others or place in statements.other or statements.covered(place, ("target",)):
                return True
            scopes = (scope for scope in statements.scopes if scope.rule.kind in _SUPPOSED)
            within = any(scope.first <= place <= scope.last and scope.rule.id != FACTS_ONLY for scope in scopes)
            return within and not told_as_own(statements.plain)

        material = Material(text, low, tokens, mentions, quantities, supposed, today)
        found = self._values.read(material, expects=expects)
        several = bool(found.values) and several_people(low, (each.name for each in mentions))
        return replace(found, numbers=found.numbers | others, several=several)  # another's result is no age either

    def _assemble(
        self,
        statements: Statements,
        labs: LabFindings,
        told: tuple[dict[str, object], tuple[str, ...]],
        expects: str | None,
        units: UnitContext | None,
        today: date,
    ) -> Extraction:
        readings = [_undated(each, today) for each in read_message(labs.values, self._catalogue, units)]
        readings += self._no_numbers(statements.tokens, labs)
        history, unknown = told
        declined = [
            *self._answers.declined(statements, labs.unvalued),
            *unknown,
            *unknown_measures(statements, history),
        ]
        answered = expects in history or any(reading.analyte == expects for reading in readings)
        if expects and not answered and expects not in declined and self._answers.unknown(statements):
            declined.append(expects)
        return Extraction(
            labs=readings,
            history=history,
            findings=[] if is_portrait(statements.plain) else self._findings.findings(statements),
            conditions=self._findings.conditions(statements),
            declined=declined,
            corrections=tuple(dict.fromkeys(raw.analyte for raw in labs.values if raw.correction)),
            confirm=labs.unsure,
            corrected_calcium=labs.corrected,
            several_people=labs.several,
            named=tuple(dict.fromkeys(each.id for each in labs.unvalued)),
        )

    def _no_numbers(self, tokens: Sequence[Token], labs: LabFindings) -> Iterator[LabReading]:
        """Yield what stands where a number should (`calcium NaN`), so that it can be named and asked again."""
        for mention in labs.unvalued:
            words = [token.norm for token in tokens[mention.last + 1 : mention.last + 4]]
            while words and words[0] in _TIES:
                words.pop(0)
            if words and words[0] in _NO_NUMBERS:
                unit = self._catalogue[mention.id].canonical_unit
                yield LabReading(mention.id, None, None, None, None, unit, "implausible", reason="not_finite")

    def _history(
        self, statements: Statements, labs: LabFindings, expects: str | None, supposing: bool, today: date
    ) -> tuple[dict[str, object], tuple[str, ...]]:
        if expects is None and not supposing and (is_literature(statements.plain) or asks_what_for(statements.plain)):
            return {}, ()

        def ellipsis(hit: Hit) -> bool | None:
            return self._people.ellipsis(statements.tokens, hit)

        facts = self._facts.read(statements, measured=labs.tokens, expects=expects, ellipsis=ellipsis, today=today)
        history: dict[str, object] = dict(facts.values)
        age = age_by_birthday(statements, today)
        age, bmi = read_age(statements, labs.numbers) if age is None else age, read_bmi(statements)
        if weight_fell(statements):
            history.setdefault("recent_weight_loss", True)
        history.update(self._dialysis.read(statements, expects=expects, age=age, ellipsis=ellipsis, today=today))
        history.update(self._lesions.read(statements, expects=expects))
        sex = read_sex(statements) or (statements.sex if history or age or self._tells(statements) else None)
        person = {"age": age, "sex": sex, "bmi": plain_number(bmi) if bmi is not None else None}
        history.update({key: value for key, value in person.items() if value is not None})
        if expects is not None:
            history.update(self._answers.history(statements, expects, history))
        elif history and not supposing and is_heading(statements.plain, len(history)):
            return {}, ()
        return history, tuple(key for key in facts.unknown if key not in history)

    def _tells(self, statements: Statements) -> bool:
        return any(
            (hit.group in {"dialysis", "lesion"} or hit.key == "past_calciphylaxis")
            and not hit.key.endswith("_route")
            and statements.standing(hit) == "stated"
            for hit in statements.hits
        )


def _of_others_kin(statements: Statements) -> frozenset[int]:
    """Return the tokens that speak of somebody else's relative: `my sister's husband's phosphate was 2.4`."""
    told = [scope for scope in statements.scopes if scope.rule.id == _KIN_OF_ANOTHER]
    return frozenset(place for scope in told for place in range(scope.first, scope.last + 1))


def _undated(reading: LabReading, today: date) -> LabReading:
    """Take a date in the future off a reading and say so; one day is left for other time zones."""
    if reading.taken is None or reading.taken <= today + timedelta(days=1):
        return reading
    return replace(reading, taken=None, reason=FUTURE if reading.status == "ok" else reading.reason)


def _decimal(match: re.Match[str]) -> str:
    return {"¼": ".25", "½": ".5", "¾": ".75"}[match[1]]


def _words_with_digits(content: object) -> Iterator[str]:
    """Yield every word with a digit in it that stands anywhere in the content."""
    if isinstance(content, Mapping):
        for value in content.values():
            yield from _words_with_digits(value)
    elif isinstance(content, (list, tuple)):
        for value in content:
            yield from _words_with_digits(value)
    elif isinstance(content, str):
        yield from (
            word
            for word in re.split(r"[^a-z0-9]+", content.lower())
            if re.search(r"[a-z]", word) and re.search(r"\d", word)
        )


def _said_outright(text: str) -> str:
    return denials_written_out(contrasts_said_outright(plainly_said(set_right(text))))


def _laid_out(text: str) -> str:
    """The text with every number beside what it is of."""
    return separate_columns(
        paired_in_order(
            multiplied_in_order(without_products(written_out(notes_written_out(_said_outright(boxes_read(text))))))
        )
    )
