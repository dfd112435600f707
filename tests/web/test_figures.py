"""The figures: accessible, safe to show anywhere, and true to the statements of the topics that use them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import httpx
import pytest

from bot.library.current import knowledge
from bot.library.paths import content_dir
from scripts.figures.evidence_map import LEVELS, draw, rows

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = sorted(path.stem for path in (content_dir() / "figures").glob("*.svg"))
WANTED = {"vessel_closing", "body_map", "plaque_to_ulcer", "care_team", "evidence_map"}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def drawing(name: str) -> ElementTree.Element:
    return ElementTree.fromstring((content_dir() / "figures" / f"{name}.svg").read_text(encoding="utf-8"))


def texts(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter(f"{SVG}text"):
        yield "".join(element.itertext())


def test_all_figures_are_drawn_and_used() -> None:
    assert set(FIGURES) >= WANTED
    assert {topic.figure for topic in knowledge().topics() if topic.figure} >= WANTED


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_can_be_heard(name: str) -> None:
    root = drawing(name)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None and title.get("id") == root.get("aria-labelledby") and title.text
    assert desc is not None and desc.get("id") == root.get("aria-describedby")
    # what is drawn is also told
    assert desc.text and len(desc.text.split()) >= 40


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_needs_nothing_from_elsewhere_and_no_style(name: str) -> None:
    root = drawing(name)
    allowed = {"svg", "title", "desc", "defs", "pattern", "g", "path", "rect", "circle", "ellipse", "polygon", "text"}
    allowed |= {"tspan"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= allowed
    for element in root.iter():
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on") and attribute != "style" and "href" not in attribute
            assert "url(" not in value or value.startswith("url(#")
    identifiers = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(identifiers) == len(set(identifiers))
    assert all(str(each).startswith(name.replace("_", "-")) for each in identifiers), (
        "ids must not meet those of a page"
    )


@pytest.mark.parametrize("name", sorted(WANTED - {"evidence_map"}))
def test_the_numbers_of_a_figure_stand_in_its_topics(name: str) -> None:
    for topic in (each for each in knowledge().topics() if each.figure == name):
        said = {number for item in topic.statements() for number in _NUMBER.findall(item.text)}
        shown = {number for text in texts(drawing(name)) for number in _NUMBER.findall(re.sub(r"^\d  ", "", text))}
        assert shown <= said, (topic.id, shown - said)


def test_the_evidence_map_is_that_of_the_content() -> None:
    drawn = (content_dir() / "figures" / "evidence_map.svg").read_text(encoding="utf-8")
    assert drawn == draw(knowledge().topics()), "the content changed: run `python -m scripts.figures`"


def test_the_evidence_map_counts_clinician_statements() -> None:
    topic = knowledge().topic("sodium_thiosulfate")
    assert topic
    row = next(each for each in rows(knowledge().topics()) if each.title == topic.title)
    for level, count in zip(LEVELS, row.counts, strict=True):
        assert count == sum(item.evidence == level for item in topic.clinician.statements())
    assert row.main == topic.clinician.gist.evidence


def test_figures_are_served_and_shown_in_their_pages(web: httpx.Client) -> None:
    answer = web.get("/topics/figures/body_map.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    page = web.get("/topics/lesion_sites").text
    assert '<svg class="drawing"' in page
    assert "The drawing in words" in page
    assert web.get("/topics/figures/nothing.svg").status_code == 404
    assert web.get("/topics/figures/body_map").status_code == 404
    assert web.get("/topics/figures/..%2f..%2fpyproject.toml").status_code == 404
