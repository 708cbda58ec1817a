package dev.attache.role.health.check;

import dev.attache.base.HumanDuration;
import dev.attache.config.FileCheckConfig;
import dev.attache.upstream.probe.Figure;
import dev.attache.upstream.probe.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Whether a file is there, is young enough and says what it should.
record FileQuestion(FileCheckConfig config, InstantSource clock) implements ThreadProbe.Question {
    private static final int BYTES_MAX = 64 << 10;

    @Override
    public Finding ask() throws IOException {
        Path file = Path.of(config.file());
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException _) {
            return Finding.of(config.exists() ? "is not there" : "");
        } catch (AccessDeniedException _) {
            return Finding.of("may not be looked at by this user");
        }
        if (!config.exists()) {
            return Finding.of("is there");
        }
        Duration age = Duration.between(found.lastModifiedTime().toInstant(), clock.instant());
        List<Figure> figures = List.of(new Figure("file_age_seconds", age.toMillis() / 1e3));
        if (!config.maxAge().isZero() && age.compareTo(config.maxAge()) > 0) {
            return Finding.of(
                    "was last written to " + HumanDuration.format(Duration.ofSeconds(age.toSeconds())) + " ago",
                    figures);
        }
        return Finding.of(faultOfContent(file), figures);
    }

    private String faultOfContent(Path file) throws IOException {
        if (config.contains().isEmpty()) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(BYTES_MAX), StandardCharsets.UTF_8);
            return text.contains(config.contains()) ? "" : "does not hold the text that it should";
        } catch (AccessDeniedException _) {
            return "may not be read by this user";
        }
    }
}
