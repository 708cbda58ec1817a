package dev.attache.net.page;

import dev.attache.net.tls.TlsGate;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.GlobalEventExecutor;

/// Prepares a connection: TLS where it is asked for, patience, then requests that have come before; and for others
/// HTTP/1.1, then whole requests, then their answers.
@Sharable
final class PageInitializer extends ChannelInitializer<Channel> {
    private final TlsGate gate;
    private final String name;
    private final Site site;
    private final PageLimits limits;
    private final Repeats repeats = new Repeats();
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    PageInitializer(TlsGate gate, String name, Site site, PageLimits limits) {
        this.gate = gate;
        this.name = name;
        this.site = site;
        this.limits = limits;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (open.size() >= limits.connectionsMax()) {
            channel.close();
            return;
        }
        open.add(channel);
        var patience = new PatienceHandler(limits);
        gate.prepare(channel);
        channel.pipeline()
                .addLast(patience)
                .addLast(new RepeatHandler(
                        site, repeats, patience, (pipeline, before) -> addReaders(pipeline, patience, before)));
    }

    private void addReaders(ChannelPipeline to, PatienceHandler patience, RepeatHandler repeat) {
        var decoder = new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.lineBytesMax())
                .setMaxHeaderSize(limits.headBytesMax());
        to.addLast(new HttpRequestDecoder(decoder))
                .addLast(new HttpResponseEncoder())
                .addLast(new WholeRequestHandler(limits.bodyBytesMax()))
                .addLast(new PageHandler(name, site, patience, repeat));
    }

    void closeAll() {
        open.close().awaitUninterruptibly(1000);
    }
}
