package dev.attache.role.http.route;

import dev.attache.balance.KeyHash;
import dev.attache.balance.KeyTag;
import dev.attache.balance.Member;
import dev.attache.balance.Ring;
import dev.attache.balance.Rings;
import dev.attache.config.SplitConfig;
import dev.attache.wire.http.HeaderLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An experiment and how its visitors are assigned to arms. Immutable.
///
/// Every arm draws a number for the visitor, and the weights decide how draws compare ([Rings#rendezvous]): so the same
/// visitor is on the same arm in every process and after every start, an arm whose weight grows only wins visitors, and
/// those of an arm that is taken away, or closed to them, spread over the others.
public final class Split {
    private final byte[] salt;
    private final List<Destination> arms;
    private final List<byte[]> names;
    private final List<ClosedArm> closed;
    private final Draw[] draws;
    private final Identity identity;
    private final byte[] overrideHeader;
    private final Goals goals;

    /// An arm that only some may be on.
    ///
    /// @param values none let any value do
    private record ClosedArm(int index, byte[] header, List<byte[]> values) {
        boolean admits(HeaderLines lines) {
            for (int line = lines.find(header, 0); line >= 0; line = lines.find(header, line + 1)) {
                if (values.isEmpty() || isListed(lines, line)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isListed(HeaderLines lines, int line) {
            for (byte[] value : values) {
                if (Arrays.equals(
                        value, 0, value.length, lines.bytes(), lines.valueStart(line), lines.valueEnd(line))) {
                    return true;
                }
            }
            return false;
        }
    }

    /// The arms that a visitor may be on, and how one of them is drawn.
    private record Draw(int[] indices, @Nullable Ring ring) {
        int armOf(byte[] bytes, int length) {
            return ring == null ? 0 : indices[ring.memberOf(bytes, 0, length)];
        }
    }

    private Split(String experiment, SplitConfig config, List<Destination> arms, Weights weights) {
        this.salt = saltOf(experiment);
        this.arms = List.copyOf(arms);
        this.names = arms.stream().map(each -> bytes(each.arm())).toList();
        this.closed = closedArms(config);
        this.draws = new Draw[1 << closed.size()];
        for (int open = 0; open < draws.length; open++) {
            draws[open] = draw(experiment, config, weights, open);
        }
        this.identity = Identity.of(config);
        this.overrideHeader = bytes(config.override().header().toLowerCase(Locale.ROOT));
        this.goals = goalsOf(config);
    }

    private static List<ClosedArm> closedArms(SplitConfig config) {
        List<ClosedArm> closed = new ArrayList<>();
        int index = 0;
        for (SplitConfig.ArmConfig each : config.arms().values()) {
            if (each.allow().isSet()) {
                byte[] header = bytes(each.allow().header().toLowerCase(Locale.ROOT));
                List<byte[]> values =
                        each.allow().values().stream().map(Split::bytes).toList();
                closed.add(new ClosedArm(index, header, values));
            }
            index++;
        }
        return List.copyOf(closed);
    }

    /// @param open bits of the closed arms that are open to the visitor
    private Draw draw(String experiment, SplitConfig config, Weights weights, int open) {
        List<Integer> indices = new ArrayList<>();
        List<Member> members = new ArrayList<>();
        int index = 0;
        for (Map.Entry<String, SplitConfig.ArmConfig> each : config.arms().entrySet()) {
            int weight = weights.of(experiment, each.getKey(), each.getValue().weight());
            if (weight > 0 && isOpen(index, open)) {
                indices.add(index);
                members.add(new Member(each.getKey(), weight));
            }
            index++;
        }
        int[] drawn = indices.stream().mapToInt(Integer::intValue).toArray();
        return new Draw(drawn, members.isEmpty() ? null : Rings.rendezvous(members, KeyHash.MURMUR, KeyTag.NONE));
    }

    private boolean isOpen(int arm, int open) {
        for (int i = 0; i < closed.size(); i++) {
            if (closed.get(i).index == arm) {
                return (open >>> i & 1) != 0;
            }
        }
        return true;
    }

    static Split of(String role, SplitConfig config, List<Destination> destinations, Weights weights) {
        String experiment = config.name().isEmpty() ? role : config.name();
        List<Destination> arms = new ArrayList<>();
        config.arms()
                .forEach((name, arm) ->
                        arms.add(new Destination(destinations.size() + arms.size(), arm.cluster(), experiment, name)));
        destinations.addAll(arms);
        return new Split(experiment, config, arms, weights);
    }

    /// What stands before the identity of a visitor where it is hashed.
    public static byte[] saltOf(String experiment) {
        return bytes(experiment + "/");
    }

    /// What the visitors of an experiment are hoped to do.
    public static Goals goalsOf(SplitConfig config) {
        return new Goals(config.goals());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// What its visitors are hoped to do.
    public Goals goals() {
        return goals;
    }

    byte[] salt() {
        return salt;
    }

    Identity identity() {
        return identity;
    }

    byte[] overrideHeader() {
        return overrideHeader;
    }

    /// Bits of the closed arms that are open to whoever sent the request.
    int openTo(HeaderLines lines) {
        int open = 0;
        for (int i = 0; i < closed.size(); i++) {
            open |= closed.get(i).admits(lines) ? 1 << i : 0;
        }
        return open;
    }

    /// Whether every arm is open to a visitor with these bits.
    boolean isAllOpen(int open) {
        return open == draws.length - 1;
    }

    /// The arm of a visitor.
    ///
    /// @param bytes salt and identity of the visitor
    /// @param open see [#openTo]
    Destination armOf(byte[] bytes, int length, int open) {
        return arms.get(draws[open].armOf(bytes, length));
    }

    /// The arm of whoever cannot be told: the first.
    Destination control() {
        return arms.getFirst();
    }

    /// The arm of that name; null where there is none, or it is closed to the visitor.
    @Nullable Destination armNamed(byte[] bytes, int from, int to, int open) {
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i);
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return isOpen(i, open) ? arms.get(i) : null;
            }
        }
        return null;
    }
}
