"""The encyclopedia as a reader and a program meet it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import httpx
import pytest

from bot.library.current import knowledge
from bot.library.glossary import Glossary
from bot.library.model import Topic
from bot.web.encyclopedia.references import References
from bot.web.encyclopedia.rendering import anchor

OTHER_PAGES = [
    "/topics",
    "/topics?q=pain",
    "/topics?q=qqqqqq",
    "/topics/case",
    "/topics/case/history?answer=0",
    "/topics/case/reference",
    "/topics/differential",
    "/topics/differential?f=painful&f=crackling",
    "/about/evidence",
    "/words",
    "/topics/nothing_of_the_kind",
]


class Outline(HTMLParser):
    """What a test wants to know of a page: ids, links, headings, and what the security policy would block."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.inline: list[str] = []
        self.names: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in ("script", "style") or "style" in given or any(name.startswith("on") for name in given):
            self.inline.append(f"<{tag} {given}>")


def plain(page: str) -> str:
    text = re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1])
    return " ".join(text.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&").split())


def plain_links(page: str) -> list[str]:
    """The links of the results, in order."""
    return re.findall(r'href="(/topics/[^"]+)"', page.split("</form>", 1)[1])


@pytest.fixture(scope="module")
def all_pages(web: httpx.Client) -> dict[str, Outline]:
    paths = [*OTHER_PAGES, *(f"/topics/{name}" for name in knowledge().topic_ids())]
    return {path: Outline(web.get(path).text) for path in paths}


def test_every_topic_has_a_page_in_both_voices(web: httpx.Client) -> None:
    index = web.get("/topics").text
    for topic in knowledge().topics():
        assert f'href="/topics/{topic.id}"' in index
        page = web.get(f"/topics/{topic.id}")
        assert page.status_code == 200, topic.id
        assert page.text.index('id="patient"') < page.text.index('id="clinician"')
        for statement in topic.statements():
            assert page.text.count(f'id="{anchor(statement)}"') == 1, statement.id


def test_no_page_needs_scripts_or_breaks_the_security_policy(all_pages: dict[str, Outline]) -> None:
    for path, outline in all_pages.items():
        assert outline.inline == [], path


def test_headings_ids_and_landmarks(all_pages: dict[str, Outline]) -> None:
    for path, outline in all_pages.items():
        assert outline.headings.count(1) == 1 and outline.headings[0] == 1, path
        steps = zip(outline.headings, outline.headings[1:], strict=False)
        assert all(after - before <= 1 for before, after in steps), (path, outline.headings)
        assert len(outline.ids) == len(set(outline.ids)), path
        assert {"main", "header", "footer", "nav"} <= set(outline.tags), path


def test_every_link_within_the_encyclopedia_leads_somewhere(web: httpx.Client, all_pages: dict[str, Outline]) -> None:
    known = dict(all_pages)
    for path, outline in all_pages.items():
        for link in outline.links:
            parts = urlsplit(link)
            if parts.scheme or not (parts.path.startswith(("/topics", "/about", "/words")) or not parts.path):
                continue
            target = path if not parts.path else parts.path + (f"?{parts.query}" if parts.query else "")
            if target not in known:
                answer = web.get(target, follow_redirects=True)
                assert answer.status_code == 200, (path, link)
                known[target] = Outline(answer.text if "html" in answer.headers["content-type"] else "")
            if parts.fragment:
                assert parts.fragment in known[target].ids, (path, link)


@pytest.mark.parametrize(
    ("voice", "there", "missing"), [("patient", "patient", "clinician"), ("clinician", "clinician", "patient")]
)
def test_one_voice_can_be_asked_for(web: httpx.Client, voice: str, there: str, missing: str) -> None:
    page = Outline(web.get(f"/topics/ulcers?voice={voice}").text)
    assert there in page.ids
    assert missing not in page.ids


def test_an_unknown_voice_shows_both(web: httpx.Client) -> None:
    page = Outline(web.get("/topics/ulcers?voice=<script>").text)
    assert {"patient", "clinician"} <= set(page.ids)


def test_references_are_numbered_in_reading_order_and_linked(web: httpx.Client) -> None:
    page = web.get("/topics/sodium_thiosulfate").text
    numbers = [int(number) for number in re.findall(r'href="#ref-(\d+)"', page)]
    first_seen = list(dict.fromkeys(numbers))
    assert first_seen == list(range(1, len(first_seen) + 1))
    assert len(re.findall(r'<li id="ref-\d+"', page)) == len(first_seen)
    assert 'href="https://doi.org/10.' in page


def test_evidence_is_told_in_words(web: httpx.Client) -> None:
    page = plain(web.get("/topics/treatment_overview").text)
    assert "Moderate certainty" in page
    assert "Expert opinion" in page


def test_an_older_finding_says_what_replaced_it(web: httpx.Client) -> None:
    old = next(item for topic in knowledge().topics() for item in topic.statements() if item.superseded_by)
    newer = knowledge().statement(old.superseded_by or "")
    assert newer
    page = web.get(f"/topics/{old.topic}").text
    block = page[page.index(f'id="{anchor(old)}"') :]
    assert "Older finding" in block[:400]
    assert f"#{anchor(newer)}" in block[: block.index("Replaced by") + 400]


def test_disagreements_name_who_and_when(web: httpx.Client) -> None:
    page = plain(web.get("/topics/lesion_sites").text)
    assert "Is it mainly a disease of the lower legs?" in page
    assert "Fine et al., 2002 (case-control study)" in page
    assert "How we read it" in page


def test_review_dates_and_overdue(web: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime as dt

    from bot.web.encyclopedia import topics

    topic = knowledge().topic("ulcers")
    assert topic
    day = dt.date.fromisoformat(topic.reviewed)
    assert f"Last reviewed {day.day} {day:%B %Y}" in plain(web.get("/topics/ulcers").text)

    class Later(dt.date):
        @classmethod
        def today(cls) -> Later:
            return cls(2099, 1, 1)

    monkeypatch.setattr(topics.dt, "date", Later)
    assert "Review was due" in plain(web.get("/topics/ulcers").text)


def test_search_marks_the_words_and_leads_to_the_statement(web: httpx.Client) -> None:
    page = web.get("/topics", params={"q": "sodium thiosulfate"}).text
    first = re.search(r'<h3><a href="/topics/(\w+)#(s-[\w-]+)">', page)
    assert first and first.group(1) in ("sodium_thiosulfate", "sodium_thiosulfate_side_effects")
    assert f'id="{first.group(2)}"' in web.get(f"/topics/{first.group(1)}").text
    assert "<mark>thiosulfate</mark>" in page.lower()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("pain", "pain"),
        ("Steroids (prednisone)", "steroids"),
        ("bone scan", "bone_scan"),
        ("STS", "sodium_thiosulfate"),
    ],
)
def test_the_topic_of_that_name_comes_first(web: httpx.Client, text: str, topic: str) -> None:
    page = plain_links(web.get("/topics", params={"q": text}).text)
    assert page[0].split("#")[0] == f"/topics/{topic}"


