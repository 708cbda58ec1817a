package dev.attache.role.metrics.source.jmx;

import java.util.Map;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/// Where the value of a metric is found: beans, an attribute, and the way into it.
///
/// @param labels a value with a dollar sign in front names a property of the bean's name
record BeanMetric(String pattern, String attribute, Map<String, String> labels) {
    /// The attribute as a JVM knows it.
    String topAttribute() {
        int dot = attribute.indexOf('.');
        return dot < 0 ? attribute : attribute.substring(0, dot);
    }

    /// The value as text; empty where it is not there.
    String value(Map<String, Object> attributes) {
        Object value = attributes.get(topAttribute());
        String rest = attribute.substring(topAttribute().length());
        while (!rest.isEmpty()) {
            int next = rest.indexOf('.', 1);
            String key = next < 0 ? rest.substring(1) : rest.substring(1, next);
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
            rest = next < 0 ? "" : rest.substring(next);
        }
        return value == null || value instanceof Map ? "" : value.toString();
    }

    /// Labels of a bean: name, value, name, value.
    String[] labelsOf(String bean) {
        Map<String, String> properties = propertiesOf(bean);
        String[] pairs = new String[2 * labels.size()];
        int at = 0;
        for (Map.Entry<String, String> each : labels.entrySet()) {
            String value = each.getValue();
            pairs[at++] = each.getKey();
            pairs[at++] = value.startsWith("$") ? plain(properties.getOrDefault(value.substring(1), "")) : value;
        }
        return pairs;
    }

    private static Map<String, String> propertiesOf(String bean) {
        try {
            return ObjectName.getInstance(bean).getKeyPropertyList();
        } catch (MalformedObjectNameException _) {
            return Map.of();
        }
    }

    private static String plain(String value) {
        return value.length() > 1 && value.startsWith("\"") ? ObjectName.unquote(value) : value;
    }
}
