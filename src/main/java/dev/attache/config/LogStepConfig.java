package dev.attache.config;

import dev.attache.base.Ratio;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One thing that is done to every record.
///
/// @param set values by field
/// @param rename new names by old ones
@Doc("one thing that is done to every record: just one of these keys")
public record LogStepConfig(
        @Doc("take out records that meet a condition") @Default("{}")
        DropConfig drop,

        @Doc("give fields values: text, in which {{...}} is an expression; message, level, trace_id and span_id are set"
                + " as well")
        @Default("{}")
        Map<String, String> set,

        @Doc("take fields away") @Default("[]") List<String> remove,

        @Doc("give fields other names: the name they have, and the new one") @Default("{}")
        Map<String, String> rename,

        @Doc("take all fields away but these") @Default("[]")
        List<String> keep,

        @Doc("hide what should not be read, in texts wherever they stand") @Default("[]")
        List<RedactConfig> redact,

        @Doc("keep a share of records") @Default("{}") SampleConfig sample,

        @Doc("of records alike keep the first, and tell how many there were") @Default("{}")
        DedupeConfig dedupe,

        @Doc("keep so many records in a time") @Default("{}")
        RateLimitConfig rateLimit) {

    public LogStepConfig {
        set = copy(set);
        remove = List.copyOf(remove);
        rename = copy(rename);
        keep = List.copyOf(keep);
        redact = List.copyOf(redact);
        int given = (drop.where().isEmpty() ? 0 : 1)
                + (set.isEmpty() ? 0 : 1)
                + (remove.isEmpty() ? 0 : 1)
                + (rename.isEmpty() ? 0 : 1)
                + (keep.isEmpty() ? 0 : 1)
                + (redact.isEmpty() ? 0 : 1)
                + (sample.isGiven() ? 1 : 0)
                + (dedupe.by().isEmpty() ? 0 : 1)
                + (rateLimit.records() == 0 ? 0 : 1);
        if (given != 1) {
            throw new IllegalArgumentException(
                    (given == 0 ? "does nothing" : "does several things, whose order nobody can tell")
                            + ": a step is one of drop, set, remove, rename, keep, redact, sample, dedupe and"
                            + " rate-limit");
        }
        set.forEach((name, value) -> LogTexts.checkTemplate("set: " + name, value));
    }

    private static Map<String, String> copy(Map<String, String> entries) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /// Which records are taken out.
    @Doc("take out records that meet a condition; a bare text is the condition")
    public record DropConfig(
            @Doc("the condition, as in 'level < \"info\"'") @Shorthand @Default("")
            String where) {
        public DropConfig {
            LogTexts.checkCondition("where", where);
        }
    }

    /// What is hidden: just one of the three.
    @Doc("what is hidden: a bare word for one of the usual things, or just one of the other keys")
    public record RedactConfig(
            @Doc("one of the usual things") @Shorthand @Default("keyed")
            Detector what,

            @Doc("what this regular expression finds; where it has groups, only what they find") @Default("")
            String regex,

            @Doc("the whole value of the field of this name") @Default("")
            String field) {
        public RedactConfig {
            int given = (what == Detector.KEYED ? 0 : 1) + (regex.isEmpty() ? 0 : 1) + (field.isEmpty() ? 0 : 1);
            if (given != 1) {
                throw new IllegalArgumentException((given == 0 ? "names nothing" : "names several things")
                        + ": it is a word, or one of regex and field");
            }
            LogTexts.checkRegex("regex", regex);
        }
    }

    /// What is found without anybody saying how.
    public enum Detector {
        /// By the other keys.
        KEYED,
        EMAIL,
        /// Numbers of payment cards, by their check digit.
        CARD,
        /// Numbers of bank accounts (ISO 13616), by their check digits.
        IBAN,
        /// What follows `Bearer`.
        BEARER,
        /// What follows `Basic`.
        BASIC,
        /// JSON web tokens.
        JWT,
        /// Passwords in the addresses of the web.
        URL_PASSWORD,
        /// What follows `password=` and its like.
        PASSWORD,
        /// Access key ids of Amazon Web Services.
        AWS_KEY,
        IPV4
    }

    /// Which share of which records is kept.
    @Doc("keep a share of records; those of one trace all or none")
    public record SampleConfig(
            @Doc("the condition of records that are looked at; others all go on") @Default("")
            String where,

            @Doc("the share that is kept") @Default("100%") @Range(min = "0%", max = "100%")
            Ratio keep) {
        public SampleConfig {
            LogTexts.checkCondition("where", where);
        }

        /// Whether it is a step at all.
        public boolean isGiven() {
            return keep.value() < 1 || !where.isEmpty();
        }
    }

    /// Which records are alike.
    @Doc("of records alike keep the first, and tell how many there were")
    public record DedupeConfig(
            @Doc("expressions whose values are the same for records alike, as in [message]") @Default("[]")
            List<String> by,

            @Doc("how long after the first") @Default("10s") @Range(min = "100ms", max = "24h")
            Duration within,

            @Doc("the condition of records that are looked at; others all go on") @Default("")
            String where,

            @Doc("different ones that are remembered; the one that came first makes room")
            @Default("10000")
            @Range(min = "1", max = "1000000")
            int keysMax) {
        public DedupeConfig {
            by = List.copyOf(by);
            by.forEach(each -> LogTexts.checkExpression("by", each));
            LogTexts.checkCondition("where", where);
        }
    }

    /// How many records are kept in a time.
    @Doc("keep so many records in a time; of those beyond none")
    public record RateLimitConfig(
            @Doc("how many") @Default("0") @Range(min = "0", max = "1000000000")
            int records,

            @Doc("in which time") @Default("1s") @Range(min = "1ms", max = "24h")
            Duration per,

            @Doc("the condition of records that are looked at; others all go on") @Default("")
            String where) {
        public RateLimitConfig {
            LogTexts.checkCondition("where", where);
        }
    }
}
