"""FHIR in: whose results they are, the shape of documents, reports, and facts beside the results."""

from __future__ import annotations

import pytest

from bot.api.imports import read_fhir
from bot.errors import InputError
from tests.api.make import (
    ALBUMIN,
    BMI,
    CALCIUM,
    LOINC,
    PTH,
    ago,
    bundle,
    observation,
    sent,
)

ICD = "http://hl7.org/fhir/sid/icd-10-cm"


def only(found, analyte):
    return next(reading for reading in found.labs if reading.analyte == analyte)


class TestWhose:
    def test_two_people_are_refused_with_the_reason(self, imported):
        with pytest.raises(InputError, match="more than one person"):
            imported(
                observation(PTH, 300, "pg/mL"), observation(CALCIUM, 9, "mg/dL", subject={"reference": "Patient/2"})
            )

    @pytest.mark.parametrize(
        "subjects",
        [
            [{"identifier": {"system": "a", "value": "1"}}, {"identifier": {"system": "a", "value": "2"}}],
            [{"display": "Ann Other"}, {"display": "Bob Other"}],
            [{"reference": "https://one.example/Patient/1"}, {"reference": "https://two.example/Patient/1"}],
            [{"reference": "urn:uuid:1"}, {"reference": "urn:uuid:2"}],
        ],
    )
    def test_two_people_however_named(self, imported, subjects):
        with pytest.raises(InputError) as refused:
            imported(*(observation(PTH, 300, "pg/mL", subject=each) for each in subjects))
        assert refused.value.code == "IM113"

    def test_contained_patients_with_the_same_id_may_be_two_people(self, imported):
        def with_patient(family):
            patient = {"resourceType": "Patient", "id": "p", "name": [{"family": family}]}
            return observation(PTH, 300, "pg/mL", subject={"reference": "#p"}, contained=[patient])

        assert imported(with_patient("A"), with_patient("A")).labs
        with pytest.raises(InputError):
            imported(with_patient("A"), with_patient("B"))

    def test_one_person_under_several_addresses(self, catalogue):
        entries = [
            {"fullUrl": "urn:uuid:5", "resource": {"resourceType": "Patient", "id": "1"}},
            {"resource": observation(PTH, 300, "pg/mL", subject={"reference": "urn:uuid:5"})},
            {"resource": observation(CALCIUM, 9, "mg/dL", subject={"reference": "Patient/1/_history/3"})},
            {"resource": observation(ALBUMIN, 3, "g/dL", subject={"reference": "https://x.example/fhir/Patient/1"})},
        ]
        found = read_fhir(sent({"resourceType": "Bundle", "type": "collection", "entry": entries}), catalogue)
        assert len(found.labs) == 3

    def test_a_group_is_no_person(self, imported):
        with pytest.raises(InputError, match="not about a person"):
            imported(observation(PTH, 300, "pg/mL", subject={"reference": "Group/herd1"}))

    def test_ways_of_naming_that_cannot_be_compared_are_said(self, imported):
        found = imported(observation(PTH, 300, "pg/mL"), observation(CALCIUM, 9, "mg/dL", subject={"display": "Ann"}))
        assert "different ways" in found.notes[0]
        assert "Ann" not in repr(found)

    def test_no_name_survives(self, imported):
        patient = {
            "resourceType": "Patient",
            "id": "1",
            "name": [{"family": "Zebra"}],
            "identifier": [{"value": "NHS-1"}],
        }
        text = {"status": "generated", "div": "<div>Zebra</div>"}
        made = observation(PTH, 300, "pg/mL", text=text, note=[{"text": "Zebra called"}], id="Zebra-1")
        found = repr(imported(patient, made))
        assert "Zebra" not in found
        assert "NHS-1" not in found


