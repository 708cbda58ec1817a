package dev.attache.role.http.affinity;

import dev.attache.base.GrowingBytes;
import dev.attache.config.BalanceConfig.AffinityConfig;
import dev.attache.role.http.route.Cookies;
import dev.attache.role.http.route.Signer;
import dev.attache.upstream.Endpoint;
import dev.attache.wire.http.HeaderLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The cookie that names an endpoint, by a keyed hash of the cluster's name and its own: so it says nothing of
/// addresses,
/// nobody without the key can make one up, and every attache with the same key and names reads it alike, whatever the
/// order of the endpoints and however many came or went.
///
/// The hashes are made once for each endpoint, so a request costs a comparison with each and no cryptography.
final class AffinityCookie {
    private final byte[] name;
    private final byte[] lineStart;
    private final byte[] lineEnd;
    private final List<Endpoint> endpoints;
    private final List<byte[]> tokens;

    private AffinityCookie(
            byte[] name, byte[] lineStart, byte[] lineEnd, List<Endpoint> endpoints, List<byte[]> tokens) {
        this.name = name;
        this.lineStart = lineStart;
        this.lineEnd = lineEnd;
        this.endpoints = endpoints;
        this.tokens = tokens;
    }

    static AffinityCookie of(String cluster, AffinityConfig config, List<Endpoint> endpoints) {
        Signer signer = new Signer(bytes(config.key().reveal()));
        List<byte[]> tokens = new ArrayList<>();
        for (Endpoint each : endpoints) {
            byte[] named = bytes("affinity/" + cluster + "/" + each.ringName());
            byte[] token = new byte[Signer.CHARS];
            signer.sign(named, 0, named.length, token, 0);
            tokens.add(token);
        }
        return new AffinityCookie(
                bytes(config.cookie()),
                bytes("Set-Cookie: " + config.cookie() + "="),
                bytes(Cookies.attributes(config.path(), "", config.maxAge(), config.sameSite(), config.secure())),
                List.copyOf(endpoints),
                tokens);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void read(HeaderLines lines, Belonging into) {
        int from = Cookies.find(name, lines);
        if (from < 0 || Cookies.valueEnd(lines.bytes(), from) - from != Signer.CHARS) {
            return;
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (Signer.isSame(tokens.get(i), lines.bytes(), from)) {
                into.toEndpoint(endpoints.get(i));
            }
        }
    }

    void appendLine(Endpoint endpoint, GrowingBytes out) {
        int index = endpoints.indexOf(endpoint);
        if (index >= 0) {
            out.append(lineStart);
            out.append(tokens.get(index));
            out.append(lineEnd);
        }
    }
}
