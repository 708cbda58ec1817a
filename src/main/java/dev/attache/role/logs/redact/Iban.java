package dev.attache.role.logs.redact;

/// Numbers of bank accounts: two capital letters, two digits, and 11 to 30 capitals and digits, in groups of four with
/// blanks between them or not, of which the remainder is right.
///
/// Source: ISO 13616; ISO/IEC 7064, MOD 97-10.
final class Iban extends Detector {
    private static final int LENGTH_MIN = 15;
    private static final int LENGTH_MAX = 34;

    private final byte[] number = new byte[LENGTH_MAX];

    Iban() {
        super("iban");
    }

    @Override
    boolean next() {
        int at = end;
        while (at <= to - LENGTH_MIN) {
            int probe = bytes[at + 3];
            if (isDigit(probe)) {
                int last = isHead(at) ? endOfNumber(at) : -1;
                if (last > 0) {
                    return found(at, last);
                }
                at++;
            } else {
                at += isCapital(probe) ? 2 : 4;
            }
        }
        return false;
    }

    private static boolean isCapital(int each) {
        return each >= 'A' && each <= 'Z';
    }

    private boolean isHead(int at) {
        return isCapital(bytes[at]) && isCapital(bytes[at + 1]) && isDigit(bytes[at + 2]) && !isWithinWord(at);
    }

    private int endOfNumber(int first) {
        int count = 0;
        int last = -1;
        int at = first;
        while (at < to && count < LENGTH_MAX && (isCapital(bytes[at]) || isDigit(bytes[at]))) {
            number[count++] = bytes[at++];
            boolean over = at == to || !isWord(bytes[at]);
            if (over && count >= LENGTH_MIN && isRight(count)) {
                last = at;
            }
            if (over && count % 4 == 0 && at + 1 < to && bytes[at] == ' ') {
                at++;
            }
        }
        return last;
    }

    private boolean isRight(int count) {
        int remainder = 0;
        for (int i = 0; i < count; i++) {
            int each = number[(i + 4) % count];
            remainder = isDigit(each) ? (remainder * 10 + each - '0') % 97 : (remainder * 100 + each - 'A' + 10) % 97;
        }
        return remainder == 1;
    }
}
