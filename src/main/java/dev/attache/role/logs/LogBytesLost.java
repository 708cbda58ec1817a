package dev.attache.role.logs;

import dev.attache.observe.Event;
import dev.attache.role.logs.tail.Losses;

/// Bytes of a log file were gone before they were read.
record LogBytesLost(String role, String path, long bytes, Losses.Reason reason) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return bytes + " bytes of " + path + " were not read: "
                + switch (reason) {
                    case TRUNCATED -> "its writer cut it short first";
                    case VANISHED -> "they came and went while attache was not running";
                    case UNREADABLE -> "the system refuses to";
                    case DROPPED -> "there was no more room for them";
                    case DAMAGED -> "they were not on disk as they had been written there";
                    case UNDELIVERED -> "the end came before they could be sent";
                };
    }

    @Override
    public String counter() {
        return "log_losses_" + reason.label();
    }
}
