"""What must hold for any input: units agree, nothing but a clear refusal is raised, and what was read can be used."""

from __future__ import annotations

import copy
import json
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.api.content import catalogue as read_catalogue
from bot.api.imports import Imported, read_csv, read_fhir
from bot.api.imports.fhir import read_resource
from bot.clinical.convert import from_canonical, to_canonical
from bot.clinical.numbers import as_decimal
from bot.clinical.risk import read_profile
from bot.errors import InputError
from tests.api.make import CALCIUM, PHOSPHATE, bundle, observation, sent

CATALOGUE = read_catalogue()
UNITS = [
    (analyte.id, code.code, unit.ucum)
    for analyte in CATALOGUE.values()
    for code in analyte.loinc[:1]
    for unit in analyte.units
]
QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
START = bundle(
    {"resourceType": "Patient", "id": "1", "gender": "female", "birthDate": "1961-04-02"},
    observation(PHOSPHATE, 5.9, "mg/dL", referenceRange=[{"low": {"value": 2.5, "unit": "mg/dL"}}]),
    observation(CALCIUM, valueString=">9 mg/dL", component=[observation(PHOSPHATE, 2, "mmol/L")]),
    {"resourceType": "DiagnosticReport", "status": "final", "result": [{"reference": "Observation/1"}]},
    {"resourceType": "Condition", "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10", "code": "E11"}]}},
)


def nodes(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from nodes(inner, (*path, key))


PATHS = [path for path in nodes(START) if path]


@QUICK
@given(st.sampled_from(UNITS), st.fractions(min_value=0, max_value=1, max_denominator=1000))
def test_every_unit_of_every_analyte_arrives_at_the_same_value(unit, share):
    name, code, ucum = unit
    analyte = CATALOGUE[name]
    low, high = (Decimal(bound) for bound in analyte.warn)
    canonical = low + (high - low) * Decimal(share.numerator) / Decimal(share.denominator)
    stated = as_decimal(from_canonical(analyte, canonical, ucum)).normalize()
    stated = Decimal(f"{round(stated, 6):f}")
    body = sent(observation(code, 0, ucum)).replace(b'"value": 0', f'"value": {stated}'.encode())
    reading = read_fhir(body, CATALOGUE).labs[0]
    assert reading.status == "ok"
    assert reading.unit == ucum
    assert reading.canonical_value == as_decimal(to_canonical(analyte, stated, ucum))


@QUICK
@given(st.data())
def test_a_bundle_with_anything_anywhere_is_read_or_refused(data):
    made = copy.deepcopy(START)
    for path in data.draw(st.lists(st.sampled_from(PATHS), min_size=1, max_size=3)):
        place = made
        for key in path[:-1]:
            place = place[key] if isinstance(place, (dict, list)) and _has(place, key) else {}
        if isinstance(place, dict) or (isinstance(place, list) and _has(place, path[-1])):
            place[path[-1]] = data.draw(ANY_JSON)
    try:
        found = read_resource(made, CATALOGUE)
    except InputError as refused:
        assert refused.message
        return
    assert isinstance(found, Imported)
    json.dumps([each.as_problem() for each in found.faults] + [each.as_dict() for each in found.not_recognised])


@QUICK
@given(st.text(max_size=300), st.sampled_from(["", "test,result,unit\n", "name;value;unit;date\n"]))
def test_any_table_is_read_or_refused(text, header):
    try:
        found = read_csv((header + text).encode("utf-8", "replace"), CATALOGUE)
    except InputError as refused:
        assert refused.message
    else:
        assert all(each.message for each in found.faults)


@QUICK
@given(st.lists(st.sampled_from(UNITS), max_size=8), st.sampled_from([None, "<", ">="]))
def test_what_was_read_is_accepted_by_the_estimate(units, comparator):
    made = []
    for name, code, ucum in units:
        analyte = CATALOGUE[name]
        value = float(from_canonical(analyte, sum(analyte.warn) / 2, ucum))
        each = observation(code, round(value, 3), ucum)
        each["valueQuantity"] |= {"comparator": comparator} if comparator else {}
        made.append(each)
    found = read_fhir(sent(bundle(*made)), CATALOGUE)
    profile, errors = read_profile(found.flat(), CATALOGUE)
    assert not errors
    for reading in found.labs:
        if reading.status == "ok":
            assert profile.labs[reading.analyte].canonical_value == reading.canonical_value


def _has(place, key):
    return key in place if isinstance(place, dict) else isinstance(key, int) and key < len(place)
