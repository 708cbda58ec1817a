package dev.attache.role.topz;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Processes as text, in the manner of top.
final class TextPage {
    private TextPage() {}

    static String of(Snapshot snapshot, List<ProcessView> shown) {
        var text = new StringBuilder();
        text.append(snapshot.processes().size())
                .append(" processes, ")
                .append(shown.size())
                .append(" shown");
        text.append("; ").append(snapshot.cpus()).append(snapshot.cpus() == 1 ? " CPU" : " CPUs");
        if (!snapshot.loads().isEmpty()) {
            text.append(", load ").append(snapshot.loads());
        }
        if (snapshot.memoryBytes() >= 0) {
            text.append("; memory ").append(Column.size(snapshot.memoryBytes()));
            text.append(", available ").append(Column.size(snapshot.availableBytes()));
        }
        text.append('\n');
        Map<Column, Integer> widths = widths(shown);
        for (Column each : Column.values()) {
            cell(text, each, heading(each), widths);
        }
        for (ProcessView process : shown) {
            text.append('\n');
            for (Column each : Column.values()) {
                cell(text, each, each.text(process), widths);
            }
        }
        return text.toString();
    }

    static String heading(Column column) {
        return column == Column.CPU ? "%CPU" : column.name();
    }

    private static Map<Column, Integer> widths(List<ProcessView> shown) {
        Map<Column, Integer> widths = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            int width = heading(column).length();
            for (ProcessView each : shown) {
                width = Math.max(width, column.text(each).length());
            }
            widths.put(column, width);
        }
        return widths;
    }

    private static void cell(StringBuilder text, Column column, String value, Map<Column, Integer> widths) {
        if (column == Column.COMMAND) {
            text.append(value);
            return;
        }
        String blanks = " ".repeat(Math.max(0, widths.getOrDefault(column, 0) - value.length()));
        text.append(column.isNumber() ? blanks + value : value + blanks).append("  ");
    }
}
