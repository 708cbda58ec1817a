package dev.attache.role.logs.join;

import dev.attache.wire.log.ContainerFrame;
import dev.attache.wire.log.Swar;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds out whether lines stand in the frames of a container's runtime. A line in a frame is mistaken for nothing
/// else,
/// so that the first of those at hand decides; it is decided anew where most of 64 lines have none.
public final class FindingJoiner implements Joiner {
    private final List<ContainerFrame> frames;
    private final Joiner plain;
    private final Function<ContainerFrame, ContainerJoiner> framed;
    private final Consumer<String> onFound;
    private @Nullable ContainerJoiner found;

    /// @param plain for lines without frames
    /// @param onFound takes the name of the frames, each time some are found
    public FindingJoiner(
            List<ContainerFrame> frames,
            Joiner plain,
            Function<ContainerFrame, ContainerJoiner> framed,
            Consumer<String> onFound) {
        this.frames = List.copyOf(frames);
        this.plain = plain;
        this.framed = framed;
        this.onFound = onFound;
    }

    @Override
    public int take(byte[] bytes, int from, int to, boolean last, JoinSink sink) {
        ContainerJoiner known = found;
        if (known == null || known.isDoubtful()) {
            known = find(bytes, from, to, known);
            found = known;
        }
        return (known == null ? plain : known).take(bytes, from, to, last, sink);
    }

    private @Nullable ContainerJoiner find(byte[] bytes, int from, int to, @Nullable ContainerJoiner before) {
        int end = Swar.indexOf(bytes, from, to, (byte) '\n');
        for (ContainerFrame each : frames) {
            if (each.read(bytes, from, end)) {
                if (before != null && before.frames().equals(each.name())) {
                    return before;
                }
                onFound.accept(each.name());
                return framed.apply(each);
            }
        }
        return null;
    }
}
