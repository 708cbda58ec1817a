package dev.attache.admin;

import dev.attache.net.page.Answer;
import dev.attache.net.page.Asked;
import dev.attache.net.page.Guard;
import dev.attache.net.page.Site;
import dev.attache.observe.Observer;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The operator's pages behind their guard.
record AdminSite(Guard guard, Pages pages, Observer observer) implements Site {
    @Override
    public @Nullable Answer refusal(HttpRequest request, String path, SocketAddress local, SocketAddress remote) {
        Answer refusal = guard.refusal(request, local, remote);
        if (refusal != null) {
            return refusal;
        }
        String allowed = Pages.allowed(path);
        if (allowed.isEmpty()) {
            return Answer.text(HttpResponseStatus.NOT_FOUND, "there is no such page; / lists them");
        }
        boolean fits = List.of(allowed.split(", ")).contains(request.method().name());
        return fits ? null : Answer.methodNotAllowed(allowed);
    }

    @Override
    public Answer answer(Asked asked) {
        return pages.answer(asked);
    }

    @Override
    public void onFault(Asked asked, RuntimeException fault) {
        observer.emit(new AdminPageError(asked.path(), String.valueOf(fault)));
    }
}
