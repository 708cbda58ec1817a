package dev.attache.role.redis.command;

import dev.attache.wire.resp.RequestScanner;

/// Keys behind an option: `STORE key` of SORT, `STREAMS key … id …` of XREAD.
///
/// The other options that take values are known too, so that a value is never taken for an option: the first STORE of
/// `SORT list BY STORE STORE target` is a pattern. Where a key may be given twice, the last one counts, as for Redis.
final class OptionKeys implements KeySpec {
    /// As `last`: the option has one key, the argument behind it.
    static final int NEXT_ONLY = 0;

    private final String[] options;
    private final int[] values;
    private final int start;
    private final int last;
    private final int step;
    private final int parts;

    private OptionKeys(String[] options, int[] values, int start, int last, int step, int parts) {
        this.options = options;
        this.values = values;
        this.start = start;
        this.last = last;
        this.step = step;
        this.parts = parts;
    }

    /// A single option, which has the keys.
    OptionKeys(String option, int start, int last, int step, int parts) {
        this(new String[] {option}, new int[1], start, last, step, parts);
    }

    /// @param options as in `BY:1|GET:1|STORE`: those without a number have the keys, others so many values
    /// @param start argument that may be the first option
    /// @param last last key, counted from the end, or [#NEXT_ONLY]
    static OptionKeys of(String options, int start, int last, int step, int parts) {
        String[] names = options.split("\\|", -1);
        int[] values = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            int colon = names[i].indexOf(':');
            if (colon >= 0) {
                values[i] = Integer.parseInt(names[i].substring(colon + 1));
                names[i] = names[i].substring(0, colon);
            }
        }
        return new OptionKeys(names, values, start, last, step, parts);
    }

    @Override
    public void find(byte[] bytes, int base, RequestScanner arguments, KeyPositions out) {
        int count = arguments.count();
        int key = -1;
        for (int i = start; i < count - 1; i++) {
            int option = optionAt(i, bytes, base, arguments);
            if (option < 0) {
                continue;
            }
            if (values[option] > 0) {
                i += values[option];
            } else if (last == NEXT_ONLY) {
                key = ++i;
            } else {
                KeyRange.add(i + 1, last, step, parts, count, out);
                return;
            }
        }
        if (key > 0) {
            out.add(key);
        }
    }

    /// Whether the command has that option, one that takes values, before any that has the keys.
    boolean has(String wanted, byte[] bytes, int base, RequestScanner arguments) {
        for (int i = start; i < arguments.count(); i++) {
            int option = optionAt(i, bytes, base, arguments);
            if (option < 0) {
                continue;
            }
            if (values[option] == 0) {
                return false;
            }
            if (options[option].equals(wanted)) {
                return true;
            }
            i += values[option];
        }
        return false;
    }

    private int optionAt(int index, byte[] bytes, int base, RequestScanner arguments) {
        int from = base + arguments.start(index);
        int length = arguments.length(index);
        for (int i = 0; i < options.length; i++) {
            if (Words.equal(bytes, from, length, options[i])) {
                return i;
            }
        }
        return -1;
    }
}
