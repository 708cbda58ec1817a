package dev.attache.role.logs.sink;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.base.Secret;
import dev.attache.base.Ticker;
import dev.attache.net.EventLoops;
import dev.attache.role.logs.batch.Batch;
import dev.attache.role.logs.batch.Sink;
import dev.attache.role.logs.batch.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A stream of Redis: one `XADD` a record, and a batch as one transaction, so that it is there as a whole or not at all
/// and in its order.
public final class RedisStreamSink implements Sink {
    private static final byte[] MULTI = Ascii.bytes("*1\r\n$5\r\nMULTI\r\n");
    private static final byte[] DISCARD = Ascii.bytes("*1\r\n$7\r\nDISCARD\r\n");
    private static final byte[] EXEC = Ascii.bytes("*1\r\n$4\r\nEXEC\r\n");
    private static final int KEPT = 4 * 1024 * 1024;
    private static final int WHY_CHARS_MAX = 200;
    private static final Pattern LATER = Pattern.compile(
            "-(OOM|LOADING|BUSY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|READONLY|MISCONF|NOREPLICAS|ERR max number of"
                    + " clients)\\b.*",
            Pattern.DOTALL);
    private static final Pattern HELD = Pattern.compile(
            "-(NOAUTH|WRONGPASS|NOPERM|WRONGTYPE|MOVED|ASK|DENIED|ERR (unknown command|invalid password|DB index"
                    + "|AUTH|Client sent AUTH|value is not an integer))\\b.*",
            Pattern.DOTALL);

    private final EventLoops loops;
    private final Ticker ticker;
    private final Route route;
    private final Login login;
    private final byte[] command;
    private final long timeoutNanos;
    private final Replies replies = new Replies();
    private final GrowingBytes request = new GrowingBytes();
    private @Nullable Wire wire;

    /// Who attache is there.
    ///
    /// @param user empty presents the password alone
    /// @param password nothing is presented without one
    public record Login(String user, Secret password, int database) {}

    /// What is added to what.
    ///
    /// @param field name of the field that holds the record
    /// @param lengthMax records that the stream keeps, about; 0 keeps all
    public record Entries(String stream, String field, long lengthMax) {
        private List<String> command() {
            return lengthMax > 0
                    ? List.of("XADD", stream, "MAXLEN", "~", Long.toString(lengthMax), "*", field)
                    : List.of("XADD", stream, "*", field);
        }
    }

    public RedisStreamSink(
            EventLoops loops, Ticker ticker, Route route, Login login, Entries entries, long timeoutNanos) {
        this.loops = loops;
        this.ticker = ticker;
        this.route = route;
        this.login = login;
        this.timeoutNanos = timeoutNanos;
        GrowingBytes words = new GrowingBytes();
        writeCommand(words, entries.command(), 1);
        this.command = Arrays.copyOf(words.array(), words.length());
    }

    /// @param more words that follow and are not written here
    private static void writeCommand(GrowingBytes to, List<String> words, int more) {
        to.append('*');
        to.appendDecimal(words.size() + more);
        to.append("\r\n");
        for (String each : words) {
            byte[] bytes = each.getBytes(StandardCharsets.UTF_8);
            writeWord(to, bytes, 0, bytes.length);
        }
    }

    private static void writeWord(GrowingBytes to, byte[] bytes, int from, int length) {
        to.append('$');
        to.appendDecimal(length);
        to.append("\r\n");
        to.append(bytes, from, length);
        to.append("\r\n");
    }

    @Override
    public Verdict deliver(Batch batch, int from, int to) throws InterruptedException {
        long deadline = ticker.nanos() + timeoutNanos;
        try {
            Wire open = wire;
            if (open == null || !open.isFresh()) {
                Verdict refused = connect(deadline);
                if (refused != null) {
                    close();
                    return refused;
                }
            }
            Verdict verdict = transact(batch, from, to, deadline);
            if (verdict instanceof Verdict.Taken) {
                route.onSuccess();
            } else {
                close();
            }
            return verdict;
        } catch (IOException e) {
            close();
            route.onFailure(String.valueOf(e.getMessage()));
            return new Verdict.Later(String.valueOf(e.getMessage()), 0);
        }
    }

    /// @return why it is not let in; null where it is
    private @Nullable Verdict connect(long deadline) throws IOException, InterruptedException {
        close();
        Wire open = Wire.open(loops, ticker, route.next());
        wire = open;
        replies.reset();
        request.clear(KEPT);
        int expected = 0;
        if (login.password().isSet()) {
            String password = login.password().reveal();
            writeCommand(
                    request,
                    login.user().isEmpty() ? List.of("AUTH", password) : List.of("AUTH", login.user(), password),
                    0);
            expected++;
        }
        if (login.database() > 0) {
            writeCommand(request, List.of("SELECT", Integer.toString(login.database())), 0);
            expected++;
        }
        // Where there are no transactions, entries would be added again with each try.
        request.append(MULTI);
        request.append(DISCARD);
        expected += 2;
        open.write(request, deadline);
        for (int i = 0; i < expected; i++) {
            String reply = replies.next(open, deadline);
            if (reply.startsWith("-")) {
                Verdict said = verdict(reply);
                return said instanceof Verdict.Later ? said : new Verdict.Held(line(reply));
            }
        }
        return null;
    }

    private Verdict transact(Batch batch, int from, int to, long deadline) throws IOException, InterruptedException {
        Wire open = wire;
        if (open == null) {
            throw new IOException("not connected");
        }
        request.clear(KEPT);
        request.append(MULTI);
        for (int i = from; i < to; i++) {
            request.append(command);
            writeWord(request, batch.array(), batch.from(i), batch.to(i) - batch.from(i));
        }
        request.append(EXEC);
        open.write(request, deadline);
        String fault = "";
        for (int i = from - 1; i < to; i++) {
            String reply = replies.next(open, deadline);
            if (reply.startsWith("-")) {
                fault = fault.isEmpty() ? reply : fault;
                if (reply.startsWith("-ERR Protocol error")) {
                    return new Verdict.Refused(line(reply));
                }
            }
        }
        String outcome = replies.next(open, deadline);
        if (fault.isEmpty()) {
            int error = outcome.startsWith("*") ? outcome.indexOf("\n-") + 1 : 0;
            if (outcome.startsWith("*") && error == 0) {
                return Verdict.Taken.ALL;
            }
            fault = outcome.substring(error);
        }
        return verdict(fault);
    }

    private static Verdict verdict(String error) {
        if (LATER.matcher(error).matches()) {
            return new Verdict.Later(line(error), 0);
        }
        return HELD.matcher(error).matches() ? new Verdict.Held(line(error)) : new Verdict.Refused(line(error));
    }

    private static String line(String error) {
        int end = error.indexOf('\r');
        String first = end < 0 ? error : error.substring(0, end);
        String text = first.startsWith("-") ? first.substring(1) : first;
        return text.length() > WHY_CHARS_MAX ? text.substring(0, WHY_CHARS_MAX) : text;
    }

    @Override
    public void close() {
        Wire.closeIfOpen(wire);
        wire = null;
    }
}
