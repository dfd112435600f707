"""`POST /api/labs` over a real socket."""

from __future__ import annotations

import pytest

from tests.api.conftest import LIMIT, problem
from tests.api.make import CALCIUM, CORRECTED, PHOSPHATE, PTH, ago, bundle, observation, sent

FHIR = {"content-type": "application/fhir+json"}


def test_the_labs_of_the_contract_and_more(api):
    span = [{"low": {"value": 2.5, "unit": "mg/dL"}, "high": {"value": 4.5, "unit": "mg/dL"}}]
    made = bundle(
        observation(PHOSPHATE, 6.4, "mg/dL", effectiveDateTime=ago(30)),
        observation(PHOSPHATE, 5.9, "mg/dL", referenceRange=span),
        observation("2951-2", 140, "mmol/L"),
        observation(CORRECTED, 9.9, "mg/dL"),
    )
    response = api.post("/api/labs", content=sent(made), headers=FHIR)
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    body = response.json()
    lab = body["labs"][0]
    assert lab | {"earlier": None} == {
        "analyte": "phosphate",
        "value": 5.9,
        "unit": "mg/dL",
        "comparator": None,
        "canonical_value": 5.9,
        "canonical_unit": "mg/dL",
        "status": "ok",
        "taken": ago(10),
        "reference": {"low": 2.5, "high": 4.5, "unit": "mg/dL"},
        "marks": [],
        "check": False,
        "reason": None,
        "choices": [],
        "critical": None,
        "earlier": None,
    }
    assert lab["earlier"][0]["value"] == 6.4
    assert body["not_recognised"][0]["code"] == "2951-2"
    assert body["corrected_calcium"]["value"] == 9.9


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("application/json", sent(observation(PTH, 30, "pg/mL"))),
        ("application/fhir+json; charset=utf-8", sent(observation(PTH, 30, "pg/mL"))),
        ("text/csv", b"test,result,unit\nPTH,30,pg/mL"),
        ("text/plain", b"PTH 30 pg/mL"),
    ],
    ids=["json", "fhir", "csv", "text"],
)
def test_every_kind_of_body(api, kind, content):
    response = api.post("/api/labs", content=content, headers={"content-type": kind})
    assert [(lab["analyte"], lab["value"]) for lab in response.json()["labs"]] == [("pth", 30.0)]


def test_an_unclear_value_comes_with_its_choices(api):
    body = api.post("/api/labs", content=b"phosphate 2.6", headers={"content-type": "text/plain"}).json()
    lab = body["labs"][0]
    assert lab["status"] == "ambiguous"
    assert {choice["unit"] for choice in lab["choices"]} == {"mg/dL", "mmol/L"}


@pytest.mark.parametrize(
    ("content", "kind", "urgency"),
    [
        (sent(observation("2823-3", 7.2, "mmol/L")), "application/fhir+json", "emergency"),
        (sent(observation("2823-3", 2.1, "mmol/L")), "application/fhir+json", "emergency"),
        (sent(observation(CORRECTED, 15, "mg/dL")), "application/fhir+json", "emergency"),
        (b"test,result,unit\npotassium,7.2,mmol/L", "text/csv", "emergency"),
        (b"Potassium 7.2 mmol/L", "text/plain", "emergency"),
        (b"Potassium 4.2 mmol/L", "text/plain", None),
    ],
    ids=["high", "low", "corrected", "table", "text", "usual"],
)
def test_a_critical_value_is_said_and_marked(api, content, kind, urgency):
    body = api.post("/api/labs", content=content, headers={"content-type": kind}).json()
    lab = (body["labs"] or [body.get("corrected_calcium")])[0]
    assert (lab["critical"] and lab["critical"]["urgency"]) == urgency
    assert any("telephone limit" in note for note in body["notes"]) == bool(urgency)
    if urgency:  # the person concerned is told what to do, not where laboratories draw lines
        assert "Please call your kidney unit" in lab["critical"]["patient"]
        assert "telephone limit" not in lab["critical"]["patient"]


def test_a_critical_value_of_long_ago_is_no_alarm(api):
    made = sent(observation("2823-3", 7.2, "mmol/L", effectiveDateTime=ago(200)))
    body = api.post("/api/labs", content=made, headers=FHIR).json()
    assert body["labs"][0]["critical"] is None
    assert any("90 days" in note for note in body["notes"])


