package dev.attache.role.logs.tail;

import dev.attache.base.Refusal;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells what the content of a file is that was just found: new, known from an earlier run, or a copy.
///
/// Wherever it cannot be told for sure, a content is new, because reading twice is better than not reading.
final class Recognition {
    /// Contents that were cut short and whose copy may still appear.
    private static final int CUT_MAX = 64;

    /// Contents that were read to their end, and may still appear compressed.
    private static final int READ_MAX = 64;

    private final Map<FileKey, Place> known = new LinkedHashMap<>();
    private final Deque<Place> cut = new ArrayDeque<>();
    private final Deque<Place> readToEnd = new ArrayDeque<>();
    private final Map<Place, Losses.Reason> untold = new LinkedHashMap<>();
    private final Losses losses;

    Recognition(Collection<Place> places, Losses losses) {
        this.losses = losses;
        places.forEach(each -> known.put(each.key(), each));
    }

    /// The content that was opened just now.
    ///
    /// @param fromEnd whether what is in it is passed over, unless it was read before
    Generation identify(
            FileKey key, Content content, Path path, boolean fromEnd, Collection<Generation> others, long nowNanos)
            throws IOException {
        long size = content.size();
        Place place = known.remove(key);
        if (place != null && place.mark().tells()) {
            if (size >= place.mark().offset() && place.mark().isOf(content)) {
                return new Generation(
                        key, content, path.toString(), place.mark().toReadOn(), size, place.inLongLine());
            }
            forget(place);
        }
        Place past = copiedOfCut(content, size);
        if (past != null) {
            if (untold.remove(past) == null) {
                losses.found(
                        path.toString(),
                        Math.min(size, past.size()) - past.mark().offset());
            }
            return new Generation(key, content, path.toString(), past.mark().toReadOn(), size, past.inLongLine());
        }
        if (fromEnd && place == null) {
            Mark end = Mark.of(content, size);
            return new Generation(key, content, path.toString(), end, size, !endsLine(content, size));
        }
        var generation = new Generation(key, content, path.toString(), Mark.BLANK, size, false);
        for (Generation other : others) {
            Mark mark = other.mark();
            if (mark.tells() && size >= mark.offset() && mark.isOf(content)) {
                generation.copyOf(other, nowNanos);
            }
        }
        return generation;
    }

    /// A compressed file, as log rotation leaves them behind: what was read before it was compressed is not read again.
    ///
    /// @param ifNew whether one that was never seen is read, rather than passed over
    Generation identifyCompressed(
            FileKey key, GzipContent content, Path path, boolean ifNew, Collection<Generation> others)
            throws IOException {
        long size = content.size();
        Place own = known.remove(key);
        if (own != null && own.mark().tells() && own.mark().isOf(content)) {
            return new Generation(key, content, path.toString(), own.mark().toReadOn(), size, own.inLongLine());
        }
        Mark mark = ifNew ? Mark.BLANK : Mark.blindAt(size);
        boolean inLongLine = false;
        boolean beingRead = isBeingRead(content, others);
        Place past = beingRead ? null : unreadOf(content, path);
        if (past != null) {
            mark = past.mark().toReadOn();
            inLongLine = past.inLongLine();
        } else if (beingRead || wasRead(content)) {
            mark = Mark.blindAt(size);
        }
        return new Generation(key, content, path.toString(), mark, size, inLongLine);
    }

    private static boolean isBeingRead(Content content, Collection<Generation> others) throws IOException {
        for (Generation each : others) {
            Content plain = each.content();
            boolean asLong = plain.size() == content.size() && content.size() > 0;
            if (asLong && Mark.of(plain, plain.size()).isOf(content)) {
                return true;
            }
        }
        return false;
    }

    private boolean wasRead(Content content) throws IOException {
        for (Place each : readToEnd) {
            if (each.mark().offset() == content.size() && each.mark().isOf(content)) {
                return true;
            }
        }
        return false;
    }

    /// What stopped being read, because it was gone, before its end.
    private @Nullable Place unreadOf(Content content, Path path) throws IOException {
        Place past = copiedOfCut(content, content.size());
        if (past != null) {
            if (untold.remove(past) == null) {
                losses.found(
                        path.toString(),
                        Math.min(content.size(), past.size()) - past.mark().offset());
            }
            return past;
        }
        for (Place each : known.values()) {
            if (each.mark().tells() && each.mark().isOf(content)) {
                known.remove(each.key());
                return each;
            }
        }
        return null;
    }

