package dev.attache.role.health;

import dev.attache.base.Address;
import dev.attache.base.JsonText;
import dev.attache.config.HealthShimConfig;
import dev.attache.config.TlsConfig;
import dev.attache.net.ListenException;
import dev.attache.net.tls.TlsException;
import dev.attache.net.tls.TlsGate;
import dev.attache.role.RoleContext;
import dev.attache.role.health.check.Checks;
import dev.attache.role.health.face.AgentFace;
import dev.attache.role.health.face.GrpcFace;
import dev.attache.role.health.face.StatusFiles;
import dev.attache.role.health.verdict.Board;
import dev.attache.role.health.verdict.Verdict;
import io.netty.channel.EventLoop;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The ways beside pages in which others learn of verdicts, as far as the file asks for them.
final class Faces {
    private final RoleContext context;
    private final InstantSource clock;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private @Nullable TlsGate gate;
    private @Nullable StatusFiles files;
    private @Nullable Webhook webhook;

    Faces(RoleContext context, InstantSource clock) {
        this.context = context;
        this.clock = clock;
    }

    /// @throws ListenException naming the address and why it cannot be listened on
    /// @throws TlsException saying what is wrong with a certificate
    void open(HealthShimConfig config, Board board) throws ListenException, TlsException {
        if (!config.grpc().listen().isEmpty()) {
            var opened = TlsGate.of(config.grpc().tls(), List.of("h2"), context.ticker());
            gate = opened;
            open.addFirst(opened);
            var face = GrpcFace.open(
                    context.loops(), Address.parse(config.grpc().listen()), opened, board, context.observer());
            open.addFirst(face);
            facts.put("grpc", face.bound().toString());
        }
        if (!config.agent().isEmpty()) {
            var face = AgentFace.open(context.loops(), Address.parse(config.agent()), board, context.observer());
            open.addFirst(face);
            facts.put("agent", face.bound().toString());
        }
        if (!config.files().isEmpty()) {
            var kept = new StatusFiles(Path.of(config.files()), board, this::onFileFault);
            files = kept;
            open.addFirst(kept);
        }
        if (!config.webhook().url().isEmpty()) {
            EventLoop loop = context.loops().all().getFirst();
            var checks = new Checks(loop, context, clock);
            var told = new Webhook(context, config.webhook(), loop, checks);
            webhook = told;
            open.addFirst(told::stop);
        }
    }

    /// Goes over to settings that differ in certificates alone.
    ///
    /// @return false where that cannot be done while it is open
    /// @throws TlsException saying what is wrong with them
    boolean renew(TlsConfig tls) throws TlsException {
        TlsGate opened = gate;
        return opened == null ? !tls.isOn() : opened.renew(tls);
    }

    private void onFileFault(String why) {
        context.observer().emit(new StatusFileError(context.name(), why));
    }

    /// What else than pages listens, for status pages.
    Map<String, Object> facts() {
        return facts;
    }

    /// Tells of a change. Does not block.
    void onVerdict(Verdict verdict) {
        Webhook told = webhook;
        if (told != null) {
            Map<String, Object> change = new LinkedHashMap<>();
            change.put("role", context.name());
            change.put("endpoint", verdict.endpoint().label());
            change.put("status", verdict.label());
            change.put("since", verdict.since().toString());
            change.put("why", verdict.why());
            told.tell(JsonText.compact(change));
        }
        write();
    }

    /// Writes the files, on a thread of its own and not twice at once.
    void write() {
        StatusFiles kept = files;
        if (kept != null && writing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("attache-health-files").start(() -> {
                writing.set(false);
                kept.write();
            });
        }
    }

    void close() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                onFileFault(e.toString());
            }
        }
        open.clear();
    }
}
