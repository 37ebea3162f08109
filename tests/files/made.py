"""Files that the tests make themselves: ordinary ones, and what others have made to do harm."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from functools import cache

import pypdfium2
from PIL import Image

SECRET = b"SECRET-THAT-MUST-NOT-COME-ALONG"


def _saved(image: Image.Image, form: str, **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def paper(width: int = 64, height: int = 48, colour: str = "teal") -> Image.Image:
    """A small picture."""
    return Image.new("RGB", (width, height), colour)


@cache
def jpeg() -> bytes:
    return _saved(paper(), "JPEG")


@cache
def png() -> bytes:
    return _saved(paper(), "PNG")


@cache
def heic() -> bytes:
    import pillow_heif

    pillow_heif.register_heif_opener()
    return _saved(paper(128, 96), "HEIF", quality=40)


@cache
def wav() -> bytes:
    plain = b"\x00\x01" * 400
    fmt = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 16000, 2, 16)
    return (
        b"RIFF"
        + struct.pack("<I", 28 + len(plain) + 8)
        + b"WAVE"
        + fmt
        + b"data"
        + struct.pack("<I", len(plain))
        + plain
    )


@cache
def mp4(inside: bytes = b"") -> bytes:
    return b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + struct.pack(">I", 8 + len(inside)) + b"mdat" + inside


def jpeg_with_place() -> bytes:
    """A photo that says where, with what and by whom it was made, in EXIF and in a comment."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x0112] = SECRET.decode(), "Rehana " + SECRET.decode(), 6
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 29.0, 33.1), 3: "W", 4: (0.0, 4.0, 12.7)})
    return _saved(paper(), "JPEG", exif=exif, comment=SECRET, xmp=b"<x>" + SECRET + b"</x>")


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with(*chunks: bytes) -> bytes:
    """A small PNG with these chunks after its head."""
    plain = png()
    return plain[:33] + b"".join(chunks) + plain[33:]


def png_of(width: int, height: int, data: bytes) -> bytes:
    """A PNG that says it has this many points."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def bomb(size: int) -> bytes:
    """Zeros, packed."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()


def gif(frames: int) -> bytes:
    """A GIF that moves."""
    head = b"GIF89a\x04\x00\x04\x00\x80\x00\x00\xff\x00\x00\x00\x00\xff!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
    one = b"!\xf9\x04\x00\x01\x00\x00\x00,\x00\x00\x00\x00\x04\x00\x04\x00\x00\x02\x04\x84\x8f\x09\x05\x00"
    return head + one * frames + b";"


def zipped(**files: bytes) -> bytes:
    """A zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def docx() -> bytes:
    """A document with a macro."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<w/>")
        made.writestr("word/vbaProject.bin", "AutoOpen")
    return out.getvalue()


def pdf(*more: str, catalog: str = "", pages: str = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>") -> bytes:
    """A PDF of one page that says the secret in words, with more objects and whatever its catalog is to hold."""
    words = f"BT /F1 18 Tf 20 100 Td ({SECRET.decode()}) Tj ET"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        pages,
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(words)} >>\nstream\n{words}\nendstream",
        *more,
    ]
    out, at = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        at.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in at)
    start = len(out)
    size = len(objects) + 1
    head = f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    end = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out + (head + end).encode()


def pdf_of(pages: int) -> bytes:
    """A plain PDF of many pages."""
    made = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        made.new_page(200, 200)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def noise(size: int, seed: int = 7) -> bytes:
    """Bytes without a meaning."""
    return random.Random(seed).randbytes(size)
