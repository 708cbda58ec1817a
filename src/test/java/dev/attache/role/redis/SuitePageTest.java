package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.GoldenFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SuitePageTest {
    @Test
    void thePageSaysWhatIsLeftOutOfTheSuiteAndWhy() {
        GoldenFile.assertCurrent(SuitePage.PATH, SuitePage.text(), "scripts/docs");
    }

    @Test
    void everyReasonIsExplainedAndUsedAndNoCaseStandsTwice() {
        assertThat(SuitePage.exclusions()).doesNotHaveDuplicates().allSatisfy(each -> {
            assertThat(each.shards()).isIn("1", "3", "1,3");
            assertThat(SuitePage.reasons()).containsKey(each.reason());
        });
        assertThat(SuitePage.exclusions().stream()
                        .map(SuitePage.Exclusion::reason)
                        .collect(Collectors.toSet()))
                .isEqualTo(SuitePage.reasons().keySet());
    }
}