def test_search_can_be_kept_to_one_voice(web: httpx.Client) -> None:
    page = web.get("/topics", params={"q": "pain", "voice": "patient"}).text
    assert 'value="patient" checked' in page
    assert 'class="where">For clinicians' not in page


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "NEAR(",
        "a OR",
        "*",
        "col:x",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "\x00\x02\x03",
        "€" * 600,
        "%%",
        "日本語",
    ],
)
def test_search_is_safe_for_any_text(web: httpx.Client, text: str) -> None:
    answer = web.get("/topics", params={"q": text})
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "\x02" not in plain(answer.text).replace(text, "")


def test_search_that_finds_nothing_offers_a_beginning(web: httpx.Client) -> None:
    page = web.get("/topics", params={"q": "zzqqxx"}).text
    assert "Nothing found for “zzqqxx”" in page
    assert 'href="/topics/symptoms"' in page


@pytest.mark.parametrize(
    ("text", "word"),
    [("my husband will not wake up", "112"), ("I want to kill myself", "talk to someone now")],
)
def test_somebody_in_danger_is_told_whom_to_call(web: httpx.Client, text: str, word: str) -> None:
    page = web.get("/topics", params={"q": text}).text
    assert 'role="alert"' in page
    assert word in page[page.index('role="alert"') :][:400]


def test_a_page_that_does_not_exist_offers_what_was_meant(web: httpx.Client) -> None:
    answer = web.get("/topics/thiosulfate")
    assert answer.status_code == 404
    assert 'href="/topics/sodium_thiosulfate"' in answer.text
    assert 'role="search"' in answer.text
    assert web.get("/topics/case/nothing").status_code == 404


