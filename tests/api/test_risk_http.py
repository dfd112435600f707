"""`POST /api/risk`: flat objects and Bundles in, the contract or a FHIR RiskAssessment out."""

from __future__ import annotations

import pytest
from fhir.resources.R4B.riskassessment import RiskAssessment

from bot.library.current import knowledge
from tests.api.conftest import problem
from tests.api.make import ALBUMIN, CALCIUM, PHOSPHATE, PTH, bundle, observation, sent

PERSON = {"age": 26, "sex": "female", "dialysis": "peritoneal", "lesions": "none"}
FULL = PERSON | {"calcium": "10.6 mg/dL", "phosphate": 9, "pth": "<5 pg/mL", "warfarin": False}
ACCEPT = {"accept": "application/fhir+json"}


def ask(api, body, **more):
    return api.post("/api/risk", json=body, **more)


def test_the_risk_object(api):
    body = ask(api, FULL).json()
    assert body["category"] == "well_above"
    assert body["multiplier"] == pytest.approx(4.6486, abs=1e-3), "example A of the method"
    low, high = body["interval"]
    assert low < body["estimate"] < high
    assert body["derived"]["calcium_phosphate_product"] == {"value": pytest.approx(95.4), "unit": "mg2/dL2"}
    assert {"factor": "pth", "reason": "direction_disputed"}.items() <= body["not_used"][0].items()


def test_a_ratio_read_in_a_report_names_the_paper_too(api):
    rows = {each["factor"]: each for each in ask(api, FULL).json()["contributions"]}
    for factor in ("warfarin", "calcium", "phosphate"):
        assert rows[factor]["source"] == "nigwekar2016_news"
        paper = knowledge().source(rows[factor]["original"])
        assert paper is not None and paper.doi == "10.1681/ASN.2015091065"
    assert rows["age"]["original"] is None


def test_si_units_change_nothing(api):
    si = FULL | {"calcium": "2.6448425570138232 mmol/L"}
    assert ask(api, si).json()["multiplier"] == pytest.approx(ask(api, FULL).json()["multiplier"])


def test_a_refusal_says_why(api):
    body = ask(api, PERSON | {"lesions": "ulcers"}).json()
    assert [body[name] for name in ("estimate", "interval", "multiplier", "category")] == [None] * 4
    assert body["warnings"][0]["code"] == "lesions_present"
    assert ask(api, {}).json()["warnings"][0]["code"] == "missing_required"


def test_every_wrong_field_is_named_and_the_others_kept(api):
    wrong = {
        "age": -1,
        "calcium": "5 furlong",
        "zork": 1,
        "phosphate": [],
        "warfarin": {},
        "pth": "NaN",
        "albumin": 1e300,
    }
    body = problem(ask(api, wrong | {"sex": "female", "magnesium": 2}), 422)
    assert {each["field"] for each in body["errors"]} == set(wrong)
    assert all(each["message"] for each in body["errors"])
    assert body["accepted"] == {"sex": "female", "magnesium": {"value": 2.0, "unit": "mg/dL", "comparator": None}}


@pytest.mark.parametrize(
    ("sent_value", "taken", "meant"),
    [({"calcium": 2.6}, "mg/dL", "mmol/L"), ({"albumin": 31}, "g/dL", "g/L"), ({"haemoglobin": 110}, "g/dL", "g/L"),
     ({"creatinine": 700}, "mg/dL", "umol/L"), ({"corrected_calcium": "2.6"}, "mg/dL", "mmol/L")],
)  # fmt: skip
def test_a_unit_that_nobody_wrote_is_not_called_wrong(api, sent_value, taken, meant):
    (name,) = sent_value
    (error,) = problem(ask(api, PERSON | sent_value), 422)["errors"]
    assert error["field"] == name
    assert f"No unit was given, so {taken} was taken" in error["message"]
    assert meant in error["remedy"]


def test_a_unit_that_was_written_and_hardly_fits_is_said_with_the_other(api):
    (error,) = problem(ask(api, PERSON | {"calcium": "2.6 mg/dL"}), 422)["errors"]
    assert "No unit" not in error["message"] and "2.6 mmol/L" in error["remedy"]


@pytest.mark.parametrize("sex", ["x", "other", "diverse", "non-binary"])
def test_a_sex_without_figures_counts_as_missing_and_that_is_said(api, sex):
    body = ask(api, PERSON | {"sex": sex}).json()
    assert body["warnings"][0]["code"] == "missing_required"
    assert body["warnings"][0]["text"] == "Required and missing: sex."
    assert f"'{sex}' counts as missing" in body["notes"][0]
    beside = problem(ask(api, {"sex": sex, "age": -1}), 422)
    assert f"'{sex}' counts as missing" in beside["notes"][0]
    assert "notes" not in ask(api, PERSON | {"sex": "unknown"}).json()


