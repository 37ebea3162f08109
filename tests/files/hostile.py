"""Sixty uploads made to do harm: each with what has to come of it."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.files import made
from tests.files.made import SECRET
from upstander.policy.files import Fault

SCRIPT = b"<html><script>alert(document.cookie)</script></html>"
BIDI = "photo\u202egnp.exe"


@dataclass(frozen=True)
class Upload:
    """One upload. `fault` is empty where it is kept, and can do nothing."""

    what: str
    name: str
    make: Callable[[], bytes]
    fault: str = ""


def _js(key: str) -> bytes:
    action = "<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>"
    return made.pdf(action, catalog=f"/{key} 5 0 R")


def _launch() -> bytes:
    return made.pdf("<< /S /Launch /F (cmd.exe) >>", catalog="/OpenAction 5 0 R")


def _embedded() -> bytes:
    inner = SECRET.decode()
    return made.pdf(
        f"<< /Type /EmbeddedFile /Length {len(inner)} >>\nstream\n{inner}\nendstream",
        "<< /Type /Filespec /F (evil.exe) /EF << /F 5 0 R >> >>",
        catalog="/Names << /EmbeddedFiles << /Names [(evil.exe) 6 0 R] >> >>",
    )


def _loop() -> bytes:
    plain = made.pdf()
    start = plain.rindex(b"startxref")
    return plain.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % plain.rindex(b"xref\n0"), 1)[: start + 60] + b"%%EOF"


def _kids_loop() -> bytes:
    return made.pdf(pages="<< /Type /Pages /Kids [2 0 R] /Count 1 >>")


def _gif_js() -> bytes:
    plain = bytearray(made.gif(1))
    plain[6:8] = b"/*"  # its width, read as the start of a comment by a script engine
    return bytes(plain) + b"*/=1;alert(1)//"


def _giant_page() -> bytes:
    return made.pdf().replace(b"[0 0 300 200]", b"[0 0 9e6 9e6]")


def _pictures() -> Iterator[Upload]:
    yield Upload("zip bomb as PNG", "bomb.png", lambda: made.zipped(a_txt=bytes(50_000_000)), Fault.UNKNOWN_KIND)
    yield Upload(
        "PNG of 50000x50000", "big.png", lambda: made.png_of(50_000, 50_000, made.bomb(1 << 20)), Fault.TOO_MANY_POINTS
    )
    yield Upload("PNG of 2^31 x 2^31", "big.png", lambda: made.png_of(2**31 - 1, 2**31 - 1, b""), "refused")
    yield Upload("PNG without points", "none.png", lambda: made.png_of(0, 0, b""), "refused")
    yield Upload(
        "PNG whose data unpacks to 400 MB", "deep.png", lambda: made.png_of(100, 100, made.bomb(400 << 20)), "any"
    )
    yield Upload("PNG with a packed comment of 400 MB", "text.png", _packed_comment, "any")
    yield Upload("PNG with wrong sums", "crc.png", lambda: made.png()[:-10] + b"\0" * 10, "any")
    yield Upload("PNG with texts", "tell.png", lambda: made.png_with(made.chunk(b"tEXt", b"Comment\0" + SECRET)))
    yield Upload(
        "PNG with a long text",
        "tell.png",
        lambda: made.png_with(made.chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + SECRET)),
    )
    yield Upload("PNG with something behind its end", "tail.png", lambda: made.png() + SCRIPT + SECRET)
    yield Upload("truncated JPEG", "cut.jpg", lambda: made.jpeg()[:-200], Fault.UNREADABLE)
    yield Upload("JPEG of three bytes", "cut.jpg", lambda: b"\xff\xd8\xff", Fault.UNREADABLE)
    yield Upload("JPEG with place and maker", "IMG_1.JPG", made.jpeg_with_place)
    yield Upload("JPEG that says it has 65000x65000 points", "wide.jpg", _wide_jpeg, Fault.TOO_MANY_POINTS)
    yield Upload("GIF that is a script too", "both.gif", _gif_js)
    yield Upload("GIF of 10,000 frames", "dance.gif", lambda: made.gif(10_000))
    yield Upload("HEIC of noise", "a.heic", lambda: made.heic()[:40] + made.noise(4000), Fault.UNREADABLE)
    yield Upload("HEIC cut short", "a.heic", lambda: made.heic()[:200], Fault.UNREADABLE)
    yield Upload(
        "WebP of noise", "a.webp", lambda: b"RIFF\x00\x10\x00\x00WEBPVP8 " + made.noise(3000), Fault.UNREADABLE
    )
    yield Upload("WebP", "a.webp", lambda: made._saved(made.paper(), "WEBP", xmp=SECRET))
    yield Upload("TIFF", "a.tif", lambda: made._saved(made.paper(), "TIFF"), Fault.UNKNOWN_KIND)
    yield Upload("ICO", "a.ico", lambda: made._saved(made.paper(), "ICO"), Fault.UNKNOWN_KIND)
    yield Upload("BMP", "a.bmp", lambda: made._saved(made.paper(), "BMP"), Fault.UNKNOWN_KIND)
    yield Upload(
        "SVG with a script",
        "a.svg",
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        Fault.UNKNOWN_KIND,
    )
    yield Upload(
        "SVG named as a photo", "a.png", lambda: b"<?xml version='1.0'?><svg onload='alert(1)'/>", Fault.UNKNOWN_KIND
    )


def _packed_comment() -> bytes:
    return made.png_with(made.chunk(b"zTXt", b"Comment\0\0" + made.bomb(400 << 20)))


def _wide_jpeg() -> bytes:
    plain = bytearray(made.jpeg())
    at = plain.index(b"\xff\xc0")
    plain[at + 5 : at + 9] = struct.pack(">HH", 65_000, 65_000)
    return bytes(plain)


def _documents() -> Iterator[Upload]:
    yield Upload("PDF with JavaScript", "js.pdf", lambda: _js("OpenAction"))
    yield Upload("PDF with JavaScript on closing", "js.pdf", lambda: _js("AA /WC"), "any")
    yield Upload("PDF that starts a program", "run.pdf", _launch)
    yield Upload("PDF with a file inside", "in.pdf", _embedded)
    yield Upload(
        "PDF that says it has 1,000,000 pages",
        "many.pdf",
        lambda: made.pdf(pages="<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>"),
        "any",
    )
    yield Upload("PDF of 501 pages", "many.pdf", lambda: made.pdf_of(501), Fault.TOO_MANY_PAGES)
    yield Upload("PDF whose table leads to itself", "loop.pdf", _loop, "any")
    yield Upload("PDF whose pages lead to themselves", "loop.pdf", _kids_loop, "any")
    yield Upload("PDF with a page as wide as a town", "wide.pdf", _giant_page, "any")
    yield Upload("PDF of nothing", "no.pdf", lambda: b"%PDF-1.7\n%%EOF", Fault.UNREADABLE)
    yield Upload("PDF of noise", "no.pdf", lambda: b"%PDF-1.4\n" + made.noise(50_000), Fault.UNREADABLE)
    yield Upload("macro document", "letter.docx", made.docx, Fault.UNKNOWN_KIND)
    yield Upload("macro document named PDF", "letter.pdf", made.docx, Fault.UNKNOWN_KIND)
    yield Upload("zip", "all.zip", lambda: made.zipped(a_txt=b"a"), Fault.UNKNOWN_KIND)
    yield Upload(
        "zip with a path upwards", "up.zip", lambda: made.zipped(**{"..__..__a_txt": b"a"}), Fault.UNKNOWN_KIND
    )
    yield Upload("RTF", "a.rtf", lambda: b"{\\rtf1\\object}", Fault.UNKNOWN_KIND)


def _programs() -> Iterator[Upload]:
    yield Upload("HTML named as a photo", "me.jpg", lambda: SCRIPT, Fault.UNKNOWN_KIND)
    yield Upload("HTML", "me.html", lambda: SCRIPT, Fault.UNKNOWN_KIND)
    yield Upload("HTML named as text", "me.txt", lambda: SCRIPT)
    yield Upload("EXE named as a photo", "me.png", lambda: b"MZ\x90\0" + made.noise(3000), Fault.UNKNOWN_KIND)
    yield Upload("ELF named as text", "me.txt", lambda: b"\x7fELF\x02\x01\x01" + bytes(300), Fault.UNKNOWN_KIND)
    yield Upload("bytes named as text", "me.txt", lambda: b"a\x00b\x01c" * 50, Fault.UNREADABLE)
    yield Upload(".htaccess", ".htaccess", lambda: b"AddHandler php .jpg", Fault.UNKNOWN_KIND)
    yield Upload("shell script", "run.sh", lambda: b"#!/bin/sh\nrm -rf /", Fault.UNKNOWN_KIND)
    yield Upload("empty", "empty.jpg", lambda: b"", Fault.EMPTY)
    yield Upload("one byte", "one.jpg", lambda: b"a", Fault.UNKNOWN_KIND)
    yield Upload("10 MB too large", "long.jpg", lambda: made.jpeg() + bytes(30_000_000), Fault.TOO_LARGE)
    yield Upload("wav with an odd head", "odd.wav", lambda: b"RIFF\xff\xff\xff\xffWAVEfmt \xff\xff\xff\xff" + SCRIPT)
    yield Upload("mp4 with HTML inside", "film.mp4", lambda: made.mp4(SCRIPT))
    yield Upload("mp3 of a script", "song.mp3", lambda: b"ID3\x03\x00\x00\x00\x00\x00\x00" + SCRIPT)


def _names() -> Iterator[Upload]:
    for what, name in (
        ("path upwards", "../../../etc/cron.d/evil.jpg"),
        ("path of another system", "..\\..\\windows\\evil.jpg"),
        ("NUL", "photo.php\x00.jpg"),
        ("5,000 characters", "a" * 5_000 + ".jpg"),
        ("turned letters", BIDI),
        ("a new line and a header", "a.jpg\r\nSet-Cookie: s=evil\r\n\r\n<script>"),
        ("quotes", 'a";filename="evil.html'),
        ("a script", "<img src=x onerror=alert(1)>.jpg"),
        ("nothing", ""),
        ("half a letter", "a\ud800.jpg"),
    ):
        yield Upload(f"name with {what}", name, made.wav)


UPLOADS = (*_pictures(), *_documents(), *_programs(), *_names())
