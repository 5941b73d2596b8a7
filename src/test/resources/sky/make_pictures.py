"""Small pictures of many kinds, and the grey levels in them: python make_pictures.py

Writes pictures/NAME and pictures.json: shape and levels, row 0 first (null where transparent), and the depth in bits.
"""
import json
from pathlib import Path

import numpy as np
from PIL import Image

HERE = Path(__file__).parent
OUT = HERE / "pictures"
OUT.mkdir(exist_ok=True)
rng = np.random.default_rng(5)
expected = []
grey = rng.integers(0, 256, (5, 7)).astype(np.uint8)
grey16 = rng.integers(0, 65536, (5, 7)).astype(np.uint16)
colour = rng.integers(0, 256, (5, 7, 3)).astype(np.uint8)
alpha = np.where(rng.random((5, 7)) < 0.3, 0, rng.integers(1, 256, (5, 7))).astype(np.uint8)


def luminance(c):
    return (c.astype(float) @ [299, 587, 114]) / 1000


def save(name, image, levels, bits=8, **options):
    image.save(OUT / name, **options)
    levels = np.asarray(levels, float)
    expected.append({"file": name, "width": levels.shape[1], "height": levels.shape[0], "bits": bits,
                     "levels": [None if np.isnan(v) else v for v in levels.ravel().tolist()]})


save("grey.png", Image.fromarray(grey), grey)
save("grey16.png", Image.fromarray(grey16), grey16, 16)
save("colour.png", Image.fromarray(colour), luminance(colour))
save("colourless.png", Image.fromarray(np.dstack([grey] * 3)), grey)
save("colour-alpha.png", Image.fromarray(np.dstack([colour, alpha])), np.where(alpha == 0, np.nan, luminance(colour)))
save("grey-alpha.png", Image.fromarray(np.dstack([grey, alpha]), "LA"), np.where(alpha == 0, np.nan, grey))
bits = (grey > 127)
save("one-bit.png", Image.fromarray(bits), bits * 255.0)
palette = Image.fromarray(colour).quantize(16)
save("palette.png", palette, luminance(np.asarray(palette.convert("RGB"))))
four = Image.fromarray((grey // 16).astype(np.uint8), "P")
four.putpalette([v for i in range(16) for v in (17 * i,) * 3])
save("palette-grey.png", four, grey // 16 * 17.0, bits=8)
smooth = np.tile(np.linspace(20, 230, 64), (48, 1)) + np.linspace(0, 20, 48)[:, None]
Image.fromarray(smooth.astype(np.uint8)).save(OUT / "grey.jpg", quality=95)
save_levels = np.asarray(Image.open(OUT / "grey.jpg"), float)
expected.append({"file": "grey.jpg", "width": 64, "height": 48, "bits": 8, "levels": save_levels.ravel().tolist()})
rgb = np.dstack([smooth, smooth[:, ::-1], np.full_like(smooth, 60)]).astype(np.uint8)
Image.fromarray(rgb).save(OUT / "colour.jpg", quality=95, subsampling=0)
expected.append({"file": "colour.jpg", "width": 64, "height": 48, "bits": 8, "levels": luminance(np.asarray(Image.open(OUT / "colour.jpg"))).ravel().tolist()})
(HERE / "pictures.json").write_text(json.dumps(expected, separators=(",", ":")))
