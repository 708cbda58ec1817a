"""attache and its peers before the same two clusters, each with one worker thread and an even-handed configuration.

Every one has three ports: `h1` and `h2` in the clear, and `tls`. Each request is put on the arm `stable` nine times of
ten and on `next` otherwise, by a random number of its own: attache by `by: random`, nginx by split_clients over
$request_id, HAProxy by rand(), Envoy by weighted_clusters. Connections are kept on both sides, nothing is logged. The
peers add no headers; attache has `forward` as --forward says, by default what is shipped (X-Forwarded-For, -Proto,
-Host and X-Request-Id); Envoy adds what it cannot be kept from.
"""
import os

from benchlib.process import ROOT, Target, free_port

CONNECTIONS_MAX = 12_000
ENDLESS = 1_000_000_000


class HttpTarget(Target):
    def __init__(self, name, ports, command, env=None, pin=None):
        super().__init__(name, ports["h1"], command, env, pin)
        self.ports = ports

    def url(self, kind, path):
        return f"{'https' if kind == 'tls' else 'http'}://127.0.0.1:{self.ports[kind]}{path}"


def some_ports():
    return {kind: free_port() for kind in ("h1", "h2", "tls")}


def origin(folder, pin):
    """nginx with fixed answers: /100 and /10240 bytes from memory or the page cache, /body a sparse gigabyte."""
    port = free_port()
    (folder / "10240").write_bytes(b"x" * 10_240)
    with open(folder / "body", "wb") as file:
        file.truncate(1 << 30)
    file = folder / "origin.conf"
    file.write_text(nginx_head("origin", folder) + f"""
    sendfile on;
    open_file_cache max=10 inactive=1h;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location = /100 {{ return 200 "{'x' * 100}"; }}
        location / {{ root {folder}; }}
    }}
}}
""")
    return Target("origin", port, ["nginx", "-e", "stderr", "-p", str(folder), "-c", str(file)], pin=pin)


def nginx_head(name, folder):
    return f"""daemon off;
master_process off;
pid {folder}/{name}.pid;
error_log stderr crit;
events {{ worker_connections {2 * CONNECTIONS_MAX}; }}
http {{
    access_log off;
    keepalive_requests {ENDLESS};
    keepalive_timeout 1h;
    client_body_temp_path {folder}/{name}-body;
    proxy_temp_path {folder}/{name}-proxy;
    fastcgi_temp_path {folder}/{name}-fastcgi;
    uwsgi_temp_path {folder}/{name}-uwsgi;
    scgi_temp_path {folder}/{name}-scgi;
"""


def attache(name, home, transport, upstream, folder, pin, forward):
    ports, admin = some_ports(), free_port()
    ports["h2"] = ports["h1"]
    role = f"""
    kind: http
    max-clients: {CONNECTIONS_MAX}
    forward: {{{forward}}}
    routes:
      - split:
          by: random
          arms: {{stable: {{cluster: stable, weight: 90}}, next: {{cluster: next, weight: 10}}}}
"""
    file = folder / f"{name}.yaml"
    file.write_text(f"""admin: {{listen: 127.0.0.1:{admin}}}
threads: 1
clusters:
  stable: {{endpoints: [127.0.0.1:{upstream}]}}
  next: {{endpoints: [127.0.0.1:{upstream}]}}
roles:
  clear:{role}    listen: 127.0.0.1:{ports['h1']}
  tls:{role}    listen: 127.0.0.1:{ports['tls']}
    tls: {{cert: {{file: {folder}/cert.pem}}, key: {{file: {folder}/key.pem}}}}
""")
    options = f"-Dattache.transport={transport} {os.environ.get('ATTACHE_JAVA_OPTIONS', '')}".strip()
    return HttpTarget(name, ports, [f"{home}/scripts/attache", "run", "-c", str(file)],
                      {"ATTACHE_JAVA_OPTIONS": options}, pin)


def attaches(others, upstream, folder, pin, forward):
    """attache by each transport; and of other checkouts, named NAME=FOLDER, the same."""
    homes = {"attache": ROOT, **others}
    return [attache(f"{name}-{transport}", home, transport, upstream, folder, pin, forward)
            for name, home in homes.items() for transport in ("epoll", "io_uring")]


