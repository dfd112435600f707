"""What one message costs inside: gate, extraction, understanding, masking; and what each patch of Rasa is worth.

What a patch is worth is measured in processor time, which other work on the machine changes least.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from benchmarks.measure import Figure
from bot.engine.launch import prepare

prepare()

from rasa.core.actions.action import RemoteAction  # noqa: E402 - only after the process is prepared
from rasa.core.channels.channel import UserMessage  # noqa: E402
from rasa.core.policies.rule_policy import RulePolicy  # noqa: E402
from rasa.shared.core.events import Event  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402

from bot.clinical.analytes import Catalogue  # noqa: E402
from bot.engine.agent import load, say  # noqa: E402
from bot.engine.masking import mask  # noqa: E402
from bot.language.extraction import Extractor  # noqa: E402
from bot.language.safety.gate import SafetyGate  # noqa: E402
from bot.library.current import document  # noqa: E402
from bot.settings import Settings  # noqa: E402

__all__ = ["measured"]

_MESSAGES = (
    "what is calciphylaxis?",
    "my mother is 67, on haemodialysis, calcium 9.8 mg/dL, phosphate 2.1 mmol/L and PTH 812 pg/mL",
    "the sore on my leg smells and I have a fever since last night, is that dangerous?",
    "how strong is the evidence for sodium thiosulfate in patients on peritoneal dialysis?",
)
_ROUNDS = 60


def measured() -> Iterator[Figure]:
    """Milliseconds a message, the median over all messages; ratios against Rasa as it comes."""
    gate = SafetyGate.from_dict(document("red_flags"))
    catalogue = Catalogue.from_dict(document("labs"))
    extractor = Extractor(catalogue, document("lexicon"), document("context_rules"))
    yield Figure("safety gate a message", _median(gate.check), "ms", "≤ 1.5")
    yield Figure("extraction a message", _median(extractor.extract), "ms")
    yield Figure("masking a message", _median(mask), "ms")
    agent = load(Settings.from_environment(), remember=False)
    # not asyncio.Runner: it sets a signal handler anew for each call (0.3 ms), which no server does
    with closing(asyncio.new_event_loop()) as loop:
        parse = loop.run_until_complete
        yield Figure("understanding a message, all components", _median(lambda t: parse(_parse(agent, t))), "ms")
        yield Figure("whole turn in the process", _median(_turn(loop, agent, "whole")), "ms")
        ours = _median(_turn(loop, agent, "ours"), time.process_time)
        yield Figure("… of it at work (processor time)", ours, "ms")
        for number, (name, owner, attribute, original) in enumerate(_as_it_was(agent)):
            with _as_rasa_comes(owner, attribute, original):
                theirs = _median(_turn(loop, agent, f"b{number}"), time.process_time)
                yield Figure(f"… with {name}, times ours", theirs / ours, "×")


def _as_it_was(agent: Any) -> Iterator[tuple[str, Any, str, Any]]:
    """What each patch replaced: a name, and the attribute of an owner that gets it back."""
    yield "the schema compiled for each action", RemoteAction, "_validate_action_result", _compile_each_time
    yield "events looked up by walking all classes", Event, "resolve_by_type", staticmethod(_walk_all_classes)
    yield "components run through dask", agent.processor, "graph_runner", agent.processor.graph_runner.loaded
    yield "the session replayed for each copy", DialogueStateTracker, "copy", _replay
    states = RulePolicy._prediction_states.__wrapped__
    yield "all states made for each prediction", RulePolicy, "_prediction_states", states


def _median(work: Callable[[str], Any], clock: Callable[[], float] = time.perf_counter) -> float:
    times = []
    for number in range(_ROUNDS):
        began = clock()
        work(_MESSAGES[number % len(_MESSAGES)])
        times.append((clock() - began) * 1e3)
    return statistics.median(times[len(_MESSAGES) :])


async def _parse(agent: Any, text: str) -> Any:
    return await agent.processor.parse_message(UserMessage(text=text, sender_id="bench"))


def _turn(loop: asyncio.AbstractEventLoop, agent: Any, sender: str) -> Callable[[str], Any]:
    return lambda text: loop.run_until_complete(say(agent, text, sender=sender))


@contextmanager
def _as_rasa_comes(owner: Any, name: str, original: Any) -> Iterator[None]:
    patched = owner.__dict__[name]
    setattr(owner, name, original)
    try:
        yield
    finally:
        setattr(owner, name, patched)


def _compile_each_time(action: RemoteAction, result: dict[str, Any]) -> bool:
    from jsonschema import validate

    validate(result, action.action_response_format_spec())
    return True


def _walk_all_classes(type_name: str, default: Any = None) -> Any:
    from rasa.shared.utils.common import all_subclasses

    return next((cls for cls in all_subclasses(Event) if cls.type_name == type_name), default)


def _replay(tracker: DialogueStateTracker) -> DialogueStateTracker:
    return tracker.travel_back_in_time(float("inf"))
