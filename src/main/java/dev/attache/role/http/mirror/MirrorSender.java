package dev.attache.role.http.mirror;

import dev.attache.base.GrowingBytes;
import dev.attache.config.MirrorConfig;
import dev.attache.net.LoopShare;
import dev.attache.role.http.h2.LoopBuffers;
import dev.attache.role.http.mirror.DiffLedger.Outcome;
import dev.attache.upstream.Cluster;
import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http.HttpMethod;
import dev.attache.wire.http.RequestScanner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Mirrors the requests of one route on one event loop.
///
/// A mirrored request is sent when the client has its whole answer, so it can neither slow nor fail the client's. At
/// most `concurrency` are under way, from there until their replies are compared; those beyond are skipped and counted.
public final class MirrorSender {
    /// Name of the header that marks copies. Where there are mirrors, none that a client sends is believed.
    public static final String MARK = "X-Attache-Mirror";

    private static final List<String> SAFE_METHODS = List.of("GET", "HEAD", "OPTIONS");

    private final LoopShare loop;
    private final MirrorConfig config;
    private final DiffLedger ledger;
    private final MirrorHead head;
    private final MirrorPool mirrored;
    private final MirrorPool control;
    private final byte[][] methods;
    private final double share;
    private final int bodyBytesMax;
    private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
    private int underWay;

    /// @param buffers what connections of HTTP/2 borrow
    /// @param to where copies go
    /// @param from where the client's requests go, which is asked a second time where replies are compared
    public MirrorSender(
            LoopShare loop, LoopBuffers buffers, HttpLimits limits, DiffLedger ledger, Cluster to, Cluster from) {
        this.loop = loop;
        this.config = ledger.config();
        this.ledger = ledger;
        this.head = new MirrorHead(limits, config);
        this.mirrored = new MirrorPool(loop, buffers, limits, to);
        this.control = new MirrorPool(loop, buffers, limits, from);
        this.methods = (config.methods().isEmpty() ? SAFE_METHODS : config.methods())
                .stream().map(each -> each.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
        this.share = config.share().value();
        this.bodyBytesMax = config.body().toIntSaturated();
    }

    /// Whether a request is to be mirrored, as far as its head tells.
    public boolean takes(RequestScanner request) {
        if (!isMirrored(request) || share < 1 && random.nextDouble() >= share) {
            return false;
        }
        if (request.facts().contentLength() > bodyBytesMax) {
            ledger.count(Outcome.TOO_LONG);
            return false;
        }
        return true;
    }

    private boolean isMirrored(RequestScanner request) {
        byte[] bytes = request.headers().bytes();
        for (byte[] each : methods) {
            if (Arrays.equals(each, 0, each.length, bytes, request.methodStart(), request.methodEnd())) {
                return true;
            }
        }
        return false;
    }

    /// Holds the body of a request that is to be mirrored.
    public BodyCopy copy() {
        return new BodyCopy(bodyBytesMax);
    }

    /// Gathers the answer of the client; null where replies are not compared.
    public @Nullable ReplyDraft draft() {
        return ledger.compares() ? freshDraft() : null;
    }

    private ReplyDraft freshDraft() {
        return new ReplyDraft(ledger.compares() ? config.headers() : List.of(), ledger.compares() ? bodyBytesMax : 0);
    }

    /// Mirrors a request whose client has its answer.
    ///
    /// @param sent the head as the upstream got it
    /// @param body of the request; null where it has none
    /// @param answered what the client got; null where replies are not compared
    public void send(GrowingBytes sent, HttpMethod method, @Nullable BodyCopy body, @Nullable ReplyDraft answered) {
        if (body != null && !body.isWhole()) {
            ledger.count(Outcome.TOO_LONG);
            return;
        }
        if (underWay >= config.concurrency()) {
            ledger.count(Outcome.SKIPPED);
            return;
        }
        underWay++;
        ledger.count(Outcome.SENT);
        GrowingBytes bytes = body == null ? new GrowingBytes() : body.bytes();
        Pair pair = new Pair(answered == null ? null : answered.reply());
        byte[] copy = head.write(sent, bytes, body != null, false);
        pair.request = head.request();
        byte[] again = answered == null ? null : head.write(sent, bytes, body != null, true);
        start(mirrored, new MirrorCall(copy, bytes.length(), method, freshDraft(), pair::onMirrored));
        if (again != null) {
            start(control, new MirrorCall(again, bytes.length(), method, freshDraft(), pair::onAgain));
        }
    }

    private void start(MirrorPool pool, MirrorCall call) {
        loop.eventLoop().schedule(() -> onTimeout(call), config.timeout().toNanos(), TimeUnit.NANOSECONDS);
        pool.send(call);
    }

    private void onTimeout(MirrorCall call) {
        loop.tick();
        call.onTimeout();
    }

    /// Closes the connections that it keeps.
    public void leave() {
        mirrored.leave();
        control.leave();
    }

    /// The replies to one request, until all have come.
    private final class Pair {
        private final @Nullable Reply answered;
        private String request = "";
        private @Nullable Reply reply;
        private @Nullable Reply again;
        private int awaited;

        Pair(@Nullable Reply answered) {
            this.answered = answered;
            this.awaited = answered == null ? 1 : 2;
        }

        void onMirrored(@Nullable Reply came) {
            reply = came;
            if (came == null) {
                ledger.count(Outcome.FAILED);
            }
            onOne();
        }

        void onAgain(@Nullable Reply came) {
            again = came;
            onOne();
        }

        private void onOne() {
            awaited--;
            if (awaited > 0) {
                return;
            }
            Reply first = answered;
            Reply other = reply;
            Reply second = again;
            if (first == null || other == null || second == null) {
                underWay--;
                return;
            }
            Thread.ofVirtual().name("attache-mirror").start(() -> {
                try {
                    ledger.compare(request, first, other, second);
                } finally {
                    loop.eventLoop().execute(() -> underWay--);
                }
            });
        }
    }
}
