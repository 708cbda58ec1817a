package dev.attache.role.logs.tail;

import dev.attache.base.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Follows the files of one pattern: finds those that are new, keeps those that were rotated away until they are read,
/// and notices when one was cut short or written anew.
///
/// For one thread; [#generations] may be read from any.
public final class Tailer implements Source {
    private final PathGlob glob;
    private final Losses losses;
    private final Recognition recognition;
    private final DirectoryWatch watch;
    private final boolean startAtEnd;
    private final Patience patience;
    private final Map<FileKey, Generation> followed = new LinkedHashMap<>();
    private final Set<String> refused = new HashSet<>();
    private Set<String> refusedFolders = new HashSet<>();
    private final Map<Path, FileKey.Stat> unfinished = new HashMap<>();
    private final Set<Generation> passedOver = new HashSet<>();
    private volatile List<Generation> generations = List.of();
    private boolean scanned;
    private int turn;

    /// @param startAtEnd whether what files hold at the first scan is passed over
    /// @param known what was read of which files when attache ran last
    public Tailer(
            PathGlob glob,
            boolean startAtEnd,
            Patience patience,
            Collection<Place> known,
            DirectoryWatch watch,
            Losses losses) {
        this.glob = glob;
        this.startAtEnd = startAtEnd;
        this.patience = patience;
        this.watch = watch;
        this.losses = losses;
        this.recognition = new Recognition(known, losses);
    }

    /// How long to wait for what a writer may still do.
    ///
    /// @param leftNanos how long a file that no name leads to any more is kept open after its last byte was read,
    ///     since its writer may go on
    /// @param copyNanos how long a file that began as a copy of another waits for the other to be cut short
    /// @param endsLines whether the end of any file ends its last line, since nobody waits for more
    /// @param archivesMillis compressed files of which nothing is known are read where they were written to since
    ///     then, in milliseconds since 1970, and passed over where they are older
    public record Patience(long leftNanos, long copyNanos, boolean endsLines, long archivesMillis) {}

    /// Looks which files there are, and what became of those that were there.
    @Override
    public void scan(long nowNanos) {
        passedOver.clear();
        Set<Path> directories = new LinkedHashSet<>();
        Set<Generation> seen = new HashSet<>();
        Set<String> refusedBefore = refusedFolders;
        refusedFolders = new HashSet<>();
        List<Path> paths = glob.expand(directories, (folder, why) -> {
            refusedFolders.add(folder);
            if (!refusedBefore.contains(folder)) {
                losses.refused(folder, why);
            }
        });
        for (Path path : scanned ? paths : recognition.knownFirst(paths)) {
            Generation generation = follow(path, nowNanos);
            if (generation != null && seen.add(generation)) {
                generation.renamed(path.toString());
                generation.toFollowed();
            }
        }
        watch.use(this, directories);
        if (!scanned) {
            scanned = true;
            recognition.rotatedMeanwhile(followed.keySet()).forEach(this::keep);
        }
        for (Generation each : List.copyOf(followed.values())) {
            if (!seen.contains(each)) {
                each.toLeft(nowNanos);
            }
            look(each, nowNanos);
        }
        settleCopies(nowNanos);
        recognition.tellLosses();
        publish();
    }

    private void settleCopies(long nowNanos) {
        for (Generation each : List.copyOf(followed.values())) {
            try {
                recognition.settle(each, nowNanos, patience.copyNanos());
            } catch (IOException e) {
                losses.refused(each.path(), Refusal.why(e));
                end(each);
            }
        }
    }

    private @Nullable Generation follow(Path path, long nowNanos) {
        String name = path.toString();
        try {
            FileKey.Stat stat = FileKey.of(path);
            if (!stat.isRegular()) {
                return null;
            }
            Generation known = followed.get(stat.key());
            Generation generation = known != null ? known : open(path, stat, nowNanos);
            refused.remove(name);
            return generation;
        } catch (IOException e) {
            if (refused.size() < PathGlob.PATHS_MAX && refused.add(name)) {
                losses.refused(name, Refusal.why(e));
            }
            return null;
        }
    }

    /// A path may lead elsewhere by the time it is opened; the next scan opens what it leads to then.
    private @Nullable Generation open(Path path, FileKey.Stat stat, long nowNanos) throws IOException {
        if (followed.size() >= PathGlob.PATHS_MAX) {
            throw new IOException("more than " + PathGlob.PATHS_MAX + " files");
        }
        if (stat.equals(unfinished.get(path))) {
            return null;
        }
        Content content = FileContent.open(path);
        if (!FileKey.of(path).key().equals(stat.key())) {
            content.close();
            return null;
        }
        if (GzipContent.is(path, content)) {
            content.close();
            return openCompressed(path, stat);
        }
        Generation generation =
                recognition.identify(stat.key(), content, path, startAtEnd && !scanned, followed.values(), nowNanos);
        keep(generation);
        return generation;
    }

