"""PDFs are read back with three tools: what went in stands there, and nothing else came along."""

from __future__ import annotations

import io
import random
import re
import unicodedata
from collections import Counter
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from tempfile import gettempdir

import pypdf
import pypdfium2
import pytest
from pdfminer.high_level import extract_text

from upstander.post import documents, glyphs

AT = datetime(2026, 11, 18, 10, tzinfo=UTC)
SAID = {
    "en": "We have read what you told us, and we are working on it.",
    "ar": "نودّ أن نلتقي بك. يمكنك أن تُحضر معك شخصًا تثق به.",
    "bn": "আপনি বিশ্বাস করেন এমন কাউকে সঙ্গে আনতে পারেন। আমরা ব্যবস্থা করতে পারি।",
    "gu": "અમે તમને મળવા માંગીએ છીએ. તમે જેના પર વિશ્વાસ કરો છો તેને સાથે લાવી શકો છો.",
    "ur": "ہم آپ سے ملنا چاہتے ہیں۔ آپ کسی کو ساتھ لا سکتے ہیں۔",
    "so": "Waxaan jeclaan lahayn inaan ku kulanno. Waad keeni kartaa qof aad ku kalsoon tahay.",
    "pl": "Chcielibyśmy się z Panią spotkać. Zażółć gęślą jaźń.",
    "tr": "Sizinle görüşmek istiyoruz. İĞÜŞÖÇ ığüşöç.",
    "pt": "Gostaríamos de nos encontrar consigo. Não há custos; amanhã às três.",
    "es": "Nos gustaría reunirnos con usted mañana. ¿Cuándo le conviene?",
    "fr": "Nous aimerions vous rencontrer. Où êtes-vous à l’aise ? Cœur, garçon, Noël.",
}
ROOT = Path(__file__).parents[2]
RIGHT_TO_LEFT = ("ar", "ur")
ASKS = "import|include|read|eval|plugin|image|link|csv|yaml|toml|xml|bibliography"
HOSTILE = (
    '#import "@preview/cetz:0.3.0"',
    '#read("/etc/passwd")',
    "#include sys.inputs",
    "*bold* _it_ `raw` $math$ = heading",
    "<script>alert(1)</script> <label> @ref",
    "back\\slash \\u{41} // gone /* gone */",
    "\"quoted\" 'too' {brace} [content] ~ -- ... --- https://example.org/x",
)


def letter(*paragraphs: str, language: str = "en", draft: str = "", to: str = "Sam Example") -> bytes:
    def run(text: str, *, ltr: bool = False) -> dict[str, object]:
        return {"text": text, "ltr": ltr}

    data = {
        "title": "A letter",
        "landlord": run("Northgate Homes"),
        "to": [run(to, ltr=True), run("1 Ferry Court", ltr=True)],
        "about": [run("HC-2026-0001", ltr=True)],
        "paragraphs": [[run(text)] for text in paragraphs],
        "draft": draft,
    }
    return documents.pdf("letter", data, language=language, made_at=AT)


def by_pdfium(made: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made))


def by_pypdf(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)


def by_pdfminer(made: bytes) -> str:
    return extract_text(io.BytesIO(made))


def letters(text: str) -> Counter[str]:
    """The characters of a text in no order: what a tool reads from right to left is in the order it drew."""
    return Counter("".join(unicodedata.normalize("NFKD", text).split()))