def test_what_is_missing_has_its_own_name_and_not_that_of_a_factor(api):
    assert ask(api, {}).json()["warnings"][0]["text"] == "Required and missing: modality, age, sex."


@pytest.mark.parametrize(
    "pair",
    [
        {"bmi": 36, "obesity": "no"},
        {"bmi": 20, "obesity": "yes"},
        {"dialysis_years": 80, "age": 40},
        {"dialysis": "transplant", "transplant": "no"},
        {"calcium": "2.1 mmol/L", "ionized_calcium": "2.2 mmol/L"},
    ],
)
def test_what_cannot_both_be_true_is_not_computed_with(api, pair):
    body = problem(ask(api, PERSON | pair), 422)
    assert {each["field"] for each in body["errors"]} == set(pair)
    assert not body["accepted"].keys() & pair.keys()


@pytest.mark.parametrize("pair", [{"bmi": 27, "obesity": "yes"}, {"bmi": 36, "obesity": "yes"}, {"dialysis_years": 26}])
def test_what_may_both_be_true_is(api, pair):
    assert ask(api, PERSON | pair).json()["category"]


def test_a_field_with_two_values_is_refused_and_the_same_twice_is_not(api):
    twice = problem(ask(api, bundle(), params=[*PERSON.items(), ("age", "61")]), 422)
    assert twice["errors"][0]["field"] == "age"
    assert problem(ask(api, PERSON, params={"sex": "male"}), 422)["errors"][0]["field"] == "sex"
    assert ask(api, PERSON, params=[("age", "26"), ("age", "26")]).json()["category"]


def test_a_critical_value_comes_with_the_estimate(api):
    assert any(
        "Potassium" in note and "act now" in note for note in ask(api, PERSON | {"potassium": 7.5}).json()["notes"]
    )
    assert "notes" not in ask(api, PERSON | {"potassium": 4.5}).json()


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 400), (b"nonsense", 400), (b"[1]", 422), (b"null", 422), (b'"x"', 422), (b'{"age": 1, "age": 2}', 422)],
)
def test_bodies_that_are_no_object(api, content, status):
    problem(api.post("/api/risk", content=content, headers={"content-type": "application/json"}), status)


def test_forms_and_xml_are_not_read(api):
    problem(api.post("/api/risk", data={"age": 26}), 415)


def test_too_many_fields(api):
    problem(ask(api, {f"x{number}": 1 for number in range(300)}), 422)


class TestBundle:
    def test_results_and_facts_of_a_bundle_with_the_rest_in_the_query(self, api):
        patient = {"resourceType": "Patient", "id": "1", "gender": "female", "birthDate": "1999-01-01"}
        made = bundle(patient, observation(CALCIUM, 10.6, "mg/dL"), observation(PHOSPHATE, 9, "mg/dL"))
        response = ask(api, made, params={"dialysis": "peritoneal", "lesions": "none", "age": "26", "warfarin": "no"})
        assert response.json()["multiplier"] == pytest.approx(4.6486, abs=1e-3)

    def test_what_the_query_says_otherwise_counts_and_is_told(self, api):
        patient = {"resourceType": "Patient", "id": "1", "gender": "male", "birthDate": "1960-01-01"}
        made = bundle(patient, observation(CALCIUM, 10.6, "mg/dL"))
        notes = ask(api, made, params=PERSON | {"calcium": "9.6 mg/dL"}).json()["notes"]
        assert "sex: the document says male, the address female; the address was taken." in notes
        assert sum("the address was taken" in note for note in notes) == 3

    def test_a_recorded_gender_without_figures_is_told(self, api):
        made = bundle({"resourceType": "Patient", "id": "1", "gender": "other"}, observation(CALCIUM, 10.6, "mg/dL"))
        body = ask(api, made, params={"dialysis": "peritoneal", "age": "40"}).json()
        assert body["warnings"][0]["code"] == "missing_required"
        assert any("gender" in note for note in body["notes"])

    def test_without_the_query_it_says_what_is_missing(self, api):
        body = ask(api, bundle(observation(CALCIUM, 10.6, "mg/dL"))).json()
        assert body["warnings"][0]["code"] == "missing_required"
        assert body["estimate"] is None

    def test_what_was_not_used_of_it_is_said(self, api):
        made = bundle(observation("2951-2", 140, "mmol/L"), observation(PTH, 300, "pg/mL", status="cancelled"))
        body = ask(api, made, params=PERSON).json()
        assert body["not_recognised"][0]["code"] == "2951-2"
        assert "cancelled" in body["notes"][0]

    def test_a_fault_stops_it_and_names_the_entry(self, api):
        made = bundle(observation(CALCIUM, 10.6, "furlong"), observation(PHOSPHATE, 9, "mg/dL"))
        body = problem(ask(api, made, params=PERSON), 422)
        assert body["errors"][0]["field"] == "entry[0].valueQuantity"
        assert body["accepted"]["phosphate"]["value"] == 9

    @pytest.mark.parametrize("value", [9, 900])
    def test_an_unclear_value_stops_it_too(self, api, value):
        made = bundle(observation(PHOSPHATE, value, "mg/dL"), observation(PHOSPHATE, 900, "mg/dL"))
        assert problem(ask(api, made, params=PERSON), 422)["errors"][0]["field"] == "phosphate"

    def test_a_wrong_query_is_named(self, api):
        body = problem(ask(api, bundle(), params={"dialysis": "sometimes", "foo": "1"}), 422)
        assert {each["field"] for each in body["errors"]} == {"dialysis", "foo"}


