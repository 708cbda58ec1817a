package dev.attache.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Waits for what becomes true some time soon: polls, with a deadline.
public final class Eventually {
    private static final long POLL_NANOS = Duration.ofMillis(5).toNanos();

    private Eventually() {}

    /// Something that may fail in any way, such as assertions over a socket.
    @FunctionalInterface
    public interface Check {
        void run() throws Exception;
    }

    /// Something that is true or not yet.
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /// Runs the check until it passes, for [Deadline#USUAL] at most.
    ///
    /// @throws AssertionError what the last failed attempt threw, or with it as the cause
    public static void passes(Check check) {
        passesWithin(Deadline.USUAL, check);
    }

    /// Runs the check until it passes, for `wait` at most.
    ///
    /// @throws AssertionError with the last failed attempt as the cause
    public static void passesWithin(Duration wait, Check check) {
        Deadline deadline = Deadline.after(wait);
        while (true) {
            Throwable failure = failureOf(check);
            if (failure == null) {
                return;
            }
            if (deadline.isOver()) {
                throw new AssertionError("still so after " + wait + ": " + failure.getMessage(), failure);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /// Waits until the condition holds, for [Deadline#USUAL] at most.
    ///
    /// @param what a sentence that says what should have come true
    public static void holds(String what, Condition condition) {
        holdsWithin(Deadline.USUAL, what, condition);
    }

    /// Waits until the condition holds, for `wait` at most.
    ///
    /// @param what a sentence that says what should have come true
    public static void holdsWithin(Duration wait, String what, Condition condition) {
        passesWithin(wait, () -> {
            if (!condition.holds()) {
                throw new AssertionError("not true: " + what);
            }
        });
    }

    private static @Nullable Throwable failureOf(Check check) {
        try {
            check.run();
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", interrupted);
        } catch (Exception | AssertionError failure) {
            return failure;
        }
    }
}
