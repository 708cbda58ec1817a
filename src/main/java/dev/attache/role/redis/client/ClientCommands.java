package dev.attache.role.redis.client;

import dev.attache.base.GrowingBytes;
import dev.attache.role.redis.command.Command;
import dev.attache.role.redis.command.Words;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.reply.Replies;
import dev.attache.wire.resp.RequestScanner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// The `CLIENT` family, about the connections to attache rather than those to the shards.
final class ClientCommands {
    static final byte[] BAD_NAME =
            Replies.error("ERR Client names cannot contain spaces, newlines or special characters.");

    private static final byte[] SYNTAX = Replies.error("ERR syntax error");
    private static final byte[] NO_SUCH_CLIENT = Replies.error("ERR No such client");
    private static final byte[] BAD_REASON = Replies.error("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");
    private static final byte[] NO_TRACKING =
            Replies.error("ERR attache: client-side caching (CLIENT TRACKING) is not supported");
    private static final byte[] NO_PAUSE =
            Replies.error("ERR attache: CLIENT PAUSE acts on one server, connect to that server to use it");
    private static final byte[] CACHING = Replies.error(
            "ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or OPTOUT mode"
                    + " enabled");
    private static final List<String> HELP = List.of(
            "CLIENT <subcommand> [<arg> [value] [opt] ...]. Subcommands answered by attache:",
            "GETNAME",
            "GETREDIR",
            "ID",
            "INFO",
            "KILL",
            "LIST",
            "NO-EVICT",
            "NO-TOUCH",
            "REPLY",
            "SETINFO",
            "SETNAME",
            "TRACKINGINFO",
            "UNBLOCK",
            "UNPAUSE",
            "HELP");

    private final LoopKit loop;
    private final ClientHost host;

    ClientCommands(LoopKit loop, ClientHost host) {
        this.loop = loop;
        this.host = host;
    }

    void answer(ClientSession client, Command command, byte[] bytes, int base, RequestScanner arguments) {
        ClientIdentity identity = client.identity();
        switch (command.name()) {
            case "client|id" -> client.reply(Replies.integer(identity.id));
            case "client|getname" ->
                client.reply(
                        identity.name.isEmpty()
                                ? Replies.nothing(client.lane().protocol())
                                : Replies.bulk(identity.name));
            case "client|setname" -> setName(client, Words.text(bytes, base, arguments, 2));
            case "client|setinfo" -> setInfo(client, bytes, base, arguments);
            case "client|info" ->
                client.reply(Replies.text(
                        client.lane().protocol(), ClientLine.of(client, loop.now(), arguments.length()) + "\n"));
            case "client|list" -> list(client, bytes, base, arguments);
            case "client|kill" -> kill(client, bytes, base, arguments);
            case "client|reply" -> setReplies(client, Words.text(bytes, base, arguments, 2));
            case "client|unpause" -> client.reply(Replies.OK);
            case "client|no-evict", "client|no-touch" -> {
                String word = Words.text(bytes, base, arguments, 2).toLowerCase(Locale.ROOT);
                client.reply(word.equals("on") || word.equals("off") ? Replies.OK : SYNTAX);
            }
            case "client|getredir" -> client.reply(Replies.integer(-1));
            case "client|unblock" -> unblock(client, bytes, base, arguments);
            case "client|tracking" -> {
                String word = Words.text(bytes, base, arguments, 2).toLowerCase(Locale.ROOT);
                client.reply(word.equals("off") ? Replies.OK : word.equals("on") ? NO_TRACKING : SYNTAX);
            }
            case "client|trackinginfo" -> trackingInfo(client);
            case "client|caching" -> client.reply(CACHING);
            case "client|help" -> help(client);
            default -> client.reply(NO_PAUSE);
        }
    }

    static boolean isPrintable(String name) {
        return name.chars().allMatch(letter -> letter >= '!' && letter <= '~');
    }

