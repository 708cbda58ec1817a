package dev.attache.role.logs.redact;

import dev.attache.role.logs.text.WordSearch;
import dev.attache.wire.log.Slice;

/// What follows a word for something secret and `=` or `:`, up to a blank, a comma or a quote; and fields of such
/// names.
final class Password extends Detector {
    private static final String[] WORDS = {"passw", "pwd", "secret", "api_key", "apikey", "api-key", "access_token"};
    private static final int NAME_MAX = 40;
    private static final WordSearch[] SEARCHES = searches();
    private static final int NONE = Integer.MAX_VALUE;

    private final int[] nextAt = new int[WORDS.length];

    Password() {
        super("password");
    }

    private static WordSearch[] searches() {
        WordSearch[] searches = new WordSearch[WORDS.length];
        for (int i = 0; i < searches.length; i++) {
            searches[i] = WordSearch.inAnyCase(WORDS[i]);
        }
        return searches;
    }

    /// Whether what a field of this name holds is secret.
    static boolean isName(Slice name) {
        for (int i = 0; i < WORDS.length; i++) {
            if (name.length() >= WORDS[i].length()
                    && name.length() <= NAME_MAX
                    && SEARCHES[i].find(name.array(), name.from(), name.to()) >= 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    boolean begin(byte[] text, int first, int last) {
        super.begin(text, first, last);
        boolean any = false;
        for (int i = 0; i < nextAt.length; i++) {
            any |= search(i, first);
        }
        return any;
    }

    private boolean search(int index, int at) {
        int found = SEARCHES[index].find(bytes, at, to);
        nextAt[index] = found < 0 ? NONE : found;
        return found >= 0;
    }

    @Override
    boolean next() {
        while (true) {
            int first = 0;
            for (int i = 1; i < nextAt.length; i++) {
                first = nextAt[i] < nextAt[first] ? i : first;
            }
            int wordAt = nextAt[first];
            if (wordAt == NONE) {
                return false;
            }
            search(first, wordAt + 1);
            if (wordAt >= end && findValue(wordAt)) {
                return true;
            }
        }
    }

    private boolean findValue(int wordAt) {
        int at = wordAt;
        while (at < to && at - wordAt < NAME_MAX && (isWord(bytes[at]) || bytes[at] == '_' || bytes[at] == '-')) {
            at++;
        }
        at = pastQuote(at);
        at = pastBlanks(at);
        if (at == to || bytes[at] != '=' && bytes[at] != ':') {
            return false;
        }
        at = pastBlanks(at + 1);
        int first = pastQuote(at);
        int last = first;
        boolean quoted = first > at;
        while (last < to && (quoted ? !isQuote(bytes[last]) : isOfValue(bytes[last]))) {
            last++;
        }
        return last > first && found(first, last);
    }

    private int pastBlanks(int at) {
        int next = at;
        while (next < to && bytes[next] == ' ') {
            next++;
        }
        return next;
    }

    private int pastQuote(int at) {
        return at < to && isQuote(bytes[at]) ? at + 1 : at;
    }

    private static boolean isQuote(int each) {
        return each == '"' || each == '\'';
    }

    private static boolean isOfValue(int each) {
        return (each > ' ' || each < 0)
                && !isQuote(each)
                && each != ','
                && each != ';'
                && each != '&'
                && each != '}'
                && each != ')';
    }
}
