"""CDS Hooks: discovery, cards, and the many ways in which prefetch disappoints."""

from __future__ import annotations

import uuid

import pytest

from bot.api.cds.discovery import services
from bot.library.current import knowledge
from tests.api.conftest import problem
from tests.api.make import ALBUMIN, CALCIUM, PHOSPHATE, PTH, ago, bundle, observation

URL = "/cds-services/calciphylaxis-checklist"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
PATIENT = {"resourceType": "Patient", "id": "1", "gender": "female", "birthDate": ago(365 * 60)}
HIGH = bundle(observation(CALCIUM, 11.2, "mg/dL"), observation(PHOSPHATE, 9, "mg/dL"), observation(PTH, 900, "pg/mL"))
NORMAL = bundle(observation(CALCIUM, 9.4, "mg/dL"), observation(PHOSPHATE, 3.5, "mg/dL"))


def condition(code):
    made = {"resourceType": "Condition", "code": {"coding": [{"system": ICD, "code": code}]}}
    return bundle(made | {"subject": {"reference": "Patient/1"}})


def call(user="Practitioner/abc", of="1", **prefetch):
    return {
        "hook": "patient-view",
        "hookInstance": str(uuid.uuid4()),
        "context": {"userId": user, "patientId": of, "encounterId": None},
        "prefetch": prefetch,
        "fhirServer": "https://ehr.example/fhir",
        "fhirAuthorization": {"access_token": "secret"},
        "extension": {"unknown": True},
    }


def cards(api, body):
    response = api.post(URL, json=body)
    assert response.status_code == 200, response.text
    return response.json()["cards"]


def test_discovery_names_the_service_and_what_to_prefetch(api):
    response = api.get("/cds-services")
    assert response.status_code == 200
    service = response.json()["services"][0]
    assert (service["id"], service["hook"]) == ("calciphylaxis-checklist", "patient-view")
    assert "{{context.patientId}}" in service["prefetch"]["labs"]


def test_every_code_that_is_prefetched_is_read(catalogue):
    asked = services()["services"][0]["prefetch"]["labs"].split("code=")[1].split("&")[0].split(",")
    known = [code for code in asked if catalogue.by_loinc(code) or code in catalogue.derived.corrected_loinc]
    assert [code for code in asked if code not in known] == ["39156-5"], "the body mass index is no laboratory test"


def test_a_card_of_three_features(api):
    card = cards(api, call(labs=HIGH, patient=PATIENT))[0]
    assert card["indicator"] == "warning"
    assert len(card["summary"]) < 140
    assert card["summary"].startswith("3 features")
    assert "Phosphate" in card["detail"]
    assert "9.0 mg/dL" in card["detail"]
    assert card["source"]["label"]
    assert all(reason["display"] for reason in card["overrideReasons"])
    assert "suggestions" not in card
    assert uuid.UUID(card["uuid"])


def test_every_link_leads_to_a_topic_of_this_server(api):
    card = cards(api, call(labs=HIGH))[0]
    for url in [card["source"]["url"], *(link["url"] for link in card["links"])]:
        assert url.startswith(str(api.base_url))
        assert knowledge().topic(url.rsplit("/", 1)[1]) is not None


def test_never_critical_however_high(api):
    labs = bundle(
        observation(CALCIUM, 19, "mg/dL"), observation(PHOSPHATE, 19, "mg/dL"), observation(PTH, 4000, "pg/mL")
    )
    assert cards(api, call(labs=labs, conditions=condition("Z49.31")))[0]["indicator"] == "warning"


def test_nothing_to_say(api):
    assert cards(api, call(labs=NORMAL, patient=PATIENT)) == []
    assert cards(api, call(labs=bundle())) == []
    assert cards(api, call(labs=bundle(observation(ALBUMIN, 3.0, "g/dL")))) == [], "one low albumin is no alert"


def test_on_dialysis_one_feature_is_enough_and_the_estimate_comes_interval_first(api):
    card = cards(api, call(labs=NORMAL, patient=PATIENT, conditions=condition("Z49.32")))[0]
    assert card["indicator"] == "info"
    assert "On peritoneal dialysis" in card["detail"]
    assert "not validated:** 0." in card["detail"]
    assert "does not apply if any lesion is present" in card["detail"]


def test_a_vitamin_k_antagonist_counts(api):
    medicine = {
        "resourceType": "MedicationRequest",
        "status": "active",
        "intent": "order",
        "subject": {"reference": "Patient/1"},
        "medicationCodeableConcept": {"coding": [{"system": "http://www.whocc.no/atc", "code": "B01AA04"}]},
    }
    card = cards(api, call(labs=bundle(observation(PHOSPHATE, 7, "mg/dL")), medications=bundle(medicine)))[0]
    assert "Vitamin K antagonist" in card["detail"]


def test_old_results_are_left_out_and_said(api):
    old = observation(PHOSPHATE, 9, "mg/dL", effectiveDateTime=ago(200))
    labs = bundle(old, observation(CALCIUM, 11.2, "mg/dL"), observation(PTH, 900, "pg/mL"))
    detail = cards(api, call(labs=labs))[0]["detail"]
    assert "left out: phosphate" in detail
    assert "9.0 mg/dL" not in detail


@pytest.mark.parametrize("labs", [None, {"resourceType": "OperationOutcome", "issue": []}, ...])
def test_without_results_it_cannot_answer_and_fetches_nothing(api, labs):
    body = call() if labs is ... else call(labs=labs)
    assert "labs" in problem(api.post(URL, json=body), 412)["detail"]


