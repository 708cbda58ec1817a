package dev.attache.role.http;

import dev.attache.wire.http.HttpLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;

/// Begins HTTP/2 on a connection: after TLS has agreed on it, or because the client's first bytes say so (RFC 9113,
/// 3.3).
///
/// What clients do at the server's expense is bounded: resets, empty frames, small continuations, answers to control
/// frames; who goes beyond loses the connection.
final class Http2Start {
    private static final int STREAMS_MAX = 100;
    private static final int STREAM_WINDOW_BYTES = 64 * 1024;
    private static final int FLOOD_SECONDS = 30;
    private static final int RESETS_MAX = 200;
    private static final int EMPTY_FRAMES_MAX = 10;
    private static final int SMALL_CONTINUATIONS_MAX = 16;
    private static final int CONTROL_FRAMES_QUEUED_MAX = 1000;

    private Http2Start() {}

    /// Whether the bytes at hand begin as a connection of HTTP/2 does.
    static boolean isAsked(ByteBuf in) {
        ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
        try {
            int length = Math.min(in.readableBytes(), preface.readableBytes());
            return length > 16 && ByteBufUtil.equals(in, in.readerIndex(), preface, 0, length);
        } finally {
            preface.release();
        }
    }

    /// Puts HTTP/2 at the end of the pipeline.
    static Http2ClientHandler begin(Channel channel, HttpLoop loop, byte[] address, boolean secure) {
        HttpLimits limits = loop.settings().limits();
        Http2FrameCodec codec = Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(STREAMS_MAX)
                        .initialWindowSize(STREAM_WINDOW_BYTES)
                        .maxHeaderListSize(limits.headBytesMax()))
                .decoderEnforceMaxRstFramesPerWindow(RESETS_MAX, FLOOD_SECONDS)
                .encoderEnforceMaxRstFramesPerWindow(RESETS_MAX, FLOOD_SECONDS)
                .decoderEnforceMaxConsecutiveEmptyDataFrames(EMPTY_FRAMES_MAX)
                .decoderEnforceMaxSmallContinuationFrames(SMALL_CONTINUATIONS_MAX)
                .encoderEnforceMaxQueuedControlFrames(CONTROL_FRAMES_QUEUED_MAX)
                .build();
        Http2ClientHandler client = new Http2ClientHandler(loop, codec, address, secure);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(codec, client);
        return client;
    }
}
