package dev.attache.role.redis.gather;

import dev.attache.base.GrowingBytes;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.reply.Replies;
import dev.attache.role.redis.shard.Lanes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// `INFO` of several shards as one, field by field as [InfoFields] has it; what tells of the process that the client
/// talks to is attache's own. A shard that is out is left out.
final class InfoMerger implements Merger {
    private static final String VERBATIM = "txt:";

    private final Lanes lanes;
    private final OwnInfo own;

    InfoMerger(Lanes lanes, OwnInfo own) {
        this.lanes = lanes;
        this.own = own;
    }

    @Override
    public void merge(Gather gather) {
        GrowingBytes error = gather.firstError();
        if (error != null && gather.errors() == gather.parts()) {
            gather.finish(error);
            return;
        }
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        for (int part = 0; part < gather.parts(); part++) {
            if (!gather.isError(part)) {
                addShard(sections, text(gather.reply(part)));
            }
        }
        sections.values().forEach(InfoFields::renewHumanSizes);
        addOwn(gather.loop(), sections);
        finish(gather, sections);
    }

    private static String text(GrowingBytes reply) {
        int verbatimPrefix = isVerbatim(reply) ? VERBATIM.length() : 0;
        int from = Elements.first(reply.array()) + verbatimPrefix;
        return new String(reply.array(), from, reply.length() - from, StandardCharsets.UTF_8);
    }

    private static boolean isVerbatim(GrowingBytes reply) {
        return reply.array()[0] == '=';
    }

    private static void addShard(Map<String, Map<String, String>> sections, String info) {
        Map<String, String> section = Map.of();
        for (String line : info.split("\r\n")) {
            int colon = line.indexOf(':');
            if (line.startsWith("# ")) {
                section = sections.computeIfAbsent(line.substring(2), _ -> new LinkedHashMap<>());
            } else if (colon > 0) {
                String name = line.substring(0, colon);
                section.merge(name, line.substring(colon + 1), (sum, next) -> InfoFields.add(name, sum, next));
            }
        }
    }

    private void addOwn(LoopKit loop, Map<String, Map<String, String>> sections) {
        Map<String, String> server = sections.get("Server");
        if (server != null) {
            server.put("redis_mode", "standalone");
            server.put("process_id", Long.toString(ProcessHandle.current().pid()));
            server.put("tcp_port", Integer.toString(own.port()));
            server.put("attache_shards", Integer.toString(lanes.topology().size()));
            server.remove("executable");
            server.remove("config_file");
            server.remove("run_id");
        }
        Map<String, String> clients = sections.get("Clients");
        if (clients != null) {
            clients.put("connected_clients", Integer.toString(own.clientCount()));
            clients.put("maxclients", Integer.toString(loop.settings().config().maxClients()));
        }
    }

    private static void finish(Gather gather, Map<String, Map<String, String>> sections) {
        var text = new StringBuilder();
        sections.forEach((name, fields) -> {
            text.append(text.isEmpty() ? "" : "\r\n").append("# ").append(name).append("\r\n");
            fields.forEach((field, value) ->
                    text.append(field).append(':').append(value).append("\r\n"));
        });
        GrowingBytes out = gather.loop().scratch();
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        if (protocol3(gather)) {
            Replies.head(out, '=', body.length + VERBATIM.length());
            out.append(VERBATIM);
            out.append(body);
            out.append("\r\n");
        } else {
            Replies.bulk(out, body, 0, body.length);
        }
        gather.finish(out);
    }

    private static boolean protocol3(Gather gather) {
        for (int part = 0; part < gather.parts(); part++) {
            if (isVerbatim(gather.reply(part))) {
                return true;
            }
        }
        return false;
    }
}