def test_the_rest_of_prefetch_may_be_missing_null_failed_or_paged(api):
    paged = HIGH | {"link": [{"relation": "self", "url": "a"}, {"relation": "next", "url": "b"}]}
    body = call(labs=paged, patient=None, conditions={"resourceType": "OperationOutcome"})
    detail = cards(api, body)[0]["detail"]
    assert "Not sent: patient, conditions, medications" in detail
    assert "first page was read of: labs" in detail


def test_entries_that_cannot_be_read_do_not_cost_the_card(api):
    labs = bundle(*(entry["resource"] for entry in HIGH["entry"]), observation(ALBUMIN, 3, "furlong"))
    assert "1 entries could not be read" in cards(api, call(labs=labs))[0]["detail"]


def test_each_line_of_the_card_has_the_link_to_its_topic(api):
    values = [(CALCIUM, 11.2, "mg/dL"), (PHOSPHATE, 9, "mg/dL"), (PTH, 900, "pg/mL"), (ALBUMIN, 2.5, "g/dL")]
    labs = bundle(*(observation(*each) for each in values))
    detail = cards(api, call(labs=labs, conditions=condition("Z49.31")))[0]["detail"]
    lines = [line for line in detail.splitlines() if line.startswith("- ")]
    assert len(lines) == 5
    for line in lines:
        assert knowledge().topic(line.rsplit("/topics/", 1)[1].rstrip(")")) is not None


@pytest.mark.parametrize("user", ["Practitioner/1", "PractitionerRole/1"])
def test_both_kinds_of_clinician_get_the_card(api, user):
    assert cards(api, call(user=user, labs=HIGH))


@pytest.mark.parametrize("user", ["Patient/1", "RelatedPerson/2", "someone"])
def test_only_clinicians_get_a_card(api, user):
    assert cards(api, call(user=user, labs=HIGH)) == []


def test_results_of_another_person_are_refused(api):
    body = problem(api.post(URL, json=call(of="2", labs=HIGH)), 422)
    assert "more than one person" in body["detail"]
    problem(api.post(URL, json=call(labs=NORMAL, patient=PATIENT | {"id": "2"})), 422)


def test_no_text_of_the_record_reaches_the_card(api):
    evil = observation(PHOSPHATE, 9, "mg/dL")
    evil["code"]["text"] = "[click](javascript:alert(1)) <img src=x>"
    labs = bundle(evil, observation(CALCIUM, 11.2, "mg/dL", note=[{"text": "**evil**"}]))
    assert "evil" not in str(cards(api, call(labs=labs)))
    assert "javascript" not in str(cards(api, call(labs=labs)))


def test_a_forged_host_makes_no_link(api):
    response = api.post(URL, json=call(labs=HIGH), headers={"host": 'evil"><script>'})
    assert "script" not in response.text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"hook": "order-select"}, "hook"),
        ({"hookInstance": None}, "hookInstance"),
        ({"context": {"patientId": "1"}}, "context.userId"),
        ({"context": "x"}, "context.patientId"),
        ({"context": {"userId": "Practitioner/1", "patientId": 5}}, "context.patientId"),
    ],
)
def test_a_call_that_is_none_names_the_field(api, change, field):
    body = problem(api.post(URL, json=call(labs=HIGH) | change), 422)
    assert field in [each["field"] for each in body["errors"]]


@pytest.mark.parametrize(
    "prefetch", ["x", [], {"labs": "x"}, {"labs": []}, {"labs": {}}, {"labs": {"resourceType": 5}}]
)
def test_odd_prefetch_is_no_crash(api, prefetch):
    assert api.post(URL, json=call() | {"prefetch": prefetch}).status_code in (200, 412, 422)


def test_too_much_prefetch_names_the_place(api):
    labs = bundle(*[observation(PTH, 1, "pg/mL")] * 501)
    problem(api.post(URL, json=call(labs=labs)), 422)


def test_another_service_is_not_there(api):
    problem(api.post("/cds-services/other", json=call(labs=HIGH)), 404)
    problem(api.post("/cds-services/other/feedback", json={}), 404)


ROW = {"card": str(uuid.uuid4()), "outcome": "accepted", "outcomeTimestamp": "2026-11-21T09:00:00Z"}


class TestFeedback:
    def send(self, api, *rows):
        return api.post(f"{URL}/feedback", json={"feedback": list(rows)})

    def test_it_is_taken(self, api):
        reason = {"reason": {"code": "not-applicable"}, "userComment": "no"}
        response = self.send(api, ROW, ROW | {"outcome": "overridden", "overrideReason": reason})
        assert (response.status_code, response.json()) == (200, {})

    @pytest.mark.parametrize(
        ("row", "field"),
        [
            ("x", "feedback[0]"),
            (ROW | {"card": "no-uuid"}, "feedback[0].card"),
            (ROW | {"outcome": ["accepted"]}, "feedback[0].outcome"),
            (ROW | {"outcomeTimestamp": "today"}, "feedback[0].outcomeTimestamp"),
            (ROW | {"overrideReason": "no"}, "feedback[0].overrideReason"),
        ],
    )
    def test_what_is_wrong_is_named(self, api, row, field):
        assert problem(self.send(api, row), 422)["errors"][0]["field"] == field

    @pytest.mark.parametrize("body", [{}, {"feedback": []}, {"feedback": "x"}, {"feedback": [ROW] * 101}])
    def test_an_empty_or_endless_list(self, api, body):
        problem(api.post(f"{URL}/feedback", json=body), 422)
