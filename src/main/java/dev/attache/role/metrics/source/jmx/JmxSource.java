package dev.attache.role.metrics.source.jmx;

import dev.attache.config.JmxMetricConfig;
import dev.attache.config.JmxSourceConfig;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.Source;
import dev.attache.role.metrics.source.extract.Writing;
import dev.attache.wire.exposition.LabelSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The beans of a JVM. All that is asked of one pattern is one question, and all questions are asked at once.
public final class JmxSource implements Source {
    private record Rule(JmxMetricConfig config, BeanMetric bean) {}

    private final Beans beans;
    private final List<JvmPreset.Line> preset;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Beans.Question> questions = new ArrayList<>();
    private final Map<String, Integer> indexOf = new HashMap<>();

    public JmxSource(JmxSourceConfig config) {
        this.beans = config.url().isEmpty() ? new AttachedBeans(config.process()) : new JolokiaBeans(config);
        this.preset = config.jvm() ? JvmPreset.load() : List.of();
        config.metrics()
                .forEach(each ->
                        rules.add(new Rule(each, new BeanMetric(each.bean(), each.attribute(), each.labels()))));
        Map<String, Set<String>> wanted = new LinkedHashMap<>();
        preset.forEach(each -> want(wanted, each.bean()));
        rules.forEach(each -> want(wanted, each.bean));
        wanted.forEach((pattern, attributes) -> {
            indexOf.put(pattern, questions.size());
            questions.add(new Beans.Question(pattern, attributes));
        });
    }

    private static void want(Map<String, Set<String>> wanted, BeanMetric bean) {
        Set<String> attributes = wanted.computeIfAbsent(bean.pattern(), _ -> new TreeSet<>());
        if (!bean.attribute().isEmpty()) {
            attributes.add(bean.topAttribute());
        }
    }

    @Override
    public void collect(SampleSheet sheet) throws IOException {
        List<Map<String, Map<String, Object>>> answers = beans.read(questions);
        preset.forEach(each -> each.tell(sheet, answerTo(each.bean(), answers)));
        for (Rule each : rules) {
            JmxMetricConfig config = each.config;
            var metric = new Writing(sheet, config.name(), config.type(), config.help(), config.as());
            answerTo(each.bean, answers)
                    .forEach((name, attributes) ->
                            metric.series(each.bean.value(attributes), LabelSet.of(each.bean.labelsOf(name))));
            metric.end();
        }
    }

    private Map<String, Map<String, Object>> answerTo(BeanMetric bean, List<Map<String, Map<String, Object>>> answers) {
        return answers.get(indexOf.getOrDefault(bean.pattern(), 0));
    }

    @Override
    public void close() {
        beans.close();
    }
}
