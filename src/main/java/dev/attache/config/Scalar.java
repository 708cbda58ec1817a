package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.ByteSize;
import dev.attache.base.HumanDuration;
import dev.attache.base.Multiple;
import dev.attache.base.Ratio;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A type of single values: how it is written in the file and read back.
///
/// @param type the component's type
/// @param name what it is called in messages, with its article
/// @param form how it is written, as the end of "expected ..."
/// @param schemas the written forms in JSON Schema, any one of which does
/// @param order what `@Range` compares by; null where the values have no order
record Scalar<T>(
        Class<T> type,
        String name,
        String form,
        List<Map<String, Object>> schemas,
        Function<String, T> parse,
        Function<T, String> write,
        @Nullable Comparator<T> order) {

    private static final String WHOLE_NUMBER = "a whole number";

    private static final List<Scalar<?>> ALL = List.of(
            new Scalar<>(
                    String.class,
                    "text",
                    "text",
                    List.of(Map.of("type", List.of("string", "number", "boolean"))),
                    Function.identity(),
                    Function.identity(),
                    null),
            new Scalar<>(
                    Boolean.class,
                    "a truth value",
                    "true or false",
                    List.of(Map.of("type", "boolean")),
                    Scalar::truth,
                    String::valueOf,
                    null),
            new Scalar<>(
                    Integer.class,
                    WHOLE_NUMBER,
                    WHOLE_NUMBER,
                    List.of(Map.of("type", "integer")),
                    Integer::valueOf,
                    String::valueOf,
                    Comparator.<Integer>naturalOrder()),
            new Scalar<>(
                    Long.class,
                    WHOLE_NUMBER,
                    WHOLE_NUMBER,
                    List.of(Map.of("type", "integer")),
                    Long::valueOf,
                    String::valueOf,
                    Comparator.<Long>naturalOrder()),
            new Scalar<>(
                    Duration.class,
                    "a duration",
                    "a duration (250ms, 10s, 5m, 1h)",
                    List.of(pattern("^([0-9]+(us|ms|s|m|h)|0)$"), Map.of("const", 0)),
                    HumanDuration::parse,
                    HumanDuration::format,
                    Comparator.<Duration>naturalOrder()),
            new Scalar<>(
                    ByteSize.class,
                    "a size",
                    "a size (512B, 64KiB, 1MiB)",
                    List.of(pattern("^[0-9]+ *([KMG]i)?B$"), Map.of("type", "integer")),
                    ByteSize::parse,
                    ByteSize::toString,
                    Comparator.comparingLong(ByteSize::bytes)),
            new Scalar<>(
                    Ratio.class,
                    "a share",
                    "a share of 0% to 100% (5%)",
                    List.of(pattern("^[0-9.]+%$"), Map.of("type", "number")),
                    Ratio::parse,
                    Ratio::toString,
                    Comparator.comparingDouble(Ratio::value)),
            new Scalar<>(
                    Multiple.class,
                    "a multiple",
                    "a multiple (125%, 1.25)",
                    List.of(pattern("^[0-9.]+%$"), Map.of("type", "number")),
                    Multiple::parse,
                    Multiple::toString,
                    Comparator.comparingDouble(Multiple::value)),
            new Scalar<>(
                    Address.class,
                    "an address",
                    "host:port, :port, \"[v6]:port\" or unix:/path",
                    List.of(pattern("^(unix:/.+|(\\[[^\\]]+\\]|[^:]*):[0-9]+)$")),
                    Address::parse,
                    Address::toString,
                    null));

    /// The scalar that components of a type are read by; null where the type is none.
    static @Nullable Scalar<?> of(Class<?> type) {
        Class<?> boxed = boxed(type);
        for (Scalar<?> each : ALL) {
            if (each.type == boxed) {
                return each;
            }
        }
        return null;
    }

    boolean isWholeNumber() {
        return type == Integer.class || type == Long.class;
    }

    /// The written form of a value of this type.
    String text(Object value) {
        return write.apply(type.cast(value));
    }

    /// A written value as JSON has it: numbers and truth values as such, the rest as text.
    Object json(String text) {
        return isWholeNumber() || type == Boolean.class ? parse.apply(text) : text;
    }

    /// Orders two values.
    ///
    /// @throws IllegalStateException where the type has no order, so that no `@Range` fits it
    int compare(T a, T b) {
        if (order == null) {
            throw new IllegalStateException(name + " has no order");
        }
        return order.compare(a, b);
    }

    /// What is wrong with a text that [#parse] refused.
    ///
    /// @param shown how a message calls the text
    String complaint(String text, String shown) {
        return shown + (isWholeNumber() && isDigits(text) ? " is out of range" : " is not " + name);
    }

    /// What may have been meant; empty where nobody can tell.
    String suggestion(String text) {
        return type == Duration.class && isDigits(text) ? text + "s" : "";
    }

    private static boolean isDigits(String text) {
        int sign = text.startsWith("-") ? 1 : 0;
        return text.length() > sign && text.chars().skip(sign).allMatch(c -> c >= '0' && c <= '9');
    }

    private static Map<String, Object> pattern(String pattern) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("pattern", pattern);
        return schema;
    }

    private static Class<?> boxed(Class<?> type) {
        if (type == int.class) {
            return Integer.class;
        }
        if (type == long.class) {
            return Long.class;
        }
        return type == boolean.class ? Boolean.class : type;
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }
}