class TestShape:
    def test_unknown_codes_are_listed_without_markup(self, imported):
        code = {"coding": [{"system": LOINC, "code": "2951-2", "display": "<script>alert(1)</script>Sodium"}]}
        found = imported(observation("x", 140, "mmol/L", code=code))
        assert found.not_recognised[0].code == "2951-2"
        assert "Sodium" in found.not_recognised[0].display
        assert "<" not in found.not_recognised[0].display

    def test_the_name_alone_is_no_code(self, imported):
        code = {"coding": [{"system": "http://local.example", "code": "PHOS", "display": "Phosphate"}]}
        found = imported(observation("x", 5, "mg/dL", code=code))
        assert not found.labs
        assert found.not_recognised[0].reason == "no LOINC code"

    def test_bundles_in_bundles_up_to_four(self, catalogue):
        made = bundle(observation(PTH, 300, "pg/mL"))
        for _ in range(3):
            made = bundle(made)
        assert read_fhir(sent(made), catalogue).labs
        with pytest.raises(InputError) as refused:
            read_fhir(sent(bundle(bundle(made))), catalogue)
        assert refused.value.code == "IM112"

    def test_more_than_five_hundred_entries(self, imported):
        with pytest.raises(InputError, match="500"):
            imported(*[observation(PTH, 300, "pg/mL")] * 501)
        assert imported(*[observation(PTH, 300, "pg/mL")] * 500).labs

    @pytest.mark.parametrize(
        "document", [[], "x", 1, None, {}, {"resourceType": "Patient"}, {"resourceType": ["Bundle"]}]
    )
    def test_what_is_not_a_laboratory_document(self, catalogue, document):
        with pytest.raises(InputError) as refused:
            read_fhir(sent(document), catalogue)
        assert refused.value.code == "IM110"

    @pytest.mark.parametrize(
        "entry", ["x", {"resource": 5}, {"resource": {}}, {"resource": {"resourceType": "not-a-type"}}]
    )
    def test_an_entry_that_is_no_resource(self, catalogue, entry):
        made = {"resourceType": "Bundle", "type": "collection", "entry": [entry]}
        assert read_fhir(sent(made), catalogue).faults[0].field == "entry[0]"

    def test_entries_that_are_no_list(self, catalogue):
        assert read_fhir(sent({"resourceType": "Bundle", "entry": {}}), catalogue).faults[0].field == "entry"

    def test_a_shape_that_is_not_fhir_names_the_element(self, imported):
        found = imported(observation(PTH, 300, "pg/mL", code={"coding": "x"}))
        assert found.faults[0].field == "entry[0].code.coding"

    def test_no_code_at_all(self, imported):
        made = observation(PTH, 300, "pg/mL") | {"code": None}
        assert imported(made).faults[0].field == "entry[0].code"

    def test_other_resources_are_counted(self, imported):
        found = imported(observation(PTH, 300, "pg/mL"), {"resourceType": "Specimen"}, {"resourceType": "Specimen"})
        assert found.notes == ("Not read, because no result stands in them: 2 × Specimen.",)