def one_line(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("language", SAID)
def test_every_letter_of_every_language_can_be_read_back(language):
    made, said = letter(SAID[language], language=language), SAID[language]
    for read in (by_pdfium, by_pypdf, by_pdfminer):
        missing = letters(said) - letters(read(made))
        assert not missing, (read.__name__, language, missing)
    if language not in RIGHT_TO_LEFT:
        assert one_line(said) in one_line(by_pdfium(made))
    if language not in {*RIGHT_TO_LEFT, "bn", "gu"}:
        assert one_line(said) in one_line(by_pypdf(made))
        assert one_line(said) in one_line(by_pdfminer(made))


@pytest.mark.parametrize("language", SAID)
def test_a_document_is_tagged_and_says_its_language_and_title(language):
    root = pypdf.PdfReader(io.BytesIO(letter(SAID[language], language=language))).trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()
    assert pypdfium2.PdfDocument(letter(SAID[language], language=language)).is_tagged()


def test_a_heading_is_a_heading_and_a_paragraph_a_paragraph():
    tree = str(_tags(pypdf.PdfReader(io.BytesIO(letter("One.", "Two."))).trailer["/Root"]["/StructTreeRoot"]))
    assert tree.count("/H1") == 1
    assert tree.count("/P") >= 2


def _tags(node):
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [_tags(one) for one in node]
    if isinstance(node, dict):
        return [node.get("/S"), _tags(node["/K"])] if "/K" in node else [node.get("/S")]
    return None


def test_nothing_else_comes_along():
    made = letter(*HOSTILE, to="Rehana Begum")
    reader = pypdf.PdfReader(io.BytesIO(made))
    root = reader.trailer["/Root"]
    assert not {"/AA", "/OpenAction", "/AcroForm", "/AF", "/Names"} & set(root)
    assert not reader.attachments
    assert not any("/Annots" in page or "/AA" in page for page in reader.pages)
    everything = "".join(str(reader.get_object(n)) for n in range(1, len(reader.xref[0]) or 1))
    for told in ("/JavaScript", "/JS", "/URI", "/Launch", "/EmbeddedFile", "/GoToR", "/SubmitForm"):
        assert told not in everything
        assert told.encode() not in made
    known = f"{reader.metadata} {root['/Metadata'].get_object().get_data()!r}"
    for private in ("Rehana", "Begum", "Ferry", "upstander", "site-packages", str(ROOT), gettempdir()):
        assert private not in known
        assert private.encode() not in re.sub(rb"stream.*?endstream", b"", made, flags=re.DOTALL)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_looks_like_markup_comes_out_as_plain_words(hostile):
    for read in (by_pdfium, by_pypdf, by_pdfminer):
        assert one_line(hostile) in one_line(read(letter(hostile)))
    assert "root:" not in by_pdfium(letter(hostile))


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ("a\x00b\x07c\x1bd", "abcd"),
        ("\u202eevil\u202c\u2066x\u2069\ufeff", "evilx"),
        ("smile \U0001f600 here", "smile � here"),
        ("王", "�"),
        ("half \ud83d pair", "half  pair"),
        ("one\u2028two\r\nthree", "one\ntwo\nthree"),
        ("\ue000\U0010ffff\ufffe", "���"),
    ],
)
def test_what_has_no_shape_is_a_visible_mark_and_what_only_steers_is_dropped(given, drawn):
    assert documents.plain(given) == drawn
    assert one_line(drawn) in one_line(by_pypdf(letter(f"start {given} end")))


def test_twenty_thousand_characters_stand_on_paper_with_and_without_spaces():
    words = letter(" ".join(["word"] * 4_000))
    assert len(pypdf.PdfReader(io.BytesIO(words)).pages) > 3
    assert by_pdfium(words).count("word") == 4_000
    endless = letter("w" * 20_000)
    assert by_pdfium(endless).replace("Northgate", "").count("w") == 20_000
    for page in pypdfium2.PdfDocument(endless):
        boxes = page.get_textpage()
        assert all(boxes.get_charbox(n)[2] <= page.get_width() for n in range(boxes.count_chars()))


def test_anything_our_fonts_draw_in_any_order_can_be_printed():
    chance = random.Random(7)
    shapes = sorted(glyphs.drawn_by())
    for _ in range(40):
        assert letter("".join(chr(chance.choice(shapes)) for _ in range(300)), language="ar").startswith(b"%PDF-")


def test_the_same_letter_is_the_same_file_to_the_last_byte():
    assert letter(*SAID.values()) == letter(*SAID.values())
    assert letter("One.") != letter("Two.")


def test_a_name_and_an_address_keep_their_direction_in_a_letter_that_runs_the_other_way():
    """“1 Ferry Court” is not “Ferry Court 1”: what was read from left to right is drawn from left to right."""
    page = pypdfium2.PdfDocument(letter(SAID["ar"], language="ar"))[0].get_textpage()
    text = page.get_text_range()
    places = {one: page.get_charbox(text.index(one))[0] for one in "1F"} if "1" in text and "F" in text else {}
    assert places["1"] < places["F"]


def test_draft_stands_across_every_page_of_a_draft_and_only_there():
    assert "DRAFT" not in by_pypdf(letter("One."))
    drafts = pypdf.PdfReader(io.BytesIO(letter(" ".join(["word"] * 2_000), draft="DRAFT"))).pages
    assert len(drafts) > 1
    assert all("DRAFT" in page.extract_text() for page in drafts)


def test_a_template_asks_for_nothing_but_its_data():
    for path in documents.TEMPLATES.glob("*.typ"):
        words = path.read_text()
        assert not re.search(
            r"#?(import|include|read|eval|plugin|image|link|csv|yaml|toml|xml|bibliography)\b\s*[(\"@]", words
        )
        assert re.findall(r"\bjson\((.*?)\)\)?", words) == ["bytes(sys.inputs.data"]
    with pytest.raises(documents.NoSuchTemplate):
        documents.pdf("../../etc/passwd", {}, language="en")


def test_the_fonts_come_with_their_licence_and_cover_the_languages():
    assert "SIL OPEN FONT LICENSE" in (glyphs.FONTS / "OFL.txt").read_text()
    for said, family in product(SAID.values(), glyphs.FAMILIES):
        assert glyphs.undrawable(said) == ""
        assert (glyphs.FONTS / f"{family.replace(' ', '')}-Regular.ttf").is_file()
