package dev.attache.cli;

import dev.attache.base.HumanDuration;
import dev.attache.config.LogFormatConfig;
import dev.attache.config.LogInputConfig;
import dev.attache.config.LogMetricConfig;
import dev.attache.config.LogOutputConfig;
import dev.attache.config.LogStepConfig;
import dev.attache.config.LogsConfig;
import dev.attache.config.RedisStreamOutputConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// The plan of a log adapter.
final class LogsPlan {
    private LogsPlan() {}

    static Plan of(String name, LogsConfig role) {
        List<Plan.Point> points = new ArrayList<>();
        role.inputs().forEach(each -> points.add(new Plan.Point("reads", input(each))));
        role.steps().forEach(each -> points.add(new Plan.Point("then", step(each))));
        role.metrics().forEach(each -> points.add(new Plan.Point("measures", metric(each))));
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
        String what = input.label() + " as " + format(input.format());
        return switch (input.source()) {
            case FILE ->
                what + ", from the " + input.start().name().toLowerCase(Locale.ROOT)
                        + "; a file that is rotated away until " + HumanDuration.format(input.rotateWait())
                        + " after its last byte";
            case STDIN, FIFO -> what + "; where nothing can be delivered its writer waits";
            case UNIX, TCP, UDP, SYSLOG ->
                what + ", kept on disk until delivered, " + input.spool().max() + " at most; beyond that: "
                        + input.spool()
                                .whenFull()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-');
            case REDIS_SLOWLOG ->
                what + ", every " + HumanDuration.format(input.redisSlowlog().interval());
        };
    }

    private static String format(LogFormatConfig format) {
        if (!format.regex().isEmpty()) {
            return "a regular expression says";
        }
        return format.grok().isEmpty()
                ? format.name().name().toLowerCase(Locale.ROOT).replace('_', '-')
                : "a grok pattern says";
    }

    private static String step(LogStepConfig step) {
        if (!step.drop().where().isEmpty()) {
            return "drops where " + step.drop().where();
        }
        if (!step.set().isEmpty()) {
            return "sets " + names(step.set().keySet());
        }
        if (!step.remove().isEmpty()) {
            return "removes " + names(step.remove());
        }
        if (!step.rename().isEmpty()) {
            return "renames " + names(step.rename().keySet());
        }
        if (!step.keep().isEmpty()) {
            return "keeps of all fields " + names(step.keep());
        }
        if (!step.redact().isEmpty()) {
            return "hides what should not be read, by " + step.redact().size() + " rules";
        }
        if (!step.dedupe().by().isEmpty()) {
            return "tells of records with the same " + names(step.dedupe().by()) + " once in "
                    + HumanDuration.format(step.dedupe().within()) + ", and how many there were";
        }
        if (step.rateLimit().records() > 0) {
            return "keeps " + step.rateLimit().records() + " records in "
                    + HumanDuration.format(step.rateLimit().per())
                    + where(step.rateLimit().where());
        }
        return "keeps " + step.sample().keep() + where(step.sample().where());
    }

    private static String names(Collection<String> names) {
        return String.join(", ", names);
    }

    private static String where(String condition) {
        return condition.isEmpty() ? " of all" : " of those where " + condition;
    }

    private static String metric(LogMetricConfig metric) {
        String labels =
                metric.labels().isEmpty() ? "" : " by " + names(metric.labels().keySet());
        return metric.name() + labels + (metric.persist() ? ", through restarts" : "");
    }

    private static String output(LogOutputConfig output) {
        if (!output.file().path().isEmpty()) {
            return output.file().path() + " as " + form(output.file().encode());
        } else if (!output.otlpHttp().url().isEmpty()) {
            return "a collector of OpenTelemetry, " + output.otlpHttp().url();
        } else if (!output.loki().url().isEmpty()) {
            return "Loki, " + output.loki().url() + ", as " + form(output.loki().encode());
        } else if (!output.http().url().isEmpty()) {
            return output.http().url() + " as " + form(output.http().encode());
        } else if (!output.splunkHec().url().isEmpty()) {
            return "Splunk, " + output.splunkHec().url() + ", as "
                    + form(output.splunkHec().encode());
        } else if (output.redisStream().isSet()) {
            return redisStream(output.redisStream());
        } else if (output.syslog().isSet()) {
            return "syslog, " + output.syslog().address() + ", as "
                    + form(output.syslog().encode());
        } else if (output.kafka().isSet()) {
            return "the topic " + output.kafka().topic() + " of Kafka, by "
                    + names(output.kafka().brokers()) + ", as "
                    + form(output.kafka().encode());
        }
        return "standard output as " + form(output.stdout().encode());
    }

    private static String redisStream(RedisStreamOutputConfig output) {
        String server = output.cluster().isEmpty() ? output.address().toString() : "cluster " + output.cluster();
        return "the stream " + output.stream() + " of Redis, " + server + ", as " + form(output.encode());
    }

    private static String form(LogOutputConfig.Encoding encoding) {
        return encoding == LogOutputConfig.Encoding.UNSET
                ? "ndjson"
                : encoding.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
