package dev.attache.role.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.RequestScanner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SplitTest {
    private static final int VISITORS = 20_000;
    private static final byte[] CLIENT = "10.1.2.3".getBytes(StandardCharsets.US_ASCII);

    private final ArmPicker picker = new ArmPicker();

    private static Split split(String rest, int... weights) {
        StringBuilder arms = new StringBuilder();
        for (int i = 0; i < weights.length; i++) {
            arms.append(i == 0 ? "" : ", ")
                    .append((char) ('a' + i))
                    .append(": {cluster: a, weight: ")
                    .append(weights[i])
                    .append('}');
        }
        return split(rest, arms.toString());
    }

    private static Split split(String rest, String arms) {
        RouteTable table = RouteTableTest.table("split: {arms: {" + arms + "}, " + rest + "}");
        RequestScanner any = RequestPathTest.scan("GET / HTTP/1.0\r\n\r\n");
        Route route = table.find(any, new RequestPath());
        if (route != null && route.action() instanceof Action.Divide(Split split)) {
            return split;
        }
        throw new AssertionError("no split");
    }

    private String armOf(Split split, String headers) {
        return armOf(split, "/", headers, CLIENT);
    }

    private String armOf(Split split, String target, String headers, byte[] client) {
        RequestScanner request = RequestPathTest.scan("GET " + target + " HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n");
        return picker.pick(split, request, client, new GrowingBytes()).arm();
    }

    private List<String> arms(Split split) {
        List<String> arms = new ArrayList<>();
        for (int i = 0; i < VISITORS; i++) {
            arms.add(armOf(split, "X-User: user-" + i + "\r\n"));
        }
        return arms;
    }

    @Test
    void everyArmGetsItsShareWithinBinomialBounds() {
        List<String> arms = arms(split("by: {header: x-user}", 90, 10));
        double sigma = Math.sqrt(VISITORS * 0.9 * 0.1);
        assertThat((double) Collections.frequency(arms, "b")).isCloseTo(VISITORS * 0.1, within(4 * sigma));
    }

    @Test
    void anArmThatGrowsOnlyWinsVisitors() {
        List<String> before = arms(split("by: {header: x-user}", 50, 30, 20));
        List<String> after = arms(split("by: {header: x-user}", 50, 60, 20));
        int moved = 0;
        for (int i = 0; i < VISITORS; i++) {
            if (!before.get(i).equals(after.get(i))) {
                assertThat(after.get(i)).isEqualTo("b");
                moved++;
            }
        }
        double share = 60.0 / 130 - 30.0 / 100;
        assertThat((double) moved).isCloseTo(VISITORS * share, within(5 * Math.sqrt(VISITORS * share)));
    }

    @Test
    void theVisitorsOfAnArmThatIsTakenAwaySpreadAndNobodyElseMoves() {
        List<String> before = arms(split("by: {header: x-user}", 50, 25, 25));
        List<String> after = arms(split("by: {header: x-user}", 50, 25, 0));
        for (int i = 0; i < VISITORS; i++) {
            if (!before.get(i).equals("c")) {
                assertThat(after.get(i)).isEqualTo(before.get(i));
            }
        }
        assertThat(after).contains("a", "b").doesNotContain("c");
    }

    @Test
    void theAssignmentIsTheSameInEveryVersion() {
        Split split = split("by: {header: x-user}, name: checkout", 50, 50);
        StringBuilder arms = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            arms.append(armOf(split, "X-User: user-" + i + "\r\n"));
        }
        assertThat(arms).hasToString(EXPECTED_BY_EVERY_VERSION);
    }

    private static final String EXPECTED_BY_EVERY_VERSION = "abbabbababaaabaaabbbaabb";

    @Test
    void experimentsOfDifferentNamesAreIndependent() {
        List<String> one = arms(split("by: {header: x-user}, name: one", 50, 50));
        List<String> two = arms(split("by: {header: x-user}, name: two", 50, 50));
        int same = 0;
        for (int i = 0; i < VISITORS; i++) {
            same += one.get(i).equals(two.get(i)) ? 1 : 0;
        }
        assertThat((double) same).isCloseTo(VISITORS / 2.0, within(5 * Math.sqrt(VISITORS / 4.0)));
    }

    @Test
    void whoCannotBeToldIsOnTheControl() {
        assertThat(armOf(split("by: {header: x-user}", 1, 1_000_000), "")).isEqualTo("a");
        assertThat(armOf(split("by: {query: user}", 1, 1_000_000), "")).isEqualTo("a");
        assertThat(armOf(split("by: {header: x-user}", 0, 1), "")).isEqualTo("a");
    }

    @Test
    void aQueryParameterAndAnAddressTellVisitors() {
        Split byQuery = split("by: {query: user}", 1, 1);
        Split byAddress = split("by: client-ip", 1, 1);
        List<String> queried = new ArrayList<>();
        List<String> addressed = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            byte[] client = ("10.0.0." + i).getBytes(StandardCharsets.US_ASCII);
            queried.add(armOf(byQuery, "/?a=b&user=" + i, "", CLIENT));
            addressed.add(armOf(byAddress, "/", "", client));
            assertThat(armOf(byQuery, "/?user=" + i + "&a=b", "", CLIENT)).isEqualTo(queried.getLast());
            assertThat(armOf(byAddress, "/", "X-Forwarded-For: 1.1.1.1\r\n", client))
                    .isEqualTo(addressed.getLast());
        }
        assertThat(queried).contains("a", "b");
        assertThat(addressed).contains("a", "b");
    }

    @Test
    void randomVisitorsFollowTheWeights() {
        Split split = split("by: random", 70, 30);
        int second = 0;
        for (int i = 0; i < VISITORS; i++) {
            second += armOf(split, "").equals("b") ? 1 : 0;
        }
        assertThat((double) second).isCloseTo(VISITORS * 0.3, within(5 * Math.sqrt(VISITORS * 0.21)));
    }

    @Test
    void newVisitorsFollowTheWeightsToo() {
        Split split = split("by: {cookie: v}", 70, 30);
        int second = 0;
        for (int i = 0; i < VISITORS; i++) {
            second += armOf(split, "").equals("b") ? 1 : 0;
        }
        assertThat((double) second).isCloseTo(VISITORS * 0.3, within(5 * Math.sqrt(VISITORS * 0.21)));
    }

    @Test
    void onlyThoseWhoAreListedAreOnAClosedArmAndNobodyElseMoves() {
        Split open = split("by: {header: x-user}", 40, 30, 30);
        Split closed = split(
                "by: {header: x-user}",
                "a: {cluster: a, weight: 40}, b: {cluster: a, weight: 30},"
                        + " c: {cluster: a, weight: 30, allow: {header: X-Group, values: [staff, beta]}}");
        for (int i = 0; i < 2000; i++) {
            String user = "X-User: user-" + i + "\r\n";
            String before = armOf(open, user);
            assertThat(armOf(closed, user + "X-Group: staff\r\n")).isEqualTo(before);
            assertThat(picker.visitor()).isNotEqualTo(VisitorHash.NOBODY);
            String stranger = armOf(closed, user);
            assertThat(picker.visitor()).as("takes part in no statistics").isEqualTo(VisitorHash.NOBODY);
            assertThat(stranger).isNotEqualTo("c");
            assertThat(before.equals("c") || stranger.equals(before)).isTrue();
            assertThat(armOf(closed, user + "X-Group: others\r\n")).isEqualTo(stranger);
        }
    }

    @Test
    void aTesterPicksAClosedArmOnlyIfHeIsListed() {
        Split split = split(
                "by: {header: x-user}, override: {header: x-arm}",
                "a: {cluster: a, weight: 1}, b: {cluster: a, weight: 0, allow: {header: x-staff}}");
        assertThat(armOf(split, "X-Arm: b\r\nX-User: u\r\n")).isEqualTo("a");
        assertThat(armOf(split, "X-Arm: b\r\nX-User: u\r\nX-Staff: anything\r\n"))
                .isEqualTo("b");
    }

    @Test
    void aVeryLongIdentityIsToldByItsBeginning() {
        Split split = split("by: {header: x-user}", 50, 50);
        String begin = "u".repeat(ArmPicker.IDENTITY_BYTES_MAX);
        assertThat(armOf(split, "X-User: " + begin + "1\r\n")).isEqualTo(armOf(split, "X-User: " + begin + "2\r\n"));
    }
}
