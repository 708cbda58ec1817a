package dev.attache.role.metrics.source.redis;

import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.redis.RedisLink.Reply;
import dev.attache.wire.exposition.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a sentinel knows of the masters that it watches.
final class SentinelReader {
    private static final Set<String> NUMBERS = Set.of(
            "sentinel_masters",
            "sentinel_tilt",
            "sentinel_running_scripts",
            "sentinel_scripts_queue_length",
            "sentinel_simulate_failure_flags");
    private static final int QUESTIONS = 3;
    private static final int MASTERS_MAX = 1000;

    private SentinelReader() {}

    /// Takes a line of INFO under the heading Sentinel, where it is one.
    static boolean field(SampleSheet sheet, String field, String value) {
        if (NUMBERS.contains(field)) {
            sheet.gauge("redis_" + field, "Field " + field + " of INFO.", Numbers.parse(value));
            return true;
        }
        var parts = new FieldList(value);
        if (!field.startsWith("master") || !parts.has("slaves") || !parts.has("sentinels")) {
            return false;
        }
        String name = parts.text("name");
        String address = parts.text("address");
        String status = parts.text("status");
        sheet.gauge(
                "redis_sentinel_master_status",
                "Whether the sentinel takes the master to be well.",
                status.equals("ok") ? 1 : 0,
                "master_name",
                name,
                "master_address",
                address,
                "master_status",
                status);
        gauge(sheet, "slaves", "Replicas of the master.", parts.number("slaves"), name, address);
        gauge(sheet, "sentinels", "Sentinels that watch the master.", parts.number("sentinels"), name, address);
        return true;
    }

    private static void gauge(SampleSheet sheet, String what, String help, double value, String name, String address) {
        sheet.gauge("redis_sentinel_master_" + what, help, value, "master_name", name, "master_address", address);
    }

    /// Asks for each master whether there is a quorum, and which of its replicas and sentinels are up.
    static void ask(SampleSheet sheet, RedisLink link) throws IOException {
        List<Map<String, String>> masters = new ArrayList<>();
        List<List<String>> questions = new ArrayList<>();
        for (Object each : link.ask("SENTINEL", "MASTERS").list()) {
            Map<String, String> master = facts(each);
            String name = master.getOrDefault("name", "");
            if (!name.isEmpty() && masters.size() < MASTERS_MAX) {
                masters.add(master);
                questions.add(List.of("SENTINEL", "CKQUORUM", name));
                questions.add(List.of("SENTINEL", "SENTINELS", name));
                questions.add(List.of("SENTINEL", "SLAVES", name));
            }
        }
        List<Reply> replies = link.ask(questions);
        for (int i = 0; i < masters.size(); i++) {
            Map<String, String> master = masters.get(i);
            String name = master.getOrDefault("name", "");
            String address = master.getOrDefault("ip", "") + ":" + master.getOrDefault("port", "");
            Reply quorum = replies.get(QUESTIONS * i);
            sheet.gauge(
                    "redis_sentinel_master_ckquorum_status",
                    "Whether enough sentinels can be reached to agree on a new master.",
                    quorum.isError() ? 0 : 1,
                    "master_name",
                    name,
                    "message",
                    quorum.text());
            int sentinels = 1 + countUp(replies.get(QUESTIONS * i + 1));
            gauge(sheet, "ok_sentinels", "Sentinels that are up, this one among them.", sentinels, name, address);
            int replicas = countUp(replies.get(QUESTIONS * i + 2));
            gauge(sheet, "ok_slaves", "Replicas that are up.", replicas, name, address);
        }
    }

    private static int countUp(Reply reply) {
        int up = 0;
        for (Object each : reply.list()) {
            String flags = facts(each).getOrDefault("flags", "s_down");
            up += flags.contains("s_down") || flags.contains("o_down") ? 0 : 1;
        }
        return up;
    }

    /// Names and values in turn.
    static Map<String, String> facts(Object reply) {
        Map<String, String> facts = new HashMap<>();
        if (reply instanceof List<?> list) {
            for (int i = 0; i + 1 < list.size(); i += 2) {
                facts.put(String.valueOf(list.get(i)), String.valueOf(list.get(i + 1)));
            }
        }
        return facts;
    }
}
