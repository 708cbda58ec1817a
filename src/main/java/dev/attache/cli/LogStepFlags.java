package dev.attache.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of what a log adapter does to records: each is a step, and they follow each other as on the command line.
final class LogStepFlags {
    private static final String STEPS = "roles.logs.steps";

    private final List<Step> steps = new ArrayList<>();

    /// One flag, once.
    private record Step(String flag, Map<String, Object> settings) {}

    @Option(
            names = "--drop",
            paramLabel = "CONDITION",
            description = "take out records that meet it, as in 'level < \"info\"'; may come several times, as may each"
                    + " step; they are done in the order of the flags")
    void drop(@Nullable List<String> all) {
        add("drop", all, each -> each);
    }

    @Option(names = "--set", paramLabel = "FIELD=TEXT", description = "give a field a value; {{...}} is an expression")
    void set(@Nullable List<String> all) {
        add("set", all, LogStepFlags::pair);
    }

    @Option(names = "--rename", paramLabel = "OLD=NEW", description = "give a field another name")
    void rename(@Nullable List<String> all) {
        add("rename", all, LogStepFlags::pair);
    }

    @Option(names = "--remove", paramLabel = "FIELDS", description = "take fields away; commas between them")
    void remove(@Nullable List<String> all) {
        add("remove", all, LogStepFlags::words);
    }

    @Option(names = "--keep", paramLabel = "FIELDS", description = "take all fields away but these")
    void keep(@Nullable List<String> all) {
        add("keep", all, LogStepFlags::words);
    }

    @Option(
            names = "--redact",
            paramLabel = "WHAT",
            description = "hide what should not be read: email,card,bearer and so on, regex=EXPRESSION or field=NAME")
    void redact(@Nullable List<String> all) {
        add("redact", all, LogStepFlags::hidden);
    }

    @Option(
            names = "--sample",
            paramLabel = "SHARE[:CONDITION]",
            description = "keep a share of what meets the condition, as in '5%%:level == \"debug\"'")
    void sample(@Nullable List<String> all) {
        add("sample", all, each -> split(each, ':', "keep", "where"));
    }

    @Option(
            names = "--dedupe",
            paramLabel = "FIELDS[/TIME]",
            description = "of records with the same values keep one within the time, as in message/10s")
    void dedupe(@Nullable List<String> all) {
        add("dedupe", all, each -> {
            Map<String, Object> settings = split(each, '/', "by", "within");
            settings.put("by", words(String.valueOf(settings.get("by"))));
            return settings;
        });
    }

    @Option(names = "--rate-limit", paramLabel = "RECORDS[/TIME]", description = "keep so many in a time, as in 100/1s")
    void rateLimit(@Nullable List<String> all) {
        add("rate-limit", all, each -> split(each, '/', "records", "per"));
    }

    /// What a flag's text says as settings of the file.
    @FunctionalInterface
    private interface Reading {
        Object settings(String text);
    }

    /// @param all that the flag has said so far; this is called again with each that comes
    private void add(String step, @Nullable List<String> all, Reading reading) {
        if (all == null) {
            return;
        }
        String flag = "--" + step;
        long known = steps.stream().filter(each -> each.flag.equals(flag)).count();
        for (String each : all.subList((int) known, all.size())) {
            steps.add(new Step(flag, Map.of(step, reading.settings(each))));
        }
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    private static Map<String, Object> pair(String text) {
        int equals = text.indexOf('=');
        return Map.of(equals < 0 ? text : text.substring(0, equals), equals < 0 ? "" : text.substring(equals + 1));
    }

    private static List<Object> hidden(String text) {
        return text.startsWith("regex=") || text.startsWith("field=") ? List.of(pair(text)) : List.copyOf(words(text));
    }

    private static Map<String, Object> split(String text, char between, String first, String second) {
        Map<String, Object> settings = new LinkedHashMap<>();
        int at = text.indexOf(between);
        settings.put(first, (at < 0 ? text : text.substring(0, at)).strip());
        if (at >= 0) {
            settings.put(second, text.substring(at + 1).strip());
        }
        return settings;
    }

    void addTo(FlagText text) {
        if (steps.isEmpty()) {
            return;
        }
        text.set(STEPS, steps.stream().map(Step::settings).toList());
        for (int i = 0; i < steps.size(); i++) {
            text.name(steps.get(i).flag, STEPS + "[" + i + "]");
        }
    }
}
