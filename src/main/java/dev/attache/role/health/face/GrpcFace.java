package dev.attache.role.health.face;

import dev.attache.base.Address;
import dev.attache.net.EventLoops;
import dev.attache.net.ListenException;
import dev.attache.net.Listener;
import dev.attache.net.tls.TlsGate;
import dev.attache.observe.Observer;
import dev.attache.role.health.verdict.Board;
import dev.attache.role.health.verdict.CheckReport;
import dev.attache.role.health.verdict.Endpoint;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.Set;

/// `grpc.health.v1.Health` for those who probe by gRPC. The empty service is readiness; `live`, `ready` and `startup`
/// are the endpoints, and all other names those of checks.
public final class GrpcFace implements AutoCloseable {
    static final int CONNECTIONS_MAX = 256;

    private final Board board;
    private final TlsGate gate;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Runnable onChange = this::refresh;
    private final Listener listener;

    private GrpcFace(EventLoops loops, Address listen, TlsGate gate, Board board, Observer observer)
            throws ListenException {
        this.board = board;
        this.gate = gate;
        this.listener = Listener.bind(loops, listen, observer, new Initializer());
    }

    /// Binds the address and begins to answer.
    ///
    /// @param gate the caller closes it after the face
    /// @throws ListenException naming the address and why it cannot be listened on
    public static GrpcFace open(EventLoops loops, Address listen, TlsGate gate, Board board, Observer observer)
            throws ListenException {
        var face = new GrpcFace(loops, listen, gate, board, observer);
        board.watch(face.onChange);
        return face;
    }

    /// The address in use, the real port in place of a 0.
    public Address bound() {
        return listener.bound();
    }

    private int statusOf(String service) {
        Endpoint endpoint = service.isEmpty() ? Endpoint.READY : Endpoint.of(service);
        if (endpoint != null) {
            return serving(board.verdict(endpoint, Set.of()).passes());
        }
        CheckReport check = board.check(service);
        return check == null ? GrpcCall.SERVICE_UNKNOWN : serving(check.passes());
    }

    private static int serving(boolean passes) {
        return passes ? GrpcCall.SERVING : GrpcCall.NOT_SERVING;
    }

    private void refresh() {
        for (Channel each : open) {
            each.eventLoop().execute(() -> {
                GrpcHealthHandler handler = each.pipeline().get(GrpcHealthHandler.class);
                if (handler != null) {
                    handler.refresh();
                }
            });
        }
    }

    @Override
    public void close() {
        board.unwatch(onChange);
        listener.close();
        open.close().awaitUninterruptibly(1000);
    }

    /// Prepares a connection: TLS where it is asked for, then the service.
    @Sharable
    private final class Initializer extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (open.size() >= CONNECTIONS_MAX) {
                channel.close();
                return;
            }
            open.add(channel);
            gate.prepare(channel);
            channel.pipeline().addLast(new GrpcHealthHandler(GrpcFace.this::statusOf));
        }
    }
}
