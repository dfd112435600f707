"""Every reader of text from outside: any text at all gives a value of the right kind or a refusal that has a name.

The readers of messages, laboratory values, tables, FHIR and JSON have properties of their own beside their tests.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from itsdangerous import URLSafeSerializer, URLSafeTimedSerializer
from sanic.compat import Header

from bot.api.bodies import preferred
from bot.api.content import catalogue
from bot.api.imports.dates import fhir_when, table_when
from bot.api.imports.pasted import read_text
from bot.api.imports.result import Imported
from bot.api.imports.ucum import unit_of
from bot.clinical.convert import from_canonical, to_canonical
from bot.errors import CalciError, ConfigError, ContentError, InputError
from bot.language import references
from bot.language.extraction.words.dates import dates_in_order, read_date, read_dates
from bot.language.extraction.words.numbers import read_digits
from bot.language.safety.patterns import Vocabulary, compile_pattern
from bot.library.content import load_content
from bot.settings import Settings
from bot.web import guard, rates
from bot.web.assets import takes_gzip
from bot.web.framing import _fault
from bot.web.problems import Problem
from bot.web.sessions import Sessions

QUICK = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
LONG_NUMBER = "9" * 5000  # more digits than Python is willing to count
DATES = st.text(alphabet="0123456789-/. :TZ+janfebmrch", max_size=40)
ANY = st.text(max_size=120)
OF_HEADERS = st.text(alphabet=st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=120)
VOCABULARY = Vocabulary({"kin": ["husband", "wife"]}, {"mins": "minutes"})


@QUICK
@given(ANY | st.text(alphabet="calciumKPTH 0123456789.,:;|\n/mgdLol<>=-+%()", max_size=200))
def test_any_pasted_text_is_read_or_refused_by_code(text: str) -> None:
    try:
        found = read_text(text.encode("utf-8", "surrogatepass"), catalogue())
    except CalciError as refused:
        assert refused.code and refused.message
    else:
        assert isinstance(found, Imported)
        json.dumps([each.as_dict() for each in found.labs], allow_nan=False)


@QUICK
@given(st.binary(max_size=200))
def test_any_bytes_pasted_are_read_or_refused_by_code(body: bytes) -> None:
    try:
        assert isinstance(read_text(body, catalogue()), Imported)
    except CalciError as refused:
        assert refused.code and refused.message


@QUICK
@example(LONG_NUMBER)
@example(f"{LONG_NUMBER}-01-01")
@example("2024-02-30T25:61:61+99:99")
@example("0000-00-00")
@given(DATES | ANY)
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert read_date(text) is None or isinstance(read_date(text), date)
    assert all(each is None or isinstance(each, date) for each in read_dates([text, "03/04/2024"]))
    column = dates_in_order([text, text])
    assert column is None or all(isinstance(each, date) for each in column)
    for when in (fhir_when(text), table_when(text)):
        assert when is None or isinstance(when.day, date)
        assert when is None or when.instant is None or isinstance(when.instant, datetime)


@QUICK
@example(LONG_NUMBER)
@given(ANY | st.text(alphabet="0123456789.,' /⁄eE+-", max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = read_digits(text)
    assert found is None or (isinstance(found[0], Decimal) and found[0].is_finite())


@QUICK
@example("calcium", "{" * 60)
@given(
    st.sampled_from(sorted(catalogue())),
    ANY
    | st.text(alphabet="kdcmunpfmolg/L{}[]10*.", max_size=20)
    | st.from_regex(r"[kmunp]?(mol|g)/[dm]?L", fullmatch=True),
)
def test_any_text_is_a_unit_of_the_analyte_or_none(name: str, stated: str) -> None:
    analyte = catalogue()[name]
    unit = unit_of(analyte, stated)
    if unit is not None:
        value = to_canonical(analyte, unit.of(Decimal(2)), unit.ucum)
        assert from_canonical(analyte, value, unit.ucum) > 0


@QUICK
@given(
    st.recursive(st.none() | st.booleans() | st.integers() | ANY, st.lists, max_leaves=5) | st.dictionaries(ANY, ANY)
)
def test_a_reference_means_something_only_when_it_was_signed_here_with_a_label(meaning: Any) -> None:
    read = references.read(references.PREFIX + str(references._serialiser().dumps(meaning)))
    labelled = isinstance(meaning, dict) and isinstance(meaning.get("label"), str)
    assert read == (meaning if labelled else None)
    foreign = URLSafeSerializer("another key", salt="button").dumps({"label": "restart"})
    assert references.read(f"{references.PREFIX}{foreign}") is None


@QUICK
@example("calci:" + "." * 400)
@example("calci:\ud800")
@given(ANY | ANY.map(references.PREFIX.__add__))
def test_any_text_that_was_not_signed_is_no_reference(text: str) -> None:
    assert references.read(text) is None


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> Sessions:
    return Sessions(Settings(home=tmp_path_factory.mktemp("home")))


@QUICK
@given(token=OF_HEADERS, meaning=st.none() | st.integers() | ANY | st.lists(ANY))
def test_any_header_and_cookie_is_one_of_our_sessions_or_none(sessions: Sessions, token: str, meaning: Any) -> None:
    ours = str(sessions._signer.dumps(meaning))
    foreign = str(URLSafeTimedSerializer("another key", salt="session").dumps("web-a"))
    for given_token in (token, ours, foreign):
        request: Any = SimpleNamespace(
            headers=Header({"authorization": f"Bearer {given_token}"}), cookies={"calci_session": given_token}
        )
        found = sessions.find(request)
        assert found is None or (given_token == ours and re.match(r"web-|[ku][\w\-]{24}$", str(meaning)))
    mine = sessions.create()
    known: Any = SimpleNamespace(headers=Header({"authorization": f"bearer {mine.token} "}), cookies={})
    found = sessions.find(known)
    assert found is not None and found.sender == mine.sender


@QUICK
@example("..99999999999999999999 chest")
@example(f"..{LONG_NUMBER} chest")
@example("! ^")
@example("<nobody> pain")
@given(ANY | st.text(alphabet="abc*?|<>_ .#^!7(kin)[]\\{}+", max_size=40))
def test_any_pattern_compiles_or_is_refused_by_code(pattern: str) -> None:
    try:
        compiled = compile_pattern(pattern, VOCABULARY)
    except ContentError as refused:
        assert refused.code in {"SF101", "SF102"} and refused.message
    else:
        assert isinstance(compiled.regex, re.Pattern)
        compiled.regex.search(" a chest pain . ")


@QUICK
@example({"CALCI_HOME": "~nobody-of-this-name/calci"})
@example({"PORT": LONG_NUMBER})
@example({"CALCI_RETENTION_DAYS": "٣"})
@example({"CALCI_PROXIES": "-1"})
@given(
    st.dictionaries(
        st.sampled_from(
            "HOST PORT CALCI_HOME CALCI_DATABASE CALCI_TOKEN CALCI_ORIGINS CALCI_LOCALE CALCI_PATIENT_NUMBERS "
            "CALCI_RETENTION_DAYS CALCI_STORE CALCI_PROXIES".split()
        ),
        st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30),
    )
)
def test_any_environment_makes_settings_or_names_the_variable(env: dict[str, str]) -> None:
    try:
        made = Settings.from_environment(env)
    except ConfigError as refused:
        assert refused.field and refused.code and refused.message
    else:
        assert 1 <= made.port <= 65535 and made.retention_days >= 1 and 0 <= made.proxies <= 9


@QUICK
@example("]", "", "via")
@example("evil.example]", "", "via")
@example("[::1]", "", "via")
@given(OF_HEADERS, OF_HEADERS, st.sampled_from(["host", "forwarded", "x-forwarded-for", "x-real-ip", "via"]))
def test_any_host_and_forwarding_header_is_from_here_or_not(host: str, value: str, name: str) -> None:
    headers = Header([("host", host), (name, value)])
    request: Any = SimpleNamespace(headers=headers, ip="127.0.0.1", remote_addr=value)
    here = guard._from_this_machine(request)
    local = re.fullmatch(r"(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(:\d*)?", host, re.I)
    assert here is (name in ("host", "via") and local is not None)
    assert 0 < len(rates._address(request) or "-") <= 60


@QUICK
@given(OF_HEADERS, OF_HEADERS)
def test_any_origin_is_ours_or_a_refusal(origin: str, host: str) -> None:
    request: Any = SimpleNamespace(headers=Header({"origin": origin}), host=host, method="POST")
    try:
        guard._same_origin_or_listed(request, Settings())
    except Problem as refused:
        assert refused.status_code == 403
    else:
        assert not origin or origin.split("://", 1)[-1] == host


@QUICK
@example(LONG_NUMBER, "chunked")
@given(OF_HEADERS | st.integers().map(str), OF_HEADERS)
def test_any_length_and_encoding_is_sound_or_named(length: str, coding: str) -> None:
    told = _fault(Header({"content-length": length}))
    assert told is None or told.endswith(".")
    assert told is not None or int(length) >= 0
    assert _fault(Header({"content-length": "5", "transfer-encoding": coding})) is not None


@QUICK
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_content_file_is_read_or_has_a_fault(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root = tmp_path_factory.mktemp("content")
    (root / "topics" / "basics").mkdir(parents=True)
    (root / "topics" / "basics" / "one.yml").write_text(text, encoding="utf-8", newline="")
    content = load_content(root)
    assert content.faults or not content.topics
    assert all(fault.code and fault.message for fault in content.faults)


@QUICK
@example("application/json;q=nan, */*;q=" + "9" * 400)
@given(OF_HEADERS | st.text(alphabet="aplicton/jsfhr+*;q=0.1,", max_size=60))
def test_any_wish_for_a_type_is_one_of_those_offered_or_none(header: str) -> None:
    request: Any = SimpleNamespace(headers=Header({"accept": header, "accept-encoding": header}))
    offered = ("application/json", "application/fhir+json")
    assert preferred(request, offered) in {*offered, None}
    assert takes_gzip(request) in {True, False}


def test_a_refused_input_says_what_to_do() -> None:
    with pytest.raises(InputError) as refused:
        read_text(b"\xff\xfe\xff", catalogue())
    assert refused.value.code
