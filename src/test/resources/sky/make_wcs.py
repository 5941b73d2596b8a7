"""Headers, pixel and sky positions as astropy (wcslib) has them: python make_wcs.py > wcs.json

Pixel positions count from 0. `null` means that astropy finds no position there, `error` that it refuses the header.
"""
import json
import sys
import warnings

import numpy as np
from astropy.io import fits
from astropy.wcs import WCS

warnings.simplefilter("ignore")
rng = np.random.default_rng(7)


def header(**cards):
    h = {"NAXIS": 2, "NAXIS1": 300, "NAXIS2": 200, "CRPIX1": 150.5, "CRPIX2": 80.25, "CDELT1": -0.0005, "CDELT2": 0.0005}
    h.update({k.replace("__", "-"): v for k, v in cards.items()})
    return {k: v for k, v in h.items() if v is not None}


def axes(code, ra=0.0, dec=0.0, lon="RA", lat="DEC"):
    join = lambda name: name + "-" * (8 - len(name) - len(code)) + code
    return {"CTYPE1": join(lon), "CTYPE2": join(lat), "CRVAL1": ra, "CRVAL2": dec}


cases = {}
for code in ("TAN", "SIN", "ARC", "STG", "ZEA", "CAR", "SFL", "NCP", "GLS"):
    for ra, dec in ((131.189, 21.4924), (0.01, -30.0), (359.99, 62.5), (180.0, -89.9), (266.4, 89.95), (40.0, 90.0), (12.5, -90.0), (30.0, 0.0)):
        if code == "NCP" and dec == 0:  # it has no image of the equator
            continue
        cases[f"{code} at {ra} {dec}"] = header(**axes(code, ra, dec))
    cases[f"{code} large pixels"] = header(**axes(code, 350.0, 50.0), CDELT1=-0.2, CDELT2=0.25)
    cases[f"{code} LONPOLE 150"] = header(**axes(code, 83.6, 22.0), LONPOLE=150.0)
    if code != "NCP":
        cases[f"{code} galactic"] = header(**axes(code, 359.9, 0.5, "GLON", "GLAT"), CDELT1=-0.01, CDELT2=0.01)

tan = axes("TAN", 187.7059, 12.3911)
cases["CROTA2"] = header(**tan, CROTA2=33.0)
cases["CROTA2, oblong pixels"] = header(**tan, CDELT1=-0.0004, CDELT2=0.0007, CROTA2=-71.0)
cases["PC"] = header(**tan, PC1_1=0.8, PC1_2=-0.6, PC2_1=0.6, PC2_2=0.8)
cases["PC, some elements"] = header(**tan, PC1_2=-0.3)
cases["CD"] = header(**tan, CDELT1=None, CDELT2=None, CD1_1=-4e-4, CD1_2=1e-4, CD2_1=0.9e-4, CD2_2=5e-4)
cases["CD and CDELT"] = header(**tan, CD1_1=-4e-4, CD1_2=1e-4, CD2_1=0.9e-4, CD2_2=5e-4)
cases["CD without a diagonal"] = header(**tan, CDELT1=None, CDELT2=None, CD1_2=5e-4, CD2_1=-5e-4)
cases["latitude first"] = header(CTYPE1="DEC--SIN", CTYPE2="RA---SIN", CRVAL1=-12.0, CRVAL2=200.0, CDELT1=0.001, CDELT2=-0.001)
cases["latitude first, CROTA1"] = header(CTYPE1="DEC--SIN", CTYPE2="RA---SIN", CRVAL1=-12.0, CRVAL2=200.0, CDELT1=0.001, CDELT2=-0.001, CROTA1=20.0)
cases["arcsec"] = header(**{**tan, "CRVAL1": 187.7059 * 3600, "CRVAL2": 12.3911 * 3600}, CUNIT1="arcsec", CUNIT2="arcsec", CDELT1=-1.8, CDELT2=1.8)
cases["RA beyond 360"] = header(**axes("TAN", 372.0, 10.0))
cases["RA negative"] = header(**axes("SIN", -12.0, 10.0))
cases["south up"] = header(**tan, CDELT1=0.0005, CDELT2=-0.0005)
cases["SIN slant"] = header(**axes("SIN", 211.6, 40.2), PV2_1=0.35, PV2_2=-0.6, CDELT1=-0.05, CDELT2=0.05)
cases["SIN slant, small pixels"] = header(**axes("SIN", 211.6, 40.2), PV2_1=-0.2, PV2_2=0.9)
cases["SIN as CASA writes it"] = header(**axes("SIN", 150.1, 2.2), LONPOLE=180.0, LATPOLE=2.2, PV2_1=0.0, PV2_2=0.0, RADESYS="FK5", EQUINOX=2000.0)
cases["SIN half sky"] = header(**axes("SIN", 20.0, -45.0), CDELT1=-0.6, CDELT2=0.6)
cases["NCP wide"] = header(**axes("NCP", 123.7, 48.2), CDELT1=-0.05, CDELT2=0.05)
cases["CAR, LATPOLE"] = header(**axes("CAR", 45.0, 30.0), LATPOLE=-90.0, CDELT1=-0.5, CDELT2=0.5)
cases["CAR, LONPOLE and LATPOLE"] = header(**axes("CAR", 45.0, -30.0), LONPOLE=100.0, LATPOLE=0.0, CDELT1=-0.5, CDELT2=0.5)
cases["CAR whole sky"] = header(**axes("CAR", 0.0, 0.0, "GLON", "GLAT"), CDELT1=-1.2, CDELT2=0.9)
cases["PV1_3 and PV1_4"] = header(**axes("TAN", 83.6, 22.0), PV1_3=140.0, PV1_4=10.0)


def astropy_wcs(cards):
    h = fits.Header()
    for key, value in cards.items():
        h[key] = value
    return WCS(h)


def listed(values):
    return [None if not np.isfinite(v).all() else [float(c) for c in v] for v in values]


out = []
for name, cards in cases.items():
    try:
        w = astropy_wcs(cards)
    except ValueError:
        out.append({"name": name, "cards": cards, "error": True})
        continue
    pixels = np.concatenate([[[0, 0], [299, 0], [0, 199], [299, 199], [149.5, 79.25]], rng.uniform([-20, -20], [320, 220], (15, 2))])
    sky = w.wcs_pix2world(pixels, 0)
    good = np.isfinite(sky).all(axis=1)
    back = np.full_like(pixels, np.nan)
    back[good] = w.wcs_world2pix(sky[good], 0)
    if cards["CTYPE1"].startswith("DEC"):
        sky = sky[:, ::-1]
    out.append({"name": name, "cards": cards, "pixels": pixels.tolist(), "sky": listed(sky), "back": listed(back)})
json.dump(out, sys.stdout, separators=(",", ":"))