def nginx(upstream, folder, pin):
    ports = some_ports()
    clusters = "\n".join(f"    upstream {arm} {{ server 127.0.0.1:{upstream}; keepalive 128; "
                         f"keepalive_requests {ENDLESS}; keepalive_timeout 1h; }}" for arm in ("stable", "next"))
    file = folder / "nginx.conf"
    file.write_text(nginx_head("nginx", folder) + f"""
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_max_temp_file_size 0;
    ssl_certificate {folder}/cert.pem;
    ssl_certificate_key {folder}/key.pem;
    ssl_protocols TLSv1.2 TLSv1.3;
    split_clients $request_id $arm {{ 90% stable; * next; }}
{clusters}
    server {{
        listen 127.0.0.1:{ports['h1']} backlog=4096;
        listen 127.0.0.1:{ports['h2']} http2;
        listen 127.0.0.1:{ports['tls']} ssl http2 backlog=4096;
        location / {{ proxy_pass http://$arm; }}
    }}
}}
""")
    return HttpTarget("nginx", ports, ["nginx", "-e", "stderr", "-p", str(folder), "-c", str(file)], pin=pin)


def haproxy(upstream, folder, pin):
    ports = some_ports()
    bundle = folder / "both.pem"
    bundle.write_text((folder / "cert.pem").read_text() + (folder / "key.pem").read_text())
    file = folder / "haproxy.cfg"
    file.write_text(f"""global
    nbthread 1
    no strict-limits
    maxconn {CONNECTIONS_MAX}
    ssl-default-bind-options ssl-min-ver TLSv1.2
defaults
    mode http
    timeout connect 5s
    timeout client 1h
    timeout server 1h
    timeout http-keep-alive 1h
    http-reuse always
frontend clear
    bind 127.0.0.1:{ports['h1']}
    bind 127.0.0.1:{ports['h2']} proto h2
    bind 127.0.0.1:{ports['tls']} ssl crt {bundle} alpn h2,http/1.1
    use_backend next if {{ rand(100) lt 10 }}
    default_backend stable
backend stable
    server one 127.0.0.1:{upstream}
backend next
    server one 127.0.0.1:{upstream}
""")
    return HttpTarget("haproxy", ports, ["haproxy", "-db", "-f", str(file)], pin=pin)


def envoy_listener(port, tls, folder):
    secret = "" if not tls else f"""
      transport_socket:
        name: envoy.transport_sockets.tls
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
          common_tls_context:
            alpn_protocols: [h2, http/1.1]
            tls_certificates:
            - {{certificate_chain: {{filename: {folder}/cert.pem}}, private_key: {{filename: {folder}/key.pem}}}}"""
    return f"""  - address: {{socket_address: {{address: 127.0.0.1, port_value: {port}}}}}
    filter_chains:
    - filters:
      - name: envoy.filters.network.http_connection_manager
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: bench
          codec_type: AUTO
          route_config:
            virtual_hosts:
            - name: all
              domains: ["*"]
              routes:
              - match: {{prefix: /}}
                route:
                  timeout: 0s
                  weighted_clusters:
                    clusters: [{{name: stable, weight: 90}}, {{name: next, weight: 10}}]
          http_filters:
          - name: envoy.filters.http.router
            typed_config: {{"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}}{secret}"""


def envoy(binary, upstream, folder, pin):
    ports = some_ports()
    ports["h2"] = ports["h1"]
    clusters = "\n".join(f"""  - name: {arm}
    type: STATIC
    connect_timeout: 1s
    load_assignment:
      cluster_name: {arm}
      endpoints:
      - lb_endpoints:
        - endpoint: {{address: {{socket_address: {{address: 127.0.0.1, port_value: {upstream}}}}}}}"""
                         for arm in ("stable", "next"))
    file = folder / "envoy-http.yaml"
    file.write_text(f"""static_resources:
  listeners:
{envoy_listener(ports['h1'], False, folder)}
{envoy_listener(ports['tls'], True, folder)}
  clusters:
{clusters}
""")
    return HttpTarget("envoy", ports, [binary, "-c", str(file), "--concurrency", "1", "--disable-hot-restart", "-l",
                                       "error"], pin=pin)
