package dev.attache.role.metrics.source.web;

import dev.attache.config.HttpTextSourceConfig;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.Source;
import dev.attache.role.metrics.source.extract.TextMetrics;
import java.io.IOException;

/// A text that a web server answers with.
public final class TextPageSource implements Source {
    private final WebClient client;
    private final TextMetrics metrics;

    public TextPageSource(HttpTextSourceConfig config) {
        int sizeMax = Math.toIntExact(config.sizeMax().bytes());
        this.client = new WebClient(config.url(), config.headers(), sizeMax);
        this.metrics = new TextMetrics(config.metrics());
    }

    @Override
    public void collect(SampleSheet sheet) throws IOException {
        metrics.tell(sheet, client.good().text());
    }
}
