package dev.attache.role.redis.command;

import dev.attache.testing.RawClient;
import dev.attache.wire.resp.RequestScanner;
import dev.attache.wire.resp.RespLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A command as the data path has it: bytes somewhere in an array, and where its arguments are.
record CutCommand(byte[] bytes, int base, RequestScanner arguments) {
    private static final String BEFORE = "other bytes before it";

    static CutCommand of(String... words) {
        byte[] bytes = (BEFORE + RawClient.toResp(words)).getBytes(StandardCharsets.ISO_8859_1);
        RequestScanner scanner = new RequestScanner(RespLimits.REDIS);
        RequestScanner.Outcome outcome = scanner.scan(bytes, BEFORE.length(), bytes.length, true);
        if (outcome != RequestScanner.Outcome.COMMAND) {
            throw new IllegalArgumentException("no command: " + String.join(" ", words));
        }
        return new CutCommand(bytes, BEFORE.length(), scanner);
    }

    String word(int index) {
        int from = base + arguments.start(index);
        return new String(bytes, from, arguments.length(index), StandardCharsets.ISO_8859_1);
    }

    /// The command of the table, a subcommand where it names one.
    Command in(CommandTable table) {
        Command command = table.find(bytes, base + arguments.start(0), arguments.length(0));
        if (command != null && command.hasSubcommands() && arguments.count() > 1) {
            command = command.subcommand(bytes, base + arguments.start(1), arguments.length(1));
        }
        if (command == null) {
            throw new IllegalArgumentException("not in the table: " + word(0));
        }
        return command;
    }

    /// Its keys, by the table.
    List<String> keys(CommandTable table) {
        KeyPositions positions = new KeyPositions();
        in(table).findKeys(bytes, base, arguments, positions);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < positions.count(); i++) {
            keys.add(word(positions.position(i)));
        }
        return keys;
    }
}
