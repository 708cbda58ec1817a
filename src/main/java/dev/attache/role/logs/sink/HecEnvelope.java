package dev.attache.role.logs.sink;

import dev.attache.base.GrowingBytes;
import dev.attache.base.JsonText;
import dev.attache.role.logs.batch.Batch;
import dev.attache.role.logs.batch.Verdict;
import dev.attache.wire.log.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Events for Splunk's HTTP event collector: one JSON object after the other.
///
/// A code in the answer says more than its status: of a wrong token, index or channel the settings are at fault, of
/// an event without content or of wrong format that event is.
///
/// Source: Splunk, "Troubleshoot HTTP Event Collector", the table of status codes.
final class HecEnvelope implements Envelope {
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*([0-9]{1,4})");
    private static final int MILLION = 1_000_000;

    private final byte[] end;
    private final boolean json;

    /// @param common what every event is said to be: `host`, `source`, `sourcetype`, `index`; empty ones are left out
    /// @param json whether records are JSON already; they are sent as texts otherwise
    HecEnvelope(Map<String, String> common, boolean json) {
        Map<String, String> said = new LinkedHashMap<>(common);
        said.values().removeIf(String::isEmpty);
        String object = JsonText.compact(said);
        String rest = said.isEmpty() ? "" : "," + object.substring(1, object.length() - 1);
        this.end = (rest + "}\n").getBytes(StandardCharsets.UTF_8);
        this.json = json;
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public void write(Batch batch, int from, int to, GrowingBytes out) {
        for (int i = from; i < to; i++) {
            out.append("{\"time\":");
            writeSeconds(batch.nanos(i), out);
            out.append(",\"event\":");
            if (json) {
                out.append(batch.array(), batch.from(i), batch.to(i) - batch.from(i));
            } else {
                out.append('"');
                JsonValues.writeText(batch.array(), batch.from(i), batch.to(i), out);
                out.append('"');
            }
            out.append(end);
        }
    }

    /// Seconds with three digits behind the point, which is what the receiver keeps.
    private static void writeSeconds(long nanos, GrowingBytes out) {
        long millis = Math.max(0, Math.floorDiv(nanos, (long) MILLION));
        out.appendDecimal(millis / 1000);
        int rest = (int) (millis % 1000);
        out.append('.');
        out.append('0' + rest / 100);
        out.append('0' + rest / 10 % 10);
        out.append('0' + rest % 10);
    }

    @Override
    public Verdict judge(HttpReply reply) {
        Matcher code = CODE.matcher(reply.body());
        if (reply.isTaken() || !code.find()) {
            return reply.verdict();
        }
        return switch (Integer.parseInt(code.group(1))) {
            case 1, 2, 3, 4, 7, 10, 11, 14, 16, 17 -> new Verdict.Held(reply.line());
            case 8, 9, 18, 23 -> new Verdict.Later(reply.line(), reply.retryAfterNanos());
            default -> reply.verdict();
        };
    }
}
