package dev.attache.role.http.client;

import dev.attache.base.GrowingBytes;
import dev.attache.net.Outbox;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.connection.BodyRelay;
import dev.attache.role.http.exchange.Exchange;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HttpMethod;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;

/// Puts the answers to one client into HTTP/1.1, part by part.
final class AnswerWriter {
    private final LoopKit loop;
    private final Exchange exchange;
    private final Outbox outbox;
    private boolean chunked;

    AnswerWriter(LoopKit loop, Exchange exchange, Outbox outbox) {
        this.loop = loop;
        this.exchange = exchange;
        this.outbox = outbox;
    }

    /// A client of HTTP/1.0 knows of no interim responses.
    void sendInterim(ResponseScanner head) {
        if (exchange.isHttp11()) {
            ResponseHead.writeInterim(head, loop.scratch());
            send(loop.scratch());
        }
    }

    void sendHead(ResponseScanner head) {
        chunked = ResponseHead.write(
                head, exchange, loop.settings().config().forward().via(), loop.scratch());
        send(loop.scratch());
    }

    /// What comes behind it is a tunnel's.
    void sendSwitch(ResponseScanner granted) {
        ResponseHead.writeSwitch(granted, loop.scratch());
        send(loop.scratch());
        chunked = false;
    }

    private void send(GrowingBytes bytes) {
        outbox.append(bytes.array(), 0, bytes.length());
    }

    void sendBody(ByteBuf in, int length) {
        BodyRelay.send(in, length, chunked, outbox, loop.scratch());
    }

    void sendEnd(HeaderLines trailers) {
        BodyRelay.end(trailers, chunked, outbox, loop.scratch());
    }

    /// @param bodyBytes how many of the bytes, at the end, are the body, which HEAD does not get
    void sendWhole(GrowingBytes response, int bodyBytes) {
        int left = exchange.method() == HttpMethod.HEAD ? bodyBytes : 0;
        outbox.append(response.array(), 0, response.length() - left);
    }

    /// @param read whether there is a request that could be read, and so may be one for a head alone
    void send(Refusal why, boolean read) {
        loop.stats().onRefused(why);
        exchange.log(why.status(), why.label());
        byte[] answer = why.answer(exchange.isLast());
        boolean bodiless = read && exchange.method() == HttpMethod.HEAD;
        outbox.append(answer, 0, bodiless ? answer.length - why.bodyBytes() : answer.length);
    }
}
