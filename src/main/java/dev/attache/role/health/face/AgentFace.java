package dev.attache.role.health.face;

import dev.attache.base.Address;
import dev.attache.base.Ascii;
import dev.attache.net.EventLoops;
import dev.attache.net.ListenException;
import dev.attache.net.Listener;
import dev.attache.observe.Observer;
import dev.attache.role.health.verdict.Board;
import dev.attache.role.health.verdict.Endpoint;
import dev.attache.role.health.verdict.Verdict;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.util.Set;

/// HAProxy's agent check: whoever connects gets one line and is closed. `ready up` says yes, `drain` that no new
/// clients should come, `down` and a reason behind a `#` says no (HAProxy, Configuration Manual, agent-check).
public final class AgentFace implements AutoCloseable {
    private static final int WHY_CHARS_MAX = 100;

    private final Listener listener;

    private AgentFace(Listener listener) {
        this.listener = listener;
    }

    /// Binds the address and begins to answer.
    ///
    /// @throws ListenException naming the address and why it cannot be listened on
    public static AgentFace open(EventLoops loops, Address listen, Board board, Observer observer)
            throws ListenException {
        return new AgentFace(Listener.bind(loops, listen, observer, new Initializer(board)));
    }

    /// The address in use, the real port in place of a 0.
    public Address bound() {
        return listener.bound();
    }

    static String line(Verdict ready) {
        if (ready.passes()) {
            return "ready up\n";
        }
        if (ready.isDraining()) {
            return "drain\n";
        }
        var why = new StringBuilder();
        ready.why().chars().limit(WHY_CHARS_MAX).forEach(c -> why.append(c >= ' ' && c < 0x7F ? (char) c : '?'));
        return "ready down #" + why + "\n";
    }

    @Override
    public void close() {
        listener.close();
    }

    @Sharable
    private static final class Initializer extends ChannelInitializer<Channel> {
        private final Board board;

        Initializer(Board board) {
            this.board = board;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelActive(ChannelHandlerContext context) {
                    byte[] line = Ascii.bytes(line(board.verdict(Endpoint.READY, Set.of())));
                    context.writeAndFlush(Unpooled.wrappedBuffer(line)).addListener(ChannelFutureListener.CLOSE);
                }

                @Override
                public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                    context.close();
                }
            });
        }
    }
}
