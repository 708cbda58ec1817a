package dev.attache.role.http.answer;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;

/// Stands between an exchange and its client for one request, and hands everything on; who extends it changes or copies
/// what passes.
public class DownstreamRelay implements Downstream {
    private final Downstream client;

    protected DownstreamRelay(Downstream client) {
        this.client = client;
    }

    @Override
    public Peer peer() {
        return client.peer();
    }

    @Override
    public boolean isSecure() {
        return client.isSecure();
    }

    @Override
    public boolean isFramed() {
        return client.isFramed();
    }

    @Override
    public void sendInterim(ResponseScanner head) {
        client.sendInterim(head);
    }

    @Override
    public void sendHead(ResponseScanner head) {
        client.sendHead(head);
    }

    @Override
    public void sendOnlyHead(ResponseScanner head, HeaderLines none) {
        client.sendOnlyHead(head, none);
    }

    @Override
    public void sendBody(ByteBuf in, int length) {
        client.sendBody(in, length);
    }

    @Override
    public void sendEnd(HeaderLines trailers) {
        client.sendEnd(trailers);
    }

    @Override
    public void sendWhole(GrowingBytes response, int bodyBytes) {
        client.sendWhole(response, bodyBytes);
    }

    @Override
    public void refuse(Refusal why) {
        client.refuse(why);
    }

    @Override
    public void cut() {
        client.cut();
    }

    @Override
    public void onAnswered() {
        client.onAnswered();
    }

    @Override
    public void onUpstreamReady() {
        client.onUpstreamReady();
    }

    @Override
    public boolean isHeldUp() {
        return client.isHeldUp();
    }

    @Override
    public boolean isWritable() {
        return client.isWritable();
    }

    @Override
    public long unsentBytes() {
        return client.unsentBytes();
    }

    @Override
    public void toTunnel(ResponseScanner granted) {
        client.toTunnel(granted);
    }

    @Override
    public void onTunnelHalfEnd() {
        client.onTunnelHalfEnd();
    }

    @Override
    public void onTunnelEnd() {
        client.onTunnelEnd();
    }
}