def test_machine_form(web: httpx.Client) -> None:
    data = web.get("/topics/sodium_thiosulfate.json").json()
    topic = knowledge().topic("sodium_thiosulfate")
    assert isinstance(topic, Topic)
    assert data["schema"] == "calci.topic/1"
    assert data["patient"]["gist"]["text"] == topic.patient.gist.text
    cited = {source["id"] for source in data["sources"]}
    assert set(data["clinician"]["gist"]["sources"]) <= cited
    assert all(source["csl"]["title"] for source in data["sources"])
    assert len(web.get("/topics.json").json()["topics"]) == len(knowledge().topic_ids())
    missing = web.get("/topics/nothing.json")
    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"


def test_old_and_short_addresses_lead_on(web: httpx.Client) -> None:
    assert web.get("/encyclopedia").headers["location"] == "/topics"
    assert web.get("/encyclopedia", params={"q": "a b&c"}).headers["location"] == "/topics?q=a%20b%26c"
    assert web.get("/topics/codes").headers["location"] == "/topics/names_and_codes"


def test_the_case_asks_and_explains(web: httpx.Client) -> None:
    path = "/topics/case/labs"
    assert "That is the sum" not in web.get(path).text
    wrong = web.get(path, params={"answer": "1"}).text
    assert "Not quite" in wrong
    assert "That is the sum" in wrong
    assert "That is right." in web.get(path, params={"answer": "0"}).text
    both = web.get("/topics/case/history", params={"answer": ["0", "1"]}).text
    assert "That is right." in both
    assert "Right so far" in web.get("/topics/case/history", params={"answer": "0"}).text
    assert "Partly right" in web.get("/topics/case/history", params={"answer": ["0", "2"]}).text
    assert "All answers are explained" in web.get(path, params={"show": "1"}).text


@pytest.mark.parametrize("answer", ["99", "-1", "x", "²", "1" * 500])
def test_the_case_bears_any_answer(web: httpx.Client, answer: str) -> None:
    response = web.get("/topics/case/labs", params={"answer": answer})
    assert response.status_code == 200
    assert 'id="answer"' not in response.text


def test_the_case_can_be_walked_through(web: httpx.Client) -> None:
    page, seen = web.get("/topics/case").text, []
    link = re.search(r'class="button" href="(/topics/case/\w+)"', page)
    while link:
        seen.append(link.group(1))
        link = re.search(r'class="button" href="(/topics/case/\w+)"', web.get(link.group(1)).text)
    assert len(seen) == len(knowledge().document("case"))


def test_look_alikes_show_each_condition_and_order_them(web: httpx.Client) -> None:
    page = web.get("/topics/differential").text
    for condition in knowledge().document("differential")["conditions"]:
        assert f'id="{condition["id"]}"' in page
    ranked = plain(web.get("/topics/differential", params={"f": ["painful", "crackling", "rapid_spread"]}).text)
    assert ranked.index("this can be an emergency") < ranked.index("Necrotising fasciitis")
    assert "not a diagnosis" in ranked
    assert "What the ticked findings" not in plain(web.get("/topics/differential", params={"f": "<b>"}).text)


def test_the_scale_is_explained_with_its_counts(web: httpx.Client) -> None:
    page = web.get("/about/evidence")
    for level in ("high", "moderate", "low", "very-low", "expert-opinion"):
        assert f'id="{level}"' in page.text
    said = re.search(r"holds (\d+) statements from (\d+) sources", plain(page.text))
    assert said and int(said.group(1)) >= 600 and int(said.group(2)) >= 120


def test_citations_keep_their_text_and_link_their_address() -> None:
    base = knowledge()
    for entry in References(base, [[source.id] for source in base.sources()]).entries:
        parts = entry.parts
        assert "".join(text for text, _ in parts) == entry.source.citation
        links = [link for _, link in parts if link]
        assert len(links) == len(re.findall(r"https?://|doi:10", entry.source.citation)), entry.source.citation
        assert all(link.startswith("http") and not link.endswith((".", ",", ";")) for link in links)


def test_the_words_of_letters_stand_from_a_to_z_with_both_voices_and_their_sources(web: httpx.Client) -> None:
    glossary = Glossary.from_dict(knowledge().document("glossary"))
    text = web.get("/words").text
    page = plain(text)
    assert 'href="/words"' in web.get("/topics").text
    headings = re.findall(r'<h3 id="([a-z-]+)"', text)
    assert headings == [word.id.replace("_", "-") for word in glossary.alphabetical()]
    for word in glossary.words:
        for statement in (*word.patient, word.clinician):
            assert text.count(f'id="{anchor(statement)}"') == 1, statement.id
        assert f'href="/topics/{word.label}"' in text
    assert "An eschar is a black, leathery crust" in page
    assert "Also: livedo reticularis" in page
    assert page.index("Fibrosis means") < page.index("Gangrene means") < page.index("Livedo is")
