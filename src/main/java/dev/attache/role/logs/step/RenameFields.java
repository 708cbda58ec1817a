package dev.attache.role.logs.step;

import dev.attache.wire.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Gives fields other names. What had the new name before is taken away.
final class RenameFields implements Step {
    private final byte[][] from;
    private final byte[][] to;

    /// @param names new ones by old ones
    RenameFields(Map<String, String> names) {
        from = names.keySet().stream().map(RenameFields::bytes).toArray(byte[][]::new);
        to = names.values().stream().map(RenameFields::bytes).toArray(byte[][]::new);
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return "rename";
    }

    @Override
    public boolean take(LogRecord record) {
        for (int i = 0; i < from.length; i++) {
            if (record.find(from[i], 0) < 0) {
                continue;
            }
            int taken = record.find(to[i], 0);
            if (taken >= 0 && taken != record.find(from[i], 0)) {
                record.remove(taken);
            }
            record.field(record.find(from[i], 0)).renameTo(to[i]);
        }
        return true;
    }
}
