package dev.attache.upstream.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Secret;
import dev.attache.config.CredentialsConfig;
import dev.attache.config.HealthConfig.ReplicationSide;
import dev.attache.testing.RawClient;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisProbeHandlerTest {
    private static final CredentialsConfig NO_LOGIN = new CredentialsConfig("", Secret.NONE);
    private static final CredentialsConfig LOGIN = new CredentialsConfig("ann", new Secret("pass\u00e9"));
    private static final String READY = "+PONG\r\n" + bulk("# Persistence\r\nloading:0\r\nasync_loading:1\r\n");

    private final List<String> verdicts = new ArrayList<>();
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    private static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }

    private EmbeddedChannel asking(CredentialsConfig login, ReplicationSide side) {
        RedisProbeHandler handler =
                new RedisProbeHandler(RedisQuestions.of(login, side), (_, finding) -> verdicts.add(finding.why()));
        EmbeddedChannel channel = new EmbeddedChannel(handler);
        channels.add(channel);
        handler.ask();
        return channel;
    }

    private EmbeddedChannel asking() {
        return asking(NO_LOGIN, ReplicationSide.ANY);
    }

    private static void answer(EmbeddedChannel channel, String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    private static String sent(EmbeddedChannel channel) {
        ByteBuf out = channel.readOutbound();
        String text = out.toString(StandardCharsets.UTF_8);
        out.release();
        return text;
    }

    private static RedisProbeHandler handlerOf(EmbeddedChannel channel) {
        return channel.pipeline().get(RedisProbeHandler.class);
    }

    @Test
    void aServerThatAnswersAndIsNotLoadingIsFitAtEverySplitPoint() {
        for (int split = 1; split < READY.length(); split++) {
            EmbeddedChannel channel = asking();
            answer(channel, READY.substring(0, split));
            assertThat(verdicts).as("before byte %d", split).isEmpty();
            answer(channel, READY.substring(split));

            assertThat(verdicts).as("split at byte %d", split).containsExactly("");
            verdicts.clear();
        }
    }

    @Test
    void theLoginIsSentOnceAndTheQuestionsEachTime() {
        EmbeddedChannel channel = asking(LOGIN, ReplicationSide.ANY);
        String questions = RawClient.toResp("PING") + RawClient.toResp("INFO", "persistence");

        assertThat(sent(channel)).isEqualTo("*3\r\n$4\r\nAUTH\r\n$3\r\nann\r\n$6\r\npass\u00e9\r\n" + questions);
        answer(channel, "+OK\r\n" + READY);
        handlerOf(channel).ask();
        assertThat(sent(channel)).isEqualTo(questions);
        answer(channel, READY);

        assertThat(verdicts).containsExactly("", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-LOADING Redis is loading the dataset in memory",
                "-MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "-NOAUTH Authentication required.",
                "-NOPERM this user has no permissions to run the 'ping' command"
            })
    void anErrorIsToldInTheServersOwnWords(String error) {
        answer(asking(), error + "\r\n");

        assertThat(verdicts).containsExactly(error.substring(1));
    }

    @Test
    void aRefusedLoginIsToldAndTheSecretIsNot() {
        answer(
                asking(LOGIN, ReplicationSide.ANY),
                "-WRONGPASS invalid username-password pair or user is disabled.\r\n");

        assertThat(verdicts).singleElement().asString().startsWith("WRONGPASS").doesNotContain("pass\u00e9");
    }

    @Test
    void aServerThatLoadsIsNotFit() {
        answer(asking(), "+PONG\r\n" + bulk("# Persistence\r\nloading:1\r\nasync_loading:0\r\n"));

        assertThat(verdicts).containsExactly("is loading its data");
    }

    @ParameterizedTest
    @CsvSource({
        "MASTER, role:master, ''",
        "MASTER, role:slave, is no master",
        "REPLICA, role:slave, ''",
        "REPLICA, role:master, is no replica"
    })
    void theRoleMustBeTheOneAskedFor(ReplicationSide wanted, String line, String verdict) {
        EmbeddedChannel channel = asking(NO_LOGIN, wanted);
        assertThat(sent(channel)).endsWith(RawClient.toResp("INFO", "replication"));

        answer(channel, READY + bulk("# Replication\r\n" + line + "\r\nconnected_slaves:0\r\n"));

        assertThat(verdicts).containsExactly(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 400 Bad Request | sent bytes that are no reply",
                "$999999999 | sent bytes that are no reply",
                "+HELLO | answered PING with something else"
            })
    void whatIsNoRedisIsNotFit(String text, String verdict) {
        answer(asking(), text + "\r\n");

        assertThat(verdicts).containsExactly(verdict);
    }

    @Test
    void aReplyWithoutEndIsGivenUpAtTheBound() {
        EmbeddedChannel channel = asking();
        String piece = "+" + "x".repeat(999);
        for (int i = 0; i * 1000 <= RedisProbeHandler.REPLY_BYTES_MAX && verdicts.isEmpty(); i++) {
            answer(channel, i == 0 ? piece : "x".repeat(1000));
        }

        assertThat(verdicts).containsExactly("sent bytes that are no reply");
    }

    @Test
    void bytesThatNobodyAskedForEndTheConnection() {
        EmbeddedChannel channel = asking();
        answer(channel, READY);

        answer(channel, "+PONG\r\n");

        assertThat(verdicts).containsExactly("", "sent bytes that nobody asked for");
    }

    @Test
    void aConnectionThatIsClosedIsTold() {
        asking().close();

        assertThat(verdicts).containsExactly("closed the connection");
    }
}
