# Runs a side of Autobahn's suite by Jython: wstest.py client|server URL FOLDER CASE...
import sys

from autobahntestsuite import fuzzing

side, url, folder = sys.argv[1:4]
spec = {
    "url": url,
    "outdir": folder,
    "servers": [{"agent": "attache", "url": url, "options": {"version": 18}}],
    "options": {"failByDrop": False},
    "failByDrop": False,
    "cases": sys.argv[4:],
    "exclude-cases": [],
    "exclude-agent-cases": {},
}
if side == "client":
    fuzzing.startClient(spec)
else:
    fuzzing.listenWS(fuzzing.FuzzingServerFactory(spec))
fuzzing.reactor.run()
