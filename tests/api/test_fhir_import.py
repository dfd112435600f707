"""FHIR in: units, status, dates, repeats, and everything that must be refused or said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.api.imports import read_fhir
from bot.errors import InputError
from tests.api.make import (
    ALBUMIN,
    BMI,
    CALCIUM,
    CALCIUM_SI,
    CORRECTED,
    CREATININE_SI,
    INR,
    IONIZED,
    IONIZED_CALCULATED,
    LOINC,
    PHOSPHATE,
    PHOSPHATE_SI,
    PTH,
    UCUM,
    ago,
    bundle,
    observation,
    sent,
)

ICD = "http://hl7.org/fhir/sid/icd-10-cm"


def only(found, analyte):
    return next(reading for reading in found.labs if reading.analyte == analyte)


class TestUnits:
    def test_us_and_si_units_mean_the_same(self, imported):
        us = imported(observation(CALCIUM, 10.0195, "mg/dL"))
        si = imported(observation(CALCIUM_SI, 2.5, "mmol/L"))
        assert only(us, "calcium").canonical_value == only(si, "calcium").canonical_value == Decimal("10.0195")

    def test_the_unit_counts_more_than_the_code_says(self, imported):
        found = imported(observation(ALBUMIN, 35, "g/L"), observation(PHOSPHATE, 1.9, "mmol/L"))
        assert only(found, "albumin").canonical_value == Decimal("3.5")
        assert only(found, "phosphate").unit == "mmol/L"

    def test_metric_prefixes_are_followed_exactly(self, imported):
        found = imported(observation(CREATININE_SI, 0.65, "mmol/L"))
        reading = only(found, "creatinine")
        assert (reading.value, reading.unit) == (Decimal(650), "umol/L")

    def test_only_a_printed_unit(self, imported):
        quantity = {"value": 5.9, "unit": "mg/dl", "system": "http://snomed.info/sct", "code": "258797006"}
        assert only(imported(observation(PHOSPHATE, valueQuantity=quantity)), "phosphate").unit == "mg/dL"

    def test_inr_needs_no_unit_and_takes_its_annotation(self, imported):
        for quantity in ({"value": 2.4}, {"value": 2.4, "system": UCUM, "code": "{INR}"}):
            assert only(imported(observation(INR, valueQuantity=quantity)), "inr").canonical_value == Decimal("2.4")

    @pytest.mark.parametrize(
        ("quantity", "said"),
        [
            ({"value": 5.9}, "missing"),
            ({"value": 5.9, "unit": "furlong"}, "furlong"),
            ({"value": 5.9, "unit": "mg/dL", "system": UCUM, "code": "mmol/L"}, "different units"),
            ({"value": -5.9, "unit": "mg/dL"}, "negative"),
            ({"value": "x", "unit": "mg/dL"}, "Decimal"),
            ({"value": 1e30, "unit": "mg/dL"}, "too large"),
        ],
    )
    def test_a_faulty_quantity_names_its_entry_and_costs_no_other(self, imported, quantity, said):
        found = imported(observation(CALCIUM, 9.4, "mg/dL"), observation(PHOSPHATE, valueQuantity=quantity))
        assert [reading.analyte for reading in found.labs] == ["calcium"]
        assert len(found.faults) == 1
        assert found.faults[0].field.startswith("entry[1].valueQuantity")
        assert said in found.faults[0].message

    def test_an_impossible_value_is_shown_and_not_used(self, imported):
        reading = only(imported(observation(PHOSPHATE, 900, "mg/dL")), "phosphate")
        assert reading.status == "implausible"
        assert reading.canonical_value is None


class TestValues:
    def test_a_comparator_is_kept(self, imported):
        quantity = {"value": 5, "comparator": "<", "unit": "pg/mL"}
        reading = only(imported(observation(PTH, valueQuantity=quantity)), "pth")
        assert (reading.comparator, reading.usable) == ("<", False)

    def test_text_is_read_like_typed_text(self, imported):
        reading = only(imported(observation(PTH, valueString=">2500 pg/mL")), "pth")
        assert (reading.comparator, reading.value, reading.unit) == (">", Decimal(2500), "pg/mL")

    def test_text_without_a_unit_is_asked_about(self, imported):
        assert only(imported(observation(PTH, valueString="45")), "pth").status == "ambiguous"

    @pytest.mark.parametrize(
        "value",
        [
            {"valueCodeableConcept": {"text": "high"}},
            {"valueBoolean": True},
            {"valueString": "see report"},
            {"valueInteger": 6},
        ],
    )
    def test_other_kinds_of_value_are_named(self, imported, value):
        found = imported(observation(PHOSPHATE, **value))
        assert not found.labs
        assert found.faults[0].field.startswith("entry[0].value")

    def test_an_integer_is_enough_where_there_is_no_unit(self, imported):
        assert only(imported(observation(INR, valueInteger=3)), "inr").value == 3

    def test_a_missing_result_is_said(self, imported):
        absent = {"coding": [{"code": "not-performed"}]}
        found = imported(observation(PHOSPHATE, dataAbsentReason=absent))
        assert not found.labs
        assert not found.faults
        assert "without a result" in found.notes[0]

    def test_components_are_read_with_the_time_of_the_whole(self, imported):
        part = {
            "code": {"coding": [{"system": LOINC, "code": PHOSPHATE}]},
            "valueQuantity": {"value": 2, "unit": "mmol/L"},
        }
        reading = only(imported(observation("24323-8", component=[part])), "phosphate")
        assert reading.taken.isoformat() == ago(10)

    def test_the_range_of_the_report_is_kept_in_a_known_unit(self, imported):
        span = [{"low": {"value": 0.8, "unit": "mmol/L"}, "high": {"value": 1.5, "unit": "mmol/L"}}]
        reading = only(imported(observation(PHOSPHATE_SI, 1.9, "mmol/L", referenceRange=span)), "phosphate")
        assert reading.reference == (Decimal("0.8"), Decimal("1.5"), "mmol/L")

    @pytest.mark.parametrize(
        "span",
        [
            [{"low": {"value": 5, "unit": "mg/dL"}, "high": {"value": 2, "unit": "mg/dL"}}],
            [{"high": {"value": 0, "unit": "pg/mL"}}],
            [{"low": {"value": 1, "unit": "furlong"}}],
            [{"low": {"value": 1}}, {"low": {"value": 2}}],
            [{"text": "depends"}],
        ],
    )
    def test_a_range_without_sense_is_dropped_and_the_value_kept(self, imported, span):
        reading = only(imported(observation(PTH, 300, "pg/mL", referenceRange=span)), "pth")
        assert reading.reference is None
        assert reading.status == "ok"

    def test_corrected_calcium_stands_apart(self, imported):
        found = imported(observation(CALCIUM, 9.0, "mg/dL"), observation(CORRECTED, 10.1, "mg/dL"))
        assert only(found, "calcium").value == 9
        assert found.corrected.value == Decimal("10.1")
        assert found.flat() == {"calcium": "9.0 mg/dL", "corrected_calcium": "10.1 mg/dL"}


class TestWhichCounts:
    def test_the_newest_wins_and_the_others_are_kept(self, imported):
        found = imported(
            observation(PHOSPHATE, 7.1, "mg/dL", effectiveDateTime=ago(40)),
            observation(PHOSPHATE, 5.9, "mg/dL", effectiveDateTime=ago(3)),
            observation(PHOSPHATE, 6.4, "mg/dL", effectiveDateTime=ago(20)),
        )
        reading = only(found, "phosphate")
        assert reading.value == Decimal("5.9")
        assert [older.value for older in reading.earlier] == [Decimal("6.4"), Decimal("7.1")]

    def test_the_hour_decides_on_one_day_across_time_zones(self, imported):
        found = imported(
            observation(PHOSPHATE, 7.1, "mg/dL", effectiveDateTime=f"{ago(5)}T09:00:00+05:00"),
            observation(PHOSPHATE, 5.9, "mg/dL", effectiveDateTime=f"{ago(5)}T08:00:00Z"),
        )
        assert only(found, "phosphate").value == Decimal("5.9")

    def test_two_values_at_one_time_are_not_chosen_between(self, imported):
        found = imported(observation(PHOSPHATE, 7.1, "mg/dL"), observation(PHOSPHATE, 5.9, "mg/dL"))
        reading = only(found, "phosphate")
        assert (reading.status, reading.reason, reading.value) == ("ambiguous", "two_values", None)
        assert any("none was chosen" in note for note in found.notes)

    def test_an_undated_value_is_not_silently_older(self, imported):
        found = imported(
            observation(PHOSPHATE, 7.1, "mg/dL"), observation(PHOSPHATE, 5.9, "mg/dL", effectiveDateTime=None)
        )
        assert only(found, "phosphate").reason == "two_values"

    def test_a_correction_counts_before_what_it_corrects(self, imported):
        found = imported(observation(PHOSPHATE, 59, "mg/dL"), observation(PHOSPHATE, 5.9, "mg/dL", status="corrected"))
        assert only(found, "phosphate").value == Decimal("5.9")

    def test_a_measured_value_counts_before_a_calculated_one(self, imported):
        found = imported(observation(IONIZED_CALCULATED, 1.4, "mmol/L"), observation(IONIZED, 1.2, "mmol/L"))
        assert only(found, "ionized_calcium").value == Decimal("1.2")
        assert found.marks["ionized_calcium"] == ()

    def test_a_calculated_value_alone_is_marked(self, imported):
        assert imported(observation(IONIZED_CALCULATED, 1.2, "mmol/L")).marks["ionized_calcium"] == ("calculated",)

    def test_preliminary_is_marked_and_old_is_called_old(self, imported):
        found = imported(observation(PTH, 300, "pg/mL", status="preliminary", effectiveDateTime=ago(91)))
        assert found.marks["pth"] == ("preliminary", "stale")
        assert any("90 days" in note for note in found.notes)
        assert imported(observation(PTH, 300, "pg/mL", effectiveDateTime=ago(89))).marks["pth"] == ()

    @pytest.mark.parametrize("status", ["cancelled", "entered-in-error", "registered", "unknown"])
    def test_what_does_not_count_is_left_out_and_said(self, imported, status):
        found = imported(observation(PTH, 300, "pg/mL", status=status))
        assert not found.labs
        assert status in found.notes[0]

    @pytest.mark.parametrize("status", [None, "banana", ["final"], {}, 7])
    def test_a_status_that_is_none(self, imported, status):
        assert imported(observation(PTH, 300, "pg/mL", status=status)).faults[0].field == "entry[0].status"

    @pytest.mark.parametrize("element", ["effectiveDateTime", "effectiveInstant", "issued"])
    def test_each_kind_of_date(self, imported, element):
        made = observation(PTH, 300, "pg/mL", effectiveDateTime=None) | {element: f"{ago(4)}T10:00:00Z"}
        assert only(imported(made), "pth").taken.isoformat() == ago(4)

    def test_the_end_of_a_period(self, imported):
        made = observation(PTH, 300, "pg/mL", effectiveDateTime=None, effectivePeriod={"start": ago(9), "end": ago(8)})
        assert only(imported(made), "pth").taken.isoformat() == ago(8)

    def test_a_month_only_is_said(self, imported):
        found = imported(observation(PTH, 300, "pg/mL", effectiveDateTime=ago(40)[:7]))
        assert "rounded_date" in found.marks["pth"]

    def test_a_date_ahead_is_refused(self, imported):
        found = imported(observation(PTH, 300, "pg/mL", effectiveDateTime=ago(-30)))
        assert "future" in found.faults[0].message


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