class TestReports:
    @staticmethod
    def report(**more):
        return {"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "panel"}} | more

    def test_contained_results(self, catalogue):
        made = self.report(contained=[observation(PTH, 300, "pg/mL")], result=[{"reference": "#a"}])
        assert only(read_fhir(sent(made), catalogue), "pth").value == 300

    def test_a_withdrawn_report_takes_its_results_along(self, imported):
        result = observation(PTH, 300, "pg/mL", id="o1")
        panel = observation("24323-8", id="p1", hasMember=[{"reference": "Observation/o1"}])
        bad = self.report(status="entered-in-error", result=[{"reference": "Observation/p1"}])
        found = imported(bad, panel, result)
        assert not found.labs
        assert any("entered-in-error" in note for note in found.notes)

    def test_a_result_that_another_report_confirms_stands(self, imported):
        bad = self.report(status="cancelled", result=[{"reference": "Observation/o1"}])
        good = self.report(result=[{"reference": "https://x.example/Observation/o1"}])
        assert imported(bad, good, observation(PTH, 300, "pg/mL", id="o1")).labs

    def test_the_date_of_the_report_serves_when_the_result_has_none(self, imported):
        report = self.report(effectiveDateTime=ago(7), result=[{"reference": "Observation/o1"}])
        found = imported(report, observation(PTH, 300, "pg/mL", id="o1", effectiveDateTime=None))
        assert only(found, "pth").taken.isoformat() == ago(7)

    def test_results_that_were_not_sent_are_said(self, catalogue):
        found = read_fhir(sent(self.report(result=[{"reference": "Observation/elsewhere"}])), catalogue)
        assert "not sent along" in found.notes[0]


CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
MEDICINE = {"medicationCodeableConcept": {"coding": [{"system": "http://www.whocc.no/atc", "code": "B01AA04"}]}}


class TestFacts:
    @staticmethod
    def condition(code, system=ICD, **more):
        return {"resourceType": "Condition", "code": {"coding": [{"system": system, "code": code}]}} | more

    def test_age_and_sex_of_the_patient(self, imported):
        found = imported({"resourceType": "Patient", "id": "1", "gender": "female", "birthDate": ago(365 * 40 + 15)})
        assert found.facts == {"age": 40, "sex": "female"}

    @pytest.mark.parametrize(
        "patient", [{"gender": "other"}, {"birthDate": "1980"}, {"birthDate": ago(-9)}, {"gender": 5}]
    )
    def test_what_a_patient_leaves_open(self, imported, patient):
        assert imported({"resourceType": "Patient", "id": "1"} | patient).facts == {}

    def test_codes_that_are_there_mean_yes(self, imported):
        medicine = {
            "resourceType": "MedicationRequest",
            "status": "active",
            "intent": "order",
            "medicationCodeableConcept": {"coding": [{"system": "http://www.whocc.no/atc", "code": "B01AA03"}]},
        }
        found = imported(self.condition("E11.9"), self.condition("Z49.32"), medicine)
        assert found.facts == {"diabetes": True, "dialysis": "peritoneal", "warfarin": True}

    def test_what_is_over_refuted_or_stopped_does_not_count(self, imported):
        gone = self.condition("E11.9", clinicalStatus={"coding": [{"code": "resolved"}]})
        untrue = self.condition("N17.9", verificationStatus={"coding": [{"code": "refuted"}]})
        stopped = {
            "resourceType": "MedicationStatement",
            "status": "stopped",
            "medicationCodeableConcept": {
                "coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "11289"}]
            },
        }
        assert imported(gone, untrue, stopped).facts == {}

    @pytest.mark.parametrize("intent", ["order", "original-order", "instance-order", "filler-order", "reflex-order"])
    def test_a_medicine_that_was_ordered_counts(self, imported, intent):
        found = imported({"resourceType": "MedicationRequest", "status": "active", "intent": intent} | MEDICINE)
        assert (found.facts, found.notes) == ({"warfarin": True}, ())

    @pytest.mark.parametrize(
        ("more", "why"),
        [
            ({"intent": "order", "doNotPerform": True}, "not to give"),
            ({"intent": "order", "doNotPerform": "true"}, "not to give"),
            ({"intent": "proposal"}, "no order"),
            ({"intent": "plan"}, "no order"),
            ({"intent": "option"}, "no order"),
            ({}, "no order"),
            ({"intent": "order", "modifierExtension": [{"url": "https://a.example/not"}]}, "modifier"),
            ({"intent": "order", "implicitRules": "https://a.example/rules"}, "modifier"),
        ],
    )
    def test_a_medicine_that_is_forbidden_or_only_thought_of_does_not(self, imported, more, why):
        found = imported({"resourceType": "MedicationRequest", "status": "active"} | MEDICINE | more)
        assert found.facts == {} and why in found.notes[0]

    @pytest.mark.parametrize(
        ("period", "taken"),
        [
            ({"start": "2010-01-01", "end": "2011-06-30"}, False),
            ({"end": "2012"}, False),
            ({"start": ago(-30)}, False),
            ({"start": "2010-01-01"}, True),
            ({"start": ago(30), "end": ago(-3)}, True),
            ({"end": ago(0)}, True),
            ({"end": ago(0)[:7]}, True),
            ({}, True),
        ],
    )
    def test_a_medicine_counts_only_in_its_time(self, imported, period, taken):
        stated = {"resourceType": "MedicationStatement", "status": "active", "effectivePeriod": period} | MEDICINE
        assert imported(stated).facts == ({"warfarin": True} if taken else {})

    def test_a_medicine_that_is_to_be_taken_later_does_not_count(self, imported):
        stated = {"resourceType": "MedicationStatement", "status": "active", "effectiveDateTime": "2099-01-01"}
        assert imported(stated | MEDICINE).facts == {}

    @pytest.mark.parametrize(
        ("more", "ordered"),
        [
            ({"dosageInstruction": [{"timing": {"repeat": {"boundsPeriod": {"end": "2016-03-01"}}}}]}, False),
            ({"dosageInstruction": [{"timing": {"repeat": {"boundsPeriod": {"start": "2099-03-01"}}}}]}, False),
            (
                {"dosageInstruction": [{"timing": {"repeat": {"boundsPeriod": {"end": "2016"}}}}, {"text": "2 mg"}]},
                True,
            ),
            ({"dosageInstruction": [{"timing": {"repeat": {"boundsPeriod": {"start": "2016-03-01"}}}}]}, True),
            ({"dispenseRequest": {"validityPeriod": {"start": "2015-01-01", "end": "2015-12-31"}}}, False),
            ({"dispenseRequest": {"validityPeriod": {"start": "2015-01-01", "end": ago(-30)}}}, True),
            ({"authoredOn": "2099-01-01"}, False),
            ({"authoredOn": ago(20)}, True),
        ],
    )
    def test_an_order_counts_only_in_its_time(self, imported, more, ordered):
        order = {"resourceType": "MedicationRequest", "status": "active", "intent": "order"}
        assert imported(order | MEDICINE | more).facts == ({"warfarin": True} if ordered else {})

    @pytest.mark.parametrize("code", ["O09.30", "Z33", "Z33.1", "Z34.90", "Z3A.20"])
    def test_a_pregnancy_is_one(self, imported, code):
        assert imported(self.condition(code)).facts == {"pregnancy": True}

    @pytest.mark.parametrize("code", ["O03.9", "O00.1", "O04", "O02.1", "Z33.2", "Z39.2"])
    def test_what_ended_a_pregnancy_is_none(self, imported, code):
        assert imported(self.condition(code)).facts == {}

    @pytest.mark.parametrize("status", ["unconfirmed", "provisional", "differential", "refuted", "entered-in-error"])
    def test_a_diagnosis_that_is_only_suspected_does_not_count(self, imported, status):
        found = imported(self.condition("E11.9", verificationStatus={"coding": [{"code": status}]}))
        assert found.facts == {} and "not confirmed" in found.notes[0]

    @pytest.mark.parametrize(
        ("more", "counts"),
        [
            ({"verificationStatus": {"coding": [{"code": "confirmed"}]}}, True),
            ({"clinicalStatus": {"coding": [{"code": "recurrence"}]}}, True),
            ({"abatementDateTime": ago(-90)}, True),
            ({"abatementPeriod": {"start": ago(5), "end": "2099-01-01"}}, True),
            ({"abatementPeriod": {"start": ago(50), "end": ago(5)}}, False),
            ({"onsetDateTime": "2099-01-01"}, False),
            ({"onsetPeriod": {"start": ago(-40)}}, False),
            ({"onsetDateTime": ago(400)}, True),
            ({"clinicalStatus": {"coding": [{"system": CLINICAL, "code": "active"}, {"code": "ongoing"}]}}, True),
            ({"clinicalStatus": {"coding": [{"system": CLINICAL, "code": "active"}, {"code": "resolved"}]}}, False),
            ({"clinicalStatus": {"coding": [{"system": "https://a.example/s", "code": "ongoing"}]}}, False),
            ({"verificationStatus": {"text": "Refuted"}}, False),
            ({"clinicalStatus": {"text": "long gone"}}, False),
            ({"abatementDateTime": "2001-05-01"}, False),
            ({"abatementString": "as a child"}, False),
            ({"abatementAge": {"value": 30, "unit": "a"}}, False),
            ({"modifierExtension": [{"url": "https://a.example/family"}]}, False),
        ],
    )
    def test_a_diagnosis_counts_only_while_it_lasts(self, imported, more, counts):
        found = imported(self.condition("E11.9", **more))
        assert found.facts == ({"diabetes": True} if counts else {})
        assert bool(found.notes) is not counts

    def test_what_is_left_out_is_not_told_of_other_diagnoses(self, imported):
        assert imported(self.condition("J45", verificationStatus={"coding": [{"code": "provisional"}]})).notes == ()

    def test_dialysis_without_its_kind_is_said(self, imported):
        found = imported(self.condition("Z99.2"))
        assert found.facts == {}
        assert "which kind" in found.notes[0]

    def test_a_contradiction_is_left_open(self, imported):
        found = imported(self.condition("Z49.31"), self.condition("Z49.32"))
        assert found.facts == {}
        assert "two ways" in found.notes[0]

    def test_body_mass_index(self, imported):
        assert imported(observation(BMI, 31.5, "kg/m2")).facts == {"bmi": 31.5}
        assert "kg/m2" in imported(observation(BMI, 31.5, "lb")).notes[0]
        assert "between" in imported(observation(BMI, 315, "kg/m2")).notes[0]
