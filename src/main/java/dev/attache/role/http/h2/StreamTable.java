package dev.attache.role.http.h2;

import io.netty.util.collection.IntObjectHashMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The open streams of a connection, and what must be remembered of those that are over: which of the last 64 of the
/// peer's were opened at all, and which attache has reset, since frames that were under way may still come for these.
final class StreamTable {
    private static final int REMEMBERED = Long.SIZE;

    private final boolean server;
    private final IntObjectHashMap<Http2Stream> open = new IntObjectHashMap<>();
    private int last;
    private long opened;
    private long reset;

    StreamTable(boolean server) {
        this.server = server;
        this.last = -1;
    }

    @Nullable Http2Stream get(int id) {
        return open.get(id);
    }

    int size() {
        return open.size();
    }

    /// A copy, for who may close streams while going through.
    List<Http2Stream> all() {
        return open.isEmpty() ? List.of() : List.copyOf(open.values());
    }

    List<StreamUser> users() {
        List<StreamUser> users = new ArrayList<>(open.size());
        for (Http2Stream each : open.values()) {
            StreamUser user = each.user();
            if (user != null) {
                users.add(user);
            }
        }
        return users;
    }

    void add(Http2Stream stream) {
        note(stream.id());
        open.put(stream.id(), stream);
    }

    /// Takes in that a stream was opened, and so all before it are, or are over.
    void note(int id) {
        int places = (id - last) / 2;
        opened = places >= REMEMBERED ? 1 : opened << places | 1;
        reset = places >= REMEMBERED ? 0 : reset << places;
        last = id;
    }

    boolean remove(Http2Stream stream) {
        return open.remove(stream.id()) != null;
    }

    void onReset(int id) {
        long bit = bitOf(id);
        reset |= bit;
    }

    private long bitOf(int id) {
        int places = (last - id) / 2;
        return places >= REMEMBERED ? 0 : 1L << places;
    }

    /// Whether no stream of this number, nor any behind it, was opened so far.
    boolean isIdle(int id) {
        return id > last || id % 2 == 0;
    }

    /// Whether attache has reset the stream, or it is too long over to tell.
    boolean mayLag(int id) {
        long bit = bitOf(id);
        return bit == 0 || (reset & bit) != 0;
    }

    /// Whether a stream that is over was passed over, and never opened.
    boolean wasSkipped(int id) {
        long bit = bitOf(id);
        return bit != 0 && (opened & bit) == 0;
    }

    /// The last stream of the peer's that was opened; 0 where none was.
    int lastOfPeer() {
        return server ? Math.max(0, last) : 0;
    }

    int nextOwn() {
        return last + 2;
    }

    boolean isExhausted() {
        return last > Integer.MAX_VALUE - 4;
    }
}
