"""The health role: what probes cost, what checks cost, and what it costs to wait; and the process view.

What counts is what the JVM's compilers have finished with, as a sidecar runs for days: probes come at five times the
pace first, checks at twenty times, by a reload; and then the pace that is measured goes on until compilers take next to
nothing. What they take nevertheless counts, and is told beside it. nginx and HAProxy, where they are found, do the same
work in the same run."""
import argparse
import http.client
import os
import pathlib
import shutil
import signal
import socket
import statistics
import tempfile
import threading
import time

from benchlib.process import ROOT, Target, free_port, machine

BAR_PROBES, BAR_CHECKS, BAR_IDLE = 3.0, 5.0, 0.5
CHECKS = 200
COMPILED, COMPILED_FOR, COMPILED_SECONDS_MAX = 0.3, 3, 60
REQUEST = b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: kube-probe/1.31\r\nAccept: */*\r\n%s\r\n"
KEPT, CLOSED = REQUEST % b"", REQUEST % b"Connection: close\r\n"


class Web:
    """A web server that costs attache nothing but the asking: answers every request alike."""
    ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection:
                if connection.recv(4096):
                    connection.sendall(self.ANSWER)


def attache(folder, name, role, kind="health"):
    port, admin = free_port(), free_port()
    file = folder / f"{name}.yaml"
    file.write_text(f"admin: {{listen: 127.0.0.1:{admin}}}\nthreads: 1\nroles:\n  it:\n    kind: {kind}\n"
                    f"    listen: 127.0.0.1:{port}\n{role}")
    command = os.environ.get("ATTACHE", str(ROOT / "scripts/attache"))
    return Target(name, port, [command, "run", "-c", str(file)])


def share(target, work, *arguments):
    """Percent of a CPU that the target takes while the work goes on, that of its compilers, and what the work gives."""
    before, compiling, start = target.cpu_seconds(), compiler_seconds(target), time.perf_counter()
    done = work(*arguments)
    percent = 100 / (time.perf_counter() - start)
    return (target.cpu_seconds() - before) * percent, (compiler_seconds(target) - compiling) * percent, done


def compiler_seconds(target):
    """CPU seconds of the JVM's compilers so far."""
    nanos = 0
    for task in pathlib.Path(f"/proc/{target.process.pid}/task").iterdir():
        try:
            if "CompilerThre" in (task / "comm").read_text():
                nanos += int((task / "schedstat").read_text().split()[0])
        except OSError:
            pass  # The JVM lets compilers go that have nothing to do.
    return nanos / 1e9


def await_compiled(target, work, *arguments):
    """Goes on with the work, a second each, until compilers have been calm for a while."""
    calm, begun = 0, time.perf_counter()
    while calm < COMPILED_FOR and time.perf_counter() - begun < COMPILED_SECONDS_MAX:
        calm = calm + 1 if share(target, work, *arguments)[1] < COMPILED else 0


def probe(port, rate, seconds, keeps, connections=10):
    """Probes by the clock, answered one after the other on each connection; the worst of the waits in ms."""
    open_ones = [None] * connections
    worst, sent, start = 0.0, 0, time.perf_counter()
    while True:
        now = time.perf_counter()
        if now - start >= seconds:
            break
        if sent > rate * (now - start):
            time.sleep(0.001)
            continue
        at = sent % connections
        link = open_ones[at] or socket.create_connection(("127.0.0.1", port))
        link.sendall(KEPT if keeps else CLOSED)
        answer = link.recv(8192)
        if not answer.startswith(b"HTTP/1.1 200"):
            raise SystemExit("bench: a probe was answered " + answer[:80].decode(errors="replace"))
        worst = max(worst, (time.perf_counter() - now) * 1000)
        if keeps:
            open_ones[at] = link
        else:
            link.close()
        sent += 1
    for link in filter(None, open_ones):
        link.close()
    return sent / seconds, worst


def await_ready(port):
    """The first answers of the checks have come."""
    for _ in range(1000):
        with socket.create_connection(("127.0.0.1", port)) as link:
            link.sendall(CLOSED)
            if link.recv(8192).startswith(b"HTTP/1.1 200"):
                return
        time.sleep(0.01)
    raise SystemExit("bench: attache does not become ready")


def repeated(o, target, work, *arguments):
    """The round in the middle by its share of a CPU."""
    return sorted([share(target, work, *arguments) for _ in range(o.rounds)], key=lambda each: each[0])[o.rounds // 2]


def bar(cpu, limit):
    return f"< {limit}{'' if cpu < limit else ' missed'}"


def peer(program, arguments, file, text):
    """A process that does the same, or None where there is no such program."""
    found = shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin")
    if not found:
        return None
    file.write_text(text)
    return [found, *arguments, str(file)]


def nginx(folder):
    """A page of the same length, by one process."""
    port = free_port()
    command = peer("nginx", ["-e", "stderr", "-p", str(folder), "-c"], folder / "nginx.conf", f"""
daemon off; master_process off; pid {folder}/nginx.pid; error_log stderr error;
events {{}}
http {{ access_log off; keepalive_requests 1000000; client_body_temp_path {folder}; proxy_temp_path {folder};
  fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; location / {{ return 200 "{'x' * 90}"; }} }} }}
""")
    return command and Target("nginx", port, command)


def haproxy(folder, kind, to):
    """The same checks, a new connection for each, by one thread."""
    rules = {"tcp": "", "http": "option httpchk GET /\n  http-check expect string ok",
             "redis": "option tcp-check\n  tcp-check send PING\\r\\n\n  tcp-check expect string +PONG"}
    if kind not in rules:
        return None
    port = free_port()
    servers = "".join(f"  server s{i} 127.0.0.1:{to} check inter 1s\n" for i in range(CHECKS))
    command = peer("haproxy", ["-f"], folder / f"haproxy-{kind}.cfg", f"""
global
  nbthread 1
  spread-checks 10
defaults
  mode tcp
  timeout connect 1s
  timeout check 1s
  timeout client 1s
  timeout server 1s
listen all
  bind 127.0.0.1:{port}
  {rules[kind]}
{servers}""")
    return command and Target("haproxy", port, command)


def measured(o, target, log, work, *arguments):
    """A peer's share in text; a dash where there is no peer."""
    if target is None:
        return "-"
    try:
        target.start(log)
        work(*arguments)
        return f"{repeated(o, target, work, *arguments)[0]:.1f} {target.name}"
    finally:
        target.stop()


def probes(o, folder, log):
    ours = attache(folder, "probes", "    checks: {a: {disk: /, interval: 5s}, b: {disk: /tmp, interval: 5s}}\n")
    try:
        ours.start(log)
        rows = []
        await_ready(ours.port)
        for keeps in (True, False):
            probe(ours.port, 5000, o.warm_up / 2, keeps)
            await_compiled(ours, probe, ours.port, 5000, 1, keeps)
        for keeps, text in ((True, "kept connections"), (False, "a connection each")):
            await_compiled(ours, probe, ours.port, 1000, 1, keeps)
            cpu, compilers, (rate, worst) = repeated(o, ours, probe, ours.port, 1000, o.seconds, keeps)
            other = nginx(folder)
            against = measured(o, other, log, probe, other and other.port, 1000, o.seconds, keeps)
            rows.append((f"1,000 probes a second, {text}, % of a core", f"{cpu:.1f}", against,
                         f"{bar(cpu, BAR_PROBES)}; {rate:,.0f}/s, slowest {worst:.1f} ms; compilers {compilers:.1f}"))
        return rows
    finally:
        ours.stop()


def checks(o, folder, log):
    """One answer a second from each of 200 checks, of one kind at a time."""
    web = Web()
    redis = free_port()
    server = Target("redis", redis, ["redis-server", "--port", str(redis), "--save", ""])
    kinds = {"http": (f"http: 'http://127.0.0.1:{web.port}/', expect: {{body: ok}}", web.port),
             "tcp": (f"tcp: 127.0.0.1:{redis}", redis), "redis": (f"redis: 127.0.0.1:{redis}", redis),
             "file": ("file: /etc/passwd", 0)}
    rows = []
    try:
        server.start(log)
        for kind in o.kinds.split(","):
            check, to = kinds[kind]

            def lines(interval):
                return "".join(f"      c{i}: {{{check}, interval: {interval}}}\n" for i in range(CHECKS))
            ours = attache(folder, kind, "    checks:\n" + lines("50ms"))
            try:
                ours.start(log)
                time.sleep(o.warm_up)
                await_compiled(ours, time.sleep, 1)
                file = folder / f"{kind}.yaml"
                file.write_text(file.read_text().replace("interval: 50ms", "interval: 1s"))
                ours.process.send_signal(signal.SIGHUP)
                await_compiled(ours, time.sleep, 1)
                cpu, compilers, _ = repeated(o, ours, time.sleep, o.seconds)
            finally:
                ours.stop()
            against = measured(o, haproxy(folder, kind, to), log, time.sleep, o.seconds)
            rows.append((f"200 checks a second, {kind}, % of a core", f"{cpu:.1f}", against,
                         f"{bar(cpu, BAR_CHECKS)}; compilers {compilers:.1f}"))
        return rows
    finally:
        server.stop()
        web.listener.close()


def idle(o, folder, log):
    ours = attache(folder, "idle", "    checks: {a: {disk: /, interval: 10s}, b: {file: /etc/passwd, interval: 10s}}\n")
    view = attache(folder, "topz", "", "topz")
    rows = []
    try:
        for target, text in ((ours, "health"), (view, "process view")):
            target.start(log)
            time.sleep(o.warm_up)
            cpu, _, _ = share(target, time.sleep, o.idle)
            rows.append((f"idle, {text}, % of a core", f"{cpu:.2f}", "-",
                         f"{bar(cpu, BAR_IDLE)}; {target.rss_mib():.0f} MiB"))
        look(view.port)
        time.sleep(2.5)
        cpu = view.cpu_seconds()
        took = []
        for _ in range(5):
            took.append(look(view.port))
            time.sleep(2.1)
        count = len([name for name in os.listdir("/proc") if name.isdigit()])
        looks = (view.cpu_seconds() - cpu) * 1000 / 5
        rows.append((f"process view: a look at {count} processes, CPU ms", f"{looks:.0f}", "-",
                     f"answered in {statistics.median(took) * 1000:.0f} ms"))
        return rows
    finally:
        ours.stop()
        view.stop()


def look(port):
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/json")
    if connection.getresponse().read()[:1] != b"{":
        raise SystemExit("bench: the process view has not answered")
    connection.close()
    return time.perf_counter() - start


def main(argv):
    p = argparse.ArgumentParser(prog="scripts/bench health")
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--seconds", type=float, default=5)
    p.add_argument("--warm-up", type=float, default=10)
    p.add_argument("--idle", type=float, default=20)
    p.add_argument("--only", default="probes,checks,idle")
    p.add_argument("--kinds", default="http,tcp,redis,file", help="kinds of checks")
    p.add_argument("--out", default=str(ROOT / "target/bench"))
    o = p.parse_args(argv)
    out = pathlib.Path(o.out)
    out.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="attache-bench-"))
    rows = []
    try:
        with open(out / "health.log", "w") as log:
            for name, part in (("probes", probes), ("checks", checks), ("idle", idle)):
                if name in o.only.split(","):
                    done = part(o, folder, log)
                    rows += done
                    print("\n".join(map(" | ".join, done)), flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    text = f"{machine()}\n\n| | attache | peer | bar |\n|---|---|---|---|\n"
    text += "".join(f"| {' | '.join(row)} |\n" for row in rows)
    (out / "health.md").write_text(text)
    print(text)
