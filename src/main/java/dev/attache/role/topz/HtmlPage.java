package dev.attache.role.topz;

import dev.attache.net.page.HtmlText;
import java.util.List;

/// Processes as a page that a browser shows: sorted by the heading that is clicked, and loaded anew by itself. Needs no
/// script, so that none is allowed.
final class HtmlPage {
    private static final String STYLE = """
        body{font:14px/1.5 system-ui,sans-serif;margin:1.5em;color:#1d2733;background:#fff}
        h1{font-size:1.2em;margin:0 0 .3em}p{margin:0 0 1em;color:#5a6775}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums}
        th,td{padding:.15em .7em;text-align:left;white-space:nowrap;border-bottom:1px solid #e4e8ec}
        th{position:sticky;top:0;background:#f5f7f9}th a{color:inherit;text-decoration:none}
        th.by a{text-decoration:underline}.n{text-align:right}
        td.command{white-space:normal;word-break:break-all;font-family:ui-monospace,monospace;font-size:12px}
        @media(prefers-color-scheme:dark){body{background:#14181d;color:#d5dce4}th{background:#1d232a}
        th,td{border-color:#2a323b}p{color:#93a0ae}}
        """;

    private HtmlPage() {}

    /// @param refreshSeconds until it is loaded anew; 0 never
    static String of(Snapshot snapshot, List<ProcessView> shown, Column by, int refreshSeconds) {
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.append("<title>topz</title>");
        if (refreshSeconds > 0) {
            html.append("<meta http-equiv=\"refresh\" content=\"")
                    .append(refreshSeconds)
                    .append("\">");
        }
        html.append("<style>").append(STYLE).append("</style></head><body><h1>topz</h1><p>");
        html.append(snapshot.processes().size())
                .append(" processes on ")
                .append(snapshot.cpus())
                .append(" CPUs");
        if (!snapshot.loads().isEmpty()) {
            html.append(", load ");
            HtmlText.append(html, snapshot.loads());
        }
        if (snapshot.memoryBytes() >= 0) {
            html.append("; memory ").append(Column.size(snapshot.memoryBytes())).append(", available ");
            html.append(Column.size(snapshot.availableBytes()));
        }
        html.append("; as of ").append(snapshot.moment()).append("</p><table><thead><tr>");
        for (Column each : Column.values()) {
            html.append("<th class=\"").append(each.isNumber() ? "n" : "").append(each == by ? " by" : "");
            html.append("\"><a href=\"?sort=")
                    .append(each.label())
                    .append("&amp;refresh=")
                    .append(refreshSeconds);
            html.append("\">").append(TextPage.heading(each)).append("</a></th>");
        }
        html.append("</tr></thead><tbody>");
        shown.forEach(each -> row(html, each));
        return html.append("</tbody></table></body></html>\n").toString();
    }

    private static void row(StringBuilder html, ProcessView process) {
        html.append("<tr>");
        for (Column each : Column.values()) {
            html.append("<td class=\"")
                    .append(each.isNumber() ? "n" : each.label())
                    .append("\">");
            HtmlText.append(html, each.text(process));
            html.append("</td>");
        }
        html.append("</tr>\n");
    }
}
