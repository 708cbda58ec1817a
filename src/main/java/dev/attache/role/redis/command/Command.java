package dev.attache.role.redis.command;

import dev.attache.wire.resp.RequestScanner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One command: what Redis says of it and what attache does with it. Immutable.
public final class Command {
    private final String name;
    private final String word;
    private final int index;
    private final int arity;
    private final KeySpec[] keys;
    private final Routing routing;
    private final int flags;
    private final NameTable subcommands;
    private final boolean singleKey;
    private final boolean resendable;
    private final boolean blocking;

    Command(CommandEntry entry, int index, List<Command> subcommands) {
        this.name = entry.name();
        this.word = name.substring(name.indexOf(CommandEntry.SUBCOMMAND_MARK) + 1);
        this.index = index;
        this.arity = entry.arity();
        this.keys = entry.keys().toArray(new KeySpec[0]);
        this.routing = entry.routing();
        this.flags = entry.flags();
        this.subcommands = subcommands.isEmpty() ? NameTable.EMPTY : new NameTable(subcommands);
        this.singleKey = keys.length == 1 && keys[0] instanceof KeyRange range && range.isSingle();
        this.blocking = has(Flag.BLOCKING);
        this.resendable = has(Flag.READONLY) && !blocking;
    }

    /// Lower case; a subcommand as `container|subcommand`.
    public String name() {
        return name;
    }

    /// The name without its container: what a client sends to mean it.
    String word() {
        return word;
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

    public boolean has(Flag flag) {
        return flag.isIn(flags);
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

    /// Argument of the first key, where that is fixed; 0 where it is not.
    public int firstKey() {
        return keys.length > 0 && keys[0] instanceof KeyRange range ? range.first() : 0;
    }

    /// Distance from one key to the next, where it is fixed; 1 where it is not.
    public int keyStep() {
        return keys.length > 0 && keys[0] instanceof KeyRange range ? range.step() : 1;
    }

    /// Finds all keys of a command; none, or too few, where it is malformed.
    ///
    /// @param base where the command starts in `bytes`
    public void findKeys(byte[] bytes, int base, RequestScanner arguments, KeyPositions out) {
        out.clear();
        for (KeySpec spec : keys) {
            spec.find(bytes, base, arguments, out);
        }
    }

    /// Whether sending it a second time can do no harm, though the first may have run.
    public boolean isResendable() {
        return resendable;
    }

    public boolean isWrite() {
        return has(Flag.WRITE);
    }

    /// Whether it may keep its connection waiting: some always do, XREAD only when told to.
    public boolean mayBlock() {
        return blocking;
    }

    /// Whether these arguments make it wait; for those that [#mayBlock].
    public boolean blocks(byte[] bytes, int base, RequestScanner arguments) {
        boolean onDemand = keys.length > 0 && keys[0] instanceof OptionKeys;
        return blocking && (!onDemand || ((OptionKeys) keys[0]).has("BLOCK", bytes, base, arguments));
    }

    /// Taken from clients that have not logged in.
    public boolean needsNoLogin() {
        return has(Flag.NO_AUTH);
    }

    /// A family of commands: its second argument names one of them.
    public boolean hasSubcommands() {
        return !subcommands.isEmpty();
    }

    /// The subcommand of that name, in whatever case; null where there is none.
    public @Nullable Command subcommand(byte[] bytes, int from, int length) {
        return subcommands.find(bytes, from, length);
    }

    @Override
    public String toString() {
        return name;
    }
}