def test_a_wrong_unit_names_the_entry_and_keeps_the_rest(api):
    made = bundle(observation(CALCIUM, 9.4, "mg/dL"), observation(PTH, 300, "furlong"))
    body = problem(api.post("/api/labs", content=sent(made), headers=FHIR), 422)
    assert body["errors"][0]["field"] == "entry[1].valueQuantity"
    assert "pg/mL" in body["errors"][0]["remedy"]
    assert [lab["analyte"] for lab in body["labs"]] == ["calcium"]
    assert "entry[1]" in body["detail"]


def test_many_faults_are_all_listed(api):
    made = bundle(*[observation(PTH, 300, "furlong")] * 5)
    body = problem(api.post("/api/labs", content=sent(made), headers=FHIR), 422)
    assert len(body["errors"]) == 5
    assert "2 more" in body["detail"]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{", 400),
        (b"", 400),
        (b'{"a": NaN}', 400),
        (b"\xff\xfe", 400),
        (b"<Bundle/>", 415),
        (b'{"resourceType": "Patient"}', 422),
        (b'{"a": 1, "a": 2}', 422),
        (b"[" * 5000, 422),
    ],
    ids=["broken", "empty", "NaN", "not UTF-8", "XML", "another resource", "double key", "deep"],
)
def test_what_is_refused(api, content, status):
    body = problem(api.post("/api/labs", content=content, headers=FHIR), status)
    assert body["errors"][0]["message"]
    assert body["code"]


def test_two_people(api):
    made = bundle(observation(PTH, 1, "pg/mL"), observation(PTH, 1, "pg/mL", subject={"reference": "Patient/2"}))
    assert "more than one person" in problem(api.post("/api/labs", content=sent(made), headers=FHIR), 422)["detail"]


def test_a_corrected_calcium_in_a_text_stands_apart(api):
    content = b"adj Ca 2.79 mmol/L, albumin 28 g/L, phosphate 2.1 mmol/L"
    body = api.post("/api/labs", content=content, headers={"content-type": "text/plain"}).json()
    assert [lab["analyte"] for lab in body["labs"]] == ["albumin", "phosphate"]
    assert (body["corrected_calcium"]["value"], body["corrected_calcium"]["unit"]) == (2.79, "mmol/L")


def test_two_people_in_a_text(api):
    content = b"Name: John Smith\nPhosphate 2.1 mmol/L\nName: Jane Doe\nPhosphate 1.1 mmol/L"
    response = api.post("/api/labs", content=content, headers={"content-type": "text/plain"})
    assert "more than one person" in problem(response, 422)["detail"]


@pytest.mark.parametrize("kind", ["application/fhir+xml", "text/xml", "application/xml"])
def test_xml_is_told_what_to_send(api, kind):
    body = problem(api.post("/api/labs", content=b"<a/>", headers={"content-type": kind}), 415)
    assert "FHIR JSON" in body["detail"]


@pytest.mark.parametrize("kind", ["application/pdf", "multipart/form-data", "image/png"])
def test_other_types_are_told_what_is_read(api, kind):
    assert "text/csv" in problem(api.post("/api/labs", content=b"x", headers={"content-type": kind}), 415)["detail"]


def test_twenty_megabytes(api):
    problem(api.post("/api/labs", content=b" " * (LIMIT + 1), headers=FHIR), 413)


def test_nothing_of_the_person_comes_back(api):
    patient = {"resourceType": "Patient", "id": "1", "name": [{"family": "Zebra"}]}
    bad = observation(PTH, 300, "furlong", note=[{"text": "Zebra"}], id="Zebra")
    good = observation(CALCIUM, 9, "mg/dL", text={"status": "generated", "div": "<div>Zebra</div>"})
    response = api.post("/api/labs", content=sent(bundle(patient, bad, good)), headers=FHIR)
    assert "Zebra" not in response.text


def test_a_token_is_asked_for_where_one_is_set(guarded):
    made = sent(observation(PTH, 30, "pg/mL"))
    problem(guarded.post("/api/labs", content=made, headers=FHIR), 401)
    allowed = guarded.post("/api/labs", content=made, headers=FHIR | {"authorization": "Bearer a-long-random-token"})
    assert allowed.status_code == 200


def test_a_page_of_another_site_may_not_ask(api):
    response = api.post(
        "/api/labs", content=b"PTH 30", headers={"content-type": "text/plain", "origin": "https://evil.example"}
    )
    problem(response, 403)
