package dev.attache.observe;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Turns what libraries log through `java.util.logging` into events, so that stderr holds lines of one form. Warnings
/// and worse only.
public final class LibraryLog extends Handler {
    private final Observer observer;

    private LibraryLog(Observer observer) {
        this.observer = observer;
    }

    /// Takes the place of every handler of the root logger.
    public static void install(Observer observer) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(new LibraryLog(observer));
    }

    @Override
    public void publish(LogRecord logged) {
        if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
            boolean severe = logged.getLevel().intValue() >= Level.SEVERE.intValue();
            observer.emit(new LibraryWarned(source(logged), severe, text(logged)));
        }
    }

    private static String source(LogRecord logged) {
        String name = logged.getLoggerName();
        return name == null ? "" : name;
    }

    private static String text(LogRecord logged) {
        String text = String.valueOf(logged.getMessage());
        Throwable thrown = logged.getThrown();
        if (thrown == null) {
            return text;
        }
        StackTraceElement[] frames = thrown.getStackTrace();
        return text + ": " + thrown + (frames.length == 0 ? "" : " at " + frames[0]);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
