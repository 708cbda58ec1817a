package dev.attache.cli.demo;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Commands about the connection and the server.
final class ServerCommands {
    private static final String VERSION = "7.0.0";

    private ServerCommands() {}

    static void addTo(StoreCommands commands) {
        commands.add("ping", -1, ServerCommands::ping);
        commands.add("echo", 2, call -> call.reply().bulk(call.word(1)));
        commands.add("select", 2, ServerCommands::select);
        commands.add("hello", -1, ServerCommands::hello);
        commands.add("info", -1, ServerCommands::info);
        commands.add("command", -1, ServerCommands::command);
        commands.add("config", -2, ServerCommands::config);
        commands.add("client", -2, call -> call.reply().status("OK"));
        commands.add("time", 1, ServerCommands::time);
        commands.add("quit", -1, call -> {
            call.reply().status("OK");
            call.session().toClosing();
        });
    }

    private static void ping(StoreCall call) {
        if (call.count() == 1) {
            call.reply().status("PONG");
        } else {
            call.reply().bulk(call.word(1));
        }
    }

    private static void select(StoreCall call) {
        long index = call.integer(1);
        if (index < 0 || index >= BuiltInStore.DATABASES) {
            throw new StoreError("ERR DB index is out of range");
        }
        call.session().useDatabase((int) index);
        call.reply().status("OK");
    }

    private static void hello(StoreCall call) {
        String wanted =
                call.count() > 1 ? call.word(1) : Integer.toString(call.reply().protocol());
        if (!wanted.equals("2") && !wanted.equals("3")) {
            throw new StoreError("NOPROTO unsupported protocol version");
        }
        ReplyWriter reply = call.reply();
        reply.useProtocol(wanted.charAt(0) - '0');
        reply.mapOf(4);
        reply.bulk("server");
        reply.bulk("attache-demo-store");
        reply.bulk("version");
        reply.bulk(VERSION);
        reply.bulk("proto");
        reply.integer(reply.protocol());
        reply.bulk("role");
        reply.bulk("master");
    }

    private static void info(StoreCall call) {
        int keys = call.keys().size();
        call.reply()
                .bulk("# Server\r\nredis_version:" + VERSION + "\r\nredis_mode:standalone\r\n"
                        + "server_name:attache-demo-store\r\nprocess_id:"
                        + ProcessHandle.current().pid() + "\r\n\r\n"
                        + "# Persistence\r\nloading:0\r\n\r\n# Replication\r\nrole:master\r\n\r\n# Keyspace\r\n"
                        + (keys == 0
                                ? ""
                                : "db" + call.session().database() + ":keys=" + keys + ",expires=0,avg_ttl=0\r\n"));
    }

    /// attache has a table of its own and asks only for what that does not know.
    private static void command(StoreCall call) {
        if (call.count() > 1 && call.option(1).equals("COUNT")) {
            call.reply().integer(0);
        } else {
            call.reply().arrayOf(0);
        }
    }

    private static void config(StoreCall call) {
        if (!call.option(1).equals("GET")) {
            throw new StoreError("ERR a demo store has nothing to configure");
        }
        boolean databases = call.wordsFrom(2).contains("databases");
        if (databases) {
            call.reply().mapOf(1);
            call.reply().bulk("databases");
            call.reply().bulk(Integer.toString(BuiltInStore.DATABASES));
        } else {
            call.reply().mapOf(0);
        }
    }

    private static void time(StoreCall call) {
        Instant now = Instant.now();
        call.reply()
                .array(List.of(
                        Long.toString(now.getEpochSecond()),
                        Long.toString(TimeUnit.NANOSECONDS.toMicros(now.getNano()))));
    }
}
