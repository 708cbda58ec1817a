package dev.attache.role.redis.client;

import dev.attache.role.redis.command.Words;
import dev.attache.role.redis.reply.Replies;
import dev.attache.wire.resp.RequestScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Which clients `CLIENT LIST` and `CLIENT KILL` mean.
///
/// @param error the reply to a call that cannot be understood; empty where it can
record ClientFilter(byte[] error, List<Predicate<ClientSession>> conditions) {
    private static final byte[] SYNTAX = Replies.error("ERR syntax error");

    boolean takes(ClientSession client) {
        return conditions.stream().allMatch(condition -> condition.test(client));
    }

    private static ClientFilter refused(byte[] error) {
        return new ClientFilter(error, List.of());
    }

    /// `CLIENT LIST [TYPE type] [ID id …]`.
    static ClientFilter ofList(byte[] bytes, int base, RequestScanner arguments) {
        if (arguments.count() == 2) {
            return new ClientFilter(new byte[0], List.of());
        }
        String option = Words.text(bytes, base, arguments, 2).toLowerCase(Locale.ROOT);
        if (option.equals("type") && arguments.count() == 4) {
            return ofType(Words.text(bytes, base, arguments, 3));
        }
        if (!option.equals("id") || arguments.count() < 4) {
            return refused(SYNTAX);
        }
        Set<Long> ids = new HashSet<>();
        for (int i = 3; i < arguments.count(); i++) {
            try {
                ids.add(Long.parseLong(Words.text(bytes, base, arguments, i)));
            } catch (NumberFormatException _) {
                return refused(Replies.error("ERR Invalid client ID"));
            }
        }
        return new ClientFilter(new byte[0], List.of(client -> ids.contains(client.identity().id)));
    }

    private static ClientFilter ofType(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "normal" -> new ClientFilter(new byte[0], List.of());
            case "master", "replica", "slave", "pubsub" -> new ClientFilter(new byte[0], List.of(_ -> false));
            default -> refused(Replies.error("ERR Unknown client type '" + type + "'"));
        };
    }

    /// `CLIENT KILL address` or `CLIENT KILL [ID id] [ADDR a] [LADDR a] [USER u] [TYPE t] [SKIPME yes|no] [MAXAGE s]`.
    static ClientFilter ofKill(long self, Users users, byte[] bytes, int base, RequestScanner arguments) {
        List<Predicate<ClientSession>> conditions = new ArrayList<>();
        if (arguments.count() == 3) {
            String address = Words.text(bytes, base, arguments, 2);
            conditions.add(client -> client.identity().address.equals(address));
            return new ClientFilter(new byte[0], conditions);
        }
        if (arguments.count() % 2 != 0 || arguments.count() < 4) {
            return refused(SYNTAX);
        }
        boolean skipSelf = true;
        for (int i = 2; i < arguments.count(); i += 2) {
            String option = Words.text(bytes, base, arguments, i).toLowerCase(Locale.ROOT);
            String value = Words.text(bytes, base, arguments, i + 1);
            switch (option) {
                case "id" -> {
                    if (!value.matches("[1-9][0-9]{0,17}")) {
                        return refused(Replies.error("ERR client-id should be greater than 0"));
                    }
                    conditions.add(client -> client.identity().id == Long.parseLong(value));
                }
                case "addr" ->
                    conditions.add(client -> client.identity().address.equals(value));
                case "laddr" ->
                    conditions.add(client -> client.identity().localAddress.equals(value));
                case "user" -> {
                    if (!users.knows(value)) {
                        return refused(Replies.error("ERR No such user '" + value + "'"));
                    }
                    conditions.add(client -> client.identity().user.equals(value));
                }
                case "type" -> {
                    ClientFilter type = ofType(value);
                    if (type.error.length > 0) {
                        return type;
                    }
                    conditions.addAll(type.conditions);
                }
                case "skipme" -> {
                    skipSelf = value.equalsIgnoreCase("yes");
                    if (!skipSelf && !value.equalsIgnoreCase("no")) {
                        return refused(SYNTAX);
                    }
                }
                default -> {
                    return refused(SYNTAX);
                }
            }
        }
        if (skipSelf) {
            conditions.add(client -> client.identity().id != self);
        }
        return new ClientFilter(new byte[0], conditions);
    }
}
