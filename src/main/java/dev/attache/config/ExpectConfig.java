package dev.attache.config;

import dev.attache.base.ByteSize;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What an answer over HTTP has to be.
///
/// @param status numbers and ranges, with commas between them
/// @param json by path, as in `components.db.status`
@Doc("what an answer over HTTP has to be")
public record ExpectConfig(
        @Doc("status that is a good one, as in 200, 200-299 or 200,204") @Default("200-399")
        String status,

        @Doc("text that the body has to hold; empty asks for none") @Default("")
        String body,

        @Doc("values that the body, as JSON, has to have, as in {status: UP}; a dot leads into objects and lists")
        @Default("{}")
        Map<String, String> json,

        @Doc("headers and their values; * asks for any value") @Default("{}")
        Map<String, String> headers,

        @Doc("longest body that is read, where something is expected of it")
        @Default("64KiB")
        @Range(min = "1B", max = "8MiB")
        ByteSize bodyMax) {
    private static final Pattern STATUS =
            Pattern.compile("[1-5][0-9]{2}(-[1-5][0-9]{2})?( *, *[1-5][0-9]{2}" + "(-[1-5][0-9]{2})?)*");

    public ExpectConfig {
        if (!STATUS.matcher(status).matches()) {
            throw new IllegalArgumentException("status: is none such as 200, 200-299 or 200,204");
        }
        json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        headers.forEach(CheckRules::header);
    }

    /// Whether something is expected of the body.
    public boolean readsBody() {
        return !body.isEmpty() || !json.isEmpty();
    }

    /// Whether a status is a good one.
    public boolean takes(int code) {
        for (String each : status.split(",")) {
            String[] ends = each.strip().split("-");
            if (code >= Integer.parseInt(ends[0]) && code <= Integer.parseInt(ends[ends.length - 1])) {
                return true;
            }
        }
        return false;
    }
}
