package dev.attache.role.logs.redact;

import dev.attache.wire.log.Swar;

/// Addresses of the internet, version 4: four numbers up to 255 with dots between them.
final class Ipv4 extends Detector {
    private static final int PARTS = 4;

    Ipv4() {
        super("ipv4");
    }

    @Override
    boolean next() {
        int dot = end;
        while (true) {
            dot = Swar.indexOf(bytes, dot, to, (byte) '.');
            if (dot == to) {
                return false;
            }
            int first = dot;
            while (first > end && dot - first < 3 && isDigit(bytes[first - 1])) {
                first--;
            }
            int last = first < dot && isAlone(first) ? endOfAddress(first) : -1;
            if (last > 0) {
                return found(first, last);
            }
            dot++;
        }
    }

    private boolean isAlone(int first) {
        return !isWithinWord(first) && (first == from || bytes[first - 1] != '.');
    }

    private int endOfAddress(int first) {
        int at = first;
        for (int part = 0; part < PARTS; part++) {
            if (part > 0 && (at == to || bytes[at++] != '.')) {
                return -1;
            }
            int number = 0;
            int begin = at;
            while (at < to && at - begin < 3 && isDigit(bytes[at])) {
                number = number * 10 + bytes[at++] - '0';
            }
            if (at == begin || number > 255) {
                return -1;
            }
        }
        boolean goesOn = at < to && (isWord(bytes[at]) || bytes[at] == '.' && at + 1 < to && isDigit(bytes[at + 1]));
        return goesOn ? -1 : at;
    }
}
