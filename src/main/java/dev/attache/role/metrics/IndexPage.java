package dev.attache.role.metrics;

import dev.attache.net.page.HtmlText;
import java.util.List;

/// The page at `/`: where the metrics are, and how each source was when it was last asked.
final class IndexPage {
    private IndexPage() {}

    static String text(String path, List<AskedSource> sources) {
        var page = new StringBuilder("attache metrics\n\nGET ").append(path);
        page.append("  Prometheus or OpenMetrics text\n\nsources\n");
        sources.forEach(each ->
                page.append(each.name()).append(": ").append(each.state()).append('\n'));
        return page.toString();
    }

    static String html(String path, List<AskedSource> sources) {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>attache metrics");
        page.append("</title><h1>attache metrics</h1><p><a href=\"");
        HtmlText.append(page, path);
        page.append("\">Metrics</a> for Prometheus</p><ul>");
        for (AskedSource each : sources) {
            page.append("<li>");
            HtmlText.append(page, each.name() + ": " + each.state());
            page.append("</li>");
        }
        return page.append("</ul></html>\n").toString();
    }
}
