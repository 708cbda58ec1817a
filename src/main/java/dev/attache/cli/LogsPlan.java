package dev.attache.cli;

import dev.attache.base.HumanDuration;
import dev.attache.config.LogFormatConfig;
import dev.attache.config.LogInputConfig;
import dev.attache.config.LogOutputConfig;
import dev.attache.config.LogsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The plan of a log adapter.
final class LogsPlan {
    private LogsPlan() {}

    static Plan of(String name, LogsConfig role) {
        List<Plan.Point> points = new ArrayList<>();
        role.inputs().forEach(each -> points.add(new Plan.Point("reads", input(each))));
        role.outputs().forEach(each -> points.add(new Plan.Point("writes", output(each))));
        String state = role.state().isEmpty() ? "a folder of the user's, named after the role" : role.state();
        points.add(new Plan.Point("remembers", "how far each file was delivered, in " + state));
        points.add(new Plan.Point(
                "guarantees",
                "every byte of a file is delivered or counted with the reason why not, through rotation and restart"));
        points.add(new Plan.Point(
                "guarantees", "an output that cannot take more stops reading; nothing is dropped for want of room"));
        points.add(
                new Plan.Point("leaves open", "after a crash, up to a second's worth of lines is delivered once more"));
        return new Plan("role " + name + ": logs", points);
    }

    private static String input(LogInputConfig input) {
        return input.file() + " as " + format(input.format()) + ", from the "
                + input.start().name().toLowerCase(Locale.ROOT) + "; a file that is rotated away until "
                + HumanDuration.format(input.rotateWait()) + " after its last byte";
    }

    private static String format(LogFormatConfig format) {
        if (!format.regex().isEmpty()) {
            return "a regular expression says";
        }
        return format.grok().isEmpty()
                ? format.name().name().toLowerCase(Locale.ROOT).replace('_', '-')
                : "a grok pattern says";
    }

    private static String output(LogOutputConfig output) {
        boolean toFile = !output.file().path().isEmpty();
        LogOutputConfig.Encoding encoding =
                toFile ? output.file().encode() : output.stdout().encode();
        String form = encoding == LogOutputConfig.Encoding.UNSET
                ? "ndjson"
                : encoding.name().toLowerCase(Locale.ROOT);
        return (toFile ? output.file().path() : "standard output") + " as " + form;
    }
}
