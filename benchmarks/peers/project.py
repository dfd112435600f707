"""Write the peer's Rasa project: our training examples as they are, one utterance, one rule and one story an intent."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from bot.settings import ROOT
from scripts.nlu.corpus import NLU_FOLDER, load

__all__ = ["DIGEST", "data_digest", "write"]

_CONFIG = Path(__file__).parent / "stock" / "config.yml"
DIGEST = "data.sha256"  # file beside the project: which examples it learned
_FALLBACK = "nlu_fallback"
_BUILT_IN = "restart"  # Rasa has a rule of its own for it, which says `utter_restart`
_DIET = "- name: DIETClassifier\n  epochs: {}\n"


def write(target: Path, diet_epochs: int = 100) -> int:
    """Write config, domain, examples, rules and stories into `target`; return the number of intents.

    `diet_epochs` is Rasa's default of 100 unless the machine is too slow for it.
    """
    (target / "data").mkdir(parents=True, exist_ok=True)
    config = _CONFIG.read_text(encoding="utf-8").replace(_DIET.format(100), _DIET.format(diet_epochs))
    (target / "config.yml").write_text(config, encoding="utf-8")
    for path in sorted(NLU_FOLDER.glob("*.yml")):
        shutil.copyfile(path, target / "data" / path.name)
    intents = sorted({example.intent for example in load()})
    told = [name for name in intents if name != _BUILT_IN]
    (target / "domain.yml").write_text(_domain(intents), encoding="utf-8")
    (target / "data" / "rules.yml").write_text(_turns("rules", "rule", [*told, _FALLBACK]), encoding="utf-8")
    # the machine-learning policies learn from stories only
    (target / "data" / "stories.yml").write_text(_turns("stories", "story", told), encoding="utf-8")
    (target / DIGEST).write_text(data_digest() + "\n", encoding="utf-8")
    return len(intents)


def data_digest() -> str:
    """SHA-256 over the names and bytes of everything in `data/nlu`."""
    digest = hashlib.sha256()
    for path in sorted(NLU_FOLDER.glob("*.yml")):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _domain(intents: Sequence[str]) -> str:
    lines = ['version: "3.1"', "", "intents:", *[f"- {name}" for name in intents], "", "responses:"]
    for name in [*intents, _FALLBACK]:
        lines += [f"  utter_{name}:", f'  - text: "{name}"']
    lines += ["", "session_config:", "  session_expiration_time: 60", "  carry_over_slots_to_new_session: true", ""]
    return "\n".join(lines)


def _turns(section: str, item: str, intents: Sequence[str]) -> str:
    lines = ['version: "3.1"', "", f"{section}:"]
    for name in intents:
        lines += [f"- {item}: {item} {name}", "  steps:", f"  - intent: {name}", f"  - action: utter_{name}"]
    return "\n".join([*lines, ""])
