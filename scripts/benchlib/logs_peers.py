"""What is measured beside attache, each doing the same work over one file.

rsyslog and mtail are found on PATH, syslog-ng too or by SYSLOG_NG=, fluent-bit by FLUENT_BIT=. One that is not there is
left out and named.
"""
import os
import pathlib
import shutil
import sys

from benchlib.process import ROOT

PYTHON = """import json, sys
lines = sys.stdin.buffer
out = sys.stdout
for line in lines:
    text = line.decode("utf-8", "replace").rstrip("\\n")
    out.write(json.dumps({"message": text}))
    out.write("\\n")
"""

MTAIL = """counter http_requests_total by method, status
histogram http_response_bytes buckets 100, 1000, 10000, 100000
/^\\S+ \\S+ \\S+ \\[[^\\]]+\\] "(?P<method>[A-Z]+) \\S+ [^"]*" (?P<status>\\d{3}) (?P<bytes>\\d+)/ {
  http_requests_total[$method][$status]++
  http_response_bytes = $bytes
}
"""


class Peer:
    def __init__(self, name, command, output=None, ends=True, stdin=None, stdout=None, env=None):
        self.name, self.command, self.ends, self.stdin, self.stdout = name, command, ends, stdin, stdout
        self.outputs = [pathlib.Path(p) for p in [output or stdout] if p]
        self.env = env or {}


def reset(scratch):
    """Forgets how far everybody has read."""
    for each in scratch.glob("state-*"):
        shutil.rmtree(each, ignore_errors=True)
    for name in ("attache", "rsyslog", "syslog-ng"):
        (scratch / f"state-{name}").mkdir()


def attache(path, scratch, form, encode):
    out = scratch / "attache.out"
    return Peer("attache", [str(ROOT / "scripts/attache"), "logs", "--once", "--file", str(path), "--format", form,
                            "--encode", encode, "--state", str(scratch / "state-attache"), "--output", str(out)], out)


def attache_metrics(path, scratch):
    file = scratch / "metrics.yaml"
    file.write_text(f"""roles:
  logs:
    kind: logs
    once: true
    state: {scratch}/state-attache
    inputs: [{{file: {path}, format: combined}}]
    steps: [{{drop: {{where: 'true'}}}}]
    metrics:
      - {{counter: http_requests_total, labels: {{method: method, status: status}}}}
      - {{histogram: http_response_bytes, value: bytes, buckets: [100, 1000, 10000, 100000]}}
    outputs: [{{file: {scratch}/metrics.out}}]
""")
    return Peer("attache", [str(ROOT / "scripts/attache"), "run", "-c", str(file)])


def python(path, scratch):
    script = scratch / "wrap.py"
    script.write_text(PYTHON)
    return Peer("python", [sys.executable, str(script)], stdin=path, stdout=scratch / "python.out")


def rsyslog(case, path, scratch):
    out = scratch / "rsyslog.out"
    template, before = {"pass": ('string="%msg%\\n"', ""),
                        "json": ('type="list") { property(name="$!") constant(value="\\n") } #',
                                 'action(type="mmjsonparse" cookie="" mode="find-json")')}[case]
    form = f'template(name="out" type="string" {template})' if case == "pass" else f'template(name="out" {template}'
    file = scratch / "rsyslog.conf"
    load = "" if case == "pass" else 'module(load="mmjsonparse")\n'
    file.write_text(f"""global(workDirectory="{scratch}/state-rsyslog" maxMessageSize="1m")
module(load="imfile" mode="inotify")
{load}{form}
ruleset(name="copy") {{
  {before}
  action(type="omfile" file="{out}" template="out" ioBufferSize="256k")
}}
input(type="imfile" file="{path}" tag="bench" ruleset="copy" freshStartTail="off")
""")
    return Peer("rsyslog", [shutil.which("rsyslogd", path=search_path()), "-n", "-f", str(file), "-i",
                            str(scratch / "state-rsyslog/pid")], out, ends=False)


