package dev.attache.role.logs.pipe;

import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.LineReader;
import dev.attache.role.logs.tail.Losses;
import dev.attache.role.logs.tail.Place;
import dev.attache.role.logs.tail.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one pipe, on a thread of its own since that waits. A writer that ends, ends its last line.
///
/// What was read and could not be sent before the role had to end is counted as lost, since nobody else has it.
public final class PipeSource implements Source {
    private final String name;
    private final Losses losses;
    private final PipeMouth mouth;
    private final PipeContent content;
    private final Generation generation;
    private volatile Runnable bell = () -> {};
    private volatile boolean draining;

    private PipeSource(String name, PipeMouth mouth, Losses losses) {
        this.name = name;
        this.mouth = mouth;
        this.losses = losses;
        this.content = new PipeContent(0);
        this.generation = Generation.ofStream(content, name);
        Thread thread = new Thread(this::take, "attache-pipe");
        thread.setDaemon(true);
        thread.start();
    }

    public static PipeSource stdin(Losses losses) {
        return new PipeSource("stdin", new StdinMouth(), losses);
    }

    /// A pipe that is not there yet is waited for.
    public static PipeSource fifo(String path, Losses losses) {
        return new PipeSource(path, new FifoMouth(Path.of(path)), losses);
    }

    /// From now on blocks of lines have at most so many bytes, and this is run when something has come.
    public void use(int blockMax, Runnable ring) {
        content.blockMax(blockMax);
        bell = ring;
    }

    private void take() {
        try (mouth) {
            for (ByteBuffer room = content.room(); room != null; room = content.room()) {
                int count = mouth.read(room);
                if (count < 0) {
                    break;
                } else if (count == 0) {
                    content.endLine();
                } else {
                    content.filled(count);
                }
                bell.run();
            }
        } catch (IOException e) {
            if (!draining) {
                losses.refused(name, String.valueOf(e.getMessage()));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            content.end();
            bell.run();
        }
    }

    @Override
    public void scan(long nowNanos) {
        peek(nowNanos);
    }

    @Override
    public boolean peek(long nowNanos) {
        generation.sized(content.size(), nowNanos);
        return true;
    }

    @Override
    public @Nullable Generation next(LineReader reader, long nowNanos) {
        content.release(generation.offset());
        boolean last = content.isEnded();
        generation.sized(content.size(), nowNanos);
        if (last) {
            generation.toDue(nowNanos);
        }
        try {
            return generation.hasMore(nowNanos) && reader.read(generation, last) ? generation : null;
        } catch (IOException e) {
            throw new IllegalStateException("what is kept in memory cannot be read", e);
        }
    }

    @Override
    public List<Generation> generations() {
        return List.of(generation);
    }

    @Override
    public List<Place> places(Function<Generation, Place> delivered) {
        return List.of();
    }

    @Override
    public boolean isOver() {
        return content.isEnded() && content.size() == generation.offset();
    }

    @Override
    public boolean drain() {
        draining = true;
        content.stop();
        try {
            mouth.close();
        } catch (IOException _) {
            // It was only read from.
        }
        return true;
    }

    @Override
    public void close() {
        drain();
        long left = content.size() - generation.offset();
        if (left > 0) {
            losses.lost(name, left, Losses.Reason.UNDELIVERED);
            content.release(content.size());
        }
    }
}
