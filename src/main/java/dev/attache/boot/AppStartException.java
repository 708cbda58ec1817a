package dev.attache.boot;

/// The app cannot be run; the message names it and says why.
public final class AppStartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    AppStartException(int exitStatus, String message) {
        super(message);
        this.exitStatus = exitStatus;
    }

    /// What a shell would end with: [App#NOT_FOUND] or [App#NOT_EXECUTABLE].
    public int exitStatus() {
        return exitStatus;
    }
}