    private static void setName(ClientSession client, String name) {
        if (isPrintable(name)) {
            client.identity().name = name;
            client.reply(Replies.OK);
        } else {
            client.reply(BAD_NAME);
        }
    }

    private static void setInfo(ClientSession client, byte[] bytes, int base, RequestScanner arguments) {
        String attribute = Words.text(bytes, base, arguments, 2).toLowerCase(Locale.ROOT);
        String value = Words.text(bytes, base, arguments, 3);
        if (!isPrintable(value)) {
            client.reply(Replies.error("ERR " + attribute + " cannot contain spaces, newlines or special characters."));
            return;
        }
        switch (attribute) {
            case "lib-name" -> client.identity().libraryName = value;
            case "lib-ver" -> client.identity().libraryVersion = value;
            default -> {
                client.reply(Replies.error("ERR Unrecognized option '" + attribute + "'"));
                return;
            }
        }
        client.reply(Replies.OK);
    }

    private static void setReplies(ClientSession client, String mode) {
        switch (mode.toLowerCase(Locale.ROOT)) {
            case "on" -> {
                client.setReplies(ReplyMode.ON);
                client.reply(Replies.OK);
            }
            case "off" -> client.setReplies(ReplyMode.OFF);
            case "skip" -> client.skipNextReply();
            default -> client.reply(SYNTAX);
        }
    }

    private void list(ClientSession client, byte[] bytes, int base, RequestScanner arguments) {
        ClientFilter filter = ClientFilter.ofList(bytes, base, arguments);
        if (filter.error().length > 0) {
            client.reply(filter.error());
            return;
        }
        int protocol = client.lane().protocol();
        int queryBytes = arguments.length();
        ClientCensus.ask(
                client,
                host.registries(),
                each -> ClientLine.of(each, filter, client, queryBytes),
                lines -> Replies.text(protocol, String.join("", lines)));
    }

    private void kill(ClientSession client, byte[] bytes, int base, RequestScanner arguments) {
        ClientFilter filter = ClientFilter.ofKill(client.identity().id, host.users(), bytes, base, arguments);
        if (filter.error().length > 0) {
            client.reply(filter.error());
            return;
        }
        boolean oldForm = arguments.count() == 3;
        ClientCensus.ask(client, host.registries(), each -> each.killMatching(filter::takes), counts -> {
            long killed = counts.stream().mapToLong(Long::parseLong).sum();
            return !oldForm ? Replies.integer(killed) : killed > 0 ? Replies.OK : NO_SUCH_CLIENT;
        });
    }

    /// No client ever blocks, so there is none to free.
    private static void unblock(ClientSession client, byte[] bytes, int base, RequestScanner arguments) {
        String reason =
                arguments.count() == 4 ? Words.text(bytes, base, arguments, 3).toLowerCase(Locale.ROOT) : "timeout";
        if (arguments.count() > 4 || !(reason.equals("timeout") || reason.equals("error"))) {
            client.reply(BAD_REASON);
        } else if (LocalCommands.number(Words.text(bytes, base, arguments, 2)) == Long.MIN_VALUE) {
            client.reply(LocalCommands.NOT_AN_INTEGER);
        } else {
            client.reply(Replies.integer(0));
        }
    }

    private void trackingInfo(ClientSession client) {
        GrowingBytes out = loop.scratch();
        boolean map = client.lane().protocol() == 3;
        Replies.head(out, map ? '%' : '*', map ? 3 : 6);
        Replies.bulk(out, "flags");
        Replies.head(out, map ? '~' : '*', 1);
        Replies.bulk(out, "off");
        Replies.bulk(out, "redirect");
        out.append(":-1\r\n");
        Replies.bulk(out, "prefixes");
        Replies.head(out, '*', 0);
        client.reply(out.array(), 0, out.length());
    }

    private void help(ClientSession client) {
        GrowingBytes out = loop.scratch();
        Replies.head(out, '*', HELP.size());
        for (String line : HELP) {
            out.append(("+" + line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        client.reply(out.array(), 0, out.length());
    }
}
