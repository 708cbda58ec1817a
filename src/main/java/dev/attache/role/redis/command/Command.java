package dev.attache.role.redis.command;

import dev.attache.wire.resp.RequestScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One command: what Redis says of it and what attache does with it.
public final class Command {
    private final String name;
    private final int index;
    private final int arity;
    private final KeyRange[] keys;
    private final Routing routing;
    private final Set<String> flags;
    private final boolean singleKey;
    private final boolean readOnly;
    private final boolean write;
    private final boolean blocking;
    private final boolean noAuth;
    private final List<Command> subcommands = new ArrayList<>();

    Command(String name, int index, int arity, KeyRange[] keys, Routing routing, Set<String> flags) {
        this.name = name;
        this.index = index;
        this.arity = arity;
        this.keys = keys.clone();
        this.routing = routing;
        this.flags = Set.copyOf(flags);
        this.singleKey = keys.length == 1 && keys[0].isSingle();
        this.readOnly = flags.contains("readonly");
        this.write = flags.contains("write");
        this.blocking = flags.contains("blocking");
        this.noAuth = flags.contains("no_auth");
    }

    void addSubcommand(Command subcommand) {
        subcommands.add(subcommand);
    }

    /// Lower case; a subcommand as `container|subcommand`.
    public String name() {
        return name;
    }

    /// A small number of its own, dense over the table: a place in arrays of counters.
    public int index() {
        return index;
    }

    /// Arguments, the name among them; negative: at least that many.
    public int arity() {
        return arity;
    }

    public Routing routing() {
        return routing;
    }

    /// Flags as Redis names them.
    public Set<String> flags() {
        return flags;
    }

    public boolean takesArguments(int count) {
        return arity >= 0 ? count == arity : count >= -arity;
    }

    /// Exactly one key, at a fixed place.
    public boolean hasSingleKey() {
        return singleKey;
    }

    public boolean hasKeys() {
        return keys.length > 0;
    }

    /// Argument of the first key, where that is fixed.
    public int firstKey() {
        return keys[0].start();
    }

    /// Distance from one key to the next where it is split by key.
    public int keyStep() {
        return keys[0].step();
    }

    /// Finds all keys of a command; none where it is malformed.
    public void findKeys(byte[] bytes, int base, RequestScanner arguments, KeyPositions out) {
        out.clear();
        for (KeyRange range : keys) {
            range.find(bytes, base, arguments, out);
        }
    }

    /// Whether sending it a second time can do no harm, though the first may have run.
    public boolean isResendable() {
        return readOnly && !blocking;
    }

    public boolean isWrite() {
        return write;
    }

    /// Blocks only when told to, as XREAD does.
    public boolean mayBlock() {
        return blocking;
    }

    /// Taken from clients that have not logged in.
    public boolean needsNoLogin() {
        return noAuth;
    }

    /// The subcommand of that name; null where there is none.
    public @Nullable Command subcommand(byte[] bytes, int from, int length) {
        int prefix = name.length() + 1;
        for (Command candidate : subcommands) {
            if (Words.equal(bytes, from, length, candidate.name.substring(prefix))) {
                return candidate;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name;
    }
}
