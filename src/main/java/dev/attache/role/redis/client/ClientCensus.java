package dev.attache.role.redis.client;

import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.exchange.ReplyReceiver;
import dev.attache.role.redis.loop.LoopKit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// A question about all clients of the role, put to each event loop on its own thread.
final class ClientCensus {
    private ClientCensus() {}

    /// Gives the client the combined answer at its place in the order of replies.
    static void ask(
            ClientSession client,
            List<ClientRegistry> registries,
            Function<ClientRegistry, String> question,
            Function<List<String>, byte[]> combine) {
        Exchange place = client.expectReply(null);
        LoopKit home = client.loop();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (ClientRegistry registry : registries) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            answers.add(answer);
            registry.loop().eventLoop().execute(() -> answer.complete(question.apply(registry)));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenRun(() -> home.eventLoop().execute(() -> {
                    byte[] reply = combine.apply(
                            answers.stream().map(CompletableFuture::join).toList());
                    ReplyReceiver receiver = place.receiver();
                    if (receiver != null) {
                        receiver.onReply(place, reply, 0, reply.length);
                    }
                    home.exchanges().leave(place);
                }));
    }
}
