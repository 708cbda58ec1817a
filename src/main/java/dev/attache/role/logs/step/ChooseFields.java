package dev.attache.role.logs.step;

import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Takes fields away: those of some names, or all but those.
final class ChooseFields implements Step {
    private final byte[][] names;
    private final boolean keep;

    /// @param keep whether these are the ones that stay
    ChooseFields(List<String> names, boolean keep) {
        this.names = names.stream()
                .map(each -> each.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.keep = keep;
    }

    @Override
    public String name() {
        return keep ? "keep" : "remove";
    }

    @Override
    public boolean take(LogRecord record) {
        for (int i = record.fieldCount() - 1; i >= 0; i--) {
            if (isNamed(record.field(i).name()) != keep) {
                record.remove(i);
            }
        }
        return true;
    }

    private boolean isNamed(Slice name) {
        for (byte[] each : names) {
            if (name.is(each)) {
                return true;
            }
        }
        return false;
    }
}
