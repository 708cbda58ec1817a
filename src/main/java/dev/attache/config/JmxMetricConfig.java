package dev.attache.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/// One metric out of an attribute of one bean, or of all beans that a pattern fits.
///
/// @param labels values that begin with a dollar sign name a property of the bean's name
@Doc("one metric out of an attribute of the beans that a pattern fits")
public record JmxMetricConfig(
        @Doc("what it is called") String name,

        @Doc("gauge, counter or info") @Default("gauge") MetricKind type,

        @Doc("one sentence") @Default("") String help,

        @Doc("the bean's name, or a pattern: java.lang:type=GarbageCollector,*")
        String bean,

        @Doc("the attribute; a dot leads into a composite one, as in Usage.used; an info needs none") @Default("")
        String attribute,

        @Doc("labels; a value with $ in front names a property of the bean's name, as in {pool: $name}") @Default("{}")
        Map<String, String> labels,

        @Doc("how the value becomes a number") @Default("number")
        ValueConfig as) {

    public JmxMetricConfig {
        MetricLabels.checkMetric("name", name);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(MetricLabels.checked(labels)));
        if (attribute.isEmpty() && type != MetricKind.INFO) {
            throw new IllegalArgumentException("attribute: is missing");
        }
        try {
            ObjectName.getInstance(bean);
        } catch (MalformedObjectNameException wrong) {
            throw new IllegalArgumentException("bean: is no name of beans: " + wrong.getMessage(), wrong);
        }
    }
}