    /// One that is not whole may still be written: it is looked at again when it has grown.
    private @Nullable Generation openCompressed(Path path, FileKey.Stat stat) throws IOException {
        GzipContent content = GzipContent.open(path);
        if (!content.isWhole() && !patience.endsLines()) {
            content.close();
            if (unfinished.size() >= PathGlob.PATHS_MAX) {
                unfinished.clear();
            }
            unfinished.put(path, stat);
            return null;
        }
        if (!content.isWhole()) {
            losses.refused(path.toString(), "it is damaged, or not whole; what comes before is read");
        }
        unfinished.remove(path);
        boolean ifNew = Files.getLastModifiedTime(path).toMillis() >= patience.archivesMillis();
        Generation generation = recognition.identifyCompressed(stat.key(), content, path, ifNew, followed.values());
        keep(generation);
        return generation;
    }

    private void keep(Generation generation) {
        followed.put(generation.key(), generation);
    }

    private void look(Generation each, long nowNanos) {
        try {
            long size = each.content().size();
            if (size < each.offset() || size != each.size() && !each.isAsItWas()) {
                toSuccessor(each, size);
                return;
            }
            if (size > each.size()) {
                each.wroteAgain(nowNanos);
            } else if (size < each.size()) {
                losses.lost(each.path(), each.size() - size, Losses.Reason.TRUNCATED);
            }
            each.sized(size, nowNanos);
            if (each.isLeft() && each.lag() == 0 && nowNanos - each.leftSinceNanos() > patience.leftNanos()) {
                recognition.read(each);
                end(each);
            }
        } catch (IOException e) {
            losses.lost(each.path(), each.lag(), Losses.Reason.UNREADABLE);
            losses.refused(each.path(), Refusal.why(e));
            end(each);
        }
    }

    /// The writer began anew in the same file.
    private void toSuccessor(Generation before, long size) {
        before.toEnded();
        recognition.cut(before, followed.values());
        keep(new Generation(before.key(), before.content(), before.path(), Mark.BLANK, size, false));
    }

    private void end(Generation generation) {
        generation.toEnded();
        followed.remove(generation.key());
        try {
            generation.content().close();
        } catch (IOException _) {
            // It was only read from.
        }
    }

    private void publish() {
        generations = List.copyOf(followed.values());
    }

    /// @return false where a file was cut short or written anew
    @Override
    public boolean peek(long nowNanos) {
        passedOver.clear();
        for (Generation each : generations) {
            try {
                long size = each.content().size();
                boolean grown = size > each.size();
                if (size < each.size() || grown && each.lag() == 0 && !each.isAsItWas()) {
                    return false;
                }
                if (grown) {
                    each.wroteAgain(nowNanos);
                    each.sized(size, nowNanos);
                }
            } catch (IOException _) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Generation next(LineReader reader, long nowNanos) {
        for (Generation each = next(nowNanos); each != null; each = next(nowNanos)) {
            try {
                if (reader.read(each, patience.endsLines() || isFinal(each, nowNanos))) {
                    return each;
                }
                passedOver.add(each);
            } catch (IOException e) {
                giveUp(each, e);
            }
        }
        return null;
    }

    /// One that has bytes to read; null where there is none. Those that have no whole line are passed over until the
    /// next look.
    private @Nullable Generation next(long nowNanos) {
        List<Generation> all = generations;
        for (int i = 0; i < all.size(); i++) {
            turn = turn + 1 < all.size() ? turn + 1 : 0;
            Generation each = all.get(turn);
            if (isFinal(each, nowNanos)) {
                each.toDue(nowNanos);
            }
            if (!each.isEnded() && each.hasMore(nowNanos) && !passedOver.contains(each)) {
                return each;
            }
        }
        return null;
    }

    /// Gives up the rest of a file that cannot be read.
    private void giveUp(Generation generation, IOException fault) {
        losses.lost(generation.path(), generation.lag(), Losses.Reason.UNREADABLE);
        losses.refused(generation.path(), Refusal.why(fault));
        end(generation);
        publish();
    }

    /// Whether nobody will end the last line of the file, so that it ends with the file.
    private boolean isFinal(Generation generation, long nowNanos) {
        return generation.isLeft() && nowNanos - generation.leftSinceNanos() > patience.leftNanos() / 2;
    }

    @Override
    public List<Generation> generations() {
        return generations;
    }

    @Override
    public List<Place> places(Function<Generation, Place> delivered) {
        List<Place> places = new ArrayList<>(recognition.places());
        for (Generation each : generations) {
            if (!each.isEnded()) {
                places.add(told(delivered.apply(each), each));
            }
        }
        return places;
    }

    /// A file of which nothing was delivered yet is known again by its beginning.
    private static Place told(Place place, Generation generation) {
        if (place.mark().offset() > 0 || generation.size() == 0) {
            return place;
        }
        try {
            return place.at(Mark.unread(generation.content()));
        } catch (IOException _) {
            return place;
        }
    }

    @Override
    public boolean isOver() {
        return patience.endsLines();
    }

    @Override
    public void close() {
        List.copyOf(followed.values()).forEach(this::end);
        publish();
    }
}
