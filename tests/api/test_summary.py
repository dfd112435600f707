"""The summary for a visit in four formats."""

from __future__ import annotations

import html
import json
import re
import xml.etree.ElementTree as ET
import zlib
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from fhir.resources.R4B.bundle import Bundle

from bot.api.content import catalogue, risk_model
from bot.api.summary import KINDS, Summary, render
from bot.api.summary import pdf as pdf_module
from bot.api.summary.sparkline import sparkline
from bot.clinical.risk import estimate, read_profile
from tests.api.conftest import problem

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
EVIL = "<script>alert(1)</script>"
RISK = {
    "model": "calci-dialysis-1.0",
    "estimate": 0.86,
    "interval": [0.152, 4.4],
    "multiplier": 4.6486,
    "category": "well_above",
    "warnings": [{"code": "rate_cap_reached", "text": "Read the upper limit as 'or more'."}],
    "contributions": [
        {
            "factor": "phosphate",
            "value": 9.0,
            "relative_effect": 1.3172,
            "interval": [1.1, 1.6],
            "source": "nigwekar2016_news",
        },
        {"factor": "bmi", "value": None, "relative_effect": 1.0, "interval": [0.6, 1.8], "source": "kilari2016"},
    ],
}
SUMMARY = {
    "title": "For my visit",
    "labs": [
        {"analyte": "phosphate", "label": "phosphate", "typed": "9 mg/dL", "value": 9.0, "unit": "mg/dL", "low": 2.5,
         "high": 4.5, "status": "ok", "position": "above", "taken": "2026-11-02"},
        {"analyte": "pth", "label": "PTH", "typed": "<5 pg/mL", "value": 5.0, "unit": "pg/mL", "low": 15, "high": 65,
         "status": "ok", "position": "below", "taken": None},
        {"analyte": "calcium", "label": "calcium", "typed": "2.65 mmol/L", "value": 10.62, "unit": "mg/dL", "low": 8.8,
         "high": 10.4, "status": "ok", "position": "above", "taken": None},
        {"analyte": "magnesium", "label": "magnesium", "typed": "2", "unit": "mg/dL", "status": "ambiguous"},
    ],
    "series": {"phosphate": [
        {"value": 9.0, "unit": "mg/dL", "taken": "2026-11-02", "typed": "9 mg/dL"},
        {"value": 6.4, "unit": "mg/dL", "taken": "2026-08-02", "typed": "6.4 mg/dL"},
    ]},
    "history": [{"label": "kind of dialysis", "value": "peritoneal dialysis"}, {"label": "note", "value": EVIL}],
    "discussed": [{"id": "sodium_thiosulfate", "title": "Sodium thiosulfate", "url": "/topics/sodium_thiosulfate"}],
    "estimate": {"words": "Your chance looks above the average.", "risk": RISK, "disclaimer": "…"},
    "questions": ["Is my phosphate where you want it?", "What about ≥ 5 & <b>bold</b>?"],
    "disclaimer": "…",
}  # fmt: skip


def made(kind, **changes):
    return render(Summary.model_validate(SUMMARY | changes), kind, NOW).body


def text_of(kind, **changes):
    return made(kind, **changes).decode()


