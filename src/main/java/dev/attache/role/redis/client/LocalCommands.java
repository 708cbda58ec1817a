package dev.attache.role.redis.client;

import dev.attache.base.GrowingBytes;
import dev.attache.role.redis.command.Command;
import dev.attache.role.redis.command.Words;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.reply.Replies;
import dev.attache.wire.resp.RequestScanner;
import java.time.Instant;

/// Commands about the connection itself, which attache answers: a shared connection must not hear of them.
public final class LocalCommands {
    private static final byte[] WRONG_PASSWORD =
            Replies.error("WRONGPASS invalid username-password pair or user is disabled.");
    private static final byte[] NO_PASSWORD_SET = Replies.error("ERR AUTH <password> called without any password "
            + "configured for the default user. Are you sure your configuration is correct?");
    private static final byte[] SYNTAX = Replies.error("ERR syntax error");
    static final byte[] NOT_AN_INTEGER = Replies.error("ERR value is not an integer or out of range");
    private static final byte[] NOT_AN_INT =
            Replies.error("ERR value is out of range, value must between -2147483648 and 2147483647");
    private static final byte[] DATABASE_OUT_OF_RANGE = Replies.error("ERR DB index is out of range");
    private static final byte[] NO_PROTOCOL = Replies.error("NOPROTO unsupported protocol version");
    private static final byte[] PROTOCOL_NOT_A_NUMBER =
            Replies.error("ERR Protocol version is not an integer or out of range");
    private static final byte[] HELLO_NEEDS_AUTH = Replies.error("NOAUTH HELLO must be called with the client already "
            + "authenticated, otherwise the HELLO AUTH <user> <pass> option can be used to authenticate the "
            + "client and select the RESP protocol version at the same time");

    private final LoopKit loop;
    private final ClientHost host;
    private final ClientCommands clientCommands;

    public LocalCommands(LoopKit loop, ClientHost host) {
        this.loop = loop;
        this.host = host;
        this.clientCommands = new ClientCommands(loop, host);
    }

    public void answer(ClientSession client, Command command, byte[] bytes, int base, RequestScanner arguments) {
        switch (command.name()) {
            case "ping" -> ping(client, bytes, base, arguments);
            case "echo" -> {
                GrowingBytes out = loop.scratch();
                Replies.bulk(out, bytes, base + arguments.start(1), arguments.length(1));
                client.reply(out.array(), 0, out.length());
            }
            case "select" -> select(client, bytes, base, arguments);
            case "auth" -> auth(client, bytes, base, arguments);
            case "hello" -> hello(client, bytes, base, arguments);
            case "quit" -> {
                client.reply(Replies.OK);
                client.toClosing();
            }
            case "reset" -> reset(client);
            case "time" -> time(client);
            case "acl|whoami" -> client.reply(Replies.bulk(client.identity().user));
            default -> clientCommands.answer(client, command, bytes, base, arguments);
        }
    }

    private void ping(ClientSession client, byte[] bytes, int base, RequestScanner arguments) {
        if (arguments.count() > 2) {
            client.reply(Replies.error("ERR wrong number of arguments for 'ping' command"));
        } else if (arguments.count() == 1) {
            client.reply(Replies.PONG);
        } else {
            GrowingBytes out = loop.scratch();
            Replies.bulk(out, bytes, base + arguments.start(1), arguments.length(1));
            client.reply(out.array(), 0, out.length());
        }
    }

    private void select(ClientSession client, byte[] bytes, int base, RequestScanner arguments) {
        long database = number(Words.text(bytes, base, arguments, 1));
        if (database == Long.MIN_VALUE) {
            client.reply(NOT_AN_INTEGER);
        } else if (database != (int) database) {
            client.reply(NOT_AN_INT);
        } else if (database < 0 || database >= host.facts().databases()) {
            client.reply(DATABASE_OUT_OF_RANGE);
        } else {
            client.useLane(client.lane().protocol(), (int) database);
            client.reply(Replies.OK);
        }
    }

    /// The number; [Long#MIN_VALUE] where the text is none. Redis takes no plus and no leading zeros.
    static long number(String text) {
        try {
            long number = Long.parseLong(text);
            return Long.toString(number).equals(text) ? number : Long.MIN_VALUE;
        } catch (NumberFormatException _) {
            return Long.MIN_VALUE;
        }
    }

