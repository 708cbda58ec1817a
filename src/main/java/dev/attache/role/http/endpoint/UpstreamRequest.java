package dev.attache.role.http.endpoint;

import dev.attache.base.GrowingBytes;
import dev.attache.role.http.answer.Downstream;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.report.RequestRecord;
import dev.attache.wire.http.HttpMethod;
import dev.attache.wire.http.ResponseScanner;
import org.jspecify.annotations.Nullable;

/// One request as a pool and its connections see it: what they have to know of it, where its answer goes, and what they
/// tell whoever sends it. How trying goes they tell its [TryListener], how the answer goes they tell here.
public interface UpstreamRequest {
    /// Who takes the answer.
    Downstream client();

    /// Who is told how trying to send it goes.
    TryListener tries();

    /// What will be told of it when it is over.
    RequestRecord record();

    /// Header lines to be added to the answer.
    GrowingBytes answerLines();

    HttpMethod method();

    /// Where the request itself stands; never awaited.
    Half request();

    /// Where its answer stands.
    Half response();

    /// The client's wish to go on as a WebSocket; null where it has none.
    @Nullable Websocket websocket();

    /// Whether who asks has said that it takes trailers (RFC 9110, 6.5.1).
    boolean takesTrailers();

    /// Whether the client itself has said how long it waits.
    boolean hasDeadline();

    /// Whether sending it again is as good as sending it once, and there still is all of it to send.
    boolean isRepeatable();

    /// The connection that was asked for is there, and takes the head.
    void onConnection(Upstream connection);

    /// The head of the final response came.
    ///
    /// @param judged the status that it is judged by, which is another one where gRPC says how it went
    void onAnswer(ResponseScanner answer, int judged);

    /// The status of gRPC came behind the body.
    void onVerdict(int judged);

    /// So many bytes of the answer's body were passed on.
    void onAnswerBytes(int count);

    /// The last byte of the response came; the upstream's connection is settled already.
    void onAnswerEnd();

    /// What the upstream sent is no response, or no whole one, and its connection has ended.
    void onBroken(Upstream by, Refusal why);

    /// It cannot be sent at all: ends it without an answer of an upstream.
    void fail(Refusal why);
}