def syslog_ng(case, path, scratch, binary):
    out = scratch / "syslog-ng.out"
    parser, template = {"pass": ("", "${MSG}\\n"),
                        "combined": ('parser { csv-parser(columns("a.client", "a.ident", "a.user", "a.time", "a.request", '
                                     '"a.status", "a.bytes", "a.referer", "a.agent") delimiters(" ") '
                                     """quote-pairs('""[]') flags(escape-double-char)); };""", "$(format-json a.*)\\n"),
                        "json": ('parser { json-parser(prefix("j.")); };', "$(format-json j.*)\\n")}[case]
    file = scratch / "syslog-ng.conf"
    file.write_text(f"""@version: 3.35
options {{ stats-freq(0); flush-lines(1000); log-msg-size(1048576); use-dns(no); }};
log {{
  source {{ file("{path}" flags(no-parse) log-fetch-limit(10000) log-iw-size(100000)); }};
  {parser}
  destination {{ file("{out}" template("{template}") log-fifo-size(200000)); }};
  flags(flow-control);
}};
""")
    state = scratch / "state-syslog-ng"
    return Peer("syslog-ng", [binary, "-F", "--no-caps", "-f", str(file), "-R", str(state / "persist"), "-p",
                              str(state / "pid"), "-c", str(state / "ctl")], out, ends=False)


def fluent_bit(case, path, scratch, binary):
    out = scratch / "fluent-bit.out"
    parsers = scratch / "parsers.conf"
    parsers.write_text("""[PARSER]
    Name json
    Format json
[PARSER]
    Name combined
    Format regex
    Regex ^(?<client>[^ ]*) [^ ]* (?<user>[^ ]*) \\[(?<time>[^\\]]*)\\] "(?<method>\\S+) (?<path>[^"]*?) \\S*" (?<status>[^ ]*) (?<bytes>[^ ]*) "(?<referer>[^"]*)" "(?<agent>[^"]*)"$
""")
    parser = [] if case == "pass" else ["-p", f"parser={case}"]
    return Peer("fluent-bit", [binary, "-q", "-R", str(parsers), "-i", "tail", "-p", f"path={path}", "-p",
                               "read_from_head=true", "-p", "exit_on_eof=true", "-p", "buffer_max_size=2M", *parser,
                               "-o", "file", "-p", f"file={out.name}", "-p", f"path={scratch}", "-p",
                               "format=plain", "-f", "0.2"], out)


def mtail(path, scratch):
    program = scratch / "bench.mtail"
    program.write_text(MTAIL)
    return Peer("mtail", ["mtail", "--one_shot", "--progs", str(program), "--logs", str(path), "--address", "127.0.0.1",
                          "--port", "0", "--log_dir", str(scratch)])


def search_path():
    return os.environ.get("PATH", "") + ":/usr/sbin:/sbin"


def of(case, path, scratch):
    """Who takes part."""
    found, missing = [], []

    def add(name, binary, make):
        if binary:
            found.append(make(binary))
        else:
            missing.append(name)

    if case == "metrics":
        found.append(attache_metrics(path, scratch))
        add("mtail (Debian: mtail)", shutil.which("mtail"), lambda _: mtail(path, scratch))
    else:
        form, encode = {"pass": ("raw", "raw"), "combined": ("combined", "ndjson"), "json": ("json", "ndjson")}[case]
        found.append(attache(path, scratch, form, encode))
        if case != "pass":
            found.append(python(path, scratch))
        if case != "combined":
            add("rsyslog (Debian: rsyslog)", shutil.which("rsyslogd", path=search_path()),
                lambda _: rsyslog(case, path, scratch))
        add("syslog-ng (Debian: syslog-ng-core, or SYSLOG_NG=)",
            os.environ.get("SYSLOG_NG") or shutil.which("syslog-ng", path=search_path()),
            lambda binary: syslog_ng(case, path, scratch, binary))
        add("fluent-bit (FLUENT_BIT=)", os.environ.get("FLUENT_BIT"), lambda binary: fluent_bit(case, path, scratch, binary))
    for each in missing:
        print(f"bench: {case} without {each}", file=sys.stderr)
    return found