class TestHtml:
    def test_everything_said_is_on_it_and_nothing_else_runs(self):
        page = text_of("text/html")
        plain = html.unescape(page)
        for words in ("For my visit", "9 mg/dL", "&lt;5 pg/mL", "peritoneal dialysis", "Is my phosphate", "2026-11-02"):
            assert words in page or words in plain
        assert EVIL not in page
        assert html.escape(EVIL) in page
        assert "<b>bold" not in page
        assert not re.search(r"<script|javascript:|\son\w+=|<img|<link|<iframe", page)

    def test_the_disclaimer_and_the_version_are_the_servers(self):
        page = text_of("text/html", disclaimer="This is certain.")
        assert "This is certain" not in page
        assert "I am not a doctor" in page
        assert "Calciphylaxis assistant" in page

    def test_the_trend_is_a_picture_with_the_same_words_beside_it(self):
        page = text_of("text/html")
        assert page.count("<svg") == 1
        assert page.count("6.4 → 9.0 mg/dL") == 2, "in the title of the picture, and beside it"

    def test_sources_of_what_was_discussed(self):
        assert "doi:10." in text_of("text/html")

    def test_the_estimate_gives_the_interval_first(self):
        page = html.unescape(text_of("text/html"))
        assert "0.2–4.4 % or more in one year (median 0.9 %)" in page
        assert "not a diagnosis" in page

    def test_the_table_of_effects_is_for_clinicians(self):
        assert "Relative effect" not in text_of("text/html")
        page = text_of("text/html", audience="clinician")
        assert "1.32" in page
        assert "not known" in page

    def test_words_only_where_no_number_was_shown(self):
        page = text_of("text/html", estimate={"words": "About average.", "risk": None, "disclaimer": ""})
        assert "About average." in page
        assert "% in one year" not in page

    def test_unclear_values_are_marked(self):
        assert "unit not clear" in text_of("text/html")

    def test_a_real_estimate_prints(self):
        given = {"age": 61, "sex": "female", "dialysis": "haemodialysis", "phosphate": 9, "warfarin": True}
        risk = estimate(read_profile(given, catalogue())[0], risk_model()).as_contract()
        sent = json.loads(json.dumps({"words": "Above.", "risk": risk, "disclaimer": ""}))
        page = text_of("text/html", estimate=sent, audience="clinician")
        assert "in one year (median" in page
        assert "warfarin" in page


class TestMarkdown:
    def test_it_is_readable_and_escaped(self):
        page = text_of("text/markdown")
        assert page.startswith("# For my visit\n")
        assert "| Phosphate | 9 mg/dL | 2026-11-02 |" in page
        assert "- kind of dialysis: peritoneal dialysis" in page
        assert "\\<script\\>" in page
        assert EVIL not in page

    def test_a_pipe_breaks_no_table(self):
        row = SUMMARY["labs"][0] | {"typed": "9 | mg/dL\n\n# x"}
        assert "9 \\| mg/dL \\# x" in text_of("text/markdown", labs=[row])


class TestPdf:
    def test_it_is_a_pdf_with_all_pages_numbered(self):
        body = made("application/pdf", questions=["A question that takes a line or two of the page. " * 6] * 40)
        assert body.startswith(b"%PDF-")
        assert body.count(b"/Type /Page\n") >= 2

    def test_letters_beyond_latin_1(self):
        assert made("application/pdf", questions=["≥ 5 µg → α, 中文 \U0001f600"]).startswith(b"%PDF-")

    @pytest.mark.parametrize("fonts", [True, False])
    def test_nothing_of_what_a_person_wrote_is_logged(self, caplog, monkeypatch, fonts):
        if not fonts:
            monkeypatch.setattr(pdf_module, "_fonts", dict)
        with caplog.at_level(0):
            made("application/pdf", title="王小明", questions=["私は自殺したい 🙏", "Żółć \ufdfd"])
        assert [record.getMessage() for record in caplog.records if not record.getMessage().isascii()] == []
        assert caplog.text == ""

    def test_a_letter_that_the_font_lacks_is_shown_as_missing(self):
        document = pdf_module._document(SimpleNamespace(title="t", disclaimer="d", version="v"))
        assert document.fit("Żółć ≥ 5 明🙏") == "Żółć ≥ 5 \ufffd\ufffd"

    def test_without_the_font_it_still_prints(self, monkeypatch):
        monkeypatch.setattr(pdf_module, "_fonts", dict)
        body = made("application/pdf", title="Visit ≥ 5")
        shown = b"".join(
            zlib.decompress(part)
            for part in re.findall(rb"stream\n(.*?)\nendstream", body, re.DOTALL)
            if part[:1] == b"x"
        )
        assert b"Visit ? 5" in shown
        assert b"I am not a doctor" in shown

    def test_it_names_nobody(self):
        assert render(Summary.model_validate(SUMMARY), "application/pdf").filename == "visit-summary.pdf"


