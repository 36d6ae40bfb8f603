"""The JPKI application on the chip of Debian's python3-virtualsmartcard, which this project did not write.

Usage: debian-card.py PORT CERTIFICATE.der
The package of Debian 12 lies outside Python's path and expects a module of Python 2; both are made good here.
"""

import hashlib
import sys
import types

sys.path.insert(0, "/usr/lib/python3/site-packages/virtualsmartcard")
sys.modules["sha"] = types.SimpleNamespace(new=hashlib.sha1)

from virtualsmartcard.SmartcardFilesystem import DF, MF, TransparentStructureEF  # noqa: E402
from virtualsmartcard.SmartcardSAM import SAM  # noqa: E402
from virtualsmartcard.VirtualSmartcard import Iso7816OS, VirtualICC  # noqa: E402

port, path = int(sys.argv[1]), sys.argv[2]
with open(path, "rb") as file:
    certificate = file.read()

master = MF()
application = DF(parent=master, fid=0x7001, dfname=bytes.fromhex("D392F000260100000001"), bertlv_data=[])
application.append(TransparentStructureEF(parent=application, fid=0x0006, shortfid=0x06,
                                          data=b"JPKIAPICCTOKEN2".ljust(160)))
application.append(TransparentStructureEF(parent=application, fid=0x000A, shortfid=0x0A, data=certificate))
master.append(application)

card = VirtualICC(None, "iso7816", "localhost", port)
card.os = Iso7816OS(master, SAM("1234", None, master))
card.run()
