package dev.attache.role.logs;

import dev.attache.config.LogFormatConfig;
import dev.attache.config.LogFormatConfig.LogFormatName;
import dev.attache.config.LogInputConfig;
import dev.attache.config.MultilineConfig;
import dev.attache.role.logs.join.ContainerJoiner;
import dev.attache.role.logs.join.FindingJoiner;
import dev.attache.role.logs.join.JoinBounds;
import dev.attache.role.logs.join.JoinRule;
import dev.attache.role.logs.join.Joiner;
import dev.attache.role.logs.join.PatternRule;
import dev.attache.role.logs.join.PlainJoiner;
import dev.attache.role.logs.join.QuoteRule;
import dev.attache.role.logs.join.TraceRule;
import dev.attache.role.logs.tail.Generation;
import dev.attache.wire.log.ContainerFrame;
import dev.attache.wire.log.CriFrame;
import dev.attache.wire.log.DockerFrame;
import dev.attache.wire.log.LocalZone;
import dev.attache.wire.log.LogFormat;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

/// Makes what reads the lines of one file, as the settings of its input say.
final class Readings {
    private static final int HEADING_MAX = 64 * 1024;

    private final LogFormatConfig format;
    private final MultilineConfig multiline;
    private final ZoneId zone;
    private final JoinBounds bounds;

    /// @param lineMax bytes of a line, and of lines that belong together
    Readings(LogInputConfig input, int lineMax) {
        this(input.format(), input.multiline(), ZoneId.of(input.zone()), lineMax);
    }

    Readings(LogFormatConfig format, MultilineConfig multiline, ZoneId zone, int lineMax) {
        this.format = format;
        this.multiline = multiline;
        this.zone = zone;
        this.bounds = new JoinBounds(
                multiline.linesMax(), lineMax, multiline.patience().toNanos());
    }

    /// @param onFound takes what the lines were found to be, each time that this is decided
    /// @param generation whose first line is read as a heading where reading begins behind it
    Reading of(Consumer<String> onFound, Generation generation) {
        Reading made = of(onFound);
        if (generation.offset() > 0) {
            try {
                made.readHeading(generation.firstLine(HEADING_MAX));
            } catch (IOException _) {
                // Whoever reads the lines is told the same.
            }
        }
        return made;
    }

    Reading of(Consumer<String> onFound) {
        LogFormat plain = Codecs.format(format, zone, onFound);
        LogFormat stdout =
                Codecs.format(format.content(), zone, found -> onFound.accept(found + " on standard output"));
        LogFormat stderr = Codecs.format(format.content(), zone, found -> onFound.accept(found + " on standard error"));
        Joiner joiner = switch (format.name()) {
            case CRI -> container(new CriFrame(new LocalZone(zone)), stdout, stderr);
            case DOCKER -> container(new DockerFrame(new LocalZone(zone)), stdout, stderr);
            case AUTO ->
                Codecs.isOwn(format)
                        ? new PlainJoiner(rule(plain), bounds)
                        : new FindingJoiner(
                                List.of(new CriFrame(new LocalZone(zone)), new DockerFrame(new LocalZone(zone))),
                                new PlainJoiner(rule(plain), bounds),
                                frame -> container(frame, stdout, stderr),
                                onFound);
            default -> new PlainJoiner(rule(plain), bounds);
        };
        return new Reading(joiner, new Reading.Formats(plain, stdout, stderr), bounds.waitNanos());
    }

    private ContainerJoiner container(ContainerFrame frame, LogFormat stdout, LogFormat stderr) {
        return new ContainerJoiner(frame, rule(stdout), rule(stderr), bounds);
    }

    private JoinRule rule(LogFormat of) {
        if (!multiline.start().isEmpty()) {
            return PatternRule.start(multiline.start());
        }
        if (!multiline.continuation().isEmpty()) {
            return PatternRule.continuation(multiline.continuation());
        }
        if (multiline.mode() == MultilineConfig.Mode.OFF) {
            return JoinRule.NONE;
        }
        boolean quoted = format.name() == LogFormatName.CSV || format.name() == LogFormatName.POSTGRES_CSV;
        return quoted ? new QuoteRule() : new TraceRule(of);
    }
}
