"""Another SAMP program: astropy's hub and a client of it, told by lines what to do, telling by lines what it hears.

usage: samp_peer.py LOCKFILE
"""

import json
import sys
import threading

from astropy.io import fits
from astropy.samp import SAMPHubServer, SAMPIntegratedClient
from astropy.wcs import WCS

TYPES = ("image.load.fits", "coord.pointAt.sky")
ONE_AT_A_TIME = threading.Lock()


def tell(**what):
    with ONE_AT_A_TIME:
        sys.stdout.write(json.dumps(what) + "\n")
        sys.stdout.flush()


def sky(url, column, row):
    """What astropy reads of the map at a pixel: its place on the sky and its value."""
    with fits.open(url.removeprefix("file://")) as file:
        header, data = file[0].header, file[0].data
    ra, dec = WCS(header).celestial.all_pix2world([[column, row]], 0)[0]
    return float(ra), float(dec), float(data[row, column])


hub = SAMPHubServer(lockfile=sys.argv[1], web_profile=False, label="test")
hub.start()
client = SAMPIntegratedClient(name="astropy")
client.connect(hub_params=hub.params)


def heard(private_key, sender, mtype, params, extra):
    tell(type=mtype, sender=client.get_metadata(sender).get("samp.name"), **params)


def called(private_key, sender, msg_id, mtype, params, extra):
    heard(private_key, sender, mtype, params, extra)
    client.reply(msg_id, {"samp.status": "samp.ok", "samp.result": {}})


for each in TYPES:
    client.bind_receive_notification(each, heard)
    client.bind_receive_call(each, called)
tell(ready=True)
for line in sys.stdin:
    word, *rest = json.loads(line)
    if word == "programs":
        names = [client.get_metadata(i).get("samp.name", "") for i in client.get_registered_clients()]
        tell(programs=sorted(names))
    elif word == "notify":
        client.notify_all({"samp.mtype": rest[0], "samp.params": rest[1]})
    elif word == "call":
        others = [i for i in client.get_subscribed_clients(rest[0])]
        answer = client.call_and_wait(others[0], {"samp.mtype": rest[0], "samp.params": rest[1]}, "20")
        tell(status=answer["samp.status"])
    elif word == "sky":
        ra, dec, value = sky(*rest)
        tell(ra=ra, dec=dec, value=value)
client.disconnect()
hub.stop()
