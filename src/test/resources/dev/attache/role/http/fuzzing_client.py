# Runs Autobahn's fuzzing client by Jython: fuzzing_client.py URL FOLDER CASE...
import sys

from autobahntestsuite import wstest

wstest.start({"mode": "fuzzingclient", "debug": False}, {
    "outdir": sys.argv[2],
    "servers": [{"agent": "attache", "url": sys.argv[1], "options": {"version": 18}}],
    "options": {"failByDrop": False},
    "failByDrop": False,
    "cases": sys.argv[3:],
    "exclude-cases": [],
    "exclude-agent-cases": {},
})
