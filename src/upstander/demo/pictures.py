"""What somebody in the demo has to show: a photo of a door and a sound on the stairs, drawn and made up here."""

from __future__ import annotations

import io
import math
import struct
import wave

from upstander.casework import files
from upstander.casework.actor import Actor

SHOWN = "A door with paint on it. The paint is still wet in the photo."
HEARD = "A bell that is rung on the stairs for two seconds. No voices can be heard."


def keep(who: Actor, number: str) -> None:
    """Keep both with a case."""
    files.keep_file(who, number, name="IMG_2041.jpg", content=_photo(), shows=SHOWN, made="The morning after")
    files.keep_file(who, number, name="stairs.wav", content=_sound(), shows=HEARD, made="The same evening")


def _photo() -> bytes:
    from PIL import Image, ImageDraw

    paper = Image.new("RGB", (900, 1200), "#c9c2b4")
    pen = ImageDraw.Draw(paper)
    pen.rectangle((180, 120, 720, 1140), fill="#274f5b", outline="#1d3b44", width=12)
    pen.ellipse((640, 620, 680, 660), fill="#d8b24a")
    for height in (330, 480, 640):
        pen.line((250, height, 640, height + 90), fill="#b3261e", width=26)
    exif = Image.Exif()
    exif[0x010F] = "A made-up camera"
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=80, exif=exif)
    return out.getvalue()


def _sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8000)
        tones = (math.sin(n / 8000 * 2 * math.pi * 660) * math.exp(-(n % 4000) / 1500) for n in range(16_000))
        made.writeframes(b"".join(struct.pack("<h", int(9_000 * tone)) for tone in tones))
    return out.getvalue()
