package dev.attache.config;

import dev.attache.base.Ratio;
import java.time.Duration;
import java.util.Locale;

/// A log role that reads no more errors than it may.
///
/// @param level least severity that counts
@Doc("a log role that reads no more errors than it may: more than max, and more than the share of all records")
public record LogCheckConfig(
        @Doc("name of the log role") @NamesLogs String log,

        @Doc("records of this severity and worse ones count: trace, debug, info, warn, error or fatal")
        @Default("error")
        Level level,

        @Doc("how many of them may come within the time") @Default("10") @Range(min = "0", max = "1000000000")
        int max,

        @Doc("share of all records that they may be; 0% goes by their number alone")
        @Default("0%")
        @Range(min = "0%", max = "100%")
        Ratio share,

        @Doc("time that is looked back at") @Default("1m") @Range(min = "1s", max = "24h")
        Duration within,

        @Inline CheckPaceConfig pace)
        implements CheckConfig {
    public LogCheckConfig {
        if (within.compareTo(pace.interval()) < 0) {
            throw new IllegalArgumentException("within: is shorter than the interval");
        }
    }

    /// Severities in the words and the numbers of OpenTelemetry.
    public enum Level {
        TRACE(1),
        DEBUG(5),
        INFO(9),
        WARN(13),
        ERROR(17),
        FATAL(21);

        private final int number;

        Level(int number) {
            this.number = number;
        }

        /// The word of the file.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The first number of the severity.
        public int number() {
            return number;
        }
    }
}
