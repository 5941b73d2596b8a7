"""Small FITS files of many kinds, and the pixels that astropy reads from them: python make_fits.py

Writes fits/NAME.fits and fits.json: per file, HDU and plane the shape and the pixels (null where blank).
"""
import gzip
import json
import shutil
import warnings
from pathlib import Path

import numpy as np
from astropy.io import fits

warnings.simplefilter("ignore")
HERE = Path(__file__).parent
OUT = HERE / "fits"
rng = np.random.default_rng(3)
image = rng.normal(0, 1, (9, 14)).astype(np.float32)
holes = image.copy()
holes[2, 3:6] = np.nan
expected = []


def header(**cards):
    h = fits.Header()
    for key, value in cards.items():
        h[key] = value
    return h


def planes(array):
    return array.reshape(-1, *array.shape[-2:])


def add(name, hdu, array, note=None):
    """Every plane of `array` (its last two axes are the image) is expected in that HDU."""
    for i, plane in enumerate(planes(np.asarray(array, np.float64))):
        values = [None if not np.isfinite(v) else float(np.float32(v)) for v in plane.ravel()]
        expected.append({"file": name, "hdu": hdu, "plane": i, "width": plane.shape[1], "height": plane.shape[0], "pixels": values, "note": note})


def write(name, *hdus):
    fits.HDUList(list(hdus)).writeto(OUT / name, overwrite=True)


def raw(name, data, cards, expect):
    """Stored integers with cards that astropy would otherwise choose itself."""
    h = fits.PrimaryHDU(data)
    h.writeto(OUT / name, overwrite=True)
    with fits.open(OUT / name, mode="update", do_not_scale_image_data=True) as f:
        for key, value in cards.items():
            f[0].header[key] = value
    with fits.open(OUT / name) as f:
        assert np.allclose(f[0].data, expect, equal_nan=True, rtol=1e-6), name
    add(name, 0, expect)


OUT.mkdir(exist_ok=True)
write("float32.fits", fits.PrimaryHDU(holes)); add("float32.fits", 0, holes)
write("float64.fits", fits.PrimaryHDU(holes.astype(np.float64) * 1e-3)); add("float64.fits", 0, holes.astype(np.float64) * 1e-3)
stored = rng.integers(-2000, 2000, (9, 14)).astype(np.int16)
stored[4, 4] = -32768
scaled = stored * 0.25 + 10.0
scaled[4, 4] = np.nan
raw("int16.fits", stored, {"BSCALE": 0.25, "BZERO": 10.0, "BLANK": -32768}, scaled)
raw("int32.fits", stored.astype(np.int32) * 1000, {"BSCALE": 1e-6}, stored.astype(float) * 1000 * 1e-6)
raw("int64.fits", stored.astype(np.int64), {}, stored.astype(float))
raw("uint8.fits", (stored % 251).astype(np.uint8), {"BLANK": 7}, np.where(stored % 251 == 7, np.nan, stored % 251))
unsigned = rng.integers(0, 65535, (9, 14)).astype(np.uint16)
write("uint16.fits", fits.PrimaryHDU(unsigned)); add("uint16.fits", 0, unsigned)
raw("float32-scaled.fits", image, {"BSCALE": 2.0, "BZERO": -1.0}, image.astype(np.float64) * 2 - 1)

sky = dict(CTYPE1="RA---SIN", CRVAL1=10.0, CDELT1=-0.001, CRPIX1=7.0, CTYPE2="DEC--SIN", CRVAL2=-20.0, CDELT2=0.001, CRPIX2=5.0)
freq = dict(CTYPE3="FREQ", CRVAL3=1.4e9, CDELT3=1e6, CRPIX3=1.0, CUNIT3="Hz", CTYPE4="STOKES", CRVAL4=1.0, CDELT4=1.0, CRPIX4=1.0)
write("four-axes.fits", fits.PrimaryHDU(image[None, None], header(**sky, **freq))); add("four-axes.fits", 0, image)
write("axis-of-one-first.fits", fits.PrimaryHDU(image[:, :, None])); add("axis-of-one-first.fits", 0, image)
cube = np.stack([np.full_like(image, np.nan), holes, image * 2])
write("cube.fits", fits.PrimaryHDU(cube[None], header(**sky, **freq))); add("cube.fits", 0, cube)
hyper = rng.normal(0, 1, (2, 3, 9, 14)).astype(np.float32)
write("hypercube.fits", fits.PrimaryHDU(hyper, header(**sky, **freq))); add("hypercube.fits", 0, hyper)
last = {k[:-1] + {"1": "2", "2": "3", "3": "1"}[k[-1]]: v for k, v in {**sky, **freq}.items() if k[-1] != "4"}
write("frequency-first.fits", fits.PrimaryHDU(np.moveaxis(cube, 0, -1).copy(), header(**last))); add("frequency-first.fits", 0, cube)

