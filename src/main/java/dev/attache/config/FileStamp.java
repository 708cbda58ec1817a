package dev.attache.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/// What tells one version of a file from another without reading it.
///
/// @param target where every symlink on the way leads, which is what the swap of a mounted ConfigMap changes
/// @param key the inode and its device; empty where there is none
public record FileStamp(String target, FileTime modified, long bytes, String key) {
    /// Of a file that is not there, or that may not be looked at.
    public static final FileStamp NONE = new FileStamp("", FileTime.fromMillis(0), 0, "");

    /// The file as it is now.
    public static FileStamp of(Path path) {
        try {
            Path target = path.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class);
            return new FileStamp(
                    target.toString(),
                    attributes.lastModifiedTime(),
                    attributes.size(),
                    String.valueOf(attributes.fileKey()));
        } catch (IOException _) {
            return NONE;
        }
    }
}
