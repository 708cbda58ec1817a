package dev.attache.role.logs.tail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What the file system calls a file, whatever its name: unique among the files that exist at one time, and given to
/// another file when this one is gone.
record FileKey(long device, long inode) {
    /// That of what is no file.
    static final FileKey NONE = new FileKey(0, 0);

    private static final String ATTRIBUTES = "unix:dev,ino,size,isRegularFile";

    /// What a path leads to at this moment, links followed.
    record Stat(FileKey key, long size, boolean isRegular) {}

    /// @throws IOException where it leads nowhere, or may not be looked at
    static Stat of(Path path) throws IOException {
        Map<String, Object> found = Files.readAttributes(path, ATTRIBUTES);
        return new Stat(
                new FileKey(number(found, "dev"), number(found, "ino")),
                number(found, "size"),
                Boolean.TRUE.equals(found.get("isRegularFile")));
    }

    private static long number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