class TestFhir:
    def bundle(self, **changes):
        body = json.loads(made("application/fhir+json", **changes))
        Bundle.model_validate(body)
        return body

    def resources(self, kind, **changes):
        return [e["resource"] for e in self.bundle(**changes)["entry"] if e["resource"]["resourceType"] == kind]

    def test_results_as_typed_with_codes(self):
        results = {each["id"]: each for each in self.resources("Observation")}
        assert results["phosphate"]["valueQuantity"]["value"] == 9
        assert results["pth"]["valueQuantity"]["comparator"] == "<"
        assert results["calcium"]["valueQuantity"]["code"] == "mmol/L"
        assert results["calcium"]["code"]["coding"][0]["code"] == "2000-8"
        assert results["phosphate-1"]["effectiveDateTime"] == "2026-08-02"
        assert "magnesium" not in results, "an unclear value is no result"

    def test_derived_values_are_computed_here_and_say_from_what(self):
        bundle = self.bundle()
        urls = {entry["resource"].get("id"): entry["fullUrl"] for entry in bundle["entry"]}
        product = next(e["resource"] for e in bundle["entry"] if e["resource"].get("id") == "calcium-phosphate-product")
        assert product["valueQuantity"]["value"] == pytest.approx(9 * 2.65 * 4.0078, abs=0.01)
        assert {each["reference"] for each in product["derivedFrom"]} == {urls["calcium"], urls["phosphate"]}
        assert "no target" in product["note"][0]["text"]

    def test_every_reference_leads_into_the_bundle(self):
        bundle = self.bundle(audience="clinician")
        urls = {entry["fullUrl"] for entry in bundle["entry"]}
        references = re.findall(r'"reference": "([^"]+)"', json.dumps(bundle["entry"]))
        assert references
        assert set(references) <= urls

    def test_the_estimate_is_for_clinicians(self):
        assert self.resources("RiskAssessment") == []
        assessment = self.resources("RiskAssessment", audience="clinician")[0]
        assert assessment["prediction"][0]["relativeRisk"] == 4.65
        assert self.resources("Provenance", audience="clinician")

    def test_what_was_said(self):
        answers = self.resources("QuestionnaireResponse")[0]
        assert answers["item"][0]["answer"] == [{"valueString": "peritoneal dialysis"}]

    def test_nonsense_in_the_rows_is_left_out(self):
        rows = [
            {"analyte": "zork", "label": "x", "typed": "1", "value": 1, "unit": "x"},
            {"analyte": "pth", "label": "x", "typed": "nonsense", "value": 5, "unit": "pg/mL", "taken": "2026-99-99"},
            {"analyte": "inr", "label": "x", "typed": "2.4", "value": 2.4, "unit": "1"},
            {"analyte": "phosphate", "label": "x", "typed": "?", "value": 1e300, "unit": "mg/dL"},
        ]
        results = {each["id"]: each for each in self.resources("Observation", labs=rows, series={})}
        assert set(results) == {"pth", "inr", "pth-multiple"}


