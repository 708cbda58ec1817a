package dev.attache.role.metrics.source.web;

import dev.attache.config.HttpJsonSourceConfig;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.Source;
import dev.attache.role.metrics.source.extract.JsonMetrics;
import java.io.IOException;

/// A JSON document that a web server answers with.
public final class JsonPageSource implements Source {
    private final WebClient client;
    private final JsonMetrics metrics;

    /// @throws IllegalArgumentException where a path is none
    public JsonPageSource(HttpJsonSourceConfig config) {
        int sizeMax = Math.toIntExact(config.sizeMax().bytes());
        this.client = new WebClient(config.url(), config.headers(), sizeMax);
        this.metrics = new JsonMetrics(config.metrics());
    }

    @Override
    public void collect(SampleSheet sheet) throws IOException {
        metrics.tell(sheet, client.good().text());
    }
}
