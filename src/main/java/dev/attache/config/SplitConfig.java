package dev.attache.config;

import dev.attache.base.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// An experiment: visitors are split between arms, and each stays on the arm it got.
@Doc("an experiment: visitors are split between arms, and each stays on the arm it got")
public record SplitConfig(
        @Doc("name in metrics, and the salt of the assignment; the role's name where it is absent") @Default("")
        String name,

        @Doc("who counts as one visitor") @Default("{}") IdentityConfig by,

        @Doc("name to cluster and weight; the first is the control, which also takes who cannot be told") @Default("{}")
        Map<String, ArmConfig> arms,

        @Doc("how a tester picks an arm by its name") @Default("{}")
        OverrideConfig override,

        @Doc("how the cookie is issued, where visitors are told by cookie") @Default("{}")
        VisitorCookieConfig cookie,

        @Doc("name to what visitors are hoped to do") @Default("{}")
        Map<String, GoalConfig> goals,

        @Doc("when an arm that does worse than the control is taken out") @Default("{}")
        GuardConfig guard) {
    private static final int ARMS_MAX = 16;
    private static final int GOALS_MAX = 8;
    private static final int CLOSED_ARMS_MAX = 6;

    public SplitConfig {
        arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
        goals = Collections.unmodifiableMap(new LinkedHashMap<>(goals));
        if (arms.size() > ARMS_MAX) {
            throw new IllegalArgumentException("arms: are at most " + ARMS_MAX);
        }
        if (goals.size() > GOALS_MAX) {
            throw new IllegalArgumentException("goals: are at most " + GOALS_MAX);
        }
        if (!arms.isEmpty() && arms.values().iterator().next().allow().isSet()) {
            throw new IllegalArgumentException("arms: the first is the control, which is open to everyone");
        }
        if (arms.values().stream().filter(each -> each.allow().isSet()).count() > CLOSED_ARMS_MAX) {
            throw new IllegalArgumentException("arms: at most " + CLOSED_ARMS_MAX + " have an allow list");
        }
        if (guard.goals().value() < 1 && goals.isEmpty()) {
            throw new IllegalArgumentException("guard: watches goals, and there are none");
        }
        if (!arms.isEmpty() && !by.isSet()) {
            throw new IllegalArgumentException("by: is required: cookie, header, query, client-ip or random");
        }
        if (arms.isEmpty() && by.isSet()) {
            throw new IllegalArgumentException("arms: a split needs at least one");
        }
        if (!arms.isEmpty() && arms.values().stream().allMatch(each -> each.weight() == 0)) {
            throw new IllegalArgumentException("arms: one needs a weight above 0");
        }
    }

    /// Whether both may be parts of one experiment: what they count and compare is the same.
    boolean agreesWith(SplitConfig other) {
        return by.equals(other.by)
                && guard.equals(other.guard)
                && goals.equals(other.goals)
                && new ArrayList<>(arms.keySet()).equals(new ArrayList<>(other.arms.keySet()))
                && arms.entrySet().stream()
                        .allMatch(each -> other.arms.containsKey(each.getKey())
                                && each.getValue().weight()
                                        == Objects.requireNonNull(other.arms.get(each.getKey()))
                                                .weight());
    }

    /// One side of an experiment.
    @Doc("one side of an experiment")
    public record ArmConfig(
            @Doc("name of the cluster behind the arm") @NamesCluster
            String cluster,

            @Doc("share of the visitors relative to the other arms; 0 takes testers only")
            @Default("1")
            @Range(min = "0", max = "1000000")
            int weight,

            @Doc("who may be on it; the others are divided between the other arms") @Default("{}")
            AllowConfig allow) {}

    /// Who may be on an arm.
    @Doc("who may be on an arm: requests that have one of the values in a header")
    public record AllowConfig(
            @Doc("name of the header; empty lets everyone be on it") @Default("")
            String header,

            @Doc("its values; none listed lets any value do") @Default("[]")
            List<String> values) {

        public AllowConfig {
            values = List.copyOf(values);
            if (header.isEmpty() ? !values.isEmpty() : !HeaderEditConfig.isToken(header)) {
                throw new IllegalArgumentException("header: holds what no name of a header does");
            }
        }

        /// Whether the arm is closed to some.
        public boolean isSet() {
            return !header.isEmpty();
        }
    }

    /// Who counts as one visitor: just one of the keys, or a bare `client-ip` or `random`.
    ///
    /// @param from the bare word
    @Doc("who counts as one visitor: a cookie, a header, a query parameter, or a bare client-ip or random")
    public record IdentityConfig(
            @Doc("client-ip: the client's address; random: each request by itself") @Shorthand @Default("named")
            From from,

            @Doc("name of a cookie; issued to visitors who come without it") @Default("")
            String cookie,

            @Doc("name of a header") @Default("") String header,

            @Doc("name of a query parameter") @Default("") String query) {

        public IdentityConfig {
            int given = (from == From.NAMED ? 0 : 1)
                    + (cookie.isEmpty() ? 0 : 1)
                    + (header.isEmpty() ? 0 : 1)
                    + (query.isEmpty() ? 0 : 1);
            if (given > 1) {
                throw new IllegalArgumentException("names several things: a visitor is told by one");
            }
            if (!isToken(cookie)) {
                throw new IllegalArgumentException("cookie: holds what no name of a cookie does");
            }
            if (!isToken(header)) {
                throw new IllegalArgumentException("header: holds what no name of a header does");
            }
        }

        private static boolean isToken(String name) {
            return name.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
        }

        /// Whether it says anything.
        public boolean isSet() {
            return from != From.NAMED || !cookie.isEmpty() || !header.isEmpty() || !query.isEmpty();
        }

        /// What needs no name.
        public enum From {
            /// By the cookie, header or query parameter that is named.
            NAMED,
            CLIENT_IP,
            RANDOM
        }
    }

    /// How a tester picks an arm.
    @Doc("how a tester picks an arm by its name")
    public record OverrideConfig(
            @Doc("name of a header whose value is the name of an arm; empty lets nobody pick") @Default("")
            String header) {}

    /// How the cookie that tells visitors is issued.
    @Doc("how the cookie that tells visitors is issued")
    public record VisitorCookieConfig(
            @Doc("how long the browser keeps it") @Default("4380h") @Range(min = "1m", max = "9600h")
            Duration maxAge,

            @Doc("path it is sent for") @Default("/") String path,

            @Doc("domain it is sent to; the host itself where it is absent") @Default("")
            String domain,

            @Doc("whether other sites' requests carry it") @Default("lax")
            SameSite sameSite,

            @Doc("whether it is sent over HTTPS only") @Default("false")
            boolean secure,

            @Doc("signs it, so that nobody can make one up; best as {file: PATH} or {env: NAME}") @Default("")
            Secret key) {

        public VisitorCookieConfig {
            if (!path.startsWith("/") || !isAttribute(path)) {
                throw new IllegalArgumentException("path: begins with a slash and holds no blank and no semicolon");
            }
            if (!isAttribute(domain)) {
                throw new IllegalArgumentException("domain: holds what no name of a host does");
            }
            if (sameSite == SameSite.NONE && !secure) {
                throw new IllegalArgumentException("same-site: none is taken by browsers with secure: true only");
            }
        }

        private static boolean isAttribute(String text) {
            return text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ';' && c != ',');
        }

        /// Whether requests that other sites cause carry the cookie.
        public enum SameSite {
            LAX,
            STRICT,
            NONE
        }
    }
}
