package dev.attache.role.logs.tail;

import java.io.Closeable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where lines come from: contents beside or after each other, and the place where reading stands in each.
///
/// For one thread, save where a method says otherwise.
public interface Source extends Closeable {
    /// Looks what is new and what is gone.
    void scan(long nowNanos);

    /// Looks whether what is known has grown. Cheaper than a [#scan].
    ///
    /// @return false where a scan is needed, because something is not as it was
    boolean peek(long nowNanos);

    /// Reads the next lines, of each content in its turn. They are those of the reader until the next call;
    /// [LineReader#done] says that they were taken.
    ///
    /// @return what they are lines of; null where there are none now
    @Nullable Generation next(LineReader reader, long nowNanos);

    /// The contents that are being read, as of the last look. Safe from any thread.
    List<Generation> generations();

    /// Where reading stands, so that it can go on from there when attache is started again. Called now and then, and
    /// what was delivered needs not be kept then.
    ///
    /// @param delivered tells how far a content has been delivered
    List<Place> places(Function<Generation, Place> delivered);

    /// Whether nothing will come any more once a look has brought nothing.
    default boolean isOver() {
        return false;
    }

    /// Takes in nothing more, since attache is about to end. What was taken in already, and is to be had from nobody
    /// else, is read on until [#isOver].
    ///
    /// @return whether there is such
    default boolean drain() {
        return false;
    }

    @Override
    void close();
}
