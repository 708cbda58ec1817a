package dev.attache.net;

import dev.attache.base.HostPort;
import dev.attache.observe.EventFormat;
import dev.attache.observe.LibraryLog;
import dev.attache.observe.Telemetry;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.time.Clock;

/// A process that echoes on a loopback port and logs its events, until it is killed.
final class EchoServer {
    private EchoServer() {}

    @Sharable
    private static final class EchoHandler extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.writeAndFlush(message);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Telemetry telemetry = new Telemetry(EventFormat.TEXT, System.err, Clock.systemUTC());
        LibraryLog.install(telemetry);
        // Here each class is a file of its own, which could not be opened any more; in a jar all are one.
        telemetry.emit(new AcceptFailedError("nothing", Dialer.why(new IOException("of this matters"))));
        // The event loops' threads keep the process alive.
        EventLoops loops = EventLoops.start(Transport.choose(), 1);
        Listener.bind(loops, new HostPort("127.0.0.1", Integer.parseInt(arguments[0])), telemetry, new EchoHandler());
        System.out.println("listening");
    }
}
