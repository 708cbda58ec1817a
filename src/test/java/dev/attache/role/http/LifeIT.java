package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.role.RoleStatus;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// The role drains, reloads and stops.
final class LifeIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    @Test
    void drainingFinishesWhatIsInFlightAndAdmitsNoMore() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (RawOrigin origin = RawOrigin.doing((connection, _, number) -> {
                    if (number > 0) {
                        await(go);
                    }
                    connection.send(OK);
                });
                Gateway attache = Gateway.before(origin.address()).loops(2).start();
                RawClient idle = attache.client();
                RawClient busy = attache.client()) {
            idle.send(GET).readBytes(OK.length());
            busy.send(GET);
            Eventually.holds("both are there", () -> origin.requests().size() == 2);
            CompletableFuture<Void> end = attache.role().drain().toCompletableFuture();
            idle.expectEnd();
            Eventually.holds(
                    "every loop drains", () -> attache.role().loops().stream().allMatch(HttpLoop::isDraining));
            assertThat(FreePorts.isFree(attache.port())).isTrue();
            assertThat(end).isNotDone();
            go.countDown();
            assertThat(busy.readToEnd()).isEqualTo(OK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            Eventually.holds("the drain is over", end::isDone);
            assertThat(attache.role().status().phase()).isEqualTo(RoleStatus.Phase.DRAINING);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void newRoutesCountFromTheNextRequestOnOnTheSameConnection() throws IOException {
        try (RawOrigin one = RawOrigin.answering(OK.replace("ok", "o1"));
                RawOrigin two = RawOrigin.answering(OK.replace("ok", "o2"));
                Gateway attache = Gateway.before(one.address()).start();
                RawClient client = attache.client()) {
            assertThat(client.send(GET).readBytes(OK.length())).endsWith("o1");
            attache.reload(Gateway.before(one.address())
                    .cluster("other", two.address())
                    .route("cluster: other"));
            Eventually.passes(
                    () -> assertThat(client.send(GET).readBytes(OK.length())).endsWith("o2"));
            attache.reload(Gateway.before(two.address()));
            Eventually.passes(
                    () -> assertThat(client.send(GET).readBytes(OK.length())).endsWith("o2"));
        }
    }

    @Test
    void aMemberThatLeavesServesWhatItHasAndNoMore() throws IOException {
        try (RawOrigin one = RawOrigin.answering(OK.replace("ok", "o1"));
                RawOrigin two = RawOrigin.answering(OK.replace("ok", "o2"));
                Gateway attache = Gateway.before(one.address(), two.address()).start();
                RawClient client = attache.client()) {
            assertThat(client.send(GET + GET).readBytes(2 * OK.length())).contains("o1", "o2");
            attache.reload(Gateway.before(two.address()));
            Eventually.holds(
                    "one pool is left",
                    () -> attache.role()
                                    .loops()
                                    .getFirst()
                                    .targets()
                                    .clusters()
                                    .getFirst()
                                    .pools()
                                    .length
                            == 1);
            for (int i = 0; i < 4; i++) {
                assertThat(client.send(GET).readBytes(OK.length())).endsWith("o2");
            }
        }
    }

    @Test
    void aClusterThatCameBackIsAnotherOne() throws IOException {
        try (RawOrigin one = RawOrigin.answering(OK.replace("ok", "o1"));
                RawOrigin two = RawOrigin.answering(OK.replace("ok", "o2"));
                Gateway attache = Gateway.before(one.address()).start()) {
            attache.reload(new Gateway.Plan().cluster("other", two.address()).route("cluster: other"));
            attache.reload(Gateway.before(two.address()));
            attache.reload(Gateway.before(one.address()));
            Eventually.passes(() -> assertThat(attache.get("/").body()).isEqualTo("o1"));
        }
    }

    @Test
    void reloadsUnderLoadFailNoRequest() throws IOException {
        try (RawOrigin one = RawOrigin.answering(OK);
                RawOrigin two = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(one.address(), two.address()).start();
                RawClient client = attache.client()) {
            for (int i = 0; i < 300; i++) {
                attache.reload(i % 2 == 0 ? Gateway.before(one.address()) : Gateway.before(two.address()));
                client.send(GET);
                assertThat(client.readBytes(OK.length())).isEqualTo(OK);
            }
        }
    }
}
