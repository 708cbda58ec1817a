package dev.attache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogRulesTest {
    private static final String HEAD = "roles: {logs: {kind: logs, inputs: [/x], ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "steps: [drop: {where: 'level < '}] # steps[0].drop.where: character 9: a value should stand here",
                "steps: [drop: 'level < \"inof\"'] # steps[0].drop.where: 'inof' is no level; did you mean info?",
                "steps: [drop: {where: 'm.matches(\"(\")'}] # no regular expression",
                "steps: [set: {a: 'x{{1 +}}'}] # steps[0].set: a: character 7: a value should stand here",
                "steps: [{}] # does nothing: a step is one of drop, set",
                "steps: [{drop: x, remove: [a]}] # does several things",
                "steps: [redact: [emial]] # did you mean email?",
                "steps: [redact: [{}]] # names nothing",
                "steps: [redact: [{regex: '('}]] # steps[0].redact[0].regex: no regular expression",
                "steps: [sample: {keep: 120%}] # keep",
                "steps: [dedupe: {by: ['a b']}] # steps[0].dedupe.by: character 3",
                "metrics: [{}] # metrics[0]: has no name",
                "metrics: [{counter: requests}] # as in requests_total",
                "metrics: [{counter: attache_x_total}] # attache's own",
                "metrics: [{gauge: a-b, value: x}] # metrics[0].gauge: a name has letters",
                "metrics: [{gauge: a}] # metrics[0].value: a gauge needs one",
                "metrics: [{histogram: h_total, value: x}] # the ending _total",
                "metrics: [{histogram: h, value: x, buckets: [2, 1]}] # each bound is above",
                "metrics: [{histogram: h, value: x, labels: {le: x}}] # no name of a label",
                "metrics: [{counter: a_total, where: 'x y'}] # metrics[0].where: character 3",
                "metrics: [{counter: a_total}, {counter: a_total}] # two of them are called a_total",
            })
    void whatIsWrongIsToldWithItsKey(String keys, String expected) {
        ConfigException refused = catchThrowableOfType(
                ConfigException.class, () -> ConfigLoader.parse(Path.of("a.yaml"), HEAD + keys + "}}", Map.of()));

        assertThat(refused).as(keys).isNotNull();
        assertThat(refused.mistakes().getFirst().toString())
                .startsWith("a.yaml:1:")
                .contains("roles.logs")
                .contains(expected);
    }
}
