"""Hostile bodies and headers for every interface that takes a POST."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import Any

__all__ = ["POSTS", "bodies", "carrying", "kinds"]

JSON = "application/json"
HOOK = "/cds-services/calciphylaxis-checklist"
POSTS = (
    "/chat/session",
    "/chat/message",
    "/webhooks/rest/webhook",
    "/api/labs",
    "/api/risk",
    "/api/summary",
    HOOK,
    f"{HOOK}/feedback",
)
_MIB = 1_048_576


def carrying(text: str) -> Iterator[tuple[str, Any]]:
    """The text in every place of every interface that takes one: `(path, body)`; the chat's own is left to its test."""
    yield "/webhooks/rest/webhook", {"sender": "hostile", "message": text}
    yield "/webhooks/rest/webhook", {"sender": text, "message": "hello"}
    yield "/webhooks/rest/webhook", {"sender": "hostile", "message": "hello", "metadata": {"audience": text, text: 1}}
    yield "/chat/session", {"audience": text, "locale": text, text: text}
    yield "/api/labs", {"resourceType": text, "id": text}
    yield "/api/labs", _bundle(text)
    yield "/api/risk", {"calcium": text, "age": text, "dialysis": text}
    yield "/api/risk", {text: text}
    yield "/api/risk", _bundle(text)
    yield "/api/summary", {"labs": [{"analyte": text, "value": text, "unit": text}], "questions": [text], text: text}
    yield HOOK, {"hook": text, "hookInstance": text, "context": {"patientId": text, "userId": text}}
    yield f"{HOOK}/feedback", {"feedback": [{"card": text, "outcome": text, "outcomeTimestamp": text}]}


def _bundle(text: str) -> dict[str, Any]:
    coding = {"system": "http://loinc.org", "code": "17861-6", "display": text}
    observation = {
        "resourceType": "Observation",
        "id": text,
        "status": "final",
        "code": {"coding": [coding], "text": text},
        "effectiveDateTime": text,
        "valueQuantity": {"value": 9.5, "unit": text, "code": text, "system": text},
        "text": {"status": "generated", "div": text},
    }
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": text, "resource": observation}]}


def bodies() -> Iterator[tuple[str, bytes]]:
    """Bodies as JSON that are not what any interface wants, named."""
    for name, value in _VALUES.items():
        yield name, json.dumps(value).encode()
    yield from _RAW.items()


_VALUES: dict[str, Any] = {
    "null": None,
    "true": True,
    "number": 7,
    "text": "hello",
    "list": [],
    "list of objects": [{}] * 1000,
    "empty object": {},
    "numbers for texts": {"id": 1, "text": 2, "sender": 3, "message": 4, "audience": 5, "calcium": [6], "age": {}},
    "lists for texts": {key: [[[]]] for key in ("id", "text", "sender", "message", "metadata", "resourceType", "hook")},
    "objects for texts": {key: {"$ne": None} for key in ("id", "text", "sender", "message", "resourceType", "entry")},
    "true for all": dict.fromkeys(("id", "text", "sender", "message", "calcium", "age", "labs", "context"), True),
    "many keys": {f"k{n}": n for n in range(20_000)},
    "prototype": {"__proto__": {"admin": True}, "constructor": {"prototype": {}}, "__class__": "x"},
    "long key": {"k" * 100_000: 1},
    "entries without end": {"resourceType": "Bundle", "type": "collection", "entry": [{}] * 20_000},
    "nested bundles": {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Bundle"}}] * 500},
    "another resource": {"resourceType": "Patient", "birthDate": "0000-00-00", "name": [{"family": 5}]},
}
_RAW: dict[str, bytes] = {
    "nothing": b"",
    "broken": b"{",
    "two documents": b"{}{}",
    "trailing comma": b'{"text": "x",}',
    "single quotes": b"{'text': 'x'}",
    "not a number": b'{"calcium": NaN, "text": Infinity, "age": -Infinity}',
    "huge exponent": b'{"calcium": 1e999999999, "age": 1e-999999999}',
    "huge integer": b'{"age": ' + b"9" * 20_000 + b"}",
    "deep lists": b"[" * 100_000,
    "deep lists closed": b"[" * 50_000 + b"]" * 50_000,
    "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "deep in a field": b'{"message": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "same key twice": b'{"text": "a", "text": 5, "sender": "a", "sender": "b", "age": 1, "age": 2}',
    "half a surrogate": b'{"text": "\\ud800", "message": "\\udfff", "sender": "\\ud83d", "calcium": "\\ud800"}',
    "NUL escaped": b'{"text": "\\u0000", "message": "\\u0000", "sender": "\\u0000", "calcium": "\\u0000"}',
    "NUL raw": b'{"text": "a\x00b"}',
    "no UTF-8": b'{"text": "\xff\xfe\xc3\x28"}',
    "overlong UTF-8": b'{"text": "\xc0\xaf\xe0\x80\xaf"}',
    "byte order mark": b'\xef\xbb\xbf{"text": "x"}',
    "UTF-16": '{"text": "x"}'.encode("utf-16"),
    "UTF-32": '{"text": "x"}'.encode("utf-32"),
    "gzip": gzip.compress(b'{"text": "x"}'),
    "XML with an entity": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "form": b"text=x&message=y&sender=z",
    "multipart": b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhello\r\n--x--\r\n',
    "a program": b"\x7fELF" + bytes(range(256)) * 20,
    "nearly a MiB": b'{"text": "' + b"a" * (_MIB - 20) + b'"}',
    "a MiB of white space": b" " * (_MIB - 2) + b"{}",
    "more than a MiB": b'{"text": "' + b"a" * _MIB + b'"}',
    "CSV": b"analyte,value,unit\ncalcium,=1+1,mg/dL\n",
    "CSV of quotes": b'"' * 100_001,
    "CSV of commas": b"," * 100_000 + b"\n" + b"," * 100_000,
}


def kinds() -> tuple[str, ...]:
    """Content types, as bytes would come over the wire."""
    return (
        "",
        "application/json; charset=utf-7",
        "application/json; charset=nonsense",
        'application/json; charset="',
        "APPLICATION/JSON",
        "application/fhir+json; fhirVersion=99",
        "text/plain",
        "text/html",
        "text/csv",
        "text/csv; charset=utf-16",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=x",
        "application/octet-stream",
        "image/svg+xml",
        "json",
        "/",
        ";;;",
        "application/" + "x" * 4000,
        "application/json, text/html",
        "<script>alert(1)</script>",
    )
