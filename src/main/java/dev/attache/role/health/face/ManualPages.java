package dev.attache.role.health.face;

import dev.attache.base.HumanDuration;
import dev.attache.base.JsonReader;
import dev.attache.net.page.Answer;
import dev.attache.net.page.Asked;
import dev.attache.role.health.verdict.Board;
import dev.attache.role.health.verdict.Endpoint;
import dev.attache.role.health.verdict.ManualWord;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What an operator says by hand: a check or an endpoint passes or fails whatever is found, for a time; traffic should
/// go elsewhere.
///
/// @param said told of each, in words, for the log
public record ManualPages(Board board, InstantSource clock, Consumer<String> said) {
    private static final Duration USUAL = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int WHY_CHARS_MAX = 200;
    private static final String FORM = "application/x-www-form-urlencoded";

    Answer override(Asked asked) {
        try {
            UnaryOperator<String> field = fieldsOf(asked);
            String check = field.apply("check");
            String endpoint = field.apply("endpoint");
            if (check.isEmpty() == endpoint.isEmpty()) {
                return bad("say one of check=NAME and endpoint=live, ready or startup");
            }
            ManualWord word = wordOf(field);
            if (check.isEmpty()) {
                board.say(endpointOf(endpoint), word);
            } else if (!board.say(check, word)) {
                return Answer.text(HttpResponseStatus.NOT_FOUND, "there is no such check");
            }
            String what =
                    (check.isEmpty() ? endpoint : check) + ": " + (word == null ? "by its checks again" : word.text());
            said.accept(what);
            return Answer.ok(what);
        } catch (IllegalArgumentException e) {
            return bad(String.valueOf(e.getMessage()));
        }
    }

    /// The fields of a form or of a JSON object in the body, or the parameters of the query where there is no body.
    private static UnaryOperator<String> fieldsOf(Asked asked) {
        if (asked.body().isBlank()) {
            return asked::parameter;
        }
        if (!asked.body().stripLeading().startsWith("{")
                && asked.header(HttpHeaderNames.CONTENT_TYPE).startsWith(FORM)) {
            Map<String, List<String>> form = new QueryStringDecoder(asked.body(), false).parameters();
            return name -> form.getOrDefault(name, List.of("")).getFirst();
        }
        if (!(JsonReader.read(asked.body()) instanceof Map<?, ?> object)) {
            throw new IllegalArgumentException("the body is no JSON object");
        }
        return name -> object.get(name) instanceof String text ? text : "";
    }

    Answer drain(Asked asked) {
        boolean on = !asked.has("off");
        board.drain(on);
        said.accept(on ? "draining" : "not draining any more");
        return Answer.ok(on ? "draining" : "not draining");
    }

    private @Nullable ManualWord wordOf(UnaryOperator<String> field) {
        String why = field.apply("why");
        if (why.length() > WHY_CHARS_MAX || why.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new IllegalArgumentException("why: one line of " + WHY_CHARS_MAX + " characters at most");
        }
        return switch (field.apply("status")) {
            case "pass" -> new ManualWord(true, clock.instant().plus(lengthOf(field.apply("for"))), why);
            case "fail" -> new ManualWord(false, clock.instant().plus(lengthOf(field.apply("for"))), why);
            case "auto" -> null;
            default -> throw new IllegalArgumentException("status: is one of pass, fail and auto");
        };
    }

    private static Duration lengthOf(String text) {
        Duration length = text.isEmpty() ? USUAL : HumanDuration.parse(text);
        if (length.isZero() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("for: more than nothing, and a week at most");
        }
        return length;
    }

    private static Endpoint endpointOf(String word) {
        Endpoint endpoint = Endpoint.of(word);
        if (endpoint == null) {
            throw new IllegalArgumentException("endpoint: is one of live, ready and startup");
        }
        return endpoint;
    }

    private static Answer bad(String text) {
        return Answer.text(HttpResponseStatus.BAD_REQUEST, text);
    }
}
