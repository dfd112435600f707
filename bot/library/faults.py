"""Faults of the content: one stable code each, with the place and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from bot.errors import ContentError, Place

__all__ = ["CODES", "Fault", "Severity", "fault"]

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class _Code:
    meaning: str
    remedy: str
    severity: Severity = "error"


CODES: Final = MappingProxyType(
    {
        # 1xx: the file and its shape
        "CX101": _Code("not valid YAML", "Mend the line shown; quote texts that hold ': ' or start with a sign."),
        "CX102": _Code("a required field is missing", "Add it; docs/architecture.md shows the shape."),
        "CX103": _Code("a field is not known here", "Remove it or mend its name (docs/architecture.md)."),
        "CX104": _Code("a value is not acceptable", "Mend the value."),
        "CX105": _Code("a key stands twice", "Keep one of the two."),
        "CX106": _Code("the file cannot be read", "Save it as UTF-8 text, readable by the build."),
        "CX107": _Code("the id does not match the file", "Name file and folder after `id` and `group`."),
        "CX108": _Code("an id is used twice", "Ids are unique in the whole knowledge base: rename one."),
        "CX109": _Code("a topic of the contract is missing", "Write knowledge/topics/<group>/<topic>.yml."),
        "CX120": _Code("a reply that the assistant needs is missing", "Write it, for patients and for clinicians."),
        "CX121": _Code(
            "the words of an alarm name no number", "Write {emergency_number} into them, {crisis_line} in a crisis."
        ),
        "CX110": _Code("a document of the content is missing", "Restore the file in knowledge/."),
        "CX111": _Code("the part of the program that reads this refuses it", "Mend what is named."),
        "CX112": _Code("a rule does not do what its own example says", "Mend the rule, or the example."),
        "CX113": _Code("there is no such group of topics", "Use a group that exists: a folder of knowledge/topics/."),
        # 2xx: sources
        "CX201": _Code("a statement has no source", "Cite a source; `support: true` is for lines that claim nothing."),
        "CX202": _Code("the source does not exist", "Use an id of knowledge/sources/, or add the source there."),
        "CX203": _Code("the source is incomplete", "Complete its bibliographic data."),
        "CX204": _Code("the source is used nowhere", "Cite it or remove it.", "warning"),
        "CX205": _Code("an old name of a source is used", "Write the name it has now.", "warning"),
        "CX206": _Code("two entries are the same source", "Merge them; put the old id into sources/aliases.yml."),
        "CX207": _Code("a support line makes a claim", "Cite a source and drop `support`, or take the claim out."),
        # 3xx: wording
        "CX301": _Code("the patient text is too hard to read", "Shorter sentences, plainer words (grade 7 or lower)."),
        "CX302": _Code("a sentence is too long", "Split it."),
        "CX303": _Code("a phrase is not allowed in a patient text", "Say what the team may do instead."),
        "CX304": _Code("the patient answer is too short or too long", "Gist and body together: 60 to 160 words."),
        "CX305": _Code("the simpler version is too long", "At most 60 words."),
        "CX306": _Code("the gist is not one sentence", "Say the answer in one sentence; move the rest to the body."),
        "CX307": _Code(
            "a patient figure stands in no clinician statement", "Add it there with its source, or drop it."
        ),
        "CX308": _Code("the same statement stands twice", "Keep one; link the topics with `related`."),
        "CX309": _Code("a dose stands in a patient text", "Doses belong to the clinician voice, as literature."),
        "CX310": _Code("the patient texts as a whole are too hard", "Bring the median grade down to 7."),
        # 4xx: links and dates
        "CX401": _Code("the link leads nowhere", "Use an existing topic, task, figure or statement id."),
        "CX406": _Code("the linked topic is not written yet", "Write it, or take the link out.", "warning"),
        "CX407": _Code("the figure is not drawn yet", "Draw knowledge/figures/<name>.svg, or take it out.", "warning"),
        "CX408": _Code(
            "numbers to call are not confirmed", "Look each one up, and set `status` and the date.", "warning"
        ),
        "CX409": _Code(
            "a keyword also leads to another topic",
            "Choose a word that only this topic answers, or drop it.",
            "warning",
        ),
        "CX410": _Code("the review expires soon", "Review the topic now, and set new dates.", "warning"),
        "CX411": _Code("a name of the glossary leads to two entries", "Keep it with the one that it means."),
        "CX402": _Code("the review has expired", "Review the topic against newer evidence and set new dates."),
        "CX403": _Code("the review dates are wrong", "`review_by` comes after `reviewed`, which is not in the future."),
        "CX404": _Code("a dated statement does not say its year", "Name the year of the old finding in the text."),
        "CX405": _Code("a superseded statement is not marked", "Add `dated: true` to it."),
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with the content. Sorts by file and line."""

    file: str
    line: int
    code: str
    field: str
    message: str
    remedy: str
    severity: Severity

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        field = f" [{self.field}]" if self.field else ""
        return f"{where}: {self.code}{field} {self.message} -> {self.remedy}"

    def error(self) -> ContentError:
        """Return the fault as an exception of the project's tree."""
        return ContentError(
            self.message,
            code=self.code,
            place=Place(self.file, self.line or None),
            field=self.field or None,
            remedy=self.remedy,
        )


def fault(code: str, file: str, line: int = 0, *, field: str = "", message: str = "", remedy: str = "") -> Fault:
    """Make a fault of the catalogue; `message` and `remedy` default to the catalogue's words."""
    entry = CODES[code]
    text = f"{entry.meaning}: {message}" if message else entry.meaning
    return Fault(file, line, code, field, text, remedy or entry.remedy, entry.severity)
