package dev.attache.base;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why the system would not do something with a file, in words: the exceptions of some reasons say no more than the
/// file's name.
public final class Refusal {
    private Refusal() {}

    /// One phrase, such as `permission denied`, without the file's name where that is known to be all else.
    public static String why(Exception refused) {
        Throwable cause = refused instanceof DirectoryIteratorException ? refused.getCause() : null;
        if (cause instanceof IOException within) {
            return why(within);
        }
        return switch (refused) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such file or folder";
            case ClosedByInterruptException _ -> "it was interrupted";
            case FileSystemException of when of.getReason() != null -> of.getReason();
            default -> String.valueOf(refused.getMessage());
        };
    }
}
