"""Rasa runs without TensorFlow and without the services that nobody here talks to."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.errors import ConfigError
from bot.settings import ROOT


def _python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.mark.slow
def test_the_engine_is_imported_with_tensorflow_impossible_and_without_cloud_clients() -> None:
    done = _python(
        "import sys\n"
        "sys.modules['tensorflow'] = sys.modules['keras'] = None\n"
        "import bot.engine.server\n"
        "heavy = {'boto3', 'pymongo', 'aiogram', 'slack_sdk', 'socketio', 'twilio', 'apscheduler', 'matplotlib',"
        " 'sentry_sdk', 'requests', 'sklearn'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    assert (done.stdout.strip(), done.stderr, done.returncode) == ("[]", "", 0)


@pytest.mark.slow
def test_rasas_own_command_line_keeps_its_channels_and_sends_no_telemetry() -> None:
    done = _python(
        "import sys\n"
        "from bot.cli.rasa import pass_through\n"
        "status = pass_through(['--version'])\n"
        "import rasa.telemetry, rasa.core.channels.slack as slack\n"
        "print(status, hasattr(slack, 'SlackBot'), type(rasa.telemetry).__name__)\n"
    )
    assert done.stdout.splitlines()[0].startswith("Rasa Version      :         3.6.21")
    assert done.stdout.splitlines()[-1] == "0 True _Silent"


@pytest.mark.parametrize("name", ["DIETClassifier", "LanguageModelFeaturizer", "ResponseSelector", "TEDPolicy"])
def test_a_tensorflow_component_in_config_is_refused_by_name(name: str) -> None:
    from bot.engine.launch import prepare

    prepare()
    from rasa.engine.recipes.default_recipe import DefaultV1Recipe

    component = DefaultV1Recipe._from_registry(name).clazz
    with pytest.raises(ConfigError, match=rf"EN101 \[{name}\].*TensorFlow.*config\.yml"):
        component.create({}, None, None, None)
    with pytest.raises(ConfigError, match="EN101"):
        component.required_components()


def test_a_messenger_channel_is_refused_with_the_way_to_have_it() -> None:
    from bot.engine.launch import prepare

    prepare()
    from rasa.core.channels import BUILTIN_CHANNELS

    assert {"rest", "slack", "telegram", "socketio"} <= set(BUILTIN_CHANNELS)
    with pytest.raises(ConfigError, match=r"EN102 \[slack\].*calci rasa run"):
        BUILTIN_CHANNELS["slack"].from_credentials({})
    assert BUILTIN_CHANNELS["rest"].from_credentials(None).name() == "rest"


def test_telemetry_can_be_called_and_does_nothing() -> None:
    from bot.engine.launch import prepare

    prepare()
    from rasa import telemetry

    with telemetry.track_model_training(object(), model_type="rasa"):
        assert not telemetry.is_telemetry_enabled()
    assert telemetry.ensure_telemetry_enabled(_python) is _python
