package dev.attache.role.redis;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Clients at work through every fault: each writes and reads keys of its own, in pipelines, and checks each reply.
///
/// A value names its client, its key and the number of its write. So a reply that went to another client, or moved by
/// one place, is found; and so is a write that was acknowledged and is gone, unless the load is told that shards
/// forget.
final class TaggedLoad implements AutoCloseable {
    private final List<TaggedClient> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private volatile boolean stopping;

    private TaggedLoad() {}

    /// Clients that demand to read what they wrote.
    static TaggedLoad on(Ambassador attache, int clients) throws IOException {
        return start(attache, clients, true);
    }

    /// Clients that bear with values lost or old: where shards come back empty, or keys change shards.
    static TaggedLoad thatMayForget(Ambassador attache, int clients) throws IOException {
        return start(attache, clients, false);
    }

    private static TaggedLoad start(Ambassador attache, int count, boolean strict) throws IOException {
        TaggedLoad load = new TaggedLoad();
        for (int i = 0; i < count; i++) {
            RawClient connection = i % 2 == 0 ? attache.client() : attache.client3();
            TaggedClient client = new TaggedClient("c" + i, connection, strict);
            load.clients.add(client);
            load.threads.add(Thread.ofVirtual().name("load-" + i).start(() -> load.run(client)));
        }
        return load;
    }

    private void run(TaggedClient client) {
        try {
            while (!stopping) {
                int failed = client.runBatch();
                errors.addAndGet(failed);
                answers.addAndGet(TaggedClient.BATCH - failed);
            }
        } catch (IOException | AssertionError wrong) {
            wrongs.add(client.name() + ": " + wrong);
        }
    }

    long errors() {
        return errors.get();
    }

    /// Waits until so many more commands were answered, errors not counted.
    void awaitAnswers(long more) {
        long goal = answers.get() + more;
        Eventually.passes(() -> {
            failIfWrong();
            if (answers.get() < goal) {
                throw new AssertionError(goal - answers.get() + " answers are still to come");
            }
        });
    }

    /// Waits until at least one command was answered with an error.
    void awaitErrors() {
        long before = errors.get();
        Eventually.passes(() -> {
            failIfWrong();
            if (errors.get() == before) {
                throw new AssertionError("no command was answered with an error");
            }
        });
    }

    /// Waits until every client has run a batch without a single error.
    void awaitCalm() {
        long[] calmBefore =
                clients.stream().mapToLong(TaggedClient::calmBatches).toArray();
        Eventually.passes(() -> {
            failIfWrong();
            for (int i = 0; i < calmBefore.length; i++) {
                if (clients.get(i).calmBatches() < calmBefore[i] + 2) {
                    throw new AssertionError(clients.get(i).name() + " still gets errors, such as "
                            + clients.get(i).lastError());
                }
            }
        });
    }

    private void failIfWrong() {
        if (!wrongs.isEmpty()) {
            throw new AssertionError(String.join("\n", wrongs));
        }
    }

    /// Stops the clients and fails if any of them ever got what was not its own.
    @Override
    public void close() throws IOException {
        stopping = true;
        try {
            for (Thread thread : threads) {
                Eventually.holds("the load stops", () -> !thread.isAlive());
            }
        } finally {
            for (TaggedClient client : clients) {
                client.close();
            }
        }
        failIfWrong();
    }
}
