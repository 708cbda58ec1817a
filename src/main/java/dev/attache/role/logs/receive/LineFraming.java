package dev.attache.role.logs.receive;

import dev.attache.wire.log.Swar;

/// A message a line. The last one ends with its sender.
final class LineFraming implements Framing {
    private boolean passingOver;

    @Override
    public int split(byte[] bytes, int from, int to, Intake intake) {
        int at = from;
        while (at < to) {
            int end = Swar.indexOf(bytes, at, to, (byte) '\n');
            if (end == to && !passingOver && to - at <= intake.lineMax()) {
                return at;
            }
            if (passingOver) {
                intake.passedOver(end - at);
            } else {
                intake.line(bytes, at, end);
            }
            passingOver = end == to;
            at = Math.min(end + 1, to);
        }
        return at;
    }

    @Override
    public void end(byte[] bytes, int from, int to, Intake intake) {
        if (to > from) {
            intake.line(bytes, from, to);
        }
    }
}