table = fits.BinTableHDU.from_columns([fits.Column("A", "E", array=[1.0, 2.0])], name="SOURCES")
write("extensions.fits", fits.PrimaryHDU(), table, fits.ImageHDU(image, name="SCI"), fits.ImageHDU(holes.astype(np.float64), name="RMS"))
add("extensions.fits", 2, image); add("extensions.fits", 3, holes)
write("spectrum-and-image.fits", fits.PrimaryHDU(np.arange(30.0)), fits.ImageHDU(image)); add("spectrum-and-image.fits", 1, image)
write("table-only.fits", fits.PrimaryHDU(), table)
write("header-only.fits", fits.PrimaryHDU())
write("spectrum.fits", fits.PrimaryHDU(np.arange(30.0)))
write("all-blank.fits", fits.PrimaryHDU(np.full((5, 6), np.nan, np.float32)))
write("one-pixel.fits", fits.PrimaryHDU(np.array([[3.5]], np.float32))); add("one-pixel.fits", 0, np.array([[3.5]]))
write("infinite.fits", fits.PrimaryHDU(np.array([[np.inf, 1.0], [2.0, -np.inf]], np.float32))); add("infinite.fits", 0, np.array([[np.inf, 1.0], [2.0, -np.inf]]))
groups = fits.GroupData(np.zeros((2, 1, 1, 3), np.float32), bitpix=-32, parnames=["UU"], pardata=[np.zeros(2)])
write("visibilities.fits", fits.GroupsHDU(groups))

# A beam per channel, as CASA writes it; and AIPS' history.
beams = fits.BinTableHDU.from_columns([
    fits.Column("BMAJ", "E", "arcsec", array=[6.0, 5.5, 5.0]), fits.Column("BMIN", "E", "arcsec", array=[4.0, 3.5, 3.0]),
    fits.Column("BPA", "E", "deg", array=[10.0, 20.0, 30.0]), fits.Column("CHAN", "J", array=[0, 1, 2]), fits.Column("POL", "J", array=[0, 0, 0])], name="BEAMS")
write("casa-beams.fits", fits.PrimaryHDU(np.stack([image] * 3)[None], header(**sky, **freq, CASAMBM=True)), beams)
aips = header(**sky)
for line in ("AIPS   CLEAN BMAJ=  2.0000E-03 BMIN=  1.0000E-03 BPA=  10.00", "AIPS   IMAGR / something else", "AIPS   CLEAN BMAJ=  1.5000E-03 BMIN=  1.2500E-03 BPA= -30.50", "AIPS   CLEAN NITER=     1000 PRODUCT=1"):
    aips["HISTORY"] = line
write("aips-beam.fits", fits.PrimaryHDU(image, aips))

# Tiles: compressed integers, and floats that are quantised (with and without dithering) or not.
big = rng.normal(0, 1, (40, 50)).astype(np.float32)
big[5, 5:9] = np.nan
patchy = big.copy()  # rows of blanks and of one value are stored apart from the others
patchy[0] = np.nan
patchy[1] = 2.5
patchy[2, :20] = 0
ints = rng.integers(0, 1000, (40, 50)).astype(np.int16)
for name, data, kind, options in (
        ("rice-int", ints, "RICE_1", {}), ("gzip-int", ints, "GZIP_1", {}), ("gzip2-int", ints.astype(np.int32), "GZIP_2", {}),
        ("hcompress-int", ints, "HCOMPRESS_1", {}), ("plio-int", ints, "PLIO_1", {}),
        ("rice-float", big, "RICE_1", {"quantize_level": 16}), ("rice-float-dither", big, "RICE_1", {"quantize_level": 16, "quantize_method": 1, "dither_seed": 5}),
        ("rice-float-dither2", big, "RICE_1", {"quantize_level": 16, "quantize_method": 2, "dither_seed": 5}),
        ("rice-float-edges", patchy, "RICE_1", {"quantize_level": 16, "quantize_method": 1, "dither_seed": 9990}),
        ("rice-float-long-tiles", patchy, "RICE_1", {"quantize_level": 4, "quantize_method": 2, "dither_seed": 77, "tile_shape": (40, 50)}),
        ("rice-float-odd-tiles", patchy, "RICE_1", {"quantize_level": 16, "quantize_method": 1, "dither_seed": 3, "tile_shape": (16, 32)}),
        ("hcompress-float", patchy[6:], "HCOMPRESS_1", {"quantize_level": 16, "tile_shape": (17, 50)}),
        ("gzip2-float-rounded", big, "GZIP_2", {"quantize_level": 16}),
        ("gzip-float", big, "GZIP_2", {"quantize_level": 0}), ("rice-tiles", ints, "RICE_1", {"tile_shape": (16, 16)})):
    file = f"{name}.fits.fz"
    write(file, fits.PrimaryHDU(), fits.CompImageHDU(data, header(**sky, BUNIT="JY/BEAM"), compression_type=kind, **options))
    with fits.open(OUT / file) as f:
        add(file, 1, f[1].data)
write("rice-cube.fits.fz", fits.PrimaryHDU(), fits.CompImageHDU(np.stack([ints, ints + 1]), compression_type="RICE_1")); add("rice-cube.fits.fz", 1, np.stack([ints, ints + 1]))

# More pixels in a tile than the sequence of random numbers is long.
long = rng.normal(0, 1, (101, 103)).astype(np.float32)
write("rice-long.fits.fz", fits.PrimaryHDU(), fits.CompImageHDU(long, compression_type="RICE_1", quantize_level=1, quantize_method=1, dither_seed=9999, tile_shape=(101, 103)))
with fits.open(OUT / "rice-long.fits.fz") as f:
    add("rice-long.fits.fz", 1, f[1].data)

with open(OUT / "float32.fits", "rb") as f, gzip.GzipFile(OUT / "packed.fits.gz", "wb", mtime=0) as g:
    shutil.copyfileobj(f, g)
add("packed.fits.gz", 0, holes)

(HERE / "fits.json").write_text(json.dumps(expected, separators=(",", ":")))
