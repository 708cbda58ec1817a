package dev.attache.role.metrics.source.file;

import dev.attache.config.FileSourceConfig;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.Source;
import dev.attache.role.metrics.source.extract.TextMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file that an app writes its state to, read anew at each scrape.
public final class FileSource implements Source {
    private final FileSourceConfig config;
    private final TextMetrics metrics;

    public FileSource(FileSourceConfig config) {
        this.config = config;
        this.metrics = new TextMetrics(config.metrics());
    }

    @Override
    public void collect(SampleSheet sheet) throws IOException {
        Path path = Path.of(config.path());
        int sizeMax = Math.toIntExact(config.sizeMax().bytes());
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(sizeMax);
            if (bytes.length == sizeMax && in.read() >= 0) {
                throw new IOException("the file is larger than " + config.sizeMax());
            }
            metrics.tell(sheet, new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException _) {
            throw new IOException("there is no file " + path);
        }
        double changed = Files.getLastModifiedTime(path).toMillis() / 1000.0;
        String help = "When the file was changed last.";
        sheet.gauge("attache_source_file_changed_seconds", help, changed, "path", config.path());
    }
}
