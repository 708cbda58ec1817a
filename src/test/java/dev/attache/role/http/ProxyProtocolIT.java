package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.WebServer;
import dev.attache.wire.proxyprotocol.ProxyHeaderEncoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The PROXY protocol, in front of attache and behind it, there with nginx.
final class ProxyProtocolIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void theAddressThatAProxyTellsIsTheClients() throws IOException {
        byte[] binary = ProxyHeaderEncoder.binary(
                new InetSocketAddress("2001:db8::7", 4000), new InetSocketAddress("2001:db8::8", 80));
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("proxy-protocol: required", "forward: {headers: both}")
                        .start();
                RawClient one = attache.client();
                RawClient two = attache.client();
                RawClient own = attache.client()) {
            one.send("PROXY TCP4 192.0.2.7 192.0.2.8 4000 80\r\n" + GET).readBytes(OK.length());
            assertThat(origin.requests().getLast())
                    .contains("\r\nX-Forwarded-For: 192.0.2.7\r\n", "\r\nForwarded: for=192.0.2.7;");
            two.send(latin(binary)).send(GET).readBytes(OK.length());
            assertThat(origin.requests().getLast()).contains("\r\nX-Forwarded-For: 2001:db8::7\r\n");
            own.send("PROXY UNKNOWN\r\n" + GET + GET).readBytes(2 * OK.length());
            assertThat(origin.requests().getLast()).contains("\r\nX-Forwarded-For: 127.0.0.1\r\n");
        }
    }

    @Test
    void aHeaderMayComeByteByByte() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("proxy-protocol: required")
                        .start();
                RawClient client = attache.client()) {
            for (char c : ("PROXY TCP4 192.0.2.7 192.0.2.8 4000 80\r\n" + GET).toCharArray()) {
                client.send(String.valueOf(c));
            }
            assertThat(client.readBytes(OK.length())).isEqualTo(OK);
            assertThat(origin.requests().getLast()).contains("192.0.2.7");
        }
    }

    @Test
    void withoutASoundHeaderNothingIsAnswered() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("proxy-protocol: required", "timeouts: {head: 300ms}")
                        .start()) {
            for (String wrong : new String[] {GET, "PROXY TCP4 1.2.3.4 1.2.3.4 1\r\n" + GET, "PROXY "}) {
                try (RawClient client = attache.client()) {
                    client.send(wrong).expectClosed();
                }
            }
            Eventually.holds(
                    "each is counted", () -> attache.metric("attache_http_proxy_protocol_failures_total") == 3);
            assertThat(origin.requests()).isEmpty();
        }
    }

    @Test
    void onlyProxiesOfTheRangesAreTaken() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway strict = Gateway.before(origin.address())
                        .role("proxy-protocol: {from: [10.0.0.0/8]}")
                        .start();
                Gateway open = Gateway.before(origin.address())
                        .role("proxy-protocol: {from: [10.0.0.0/8, 127.0.0.0/8]}")
                        .start();
                RawClient refused = strict.client();
                RawClient taken = open.client()) {
            refused.expectClosed();
            taken.send("PROXY UNKNOWN\r\n" + GET).readBytes(OK.length());
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void withoutTheSettingAHeaderIsNoRequest() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            assertThat(client.send("PROXY TCP4 192.0.2.7 192.0.2.8 4000 80\r\n" + GET)
                            .readToEnd())
                    .startsWith("HTTP/1.1 400 ");
            assertThat(origin.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void upstreamsAreToldWhoseConnectionItIs(String version) throws IOException {
        String tell = "listen 127.0.0.1:PORT proxy_protocol;"
                + " return 200 \"$proxy_protocol_addr:$proxy_protocol_port \"; keepalive_requests 100;";
        try (WebServer nginx = WebServer.nginx(tell);
                Gateway attache = Gateway.before(nginx.address())
                        .clusterSettings("proxy-protocol: " + version)
                        .role("proxy-protocol: required")
                        .start();
                RawClient one = attache.client();
                RawClient two = attache.client()) {
            one.send("PROXY TCP4 192.0.2.7 192.0.2.8 4000 80\r\n" + GET);
            assertThat(one.readTo("4000 ")).endsWith("\r\n\r\n192.0.2.7:4000 ");
            two.send("PROXY TCP6 2001:db8::7 2001:db8::8 4001 80\r\n" + GET);
            assertThat(two.readTo("4001 ")).endsWith("\r\n\r\n2001:db8::7:4001 ");
            one.send(GET);
            assertThat(one.readTo("4000 ")).endsWith("\r\n\r\n192.0.2.7:4000 ");
        }
    }

    @Test
    void questionsAboutHealthAreNobodys() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .clusterSettings("proxy-protocol: v1, health: {check: http, interval: 50ms}")
                        .start()) {
            Eventually.holds("it was asked", () -> origin.requests().size() > 2);
            assertThat(origin.requests()).allMatch(each -> each.startsWith("PROXY UNKNOWN\r\nGET / HTTP/1.1\r\n"));
            assertThat(attache.isFit()).isTrue();
        }
    }
}
