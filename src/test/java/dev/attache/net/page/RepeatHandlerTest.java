package dev.attache.net.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.net.tls.TlsGate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that come again are answered as the first of them would be now, however their bytes arrive.
class RepeatHandlerTest {
    private static final String PROBE = "GET /readyz?exclude=a HTTP/1.1\r\nHost: here\r\n\r\n";
    private static final String LAST_PROBE = "GET /readyz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";

    private final Pages pages = new Pages();
    private final PageInitializer initializer =
            new PageInitializer(TlsGate.inTheClear(), "pages", pages, PageLimits.DEFAULT);

    /// Every page is prompt, and says how many have been made and what was asked for.
    private static final class Pages implements Site {
        private final List<String> asked = new ArrayList<>();
        private long edition = 1;
        private boolean broken;

        @Override
        public @Nullable Answer refusal(HttpRequest request, String path, SocketAddress local, SocketAddress remote) {
            return null;
        }

        @Override
        public boolean isPrompt(String path) {
            return true;
        }

        @Override
        public long edition() {
            return edition;
        }

        @Override
        public Answer answer(Asked request) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            asked.add(request.method() + " " + request.path() + request.parameter("exclude"));
            return Answer.ok("page " + asked.size());
        }

        @Override
        public void onFault(Asked request, RuntimeException fault) {
            asked.add("fault");
        }
    }

    private EmbeddedChannel client() {
        return new EmbeddedChannel(initializer);
    }

    private static String ask(EmbeddedChannel client, String request) {
        client.writeInbound(Unpooled.copiedBuffer(request, StandardCharsets.ISO_8859_1));
        return told(client);
    }

    private static String told(EmbeddedChannel client) {
        var text = new StringBuilder();
        for (ByteBuf out = client.readOutbound(); out != null; out = client.readOutbound()) {
            text.append(out.toString(StandardCharsets.ISO_8859_1));
            out.release();
        }
        return text.toString();
    }

    @Test
    void theSameBytesAreAnsweredWithTheSameBytesAndWithoutAPageBeingMade() {
        EmbeddedChannel client = client();
        String first = ask(client, PROBE);
        assertThat(first)
                .startsWith("HTTP/1.1 200 OK\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 7\r\n")
                .endsWith("\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n\r\npage 1\n");
        assertThat(ask(client, PROBE)).as("made for it").endsWith("page 2\n");
        assertThat(ask(client, PROBE)).as("made before").endsWith("page 2\n");
        assertThat(ask(client(), PROBE)).as("on another connection").endsWith("page 2\n");
        assertThat(pages.asked).containsExactly("GET /readyza", "GET /readyza");
        client.close();
    }

    @Test
    void anAnswerIsMadeAnewWhenTheSiteHasChanged() {
        EmbeddedChannel client = client();
        ask(client, PROBE);
        ask(client, PROBE);
        pages.edition = 2;
        assertThat(ask(client, PROBE)).endsWith("page 3\n");
        assertThat(ask(client, PROBE)).endsWith("page 3\n");
        pages.edition = -1;
        assertThat(ask(client, PROBE)).as("may change at any moment").endsWith("page 4\n");
        assertThat(ask(client, PROBE)).endsWith("page 5\n");
        pages.broken = true;
        assertThat(ask(client, PROBE)).startsWith("HTTP/1.1 500 ");
        assertThat(pages.asked).last().isEqualTo("fault");
    }

    @Test
    void aClientThatWantsNoMoreIsAnsweredOnceAndItsConnectionClosed() {
        for (int i = 0; i < 3; i++) {
            EmbeddedChannel client = client();
            assertThat(ask(client, LAST_PROBE))
                    .contains("connection: close\r\n")
                    .endsWith("\n");
            assertThat(client.isOpen()).isFalse();
        }
    }

    @Test
    void headersAloneAreTheAnswerToHeadEachTime() {
        EmbeddedChannel client = client();
        for (int i = 0; i < 3; i++) {
            assertThat(ask(client, PROBE.replace("GET", "HEAD")))
                    .contains("content-length: 7\r\n")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void aRequestInTwoPiecesIsReadWhereverItIsCut() {
        ask(client(), PROBE);
        for (int cut = 1; cut < PROBE.length(); cut++) {
            EmbeddedChannel client = client();
            assertThat(ask(client, PROBE.substring(0, cut))).isEmpty();
            assertThat(ask(client, PROBE.substring(cut))).startsWith("HTTP/1.1 200 OK");
            assertThat(ask(client, PROBE)).startsWith("HTTP/1.1 200 OK");
            assertThat(client.isOpen()).isTrue();
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /livez HTTP/1.1\r\nHost: here\r\n\r\n", "\r\n\r\n"})
    void requestsThatComeTogetherAreNeverTakenForOne(String before) {
        EmbeddedChannel client = client();
        String together = before + PROBE;
        int answers = before.isBlank() ? 1 : 2;
        for (int i = 0; i < 3; i++) {
            assertThat(ask(client, together).split("HTTP/1.1 ", -1)).hasSize(answers + 1);
        }
        assertThat(pages.asked).last().isEqualTo("GET /readyza");
    }

    @Test
    void aBodyThatIsStillToComeBelongsToItsRequest() {
        EmbeddedChannel client = client();
        String head = "GET /readyz HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\n\r\n";
        for (int i = 0; i < 3; i++) {
            assertThat(ask(client, head)).isEmpty();
            assertThat(ask(client, "abc")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void whatIsNoRequestIsRefusedEachTime() {
        for (int i = 0; i < 3; i++) {
            EmbeddedChannel client = client();
            assertThat(ask(client, "nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 Bad Request");
            assertThat(client.isOpen()).isFalse();
        }
    }

    @Test
    void theOldestIsForgottenWhenMoreRequestsComeThanAreKept() {
        EmbeddedChannel client = client();
        for (int i = 0; i <= Repeats.REQUESTS_MAX; i++) {
            ask(client, PROBE.replace("=a", "=" + i));
        }
        int made = pages.asked.size();
        String last = PROBE.replace("=a", "=" + Repeats.REQUESTS_MAX);
        ask(client, last);
        ask(client, last);
        assertThat(pages.asked).hasSize(made + 1);
        String first = PROBE.replace("=a", "=0");
        ask(client, first);
        assertThat(pages.asked).as("read as if for the first time").hasSize(made + 2);
    }

    @Test
    void aLongRequestIsReadEachTime() {
        EmbeddedChannel client = client();
        String request = PROBE.replace("here", "here\r\nX-Long: " + "x".repeat(Repeats.BYTES_MAX));
        for (int i = 1; i <= 3; i++) {
            assertThat(ask(client, request)).endsWith("page " + i + "\n");
        }
    }

    @Test
    void noMoreIsReadWhileARequestIsBeingRead() {
        EmbeddedChannel client = client();
        assertThat(client.config().isAutoRead()).isTrue();
        ask(client, PROBE.substring(0, 20));
        assertThat(client.config().isAutoRead()).isFalse();
        ask(client, PROBE.substring(20));
        assertThat(client.config().isAutoRead()).as("nobody knows what is left").isFalse();
        EmbeddedChannel other = client();
        ask(other, PROBE);
        assertThat(other.config().isAutoRead())
                .as("the whole request is answered")
                .isTrue();
    }
}