    /// A content was read to its end, and its writer has left it.
    void read(Generation generation) {
        if (!generation.mark().tells()) {
            return;
        }
        if (readToEnd.size() == READ_MAX) {
            readToEnd.removeFirst();
        }
        readToEnd.addLast(Place.of(generation));
    }

    private static boolean endsLine(Content content, long size) throws IOException {
        return size == 0 || content.hash(size - 1, size) == Mark.hash(new byte[] {'\n'}, 0, 1);
    }

    private @Nullable Place copiedOfCut(Content content, long size) throws IOException {
        for (Place each : cut) {
            if (each.mark().tells()
                    && size >= each.mark().offset()
                    && each.mark().isOf(content)) {
                cut.remove(each);
                return each;
            }
        }
        return null;
    }

    /// A content whose writer began anew; what was not read of it may stand in a copy.
    void cut(Generation generation, Collection<Generation> others) {
        for (Generation each : others) {
            if (each.copied() == generation) {
                return;
            }
        }
        remember(Place.of(generation), Losses.Reason.TRUNCATED);
    }

    private void forget(Place place) {
        remember(place, Losses.Reason.VANISHED);
    }

    private void remember(Place place, Losses.Reason why) {
        if (cut.size() == CUT_MAX) {
            cut.removeFirst();
        }
        cut.addLast(place);
        untold.put(place, why);
    }

    /// The same paths, those of files from an earlier run first: what has been cut short is known before its copy
    /// comes.
    List<Path> knownFirst(List<Path> paths) {
        List<Path> first = new ArrayList<>();
        List<Path> rest = new ArrayList<>();
        for (Path each : paths) {
            (isKnown(each) ? first : rest).add(each);
        }
        first.addAll(rest);
        return first;
    }

    private boolean isKnown(Path path) {
        try {
            return known.containsKey(FileKey.of(path).key());
        } catch (IOException _) {
            return false;
        }
    }

    /// All that there is has been looked at: what was not found in a copy is lost.
    void tellLosses() {
        untold.forEach((place, why) -> {
            long unread = place.size() - place.mark().offset();
            if (unread > 0) {
                losses.lost(place.path(), unread, why);
            }
        });
        untold.clear();
    }

    /// Lets a copy be read: from where its original was read to, once that was cut short; from its beginning where the
    /// original goes on, because then it is a file of its own.
    void settle(Generation each, long nowNanos, long patienceNanos) throws IOException {
        Generation original = each.copied();
        if (original == null) {
            return;
        }
        if (original.isEnded()) {
            each.copyOf(null, nowNanos);
            settle(each, original);
        } else if (nowNanos - each.copySinceNanos() > patienceNanos) {
            each.copyOf(null, nowNanos);
        }
    }

    private void settle(Generation copy, Generation original) throws IOException {
        Mark mark = original.mark();
        if (copy.size() < mark.offset()) {
            copy.toMark(Mark.of(copy.content(), copy.size()));
        } else if (mark.isOf(copy.content())) {
            copy.toMark(mark);
            copy.inLongLine(original.isInLongLine());
        }
        long lost = original.size() - Math.max(copy.size(), original.offset());
        if (lost > 0) {
            losses.lost(original.path(), lost, Losses.Reason.TRUNCATED);
        }
    }

    /// Files that were read in an earlier run and have a name now that is not asked for: they are read to their end.
    List<Generation> rotatedMeanwhile(Set<FileKey> found) {
        List<Generation> rotated = new ArrayList<>();
        for (Place place : List.copyOf(known.values())) {
            Path directory = Path.of(place.path()).toAbsolutePath().getParent();
            if (directory != null && !found.contains(place.key())) {
                lookFor(place, directory, rotated);
            }
        }
        known.values().forEach(this::forget);
        known.clear();
        return rotated;
    }

    private void lookFor(Place place, Path directory, List<Generation> rotated) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path path : entries) {
                FileKey.Stat stat = FileKey.of(path);
                if (stat.isRegular() && stat.key().equals(place.key())) {
                    Content content = FileContent.open(path);
                    if (content.size() >= place.mark().offset() && place.mark().isOf(content)) {
                        known.remove(place.key());
                        rotated.add(new Generation(
                                place.key(),
                                content,
                                path.toString(),
                                place.mark().toReadOn(),
                                content.size(),
                                place.inLongLine()));
                    } else {
                        content.close();
                    }
                    return;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            losses.refused(directory.toString(), Refusal.why(e));
        }
    }

    /// What is to be kept of files that are gone, for the copies of them that may still appear, compressed or not.
    List<Place> places() {
        List<Place> places = new ArrayList<>(known.values());
        places.addAll(readToEnd);
        return places;
    }
}
