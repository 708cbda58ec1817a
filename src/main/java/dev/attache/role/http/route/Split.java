package dev.attache.role.http.route;

import dev.attache.balance.KeyHash;
import dev.attache.balance.KeyTag;
import dev.attache.balance.Member;
import dev.attache.balance.Ring;
import dev.attache.balance.Rings;
import dev.attache.config.SplitConfig;
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
/// those of an arm that is taken away spread over the others.
public final class Split {
    private final SplitConfig config;
    private final byte[] salt;
    private final List<Destination> arms;
    private final List<byte[]> names;
    private final int[] drawn;
    private final Ring ring;
    private final Identity identity;
    private final byte[] overrideHeader;

    private Split(String experiment, SplitConfig config, List<Destination> arms) {
        this.config = config;
        this.salt = ascii(experiment + "/");
        this.arms = List.copyOf(arms);
        this.names = arms.stream().map(each -> ascii(each.arm())).toList();
        List<Integer> indices = new ArrayList<>();
        List<Member> members = new ArrayList<>();
        int index = 0;
        for (Map.Entry<String, SplitConfig.ArmConfig> each : config.arms().entrySet()) {
            if (each.getValue().weight() > 0) {
                indices.add(index);
                members.add(new Member(each.getKey(), each.getValue().weight()));
            }
            index++;
        }
        this.drawn = indices.stream().mapToInt(Integer::intValue).toArray();
        this.ring = Rings.rendezvous(members, KeyHash.MURMUR, KeyTag.NONE);
        this.identity = Identity.of(config);
        this.overrideHeader = ascii(config.override().header().toLowerCase(Locale.ROOT));
    }

    static Split of(String role, SplitConfig config, List<Destination> destinations) {
        String experiment = config.name().isEmpty() ? role : config.name();
        List<Destination> arms = new ArrayList<>();
        config.arms()
                .forEach((name, arm) ->
                        arms.add(new Destination(destinations.size() + arms.size(), arm.cluster(), experiment, name)));
        destinations.addAll(arms);
        return new Split(experiment, config, arms);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    SplitConfig config() {
        return config;
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

    /// The arm of a visitor.
    ///
    /// @param bytes salt and identity of the visitor
    Destination armOf(byte[] bytes, int length) {
        return arms.get(drawn[ring.memberOf(bytes, 0, length)]);
    }

    /// The arm of whoever cannot be told: the first.
    Destination control() {
        return arms.getFirst();
    }

    /// The arm of that name; null where there is none.
    @Nullable Destination armNamed(byte[] bytes, int from, int to) {
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i);
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return arms.get(i);
            }
        }
        return null;
    }
}
