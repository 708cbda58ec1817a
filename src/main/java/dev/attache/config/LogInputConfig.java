package dev.attache.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;

/// Where lines come from: just one of the kinds of source.
@Doc("where lines come from; a bare path stands for one with the key file")
public record LogInputConfig(
        @Doc("files, as a path that may hold *, ?, [a-z] and {one,other}") @Shorthand
        String file,

        @Doc("what the lines look like; auto finds out for each file") @Default("{}")
        LogFormatConfig format,

        @Doc("which lines belong together") @Default("{}") MultilineConfig multiline,

        @Doc("zone of times that tell none, as in Europe/Berlin or +01:00") @Default("UTC")
        String zone,

        @Doc("where reading begins in files that are there at the first start; later ones are read from their"
                + " beginning")
        @Default("beginning")
        Start start,

        @Doc("how long a file that was renamed or deleted is kept open after its last byte was read")
        @Default("1m")
        @Range(min = "100ms", max = "24h")
        Duration rotateWait) {

    public LogInputConfig {
        if (file.isEmpty() || file.endsWith("/")) {
            throw new IllegalArgumentException("file: names no file");
        }
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone: is no zone that is known: " + zone);
        }
    }

    /// Where reading begins.
    public enum Start {
        BEGINNING,
        END
    }
}
