package dev.attache.role.logs.redact;

import dev.attache.role.logs.text.WordSearch;

/// What a fixed word stands before or begins with.
final class Announced extends Detector {
    private static final int BEARER_MIN = 8;
    private static final int BEARER_SURE = 20;
    private static final int BASIC_MIN = 4;
    private static final int AWS_LENGTH = 20;

    private final WordSearch word;
    private final Ending ending;

    /// Where what is to be hidden begins and ends; says so by [#found].
    private interface Ending {
        boolean find(Announced detector, int wordAt);
    }

    private Announced(String what, WordSearch word, Ending ending) {
        super(what);
        this.word = word;
        this.ending = ending;
    }

    /// RFC 6750, section 2.1.
    static Detector bearer() {
        return new Announced("bearer", WordSearch.inAnyCase("bearer "), Announced::findBearer);
    }

    /// RFC 7617, section 2.
    static Detector basic() {
        return new Announced("basic", WordSearch.inAnyCase("basic "), Announced::findBasic);
    }

    /// RFC 7519 in the compact form of RFC 7515: three parts, the first of which begins as a JSON object does.
    static Detector jwt() {
        return new Announced("jwt", WordSearch.exactly(new byte[] {'e', 'y', 'J'}), Announced::findJwt);
    }

    /// AWS, "IAM identifiers", unique identifiers: `AKIA` and 16 more.
    static Detector awsKey() {
        return new Announced("aws-key", WordSearch.exactly(new byte[] {'A', 'K', 'I', 'A'}), Announced::findAwsKey);
    }

    /// RFC 3986, section 3.2.1.
    static Detector urlPassword() {
        return new Announced("password", WordSearch.exactly(new byte[] {':', '/', '/'}), Announced::findUrlPassword);
    }

    @Override
    boolean next() {
        int at = end;
        while (true) {
            int wordAt = word.find(bytes, at, to);
            if (wordAt < 0) {
                return false;
            }
            if (ending.find(this, wordAt)) {
                return true;
            }
            at = wordAt + 1;
        }
    }

    private boolean findBearer(int wordAt) {
        int first = wordAt + word.length();
        int last = first;
        boolean sure = false;
        while (last < to && (isOfBase64(bytes[last]) || bytes[last] == '.' || bytes[last] == '~')) {
            sure |= !isLetter(bytes[last]);
            last++;
        }
        int length = last - first;
        return (length >= BEARER_SURE || sure && length >= BEARER_MIN) && found(first, last);
    }

    private static boolean isOfBase64(int each) {
        return isWord(each) || each == '+' || each == '/' || each == '-' || each == '_' || each == '=';
    }

    private boolean findBasic(int wordAt) {
        int first = wordAt + word.length();
        int last = first;
        while (last < to && isOfBase64(bytes[last])) {
            last++;
        }
        return last - first >= BASIC_MIN && hasColon(first, last) && found(first, last);
    }

    /// Whether it stands for a text with a colon in it, as names and passwords do.
    private boolean hasColon(int first, int last) {
        int bits = 0;
        int count = 0;
        for (int i = first; i < last && bytes[i] != '='; i++) {
            bits = bits << 6 | sextet(bytes[i]);
            count += 6;
            if (count >= 8) {
                count -= 8;
                if ((bits >> count & 0xff) == ':') {
                    return true;
                }
            }
        }
        return false;
    }

    private static int sextet(int each) {
        if (isDigit(each)) {
            return each - '0' + 52;
        }
        if (isLetter(each)) {
            return each >= 'a' ? each - 'a' + 26 : each - 'A';
        }
        return each == '+' || each == '-' ? 62 : 63;
    }

    private boolean findJwt(int wordAt) {
        if (isWithinWord(wordAt)) {
            return false;
        }
        int payload = endOfPart(wordAt);
        if (payload == to || bytes[payload] != '.') {
            return false;
        }
        int signature = endOfPart(payload + 1);
        if (signature == payload + 1 || signature == to || bytes[signature] != '.') {
            return false;
        }
        return found(wordAt, endOfPart(signature + 1));
    }

    private int endOfPart(int at) {
        int last = at;
        while (last < to && (isWord(bytes[last]) || bytes[last] == '-' || bytes[last] == '_')) {
            last++;
        }
        return last;
    }

    private boolean findAwsKey(int wordAt) {
        int last = wordAt;
        while (last < to && (isDigit(bytes[last]) || bytes[last] >= 'A' && bytes[last] <= 'Z')) {
            last++;
        }
        return last - wordAt == AWS_LENGTH && !isWithinWord(wordAt) && found(wordAt, last);
    }

    private boolean findUrlPassword(int wordAt) {
        int colon = -1;
        int at = wordAt + word.length();
        while (at < to
                && bytes[at] != '/'
                && bytes[at] != '@'
                && bytes[at] != '"'
                && (bytes[at] < 0 || bytes[at] > ' ')) {
            colon = colon < 0 && bytes[at] == ':' ? at : colon;
            at++;
        }
        return at < to && bytes[at] == '@' && colon > 0 && at > colon + 1 && found(colon + 1, at);
    }
}
