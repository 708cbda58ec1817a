package dev.attache.net.page;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// The pages of one endpoint: who may ask for which, and what they say.
public interface Site {
    /// Judges a request before its page is made; on an event loop, so it must not take long.
    ///
    /// @param path of the request, without its query, as it was sent
    /// @param local where the request arrived
    /// @param remote where it came from
    /// @return the refusal, or null where the request may pass
    @Nullable Answer refusal(HttpRequest request, String path, SocketAddress local, SocketAddress remote);

    /// Whether a page is made in no time, and is asked for so often that a thread of its own would be too much. Anybody
    /// may ask for such a page, and nothing is to be done behind it: when the same bytes come again, it is answered
    /// without more ado.
    ///
    /// @param path of the request, without its query, as it was sent
    default boolean isPrompt(String path) {
        return false;
    }

    /// A number that is another one whenever the answer to a prompt request may be another one; negative where that may
    /// come about at any moment. Safe from any thread.
    default long edition() {
        return -1;
    }

    /// The page of a request that was not refused. On a virtual thread, so it may take a while; where the page is
    /// prompt, on an event loop.
    Answer answer(Asked asked);

    /// [#answer] has thrown: tells it to whoever should know. The client is told 500.
    void onFault(Asked asked, RuntimeException fault);

    /// [#answer], or where that throws a page that says so.
    default Answer page(Asked asked) {
        try {
            return answer(asked);
        } catch (RuntimeException e) {
            onFault(asked, e);
            return Answer.text(HttpResponseStatus.INTERNAL_SERVER_ERROR, "this page failed; the log says why");
        }
    }
}
