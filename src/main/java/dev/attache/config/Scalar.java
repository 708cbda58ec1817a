package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.ByteSize;
import dev.attache.base.HumanDuration;
import dev.attache.base.Ratio;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A type of single values: how it is written in the file and read back.
///
/// @param type the component's type
/// @param name what it is called in messages and in the reference, with its article
/// @param form how it is written, as the end of "expected ..."
/// @param json the JSON Schema type
/// @param order what `@Range` compares by; absent where the values have no order
record Scalar<T>(
        Class<T> type,
        String name,
        String form,
        String json,
        Function<String, T> parse,
        Function<T, String> write,
        @Nullable Comparator<T> order) {

    private static final List<Scalar<?>> ALL = List.of(
            new Scalar<>(String.class, "text", "text", "string", Function.identity(), Function.identity(), null),
            new Scalar<>(
                    Boolean.class, "a truth value", "true or false", "boolean", Scalar::truth, String::valueOf, null),
            new Scalar<>(
                    Integer.class,
                    "a whole number",
                    "a whole number",
                    "integer",
                    Integer::valueOf,
                    String::valueOf,
                    Comparator.<Integer>naturalOrder()),
            new Scalar<>(
                    Long.class,
                    "a whole number",
                    "a whole number",
                    "integer",
                    Long::valueOf,
                    String::valueOf,
                    Comparator.<Long>naturalOrder()),
            new Scalar<>(
                    Duration.class,
                    "a duration",
                    "a duration, as in 250ms, 10s, 5m or 1h",
                    "string",
                    HumanDuration::parse,
                    HumanDuration::format,
                    Comparator.<Duration>naturalOrder()),
            new Scalar<>(
                    ByteSize.class,
                    "a size",
                    "a size, as in 512B, 64KiB or 1MiB",
                    "string",
                    ByteSize::parse,
                    ByteSize::toString,
                    Comparator.comparingLong(ByteSize::bytes)),
            new Scalar<>(
                    Ratio.class,
                    "a share",
                    "a share of 0% to 100%, as in 5%",
                    "string",
                    Ratio::parse,
                    Ratio::toString,
                    Comparator.comparingDouble(Ratio::value)),
            new Scalar<>(
                    Address.class,
                    "an address",
                    "an address: host:port, :port, \"[v6]:port\" or unix:/path",
                    "string",
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

    /// The written form of a value of this type.
    String text(Object value) {
        return write.apply(type.cast(value));
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
    /// @param shown the text as the file has it, in quotes
    String complaint(String text, String shown) {
        boolean number = type == Integer.class || type == Long.class;
        return shown + (number && isDigits(text) ? " is out of range" : " is not " + name);
    }

    /// What may have been meant; empty where nobody can tell.
    String suggestion(String text) {
        return type == Duration.class && isDigits(text) ? text + "s" : "";
    }

    private static boolean isDigits(String text) {
        int sign = text.startsWith("-") ? 1 : 0;
        return text.length() > sign && text.chars().skip(sign).allMatch(c -> c >= '0' && c <= '9');
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
            default -> throw new IllegalArgumentException();
        };
    }
}
