package dev.attache.role.http.mirror;

import dev.attache.wire.http.HttpMethod;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request that is sent beside that of the client, and who waits for what becomes of it.
final class MirrorCall {
    private final byte[] request;
    private final HttpMethod method;
    private final ReplyDraft draft;
    private final Consumer<@Nullable Reply> end;
    private @Nullable MirrorHandler connection;
    private boolean over;

    /// @param end takes the reply, once; null where there is none
    MirrorCall(byte[] request, HttpMethod method, ReplyDraft draft, Consumer<@Nullable Reply> end) {
        this.request = request;
        this.method = method;
        this.draft = draft;
        this.end = end;
    }

    byte[] request() {
        return request;
    }

    HttpMethod method() {
        return method;
    }

    ReplyDraft draft() {
        return draft;
    }

    boolean isOver() {
        return over;
    }

    void onSent(MirrorHandler by) {
        connection = by;
    }

    void onReply() {
        finish(draft.reply());
    }

    void onFailure() {
        finish(null);
    }

    /// It has taken too long.
    void onTimeout() {
        MirrorHandler sentBy = connection;
        if (!over && sentBy != null) {
            sentBy.abandon();
        }
        finish(null);
    }

    private void finish(@Nullable Reply reply) {
        if (!over) {
            over = true;
            end.accept(reply);
        }
    }
}
