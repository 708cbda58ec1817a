package dev.attache.role.metrics.source.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.RelabelConfig;
import dev.attache.config.RelabelConfig.Action;
import dev.attache.wire.exposition.LabelSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelabellingTest {
    private static final LabelSet LABELS = LabelSet.of("path", "/api/cart/7", "code", "200");

    private static RelabelConfig step(Action action, String regex, String target, String replacement, String... from) {
        return new RelabelConfig(List.of(from), ";", regex, target, replacement, action);
    }

    private static String apply(RelabelConfig... steps) {
        Relabelling.Series series = new Relabelling(List.of(steps)).apply("hits_total", LABELS);
        return series == null ? "dropped" : series.name() + series.labels();
    }

    @Test
    void replaceFillsInWhatGroupsHold() {
        assertThat(apply(step(Action.REPLACE, "/api/([a-z]+)/.*", "api", "$1", "path")))
                .isEqualTo("hits_total{api=\"cart\",code=\"200\",path=\"/api/cart/7\"}");
        assertThat(apply(step(Action.REPLACE, "([0-9])..;(.*)", "both", "${1}xx-$2", "code", "path")))
                .contains("both=\"2xx-/api/cart/7\"");
        assertThat(apply(step(Action.REPLACE, "other", "api", "$1", "path"))).doesNotContain("api=\"");
    }

    @Test
    void anEmptyValueIsNoLabel() {
        assertThat(apply(step(Action.REPLACE, ".*", "code", "", "code"))).isEqualTo("hits_total{path=\"/api/cart/7\"}");
    }

    @Test
    void theNameIsALabelToo() {
        assertThat(apply(step(Action.REPLACE, "hits_(.*)", "__name__", "requests_$1", "__name__")))
                .startsWith("requests_total{");
    }

    @Test
    void keepAndDropLookAtTheWholeValue() {
        assertThat(apply(step(Action.DROP, "200", "", "", "code"))).isEqualTo("dropped");
        assertThat(apply(step(Action.DROP, "20", "", "", "code"))).startsWith("hits_total");
        assertThat(apply(step(Action.KEEP, "hits.*", "", "", "__name__"))).startsWith("hits_total");
        assertThat(apply(step(Action.KEEP, "hits", "", "", "__name__"))).isEqualTo("dropped");
    }

    @Test
    void labelsAreDroppedKeptAndMapped() {
        assertThat(apply(step(Action.LABELDROP, "pa.*", "", ""))).isEqualTo("hits_total{code=\"200\"}");
        assertThat(apply(step(Action.LABELKEEP, "code", "", ""))).isEqualTo("hits_total{code=\"200\"}");
        assertThat(apply(step(Action.LABELMAP, "c(.*)", "", "k$1"))).contains("kode=\"200\"", "code=\"200\"");
        assertThat(apply(step(Action.UPPERCASE, ".*", "loud", "", "path"))).contains("loud=\"/API/CART/7\"");
    }
}
