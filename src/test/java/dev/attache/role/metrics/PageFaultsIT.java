package dev.attache.role.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Ticker;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Pages that are not to be had: each costs the scrape its own samples and no more time than was given.
class PageFaultsIT {
    private static Page scrape(String url) throws Exception {
        String settings = "timeout: 700ms\nsources: {page: {kind: http-json, url: \"" + url
                + "\", metrics: [{name: app_a, value: .a}]}}";
        try (Adapter attache = Adapter.start(settings)) {
            long start = Ticker.SYSTEM.nanos();
            Page page = attache.read();
            assertThat((Ticker.SYSTEM.nanos() - start) / 1_000_000).isLessThan(3000);
            Eventually.passes(() -> assertThat(attache.observer().messages()).isNotEmpty());
            return page;
        }
    }

    private static void assertDown(String url) throws Exception {
        Page page = scrape(url);

        assertThat(page.value("attache_source_up{source=\"page\"}")).as(url).isZero();
        assertThat(page.value("app_a")).isNaN();
    }

    @Test
    void nobodyAtThePort() throws Exception {
        assertDown("http://127.0.0.1:" + FreePorts.next() + "/");
    }

    @Test
    void aNameThatNobodyHas() throws Exception {
        assertDown("http://no-such-host.invalid/");
    }

    @Test
    void oneThatTakesTheConnectionAndSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertDown("http://127.0.0.1:" + silent.getLocalPort() + "/");
            assertDown("https://127.0.0.1:" + silent.getLocalPort() + "/");
        }
    }

    @Test
    void answersThatAreNone() throws Exception {
        for (String answer : new String[] {
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{\"a\":",
            "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"a\": 1}",
            "HTTP/1.1 503 No\r\nContent-Length: 8\r\n\r\n{\"a\": 1}",
            "SSH-2.0-server\r\n"
        }) {
            try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                Thread.ofVirtual().start(() -> answer(server, answer));
                assertDown("http://127.0.0.1:" + server.getLocalPort() + "/");
            }
        }
    }

    private static void answer(ServerSocket server, String answer) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                if (client.getInputStream().read(new byte[4096]) > 0) {
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException _) {
                return;
            }
        }
    }
}
