"""The report in a real Chromium, headless: clicks, filters, keyboard, the saved file, and nothing from outside.

Needs the package playwright (``make browser`` installs it) and a Chromium or Chrome on the path; nothing is downloaded.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fakes import fake_record, fake_result
from test_render_report import HOSTILE, report_of, result_of

from synth.corrections import match_themes, read_corrections
from synth.datatypes import Config, Person
from synth.outputs import write_run
from synth.pipeline import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from synth.datatypes import Result

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make browser")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), "")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium on the path")

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "data" / "samples" / "new-quality-productive-forces.txt"
CHINESE = ROOT / "data" / "samples" / "zh-talent-mobility.txt"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one browser for all tests; a container's root needs it without its sandbox."""
    arguments = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="module")
def english() -> Result:
    """Read the sample in English, its themes found without a framework."""
    return run([ENGLISH], Config(framework="none"), name="english")


@pytest.fixture(scope="module")
def chinese() -> Result:
    """Read the sample in Chinese."""
    return run([CHINESE], Config(), name="chinese")


@contextmanager
def opened(browser: Browser, result: Result, folder: Path, **options: Any) -> Iterator[Page]:  # noqa: ANN401 - those of the browser
    """Open a report; at the end there must have been no request but for the page, and nothing on the console."""
    path = folder / "report.html"
    path.write_text(report_of(result), encoding="utf-8")
    heard: list[str] = []
    page = browser.new_page(**options)
    page.on("console", lambda message: heard.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("request", lambda request: heard.append(f"request: {request.url}"))
    page.goto(path.as_uri())
    try:
        yield page
    finally:
        page.close()
    assert heard == [f"request: {path.as_uri()}"]


def focused(page: Page) -> str:
    """Return what has the focus: its id or its text."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def test_a_citation_opens_its_records(browser: Browser, english: Result, tmp_path: Path) -> None:
    """The panel has the records cited with title, place and marked terms; Escape closes it, the focus goes back."""
    with opened(browser, english, tmp_path) as page:
        cite = page.locator("main p a.cite", has_text="[2]").first
        cite.focus()
        page.keyboard.press("Enter")
        record = next(one for one in english.corpus.records if one.number == 2)
        assert page.locator("#panel article").count() == 1
        assert record.title in page.locator("#panel h3").inner_text()
        assert f"{record.origin.source}, line {record.origin.line}" in page.locator("#panel dl").inner_text()
        assert page.locator("#panel mark").count() > 0
        assert focused(page) == "panel-title"
        page.keyboard.press("Escape")
        assert not page.locator("#panel").is_visible()
        assert focused(page) == "[2]"


def test_a_cell_of_a_figure_opens_its_records(browser: Browser, english: Result, tmp_path: Path) -> None:
    """By mouse and by arrow keys: one stop of the Tab key for a figure, then from mark to mark."""
    with opened(browser, english, tmp_path) as page:
        marks = page.locator("#coverage-matrix-title ~ [data-records]")
        numbers = marks.nth(3).get_attribute("data-records")
        marks.nth(3).click()
        assert page.locator("#panel h3").inner_text().startswith(f"[{numbers}]")
        page.keyboard.press("Escape")
        figures = page.locator(".drawing svg:has([data-records])").count()
        assert page.locator(".drawing [tabindex='0']").count() == figures > 2
        page.locator("#coverage-matrix-title ~ [tabindex='0']").focus()
        page.keyboard.press("ArrowDown")
        below = page.evaluate("document.activeElement.dataset.records")
        assert below not in {None, marks.first.get_attribute("data-records")}
        page.keyboard.press("Enter")
        assert page.locator("#panel h3").inner_text().startswith(f"[{below}]")


def test_filters_narrow_the_table(browser: Browser, english: Result, tmp_path: Path) -> None:
    """Theme, years, method and words, alone and together; the count is said, and cleared filters show all again."""
    theme = english.themes.themes[0]
    with opened(browser, english, tmp_path) as page:
        rows, found = page.locator("#record-table tbody tr"), page.locator("#found")
        assert rows.count() == 23
        page.select_option("#f-theme", label=theme.label)
        playwright.expect(found).to_have_text(f"{len(theme.memberships)} of 23 records")
        page.fill("#f-from", "2025")
        late = [one for one in english.corpus.records if one.id in theme.record_ids and (one.year or 0) >= 2025]
        playwright.expect(rows).to_have_count(len(late))
        page.fill("#f-search", late[0].title.upper())
        playwright.expect(rows).to_have_count(1)
        page.fill("#f-search", "nothing of the kind")
        playwright.expect(found).to_have_text("No record matches these filters.")
        page.click("#filters [type=reset]")
        playwright.expect(rows).to_have_count(23)
        method = page.locator("[data-facet='0']")
        method.select_option(index=1)
        named = next(value for value in english.facets if value.facet == "method" and value.record_ids)
        playwright.expect(rows).to_have_count(len(named.record_ids))


def test_the_table_sorts(browser: Browser, english: Result, tmp_path: Path) -> None:
    """A click on a heading sorts by it, a second one the other way; the heading says so."""
    with opened(browser, english, tmp_path) as page:
        head = page.locator("#record-table [data-sort=year]")
        for direction, year in (("ascending", "2023"), ("descending", "2025")):
            head.locator("button").click()
            assert head.get_attribute("aria-sort") == direction
            assert page.locator("#record-table tbody tr").first.locator("td").nth(3).inner_text() == year


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_saved_corrections_come_true(
    browser: Browser,
    language: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    """Move a record and rename a theme, save, run again with the file: there it is, and a third run is the same."""
    result: Result = request.getfixturevalue(language)
    first, second = result.themes.themes[:2]
    record = next(one for one in result.corpus.records if one.id == first.primary_ids[0])
    with opened(browser, result, tmp_path) as page:
        page.locator("#record-table tbody tr").nth(result.corpus.records.index(record)).locator("button").click()
        page.select_option("#panel select", label=second.label)
        page.keyboard.press("Escape")
        name = page.locator("#theme-table tbody tr").nth(1).locator("input")
        name.fill('新的 "name" \\')
        name.press("Tab")
        assert page.locator("#changes li").count() == 2
        with page.expect_download() as download:
            page.click("#save")
        path = tmp_path / "corrections.toml"
        download.value.save_as(path)
    asked = match_themes(read_corrections(path, result.corpus), result.themes)
    assert asked.ignored == ()
    config = dataclasses.replace(result.config, corrections=path)
    source = ENGLISH if language == "english" else CHINESE
    again, third = (run([source], config, name=language) for _ in range(2))
    moved = next(theme for theme in again.themes.themes if theme.key == second.key)
    assert record.id in moved.primary_ids
    assert moved.label == '新的 "name" \\'
    folders = [write_run(one, tmp_path / name) for one, name in ((again, "two"), (third, "three"))]
    files = [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders]
    assert files[0] == files[1]
    with opened(browser, again, tmp_path) as page:
        assert page.locator("#changes li").count() == 2
        with page.expect_download() as download:
            page.click("#save")
        assert Path(download.value.path()).read_bytes() == path.read_bytes()


def test_a_change_can_be_undone(browser: Browser, english: Result, tmp_path: Path) -> None:
    """Undoing gives back the theme and the name; a name that another theme has is refused."""
    first, second = english.themes.themes[:2]
    with opened(browser, english, tmp_path) as page:
        name = page.locator("#theme-table input").first
        name.fill(second.label)
        name.press("Tab")
        assert page.locator("#changes button").count() == 0
        assert not name.evaluate("node => node.validity.valid")
        name.fill("Another name")
        name.press("Tab")
        assert page.locator("#f-theme").inner_text().split("\n")[1] == "Another name"
        page.locator("#changes button").click()
        assert name.input_value() == first.label
        assert focused(page) == "save"


def test_the_keyboard_reaches_everything(browser: Browser, english: Result, tmp_path: Path) -> None:
    """The first stop skips to the text; every stop can be seen, shows its focus and has a name."""
    with opened(browser, english, tmp_path) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert focused(page) == "main"
        stops = page.evaluate("""() => [...document.querySelectorAll("a[href], button, input, select")]
            .filter((node) => node.checkVisibility() && !node.disabled)
            .map((node) => {
              node.focus({focusVisible: true});
              const name = node.ariaLabel || node.textContent || (node.labels && node.labels[0].textContent) || "";
              return [document.activeElement === node, getComputedStyle(node).outlineStyle !== "none", !!name.trim()];
            })""")
        assert len(stops) > 50
        assert [stop for stop in stops if not all(stop)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(browser: Browser, english: Result, tmp_path: Path, scheme: str) -> None:
    """The page follows the system, and the button changes it; a figure's ground stays white."""
    ground = "getComputedStyle(document.body).backgroundColor"
    colours = {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 24, 28)"}
    with opened(browser, english, tmp_path, color_scheme=scheme) as page:
        assert page.evaluate(ground) == colours[scheme]
        page.click("#dark")
        assert page.evaluate(ground) == colours["dark" if scheme == "light" else "light"]
        drawing = page.locator(".drawing").first
        assert drawing.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(255, 255, 255)"


def test_paper_has_the_text_alone(browser: Browser, english: Result, tmp_path: Path) -> None:
    """In print there are no controls, and the colours are those of paper."""
    with opened(browser, english, tmp_path, color_scheme="dark") as page:
        page.emulate_media(media="print")
        assert not any(page.locator(name).first.is_visible() for name in ("nav", "#filters", "#save", "button"))
        assert page.locator("ol.references li").first.is_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("width", [360, 1300])
def test_hostile_records_break_nothing(browser: Browser, tmp_path: Path, width: int) -> None:
    """Titles and names of all kinds: no script of theirs runs, and the page is no wider than the window."""
    records = [
        fake_record(i, text.replace("\ud800", "") or " ", Person(family=text, given=text), abstract=text, year=None)
        for i, text in enumerate(HOSTILE, 1)
    ]
    with opened(browser, result_of(*records, themes=3), tmp_path, viewport={"width": width, "height": 800}) as page:
        assert page.locator("#record-table tbody tr").count() == len(HOSTILE)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("main p a.cite").first.click()
        assert page.locator("#panel article").count() == len(HOSTILE)
        assert page.evaluate("document.getElementById('panel').scrollWidth <= innerWidth")


def test_five_thousand_records_are_shown_in_chunks(browser: Browser, tmp_path: Path) -> None:
    """A hundred rows at a time, the rest on demand, with the focus on the first new one; search sees all."""
    records = [fake_record(i, f"Title number {i}", year=2000 + i % 20) for i in range(1, 5001)]
    with opened(browser, result_of(*records, themes=60), tmp_path) as page:
        rows = page.locator("#record-table tbody tr")
        assert rows.count() == 100
        page.click("#more")
        assert rows.count() == 200
        assert focused(page) == "Title number 101"
        page.fill("#f-search", "number 4999")
        playwright.expect(rows).to_have_count(1)
        page.locator("main p a.cite").first.click()
        assert page.locator("#panel article").count() == 20


def test_without_themes_or_facets(browser: Browser, tmp_path: Path) -> None:
    """A corpus without themes has a page with its records."""
    bare = dataclasses.replace(fake_result(), facets=())
    bare = dataclasses.replace(bare, themes=dataclasses.replace(bare.themes, themes=()))
    with opened(browser, bare, tmp_path) as page:
        assert page.locator("#record-table tbody tr").count() == 5
        assert "There are no themes." in page.locator("main").inner_text()
