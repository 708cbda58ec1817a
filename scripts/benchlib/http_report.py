"""What a run of scripts/bench http found, in Markdown, and which bars it meets."""
from benchlib.process import machine, version

TITLES = {
    "h1-100": "HTTP/1.1, 100 B",
    "h1-10k": "HTTP/1.1, 10 KiB",
    "h2-100": "HTTP/2, 100 B",
    "tls-100": "TLS, 100 B",
    "tls-connect": "TLS, a connection per request",
}
# case, peer: how often the peer's CPU time a request attache's may be, by transport
CPU_BARS = {
    ("h1-100", "haproxy"): {"epoll": 1.1, "io_uring": 1.0},
    ("h1-100", "nginx"): {"epoll": 1.1, "io_uring": 1.0},
    ("h1-100", "envoy"): {"epoll": 0.35, "io_uring": 0.35},
    ("h1-10k", "haproxy"): {"epoll": 1.1, "io_uring": 1.0},
    ("h1-10k", "nginx"): {"epoll": 1.1, "io_uring": 1.0},
    ("h1-10k", "envoy"): {"epoll": 0.35, "io_uring": 0.35},
    ("h2-100", "nginx"): {"epoll": 1.2, "io_uring": 1.2},
    ("h2-100", "envoy"): {"epoll": 0.6, "io_uring": 0.6},
    ("tls-100", "haproxy"): {"epoll": 1.1, "io_uring": 1.1},
    ("tls-connect", "envoy"): {"epoll": 1.0, "io_uring": 1.0},
}
BODY_RATE_BAR = 0.8
# RSS is a matter of pages and of when the collector runs: what is below this is no growth.
BODY_GROWTH_MIB_BAR = 8
IDLE_MIB_BAR = 150


def table(head, rows):
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join(row) + " |" for row in rows)]


def figures(medians, names, key, title, form):
    rows = [[TITLES[case], *(form.format(by_target[n][key]) for n in names)] for case, by_target in medians.items()]
    return ["", f"### {title}", "", *table(["", *names], rows)]


def verdict(value, bar, form, met):
    return f"{form.format(value)} ({form.format(bar)}{'' if met else ', missed'})"


def transport(name):
    return name.rsplit("-", 1)[-1]


def cpu_bars(medians, ours):
    rows = []
    for (case, peer), limits in CPU_BARS.items():
        if case in medians and peer in medians[case]:
            cells = []
            for own in ours:
                ratio = medians[case][own]["cpu"] / medians[case][peer]["cpu"]
                limit = limits[transport(own)]
                cells.append(verdict(ratio, limit, "{:.2f}", round(ratio, 2) <= limit))
            rows.append([TITLES[case], peer, *cells])
    return ["", "### CPU time a request, attache's over the peer's (and at most)", "",
            *table(["", "peer", *ours], rows)] if rows else []


def body_lines(bodies, names, ours):
    if not bodies:
        return []
    rows = [["MB/s", *(f"{bodies[n]['rate']:.0f}" for n in names)],
            ["CPU, ms", *(f"{bodies[n]['cpu']:.0f}" for n in names)],
            ["growth of RSS meanwhile, MiB", *(f"{bodies[n]['grown']:.1f}" for n in names)]]
    lines = ["", "### A body of 1 GiB", "", *table(["", *names], rows), ""]
    for own in ours:
        grown = bodies[own]["grown"]
        if "haproxy" in bodies:
            ratio = bodies[own]["rate"] / bodies["haproxy"]["rate"]
            lines.append(f"- {own}: MB/s over haproxy's (and at least) "
                         + verdict(ratio, BODY_RATE_BAR, "{:.2f}", ratio >= BODY_RATE_BAR))
        lines.append(f"- {own}: growth in MiB (and at most) "
                     + verdict(grown, BODY_GROWTH_MIB_BAR, "{:.1f}", grown <= BODY_GROWTH_MIB_BAR))
    return lines


def memory_lines(targets, loaded, idle, ours):
    rows = []
    for t in targets:
        cells = [t.name, str(t.ready_ms), f"{loaded[t.name]:.0f}"]
        if idle:
            mib = idle[t.name]["rss"]
            cells += [f"{idle[t.name]['before']:.0f}",
                      verdict(mib, IDLE_MIB_BAR, "{:.0f}", mib <= IDLE_MIB_BAR) if t.name in ours else f"{mib:.0f}"]
        rows.append(cells)
    head = ["", "accepting after exec, ms", "RSS after the load, MiB"]
    if idle:
        head += ["RSS before the idle ones, MiB", "with 10,000 idle connections (and at most), MiB"]
    return ["", "### Memory and start", "", *table(head, rows)]


def report(day, medians, bodies, idle, loaded, targets, options):
    names = [t.name for t in targets]
    ours = [n for n in names if transport(n) in ("epoll", "io_uring")]
    tools = "; ".join(version(c) for c in (["nginx", "-v"], ["haproxy", "-v"], ["h2load", "--version"], ["wrk", "-v"]))
    out = [f"# HTTP role, {day}", "", f"Machine: {machine()}. {tools}.",
           f"wrk with 32 connections, h2load with 10 connections of 10 streams, {options.rounds} rounds of "
           f"{options.seconds} s, medians" + (", proxy pinned to CPU 0." if options.pin else ", nothing pinned.")]
    if medians:
        out += figures(medians, names, "cpu", "CPU µs a request (user + system)", "{:.2f}")
        out += figures(medians, names, "rate", "Requests a second", "{:,.0f}")
        out += figures(medians, names, "p50", "p50, ms", "{:.2f}")
        out += figures(medians, names, "p99", "p99, ms", "{:.2f}")
    out += cpu_bars(medians, ours)
    out += body_lines(bodies, names, ours)
    out += memory_lines(targets, loaded, idle, ours)
    return "\n".join(out) + "\n"