    private void auth(ClientSession client, byte[] bytes, int base, RequestScanner arguments) {
        if (arguments.count() > 3) {
            client.reply(SYNTAX);
            return;
        }
        boolean named = arguments.count() == 3;
        Users users = host.users();
        if (!named && !users.passwordNeeded()) {
            client.reply(NO_PASSWORD_SET);
            return;
        }
        String user = named ? Words.text(bytes, base, arguments, 1) : Users.DEFAULT;
        boolean known = users.admits(user, Words.text(bytes, base, arguments, named ? 2 : 1));
        if (known) {
            client.identity().user = user;
            client.identity().loggedIn = true;
        } else {
            loop.stats().onLoginRefused();
        }
        client.reply(known ? Replies.OK : WRONG_PASSWORD);
    }

    /// `HELLO [version [AUTH user password] [SETNAME name]]`: all of it takes effect, or nothing does.
    private void hello(ClientSession client, byte[] bytes, int base, RequestScanner arguments) {
        int protocol = client.lane().protocol();
        if (arguments.count() > 1) {
            long asked = number(Words.text(bytes, base, arguments, 1));
            if (asked != 2 && asked != 3) {
                client.reply(asked == Long.MIN_VALUE ? PROTOCOL_NOT_A_NUMBER : NO_PROTOCOL);
                return;
            }
            protocol = (int) asked;
        }
        byte[] refusal = helloOptions(client, bytes, base, arguments);
        if (refusal.length > 0) {
            client.reply(refusal);
            return;
        }
        client.useLane(protocol, client.lane().database());
        client.reply(HelloReply.of(protocol, client.identity().id, host.facts().version()));
    }

    private byte[] helloOptions(ClientSession client, byte[] bytes, int base, RequestScanner arguments) {
        int login = 0;
        int naming = 0;
        for (int i = 2; i < arguments.count(); i++) {
            int left = arguments.count() - i - 1;
            int from = base + arguments.start(i);
            if (left >= 2 && Words.equal(bytes, from, arguments.length(i), "AUTH")) {
                if (!admits(bytes, base, arguments, i + 1)) {
                    return WRONG_PASSWORD;
                }
                login = i;
                i += 2;
            } else if (left >= 1 && Words.equal(bytes, from, arguments.length(i), "SETNAME")) {
                naming = i;
                i++;
                if (!ClientCommands.isPrintable(Words.text(bytes, base, arguments, i))) {
                    return ClientCommands.BAD_NAME;
                }
            } else {
                String option = Words.text(bytes, base, arguments, i);
                return Replies.error("ERR Syntax error in HELLO option '" + option + "'");
            }
        }
        if (login == 0 && !client.identity().loggedIn) {
            return HELLO_NEEDS_AUTH;
        }
        if (login > 0) {
            client.identity().user = Words.text(bytes, base, arguments, login + 1);
            client.identity().loggedIn = true;
        }
        if (naming > 0) {
            client.identity().name = Words.text(bytes, base, arguments, naming + 1);
        }
        return new byte[0];
    }

    /// Whether the name at `index` and the password behind it are a user's.
    private boolean admits(byte[] bytes, int base, RequestScanner arguments, int index) {
        String user = Words.text(bytes, base, arguments, index);
        boolean known = host.users().admits(user, Words.text(bytes, base, arguments, index + 1));
        if (!known) {
            loop.stats().onLoginRefused();
        }
        return known;
    }

    private void reset(ClientSession client) {
        client.useLane(2, loop.settings().cluster().database());
        client.setReplies(ReplyMode.ON);
        ClientIdentity identity = client.identity();
        identity.name = "";
        identity.user = Users.DEFAULT;
        identity.loggedIn = !host.users().passwordNeeded();
        client.reply(Replies.RESET);
    }

    private void time(ClientSession client) {
        Instant now = Instant.now();
        GrowingBytes out = loop.scratch();
        Replies.head(out, '*', 2);
        Replies.bulk(out, Long.toString(now.getEpochSecond()));
        Replies.bulk(out, Integer.toString(now.getNano() / 1000));
        client.reply(out.array(), 0, out.length());
    }
}
