package dev.attache.wire.log;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/// The zone of times that do not tell theirs. Remembers the offset of the quarter of an hour it was last asked for. For
/// one thread.
public final class LocalZone {
    private static final int QUARTER_SECONDS = 900;

    private final ZoneRules rules;
    private long quarter = Long.MIN_VALUE;
    private int offset;

    public LocalZone(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /// Seconds that local time is ahead of UTC. Where clocks go back and a time comes twice, the first counts.
    ///
    /// @param localSeconds since 1970-01-01T00:00 of local time
    int offsetSeconds(long localSeconds) {
        long wanted = Math.floorDiv(localSeconds, (long) QUARTER_SECONDS);
        if (wanted != quarter) {
            quarter = wanted;
            LocalDateTime local = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC);
            offset = rules.getOffset(local).getTotalSeconds();
        }
        return offset;
    }
}
