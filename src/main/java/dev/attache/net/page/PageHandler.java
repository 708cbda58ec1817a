package dev.attache.net.page;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/// Answers one request after the other. Nothing more is read meanwhile, so that only requests that came together wait.
///
/// Pages that are not prompt are made on a virtual thread, because a scrape takes longer than an event loop should
/// stand still.
final class PageHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final String name;
    private final Site site;
    private final PatienceHandler patience;
    private final RepeatHandler repeats;
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
    private boolean answering;

    /// @param repeats before this one in the pipeline; sends what this one answers
    PageHandler(String name, Site site, PatienceHandler patience, RepeatHandler repeats) {
        this.name = name;
        this.site = site;
        this.patience = patience;
        this.repeats = repeats;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (answering) {
            waiting.add(request.retain());
        } else {
            answer(context, request);
        }
    }

    private void answer(ChannelHandlerContext context, FullHttpRequest request) {
        answering = true;
        patience.onRequest();
        boolean head = request.method().equals(HttpMethod.HEAD);
        Throwable malformed = request.decoderResult().cause();
        boolean keepAlive = HttpUtil.isKeepAlive(request) && malformed == null;
        if (malformed != null) {
            send(context, Answer.text(statusOf(malformed), "this is no request that can be read"), head, keepAlive);
            return;
        }
        var target = new QueryStringDecoder(request.uri());
        Answer refusal = site.refusal(
                request,
                target.rawPath(),
                context.channel().localAddress(),
                context.channel().remoteAddress());
        if (refusal != null) {
            send(context, refusal, head, keepAlive);
            return;
        }
        Asked asked = new Asked(
                request.method().name(),
                target,
                request.headers(),
                request.content().toString(StandardCharsets.UTF_8));
        if (site.isPrompt(target.rawPath())) {
            repeats.onPrompt(asked, head, keepAlive);
            send(context, site.page(asked), head, keepAlive);
            return;
        }
        Thread.ofVirtual().name(name).start(() -> {
            Answer answer = site.page(asked);
            context.executor().execute(() -> send(context, answer, head, keepAlive));
        });
    }

    private static HttpResponseStatus statusOf(Throwable malformed) {
        return switch (malformed) {
            case TooLongHttpLineException _ -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
            case TooLongHttpHeaderException _ -> HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
            default -> HttpResponseStatus.BAD_REQUEST;
        };
    }

    private void send(ChannelHandlerContext context, Answer answer, boolean head, boolean keepAlive) {
        ByteBuf whole = Unpooled.wrappedBuffer(answer.head(keepAlive));
        if (!head) {
            whole = Unpooled.wrappedBuffer(whole, Unpooled.wrappedBuffer(answer.body()));
        }
        repeats.send(whole).addListener(sent -> {
            answer.afterwards().run();
            if (!sent.isSuccess() || !keepAlive) {
                context.close();
            } else {
                onAnswered(context);
            }
        });
    }

    private void onAnswered(ChannelHandlerContext context) {
        answering = false;
        patience.onAnswered();
        FullHttpRequest next = waiting.poll();
        if (next == null) {
            repeats.onAnswered();
            return;
        }
        try {
            answer(context, next);
        } finally {
            next.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
}
