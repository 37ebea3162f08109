"""Looks at one untrusted file, or draws it anew, in a process of its own: `redraw.py KIND look|copy`.

It reads the file from its input and writes one line of JSON and then the copy to its output. It has little memory and
time, no network, no environment, and writes no file. Only what can be seen is drawn onto fresh paper, so that nothing
else comes along. Run by `limited.py`; nothing of the house is imported here.
"""

from __future__ import annotations

import ctypes
import io
import json
import resource
import sys
import time
from typing import Any

MEMORY = 256 * 1024 * 1024
SECONDS = 10
ENOUGH = 6.0  # seconds after which no further page of a document is drawn
POINTS_AT_MOST = 40_000_000
PAGES_AT_MOST = 500
LONGEST = 2_400
COPY_AT_MOST = 30_000_000
QUALITY = 85
PAGE_SCALE = 110 / 72
NEW_USER, NEW_NET = 0x10000000, 0x40000000
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "urllib.", "ftplib.")

Told = dict[str, Any]
Made = tuple[Told, bytes]


class Faulty(Exception):
    """The file cannot be kept; the word says why."""


def confine() -> None:
    """Give up what is not needed: memory, time, files, and the network."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None).unshare(NEW_USER | NEW_NET)  # where the machine lets us; the hook below holds everywhere
    sys.addaudithook(_deny)


def _deny(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(event)


def picture(content: bytes, *, copy: bool) -> Made:
    """Decode a picture; for a copy, draw its points onto a fresh one."""
    from PIL import Image, ImageOps

    if b"ftyp" in content[:16]:
        import pillow_heif

        pillow_heif.options.DECODE_THREADS = 1
        pillow_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = None  # our own limit stands here, and refuses before anything is decoded
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP", "GIF", "HEIF")) as held:
        if held.width * held.height > POINTS_AT_MOST:
            raise Faulty("too_many_points")
        held.draft("RGB", (LONGEST, LONGEST))
        held.load()
        if not copy:
            return {}, b""
        plain = held.convert("RGBA" if held.has_transparency_data else "RGB")
        turned = held.getexif().get(0x0112, 1)
    plain.thumbnail((LONGEST, LONGEST))
    plain.getexif()[0x0112] = turned
    return {}, _jpeg(_fresh(ImageOps.exif_transpose(plain)))


def _fresh(seen: Any) -> Any:
    from PIL import Image

    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A") if seen.mode == "RGBA" else None)
    return paper


def _jpeg(image: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def document(content: bytes, *, copy: bool) -> Made:
    """Open a document and draw its first page; for a copy, draw every page into a new one that holds only pictures."""
    import pypdfium2

    try:
        held = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as trouble:
        raise Faulty("locked" if "assword" in str(trouble) else "unreadable") from trouble
    pages = len(held)
    if not pages:
        raise Faulty("unreadable")
    if pages > PAGES_AT_MOST:
        raise Faulty("too_many_pages")
    if not copy:
        _page(held[0])
        return {"pages": pages}, b""
    return _drawn(held, pypdfium2.PdfDocument.new(), pages)


def _drawn(held: Any, fresh: Any, pages: int) -> Made:
    copied = size = 0
    for index in range(pages):
        if index and (time.process_time() > ENOUGH or size > COPY_AT_MOST // 2):
            break
        size += _page_into(fresh, held[index])
        copied += 1
    out = io.BytesIO()
    fresh.save(out)
    return {"pages": pages, "copied": copied}, out.getvalue()


def _page(page: Any) -> Any:
    longest = max(*page.get_size(), 1.0)
    return page.render(scale=min(PAGE_SCALE, LONGEST / longest)).to_pil()


def _page_into(fresh: Any, page: Any) -> int:
    import pypdfium2

    drawn = _jpeg(_page(page).convert("RGB"))
    width, height = (min(max(side, 1.0), 5_000.0) for side in page.get_size())
    image = pypdfium2.PdfImage.new(fresh)
    image.load_jpeg(io.BytesIO(drawn), inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    paper = fresh.new_page(width, height)
    paper.insert_obj(image)
    paper.gen_content()
    page.close()
    paper.close()
    return len(drawn)


def text(content: bytes, *, copy: bool) -> Made:
    """Read plain text, and leave out what hides or turns other characters."""
    try:
        words = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        words = content.decode("cp1252", errors="replace")
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    if any(ord(letter) < 32 and letter not in "\n\t\f" for letter in plain):
        raise Faulty("unreadable")
    hidden = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0x7F, 0xA0), 0x0C}
    return {}, plain.translate(dict.fromkeys(hidden)).encode(errors="replace") if copy else b""


KINDS = {"picture": picture, "document": document, "text": text}


def main() -> None:
    """Do one file."""
    confine()
    try:
        told, made = KINDS[sys.argv[1]](sys.stdin.buffer.read(), copy=sys.argv[2] == "copy")
    except Faulty as fault:
        told, made = {"fault": str(fault)}, b""
    except MemoryError:
        told, made = {"fault": "too_much_inside"}, b""
    except Exception:  # noqa: BLE001 - whatever a decoder raises over a hostile file, it is one that cannot be read
        told, made = {"fault": "unreadable"}, b""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + made)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
