"""Published strata: selection, what stands beside the figures, nothing personal."""

from __future__ import annotations

import copy
import json

import pytest

from bot.clinical.prognosis import GROUPS, PrognosisTable
from bot.errors import ContentError
from tests.clinical.conftest import document


def test_unasked_the_main_groups_are_shown_newest_first(prognosis: PrognosisTable) -> None:
    strata = prognosis.select().strata
    groups = {group for stratum in strata for group in stratum.groups}
    assert {"all", "plaques", "ulcers", "progression", "non_uraemic"} <= groups
    dated = [stratum.dated for stratum in strata]
    assert dated == sorted(dated), "old and unreviewed figures come last"


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_can_be_asked_for(prognosis: PrognosisTable, group: str) -> None:
    strata = prognosis.select([group]).strata
    assert strata
    assert all(group in stratum.groups for stratum in strata)


def test_unknown_groups_fall_back_to_the_main_ones(prognosis: PrognosisTable) -> None:
    assert prognosis.select(["martians"]) == prognosis.select()


def test_every_figure_has_era_source_and_note(prognosis: PrognosisTable) -> None:
    for stratum in prognosis.strata:
        assert stratum.years
        assert stratum.source
        assert stratum.note
        assert stratum.interval is None or stratum.interval[0] <= (stratum.percent or 0) <= stratum.interval[1]


def test_plaques_ulcers_and_progression_keep_their_order(prognosis: PrognosisTable) -> None:
    by_id = {stratum.id: stratum.percent or 0 for stratum in prognosis.strata}
    assert by_id["plaques_2002"] < by_id["ulcers_2002"]
    assert by_id["plaques_teaching"] < by_id["ulcers_teaching"] < by_id["progression_teaching"]


def test_contract_object(prognosis: PrognosisTable) -> None:
    found = prognosis.select(["ulcers", "plaques"], voice="clinician").as_contract()
    assert json.loads(json.dumps(found)) == found
    assert found["not_personal"] is True
    assert found["hopeful"]
    assert found["palliative"]
    older = next(each for each in found["strata"] if each["id"] == "ulcers_2002")
    assert (older["figure"], older["one_year_mortality"]) == ("more than 80 %", None), "no horizon, so no yearly figure"


def test_a_rate_is_not_dressed_up_as_a_share(prognosis: PrognosisTable) -> None:
    registry = next(each for each in prognosis.strata if each.id == "uk_2021")
    assert (registry.percent, registry.figure) == (None, "72 deaths per 100 patient-years")


def test_deaths_from_the_disease_are_not_called_mortality_from_any_cause(prognosis: PrognosisTable) -> None:
    specific = next(each for each in prognosis.strata if each.id == "all_us_2025")
    assert (specific.outcome, specific.as_contract()["one_year_mortality"]) == ("disease_death", None)


def test_the_two_voices_say_it_is_not_personal(prognosis: PrognosisTable) -> None:
    texts = {prognosis.select(voice=voice).not_personal for voice in ("patient", "clinician")}
    assert len(texts) == 2


def test_a_broken_stratum_is_named() -> None:
    data = copy.deepcopy(document("prognosis"))
    data["strata"][2]["groups"] = ["everyone"]
    with pytest.raises(ContentError) as caught:
        PrognosisTable.from_dict(data)
    assert caught.value.field == data["strata"][2]["id"]
