package dev.attache.role.logs.spool;

import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.LineReader;
import dev.attache.role.logs.tail.Losses;
import dev.attache.role.logs.tail.Mark;
import dev.attache.role.logs.tail.Place;
import dev.attache.role.logs.tail.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads a spool, one segment after the other, and removes those that were delivered.
public final class SpoolSource implements Source {
    private final String name;
    private final Spool spool;
    private final int recordMax;
    private final Losses losses;
    private final Map<String, Place> known = new HashMap<>();
    private final List<Reading> read = new ArrayList<>();
    private volatile List<Generation> generations = List.of();
    private @Nullable Reading current;
    private long lastNumber;
    private boolean draining;

    /// A segment that was opened.
    private record Reading(Segment segment, SegmentScanner scanner, SpoolContent content, Generation generation) {}

    /// @param name what losses are told of
    /// @param lineMax bytes that a line may have
    /// @param places what was read of which segments when attache ran last
    public SpoolSource(String name, Spool spool, int lineMax, Collection<Place> places, Losses losses) {
        this.name = name;
        this.spool = spool;
        this.recordMax = lineMax + SpoolLine.PREFIX + 1;
        this.losses = losses;
        places.forEach(each -> known.put(each.path(), each));
    }

    @Override
    public void scan(long nowNanos) {
        long dropped = spool.takeUntold();
        if (dropped > 0) {
            losses.lost(name, dropped, Losses.Reason.DROPPED);
        }
        peek(nowNanos);
    }

    @Override
    public boolean peek(long nowNanos) {
        Reading open = current;
        if (open != null) {
            try {
                open.generation().sized(open.content().size(), nowNanos);
            } catch (IOException e) {
                losses.refused(open.segment().path().toString(), String.valueOf(e.getMessage()));
            }
        }
        return true;
    }

    @Override
    public @Nullable Generation next(LineReader reader, long nowNanos) {
        if (draining) {
            sealRest();
        }
        for (Reading open = opened(); open != null; open = opened()) {
            boolean finished = !spool.isWriting(open.segment());
            if (finished) {
                open.scanner().finish();
                open.generation().toDue(nowNanos);
            }
            peek(nowNanos);
            try {
                if (open.generation().hasMore(nowNanos) && reader.read(open.generation(), finished)) {
                    return open.generation();
                }
            } catch (IOException e) {
                losses.lost(name, open.generation().lag(), Losses.Reason.UNREADABLE);
                finished = true;
            }
            if (!finished) {
                return null;
            }
            finish(open);
        }
        return null;
    }

    /// What had no room before may have some now.
    private boolean sealRest() {
        boolean whole = spool.flush();
        spool.seal();
        return whole;
    }

    private @Nullable Reading opened() {
        Reading open = current;
        if (open != null) {
            return open;
        }
        for (Segment next = spool.read(lastNumber); next != null; next = spool.read(lastNumber)) {
            lastNumber = next.number();
            try {
                Reading made = open(next);
                current = made;
                publish();
                return made;
            } catch (IOException e) {
                losses.refused(next.path().toString(), String.valueOf(e.getMessage()));
                losses.lost(name, next.bytes(), Losses.Reason.UNREADABLE);
                spool.remove(next);
            }
        }
        return null;
    }

    private Reading open(Segment segment) throws IOException {
        var scanner =
                new SegmentScanner(segment.path(), recordMax, bytes -> losses.lost(name, bytes, Losses.Reason.DAMAGED));
        var content = new SpoolContent(scanner);
        Mark mark = Mark.BLANK;
        Place place = known.remove(segment.path().toString());
        if (place != null) {
            content.resume(place.mark().offset());
            mark = place.mark().isOf(content) ? place.mark() : Mark.BLANK;
            content.resume(mark.offset());
        }
        return new Reading(segment, scanner, content, Generation.resumed(content, segment.path(), mark));
    }

    private void finish(Reading open) {
        open.generation().toEnded();
        close(open);
        read.add(open);
        current = null;
        publish();
    }

    private static void close(Reading open) {
        try {
            open.content().close();
        } catch (IOException _) {
            // It was only read from.
        }
    }

    private void publish() {
        Reading open = current;
        generations = open == null ? List.of() : List.of(open.generation());
    }

    @Override
    public List<Generation> generations() {
        return generations;
    }

    @Override
    public List<Place> places(Function<Generation, Place> delivered) {
        List<Place> places = new ArrayList<>();
        read.removeIf(each -> {
            Place place = delivered.apply(each.generation());
            boolean done = place.mark().offset() >= each.generation().offset();
            if (done) {
                spool.remove(each.segment());
            } else {
                places.add(place);
            }
            return done;
        });
        Reading open = current;
        if (open != null) {
            places.add(delivered.apply(open.generation()));
        }
        return places;
    }

    @Override
    public boolean isOver() {
        return draining && current == null && sealRest() && spool.read(lastNumber) == null;
    }

    @Override
    public boolean drain() {
        draining = true;
        sealRest();
        return true;
    }

    @Override
    public void close() {
        Reading open = current;
        if (open != null) {
            close(open);
        }
        spool.flush();
        if (spool.unwrittenBytes() > 0) {
            losses.lost(name, spool.unwrittenBytes(), Losses.Reason.UNDELIVERED);
        }
        spool.close();
    }
}
