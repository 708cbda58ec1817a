package dev.attache.role;

/// A role could not start; the message names the address and says why and what to do.
public final class RoleStartException extends Exception {
    private static final long serialVersionUID = 1L;

    public RoleStartException(String message) {
        super(message);
    }
}
