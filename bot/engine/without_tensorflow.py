"""Run Rasa without TensorFlow.

Rasa reaches TensorFlow only through eight of its own modules (six components and two training helpers); a ninth
holds the data of such components and would bring in scikit-learn's model selection, a second of start-up.
A finder placed before all others answers for these with small stand-ins. A stand-in component is registered
under its Rasa name, so that a `config.yml` that asks for it is told plainly why it cannot have it.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from types import ModuleType
from typing import Any

from bot.errors import ConfigError

__all__ = ["install"]

# module → the graph components it defines, with their recipe type
_REPLACED: dict[str, dict[str, str]] = {
    "rasa.nlu.classifiers.diet_classifier": {"DIETClassifier": "INTENT_CLASSIFIER"},
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": {"ConveRTFeaturizer": "MESSAGE_FEATURIZER"},
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": {"LanguageModelFeaturizer": "MESSAGE_FEATURIZER"},
    "rasa.nlu.selectors.response_selector": {"ResponseSelector": "INTENT_CLASSIFIER"},
    "rasa.core.policies.ted_policy": {"TEDPolicy": "POLICY_WITH_END_TO_END_SUPPORT"},
    "rasa.core.policies.unexpected_intent_policy": {"UnexpecTEDIntentPolicy": "POLICY_WITHOUT_END_TO_END_SUPPORT"},
    "rasa.utils.tensorflow.callback": {},
    "rasa.utils.tensorflow.data_generator": {},
    "rasa.utils.tensorflow.model_data": {},
}


def install() -> None:
    """Put the finder in place. Call before anything imports `rasa`; calling twice does nothing more."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        return importlib.machinery.ModuleSpec(fullname, self) if fullname in _REPLACED else None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: names are made when they are asked for."""


class _StandIn(ModuleType):
    """A module that makes a placeholder class for any public name."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        kind = _REPLACED[self.__name__].get(name)
        made = _component(name, kind) if kind else type(name, (), {"__module__": self.__name__})
        setattr(self, name, made)
        return made


def _component(name: str, kind: str) -> type:
    from rasa.engine.graph import GraphComponent
    from rasa.engine.recipes.default_recipe import DefaultV1Recipe

    def refuse(*_: object, **__: object) -> Any:
        raise ConfigError(
            f"The component '{name}' needs TensorFlow, which this assistant does not install.",
            code="EN101",
            field=name,
            remedy="Use the components of bot.language.components in config.yml (docs/decisions/0001).",
        )

    placeholder = type(
        name,
        (GraphComponent,),
        {"__module__": __name__, "create": classmethod(refuse), "required_components": classmethod(refuse)},
    )
    DefaultV1Recipe.register(DefaultV1Recipe.ComponentType[kind], is_trainable=True)(placeholder)
    return placeholder
