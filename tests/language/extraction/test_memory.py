"""What a person typed is not kept once the message is read: no word of it, and no memory for it."""

from __future__ import annotations

import random

from bot.clinical.analytes import Catalogue
from bot.language.extraction import Extractor
from bot.library.current import document


def test_words_of_messages_do_not_stay_behind() -> None:
    extractor = Extractor(Catalogue.from_dict(document("labs")), document("lexicon"), document("context_rules"))
    strings = extractor._vocab.strings
    told = "my calcium is 10.6 mg/dL, greetings from Hollerbusch"
    before = extractor.extract(told), len(strings)
    letters = random.Random(1)
    for _ in range(100):
        extractor.extract(" ".join("".join(letters.choices("abcdefgh", k=9)) for _ in range(20)))
    assert "hollerbusch" not in strings
    assert (extractor.extract(told), len(strings)) == before
