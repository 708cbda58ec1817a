package dev.attache.cli.demo;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.resp.InlineCommand;
import dev.attache.wire.resp.RequestScanner;
import dev.attache.wire.resp.RespLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One connection of a store: reads what there is, runs every whole command of it, answers them together.
final class StoreConnection {
    /// The longest command, all its arguments together.
    static final int COMMAND_BYTES_MAX = 256 * 1024;

    private static final RespLimits LIMITS = new RespLimits(16 * 1024, COMMAND_BYTES_MAX, 64 * 1024, 4);
    private static final int READ_BYTES = 16 * 1024;
    private static final int REPLY_BYTES_HELD = 64 * 1024;

    private final BuiltInStore store;
    private final Socket socket;
    private final StoreSession session = new StoreSession();
    private final RequestScanner scanner = new RequestScanner(LIMITS);
    private final GrowingBytes in = new GrowingBytes();
    private final GrowingBytes out = new GrowingBytes();
    private final ReplyWriter reply = new ReplyWriter(out);

    StoreConnection(BuiltInStore store, Socket socket) {
        this.store = store;
        this.socket = socket;
    }

    void refuse(String error) throws IOException {
        reply.error(error);
        flush();
    }

    /// Serves until either side ends it.
    void serve() throws IOException {
        InputStream from = socket.getInputStream();
        byte[] chunk = new byte[READ_BYTES];
        while (!session.isClosing()) {
            int count = from.read(chunk);
            if (count < 0) {
                return;
            }
            in.append(chunk, 0, count);
            runWhole();
            flush();
        }
    }

    private void runWhole() throws IOException {
        int at = 0;
        while (!session.isClosing() && at < in.length()) {
            RequestScanner.Outcome outcome = scanner.scan(in.array(), at, in.length(), true);
            if (outcome == RequestScanner.Outcome.NEED_MORE) {
                break;
            }
            if (outcome == RequestScanner.Outcome.FAULT) {
                fail(scanner.faultText());
                return;
            }
            if (outcome == RequestScanner.Outcome.COMMAND) {
                run(words(in.array(), at, scanner));
            } else if (outcome == RequestScanner.Outcome.INLINE) {
                runInline(at, scanner.length());
            }
            at += scanner.length();
            scanner.reset();
        }
        in.removeFirst(at);
        if (in.length() > COMMAND_BYTES_MAX) {
            fail("a demo store takes commands of " + COMMAND_BYTES_MAX + " bytes at most");
        }
    }

    private void runInline(int at, int length) throws IOException {
        byte[] array = InlineCommand.toArray(in.array(), at, length);
        if (array == null) {
            fail("unbalanced quotes in request");
        } else if (array.length > 0) {
            var whole = new RequestScanner(LIMITS);
            whole.scan(array, 0, array.length, true);
            run(words(array, 0, whole));
        }
    }

    private static List<String> words(byte[] bytes, int base, RequestScanner scanner) {
        List<String> words = new ArrayList<>(scanner.count());
        for (int i = 0; i < scanner.count(); i++) {
            words.add(new String(bytes, base + scanner.start(i), scanner.length(i), StandardCharsets.ISO_8859_1));
        }
        return words;
    }

    private void run(List<String> words) throws IOException {
        store.run(words, reply, session);
        if (out.length() > REPLY_BYTES_HELD) {
            flush();
        }
    }

    private void fail(String why) {
        reply.error("ERR Protocol error: " + why);
        session.toClosing();
    }

    private void flush() throws IOException {
        if (!out.isEmpty()) {
            socket.getOutputStream().write(out.array(), 0, out.length());
            out.clear(REPLY_BYTES_HELD);
        }
    }
}
