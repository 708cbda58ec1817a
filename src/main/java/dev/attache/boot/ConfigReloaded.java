package dev.attache.boot;

import dev.attache.observe.Event;
import dev.attache.observe.Label;
import java.util.List;

/// The file was read again.
///
/// @param outcome `applied`, `unchanged`, `refused` for the file's mistakes, or `failed` where a role could not start
/// @param detail empty where there is no more to say
record ConfigReloaded(@Label String outcome, String detail) implements Event {
    static ConfigReloaded applied(List<String> waitingForRestart) {
        return new ConfigReloaded("applied", String.join("; ", waitingForRestart));
    }

    static ConfigReloaded unchanged() {
        return new ConfigReloaded("unchanged", "");
    }

    static ConfigReloaded refused(String mistakes) {
        return new ConfigReloaded("refused", mistakes);
    }

    static ConfigReloaded failed(String why) {
        return new ConfigReloaded("failed", why);
    }

    @Override
    public Severity severity() {
        return switch (outcome) {
            case "applied", "unchanged" -> detail.isEmpty() ? Severity.INFO : Severity.WARN;
            default -> Severity.ERROR;
        };
    }

    @Override
    public String message() {
        return switch (outcome) {
            case "applied" ->
                detail.isEmpty()
                        ? "the new configuration is in force"
                        : "the new configuration is in force, but " + detail;
            case "unchanged" -> "the file says what is in force already";
            case "refused" -> "the file has mistakes, and what ran before runs on: " + detail;
            default -> "the new configuration could not be put in force, and what ran before runs on: " + detail;
        };
    }

    @Override
    public String counter() {
        return "config_reloads";
    }
}
