package dev.attache.config;

import dev.attache.base.Secret;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

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
        VisitorCookieConfig cookie) {

    public SplitConfig {
        arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
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

    /// One side of an experiment.
    @Doc("one side of an experiment")
    public record ArmConfig(
            @Doc("name of the cluster behind the arm") @NamesCluster
            String cluster,

            @Doc("share of the visitors relative to the other arms; 0 takes testers only")
            @Default("1")
            @Range(min = "0", max = "1000000")
            int weight) {}

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