class TestHttp:
    @pytest.mark.parametrize(
        "row",
        [
            {"analyte": "phosphate", "label": "p", "typed": "5.9 mg/dL", "value": 99, "unit": "mmol/L"},
            {"analyte": "phosphate", "label": "p", "typed": "5.9 mg/dL", "value": 9.5, "unit": "mg/dL"},
            {"analyte": "calcium", "label": "c", "typed": "2.65 mmol/L", "value": 2.65, "unit": "mg/dL"},
            {"analyte": "pth", "label": "PTH", "typed": "<5 pg/mL", "value": 500, "unit": "pg/mL"},
            {"analyte": "inr", "label": "INR", "typed": "2.4", "value": 4.2, "unit": "1"},
        ],
    )
    def test_a_value_that_is_not_what_was_typed_is_refused(self, api, row):
        good = {"analyte": "albumin", "label": "albumin", "typed": "31 g/L", "value": 3.1, "unit": "g/dL"}
        body = problem(api.post("/api/summary", json={"labs": [good, row]}), 422)
        assert [each["field"] for each in body["errors"]] == ["labs.1.value"]
        point = {"value": row["value"], "unit": row["unit"], "typed": row["typed"]}
        series = {"questions": ["?"], "series": {row["analyte"]: [point]}}
        assert problem(api.post("/api/summary", json=series), 422)["errors"][0]["field"].startswith("series.")

    @pytest.mark.parametrize("typed", ["2.65", "2.65 mmol/L", "2,65 mmol/l", "10.6 mg/dL", "–", "", "about 10"])
    def test_rounding_other_units_and_words_are_no_disagreement(self, api, typed):
        row = {"analyte": "calcium", "label": "calcium", "typed": typed, "value": 10.62, "unit": "mg/dL"}
        assert api.post("/api/summary", json={"labs": [row]}).status_code == 200

    @pytest.mark.parametrize("kind", KINDS)
    def test_accept_chooses(self, api, kind):
        response = api.post("/api/summary", json=SUMMARY, headers={"accept": kind})
        assert response.status_code == 200
        assert response.headers["content-type"].startswith(kind)
        assert response.headers["cache-control"] == "no-store"
        assert 'filename="visit-summary.' in response.headers["content-disposition"]

    def test_html_allows_only_its_own_style(self, api):
        policy = api.post("/api/summary", json=SUMMARY).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "style-src 'sha256-" in policy
        assert "script-src" not in policy

    def test_wrapped_with_the_audience(self, api):
        body = {"summary": SUMMARY, "audience": "clinician"}
        response = api.post("/api/summary", json=body, headers={"accept": "application/fhir+json"})
        assert "RiskAssessment" in response.text

    def test_nothing_else_is_made(self, api):
        assert (
            "application/pdf"
            in problem(api.post("/api/summary", json=SUMMARY, headers={"accept": "image/png"}), 406)["detail"]
        )

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"labs": "x"}, "labs"),
            ({"labs": [{"analyte": "pth"}]}, "labs.0.label"),
            ({"labs": [SUMMARY["labs"][0]] * 61}, "labs"),
            ({"questions": ["x" * 3000]}, "questions.0"),
            ({"discussed": [{"id": "../etc", "title": "x"}]}, "discussed.0.id"),
            ({"history": [{"label": "", "value": "x"}]}, "history.0.label"),
            ({"audience": "robot"}, "audience"),
            ({"estimate": {"words": "x", "risk": RISK | {"estimate": 1e6}}}, "estimate.risk.estimate"),
        ],
    )
    def test_what_is_wrong_is_named(self, api, change, field):
        body = problem(api.post("/api/summary", json=SUMMARY | change), 422)
        assert field in [each["field"] for each in body["errors"]]

    @pytest.mark.parametrize("body", [{}, {"summary": {}}, {"labs": []}])
    def test_an_empty_summary_is_not_printed(self, api, body):
        assert "nothing" in problem(api.post("/api/summary", json=body), 422)["detail"].lower()

    @pytest.mark.parametrize("hidden", ["\x00", "\u202e", "\u200b", "\ufeff", "\x1b"])
    def test_marks_that_hide_or_turn_words_are_dropped(self, api, hidden):
        body = {"questions": [f"a{hidden}b"]}
        assert "<li>ab</li>" in api.post("/api/summary", json=body).text


class TestSparkline:
    def test_it_is_well_formed_and_describes_itself(self):
        drawn = ET.fromstring(str(sparkline([1, 5, 3], 'a "<b>" & c')))
        assert drawn.find("{http://www.w3.org/2000/svg}title").text == 'a "<b>" & c'

    def test_the_highest_value_is_on_top_and_equal_values_are_level(self):
        points = re.search(r'points="([^"]+)"', sparkline([1, 5, 3], "x"))[1].split()
        heights = [float(each.split(",")[1]) for each in points]
        assert heights[1] == min(heights)
        level = re.search(r'points="([^"]+)"', sparkline([4, 4], "x"))[1].split()
        assert len({each.split(",")[1] for each in level}) == 1

    def test_one_value_is_no_line(self):
        assert sparkline([1], "x") == ""
