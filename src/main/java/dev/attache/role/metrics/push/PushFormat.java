package dev.attache.role.metrics.push;

import dev.attache.wire.exposition.MetricFamily;
import java.util.List;
import java.util.Map;

/// How families become the body of a request.
interface PushFormat {
    /// Headers that say what the body is.
    Map<String, String> headers();

    /// @param millis when the families were told, since 1970
    byte[] body(List<MetricFamily> families, long millis);
}
