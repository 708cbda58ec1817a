package dev.attache.role.logs.redact;

import dev.attache.base.Ascii;
import dev.attache.config.LogStepConfig;
import dev.attache.config.LogStepConfig.RedactConfig;
import dev.attache.role.logs.step.Step;
import dev.attache.wire.log.LogField;
import dev.attache.wire.log.LogField.Kind;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.Slice;
import dev.attache.wire.log.Swar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hides what should not be read, in the message and in the values of fields, down to the strings and numbers within
/// JSON; `[email]` and its like stand in its place. Where the line itself is written, it is looked through as well.
public final class Redact implements Step {
    private static final byte[] HIDDEN = Ascii.bytes("[redacted]");

    private final Redaction redaction;
    private final byte[][] fields;
    private final boolean secretNames;
    private final boolean lines;
    private final Slice value = new Slice();

    /// @param lines whether some output writes lines as they were read
    public Redact(List<RedactConfig> rules, boolean lines) {
        this.redaction = new Redaction(
                detectors(rules),
                rules.stream().anyMatch(each -> each.what() == LogStepConfig.Detector.PASSWORD),
                HIDDEN);
        this.fields = rules.stream()
                .map(RedactConfig::field)
                .filter(each -> !each.isEmpty())
                .map(each -> each.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.secretNames = rules.stream().anyMatch(each -> each.what() == LogStepConfig.Detector.PASSWORD);
        this.lines = lines;
    }

    private static List<Detector> detectors(List<RedactConfig> rules) {
        List<Detector> detectors = new ArrayList<>();
        for (RedactConfig each : rules) {
            switch (each.what()) {
                case KEYED -> {
                    if (!each.regex().isEmpty()) {
                        detectors.add(new RegexRule(each.regex()));
                    }
                }
                case EMAIL -> detectors.add(new Email());
                case CARD -> detectors.add(new Card());
                case IBAN -> detectors.add(new Iban());
                case BEARER -> detectors.add(Announced.bearer());
                case BASIC -> detectors.add(Announced.basic());
                case JWT -> detectors.add(Announced.jwt());
                case URL_PASSWORD -> detectors.add(Announced.urlPassword());
                case PASSWORD -> detectors.add(new Password());
                case AWS_KEY -> detectors.add(Announced.awsKey());
                case IPV4 -> detectors.add(new Ipv4());
            }
        }
        return detectors;
    }

    @Override
    public String name() {
        return "redact";
    }

    @Override
    public boolean take(LogRecord record) {
        redaction.begin();
        Slice line = record.line();
        boolean bodyIsLine = isSame(record.body(), line);
        value.set(record.body());
        Kind bodyKind = hide(record.bodyKind());
        if (bodyKind != null) {
            record.body(bodyKind, value.array(), value.from(), value.to());
            if (bodyIsLine) {
                line.set(value);
            }
        }
        for (int i = 0; i < record.fieldCount(); i++) {
            hide(record.field(i));
        }
        if (lines && !bodyIsLine) {
            value.set(line);
            if (redaction.hideInText(value)) {
                line.set(value);
            }
        }
        return true;
    }

    private static boolean isSame(Slice one, Slice other) {
        return one.array() == other.array() && one.from() == other.from() && one.to() == other.to();
    }

    private void hide(LogField field) {
        if (isHidden(field.name())) {
            field.value(Kind.TEXT, HIDDEN);
            return;
        }
        value.set(field.value());
        Kind kind = hide(field.kind());
        if (kind != null) {
            field.value(kind, value.array(), value.from(), value.to());
        }
    }

    private boolean isHidden(Slice name) {
        for (byte[] each : fields) {
            if (name.is(each)) {
                return true;
            }
        }
        return secretNames && Password.isName(name);
    }

    /// Hides what is to be hidden in [#value].
    ///
    /// @return the kind of what it is then; null where it is as it was
    private @Nullable Kind hide(Kind kind) {
        return switch (kind) {
            case TEXT, NUMBER -> redaction.hideInText(value) ? Kind.TEXT : null;
            case JSON_TEXT -> {
                boolean escaped = Swar.indexOf(value.array(), value.from(), value.to(), (byte) '\\') < value.to();
                if (escaped) {
                    yield redaction.hideInEscaped(value) ? Kind.TEXT : null;
                }
                yield redaction.hideInText(value) ? Kind.JSON_TEXT : null;
            }
            case JSON -> redaction.hideInJson(value) ? Kind.JSON : null;
            case LITERAL -> null;
        };
    }
}