class TestRiskAssessment:
    def get(self, api, body, **more):
        response = ask(api, body, headers=ACCEPT, **more)
        assert response.headers["content-type"] == "application/fhir+json"
        made = response.json()
        RiskAssessment.model_validate(made)
        return made

    def test_its_shape(self, api):
        made = self.get(api, FULL | {"albumin": "3.1 g/dL"})
        prediction = made["prediction"][0]
        assert made["status"] == "preliminary"
        assert prediction["outcome"]["coding"][0]["code"] == "E83.59"
        assert prediction["qualitativeRisk"]["coding"][0]["code"] in {"low", "moderate"}
        assert prediction["relativeRisk"] == round(prediction["relativeRisk"], 2)
        assert not [key for key in prediction if key.startswith("probability")]
        assert prediction["rationale"].startswith("Interval")

    def test_it_rests_on_what_it_contains(self, api):
        made = self.get(api, FULL | {"albumin": "3.1 g/dL"})
        contained = {each["id"]: each for each in made["contained"]}
        assert {each["reference"].removeprefix("#") for each in made["basis"]} <= set(contained)
        corrected = contained["corrected-calcium"]
        assert corrected["valueQuantity"]["value"] == 11.32
        assert corrected["derivedFrom"] == [{"reference": "#calcium"}, {"reference": "#albumin"}]
        assert corrected["code"]["coding"][0]["code"] == "46099-8"
        assert "ionized calcium" in corrected["note"][0]["text"]
        assert contained["pth"]["valueQuantity"]["comparator"] == "<"
        assert contained["provenance"]["target"] == [{"reference": "#"}]

    def test_the_warnings_and_the_disclaimer_come_with_it(self, api):
        notes = " ".join(each["text"] for each in self.get(api, FULL)["note"])
        assert "Unvalidated" in notes
        assert "not a diagnosis" in notes

    def test_well_below_never_stands_alone(self, api):
        low = {"age": 85, "sex": "male", "dialysis": "haemodialysis", "bmi": 17, "calcium": 7.2, "phosphate": 2.1}
        made = self.get(api, low | {"warfarin": "no", "diabetes": "no", "lesions": "none"})
        text = made["prediction"][0]["qualitativeRisk"]["text"]
        assert "well below" in text
        assert "none of the scored factors" in text or "without any" in text
        assert "poor nutrition" in text

    def test_a_refusal_has_no_prediction_and_says_why(self, api):
        made = self.get(api, PERSON | {"lesions": "plaques"})
        assert "prediction" not in made
        assert "Urgent clinical assessment" in made["note"][0]["text"]

    def test_from_a_bundle_the_printed_range_travels_and_nobody_is_named(self, api):
        span = [{"low": {"value": 34, "unit": "g/L"}, "high": {"value": 50, "unit": "g/L"}}]
        result = observation(ALBUMIN, 31, "g/L", referenceRange=span, subject={"reference": "Patient/zebra"})
        made = self.get(api, bundle(result), params=PERSON)
        assert made["contained"][0]["referenceRange"][0]["low"]["value"] == 34
        assert "zebra" not in str(made)

    @pytest.mark.parametrize(
        ("accept", "kind"),
        [
            ("*/*", "application/json"),
            ("application/fhir+json;q=0.2, application/json", "application/json"),
            ("text/html", "application/json"),
            ("application/fhir+json, */*;q=0.1", "application/fhir+json"),
            ("application/json;q=broken, application/fhir+json;q=0.9", "application/json"),
        ],
    )
    def test_accept_is_weighed(self, api, accept, kind):
        assert ask(api, PERSON, headers={"accept": accept}).headers["content-type"] == kind


def test_sent_bodies_are_the_same_as_json(api):
    response = api.post("/api/risk", content=sent(PERSON), headers={"content-type": "application/fhir+json"})
    assert response.json()["category"]
