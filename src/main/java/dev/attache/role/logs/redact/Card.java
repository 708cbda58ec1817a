package dev.attache.role.logs.redact;

/// Numbers of payment cards: 13 to 19 digits, alone or in groups with one blank or dash between them, that begin as
/// cards do and whose last one is right.
///
/// Source: ISO/IEC 7812-1, annex B (Luhn's formula); the first digits of the networks.
final class Card extends Detector {
    private static final int DIGITS_MIN = 13;
    private static final int DIGITS_MAX = 19;

    private final byte[] digits = new byte[DIGITS_MAX];

    Card() {
        super("card");
    }

    @Override
    boolean next() {
        int at = end;
        while (at <= to - DIGITS_MIN) {
            int probe = bytes[at + DIGITS_MIN - 1];
            if (!isDigit(probe) && !isSeparator(probe)) {
                at += DIGITS_MIN;
            } else if (isDigit(bytes[at]) && isFirst(at)) {
                int last = endOfNumber(at);
                if (last > 0) {
                    return found(at, last);
                }
                at++;
            } else {
                at++;
            }
        }
        return false;
    }

    private static boolean isSeparator(int each) {
        return each == ' ' || each == '-';
    }

    /// What follows a letter, a digit or a decimal point is another number.
    private boolean isFirst(int at) {
        boolean decimal = at - 1 > from && bytes[at - 1] == '.' && isDigit(bytes[at - 2]);
        return bytes[at] >= '2' && bytes[at] <= '6' && !isWithinWord(at) && !decimal;
    }

    /// Of several numbers of different length the longest.
    ///
    /// @return below 0 where none is right
    private int endOfNumber(int first) {
        int count = 0;
        int last = -1;
        int at = first;
        while (at < to && count < DIGITS_MAX && isDigit(bytes[at])) {
            digits[count++] = bytes[at++];
            boolean over = at == to || !isDigit(bytes[at]);
            boolean alone = over && (at == to || !isLetter(bytes[at]));
            if (alone && count >= DIGITS_MIN && isRight(count)) {
                last = at;
            }
            if (over && at + 1 < to && isSeparator(bytes[at]) && isDigit(bytes[at + 1])) {
                at++;
            }
        }
        return last;
    }

    private boolean isRight(int count) {
        int sum = 0;
        boolean same = true;
        for (int i = 0; i < count; i++) {
            int digit = digits[count - 1 - i] - '0';
            int counted = (i & 1) == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
            same &= digits[i] == digits[0];
        }
        return sum % 10 == 0 && !same;
    }
}
