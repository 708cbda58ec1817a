package dev.attache.net.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a query has answered.
///
/// @param columns their names or aliases, as the server writes them
/// @param rows a value for each column: its text as the driver tells it, or null for SQL's NULL
/// @param isCut whether there were more rows than were asked for
public record SqlRows(List<String> columns, List<List<@Nullable String>> rows, boolean isCut) {}
