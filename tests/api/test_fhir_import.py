"""FHIR in: units, status, dates, repeats, and everything that must be refused or said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.api.imports import read_fhir
from tests.api.make import (
    ALBUMIN,
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


class TestMeantOtherwise:
    """What FHIR marks as not to be taken at its face value is not taken."""

    @pytest.mark.parametrize(
        "more", [{"modifierExtension": [{"url": "https://a.example/x"}]}, {"implicitRules": "https://a.example/r"}]
    )
    def test_a_result_with_a_modifier_is_left_out(self, imported, more):
        found = imported(observation(PTH, 300, "pg/mL", **more))
        assert found.labs == () and "modifier" in found.notes[0]

    def test_a_value_beside_the_reason_why_there_is_none_is_a_fault(self, imported):
        reason = {"coding": [{"code": "error"}]}
        found = imported(observation(PTH, 300, "pg/mL", dataAbsentReason=reason))
        assert found.labs == () and found.faults[0].field.endswith("dataAbsentReason")
        assert imported(observation(PTH, dataAbsentReason=reason)).faults == ()

    def test_codes_of_two_tests_on_one_result_are_a_fault(self, imported):
        both = {"coding": [{"system": LOINC, "code": PHOSPHATE}, {"system": LOINC, "code": CALCIUM}]}
        found = imported(observation(PTH, 6, "mg/dL", code=both))
        assert found.labs == () and found.faults[0].field.endswith("code")
        alike = {"coding": [{"system": LOINC, "code": CALCIUM}, {"system": LOINC, "code": CALCIUM_SI}]}
        assert imported(observation(PTH, 9, "mg/dL", code=alike)).faults == ()

    @pytest.mark.parametrize("sign", ["ad", "~~", "<img src=x onerror=alert(1)>", "x" * 5000])
    def test_only_the_comparators_of_fhir_pass(self, imported, sign):
        quantity = {"value": 9, "comparator": sign, "unit": "mg/dL"}
        found = imported(observation(PHOSPHATE, valueQuantity=quantity))
        assert found.labs == () and found.faults[0].field.endswith("valueQuantity.comparator")

    def test_what_was_deleted_or_replaced_is_not_read(self, catalogue):
        def version(value, method, name="1"):
            entry = {"fullUrl": f"https://a.example/Observation/{name}", "request": {"method": method, "url": "x"}}
            return entry | ({} if value is None else {"resource": observation(PHOSPHATE, value, "mg/dL")})

        def read(*entries):
            whole = {"resourceType": "Bundle", "type": "history", "entry": list(entries)}
            return [float(reading.value) for reading in read_fhir(sent(whole), catalogue).labs]

        assert read(version(None, "DELETE"), version(5.0, "POST")) == []
        assert read(version(4.0, "DELETE")) == []
        assert read(version(6.0, "PUT"), version(5.0, "POST")) == [6.0]

    def test_a_history_without_full_urls_is_told_apart_by_the_ids_in_it(self, catalogue):
        def version(value, method, url, **more):
            made = {} if value is None else {"resource": observation(PHOSPHATE, value, "mg/dL", **more)}
            return {"request": {"method": method, "url": url}} | made

        def read(*entries):
            return read_fhir(sent({"resourceType": "Bundle", "type": "history", "entry": list(entries)}), catalogue)

        def values(found):
            return {float(each.value) for each in found.labs}, len(found.faults)

        calcium = {"request": {"method": "POST", "url": "Observation"}, "resource": observation(CALCIUM, 9, "mg/dL")}
        assert values(read(calcium, version(5, "POST", "Observation"))) == ({9.0, 5.0}, 0)
        gone = version(None, "DELETE", "Observation/a")
        assert values(read(gone, version(5, "POST", "Observation", id="a"))) == (set(), 0)
        wrong = version(5, "PUT", "Observation/a", id="a", status="entered-in-error")
        assert values(read(wrong, version(5, "POST", "Observation", id="a"))) == (set(), 0)
        assert values(read(gone, version(5, "POST", "Observation"))) == (set(), 1)  # it may be the deleted one
        told = version(5, "POST", "Observation") | {"response": {"location": "Observation/b/_history/1"}}
        assert values(read(gone, told)) == ({5.0}, 0)

    def test_what_was_measured_of_somebody_else_is_not_read(self, imported):
        found = imported(observation(PHOSPHATE, 5, "mg/dL", focus=[{"reference": "Patient/donor"}]))
        assert found.labs == () and "somebody or something else" in found.notes[0]
        assert imported(observation(PHOSPHATE, 5, "mg/dL", focus=[{"reference": "Patient/1"}])).labs

    def test_codes_for_total_and_for_corrected_calcium_contradict_each_other(self, imported):
        for first, second in ((CALCIUM, CORRECTED), (CORRECTED, CALCIUM)):
            both = {"coding": [{"system": LOINC, "code": first}, {"system": LOINC, "code": second}]}
            found = imported(observation(CALCIUM, 10.6, "mg/dL", code=both))
            assert found.labs == () and found.corrected is None and "different tests" in found.faults[0].message

    def test_only_matches_count_towards_the_total(self, catalogue):
        page = bundle(observation(PHOSPHATE, 5, "mg/dL"), {"resourceType": "Patient", "id": "1"})
        page["entry"][0]["search"], page["entry"][1]["search"] = {"mode": "match"}, {"mode": "include"}
        page |= {"type": "searchset", "total": 2}
        assert "one page of several" in " ".join(read_fhir(sent(page), catalogue).notes)
        assert "one page" not in " ".join(read_fhir(sent(page | {"total": 1}), catalogue).notes)

    @pytest.mark.parametrize("more", [{"link": [{"relation": "next", "url": "x"}]}, {"total": 99}])
    def test_a_page_of_several_says_so(self, catalogue, more):
        page = bundle(observation(PHOSPHATE, 5, "mg/dL")) | {"type": "searchset"} | more
        assert "one page of several" in " ".join(read_fhir(sent(page), catalogue).notes)


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
