package dev.attache.role.logs.redact;

import dev.attache.wire.log.Swar;

/// Addresses of electronic mail: a name, `@`, and a domain of two labels or more.
final class Email extends Detector {
    private static final int NAME_MAX = 64;
    private static final int DOMAIN_MAX = 253;

    Email() {
        super("email");
    }

    @Override
    boolean next() {
        int at = end;
        while (true) {
            at = Swar.indexOf(bytes, at, to, (byte) '@');
            if (at == to) {
                return false;
            }
            int first = at;
            while (first > end && at - first < NAME_MAX && isOfName(bytes[first - 1])) {
                first--;
            }
            int last = endOfDomain(at + 1);
            if (first < at && last > 0) {
                return found(first, last);
            }
            at++;
        }
    }

    private static boolean isOfName(int each) {
        return isWord(each) || each == '.' || each == '_' || each == '%' || each == '+' || each == '-' || each < 0;
    }

    /// @return below 0 where there is no domain
    private int endOfDomain(int first) {
        int last = first;
        int dot = -1;
        while (last < to && last - first < DOMAIN_MAX && (isWord(bytes[last]) || isJoint(bytes[last]))) {
            dot = bytes[last] == '.' && last + 1 < to && isLetter(bytes[last + 1]) ? last : dot;
            last++;
        }
        while (last > first && isJoint(bytes[last - 1])) {
            last--;
        }
        return dot > first && last - dot > 2 ? last : -1;
    }

    private static boolean isJoint(int each) {
        return each == '.' || each == '-';
    }
}
