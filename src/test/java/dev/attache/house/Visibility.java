package dev.attache.house;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which part of the house may see which other part and which libraries: the picture of `docs/architecture.md` as data.
///
/// A part is a package with all below it, save that each protocol of `wire` and each pattern of `role` is a part of its
/// own, written `wire.*` and `role.*`, and no two of them see each other.
///
/// @param root package of the house, or of a fixture that is built like it
record Visibility(String root) {
    private static final Set<String> GROUND = Set.of("base", "config", "observe");

    /// From the bottom up; `main` is the class of that name.
    private static final Map<String, Set<String>> PARTS = Map.ofEntries(
            entry("base", Set.of()),
            entry("config", Set.of("base")),
            entry("observe", Set.of("base")),
            entry("balance", Set.of("base")),
            entry("wire.*", Set.of("base")),
            entry("net", GROUND),
            entry("upstream", with(GROUND, "balance", "wire.*", "net")),
            entry("role", with(GROUND, "net", "upstream")),
            entry("role.*", with(GROUND, "balance", "wire.*", "net", "upstream", "role")),
            entry("admin", with(GROUND, "wire.*", "net", "upstream", "role")),
            entry("boot", with(GROUND, "balance", "wire.*", "net", "upstream", "role", "role.*", "admin")),
            entry("cli", with(GROUND, "net", "wire.*", "boot")),
            entry("main", Set.of("base", "boot", "cli")));

    /// The rooms of a part that is large enough to have some, from the ground up: each sees those that stand before it,
    /// and the part's own package sees them all.
    private static final Map<String, List<String>> ROOMS = Map.of(
            "role.redis",
            List.of("command", "reply", "topology", "exchange", "loop", "shard", "client", "gather"),
            "role.http",
            List.of(
                    "route",
                    "rewrite",
                    "trace",
                    "tries",
                    "limit",
                    "h2",
                    "affinity",
                    "experiment",
                    "mirror",
                    "connection",
                    "answer",
                    "report",
                    "loop",
                    "endpoint",
                    "destination",
                    "exchange",
                    "tunnel",
                    "intake",
                    "client"));

    private static final Set<String> NETTY_USERS =
            Set.of("wire.*", "net", "upstream", "role", "role.*", "admin", "boot");

    /// Library packages and the parts that may use them; the JDK and JSpecify are free to all.
    private static final Map<String, Set<String>> LIBRARIES = Map.ofEntries(
            entry("io.netty", NETTY_USERS),
            entry("org.yaml.snakeyaml", Set.of("config")),
            entry("com.google.re2j", Set.of("config", "wire.*", "role.*")),
            entry("io.micrometer", Set.of("observe")),
            entry("io.prometheus", Set.of("observe")),
            entry("picocli", Set.of("cli", "main")),
            entry("org.apache.kafka", Set.of("role.*")),
            entry("sun.misc", Set.of("boot")),
            entry("com.google.protobuf", Set.of("role.*")));

    private static final List<String> FREE =
            List.of("java.", "javax.", "jdk.", "com.sun.tools.attach.", "org.jspecify.");

    private static Set<String> with(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    /// Sees of the house only what lies below it.
    ArchCondition<JavaClass> seesOnlyWhatItMay() {
        return eachDependency("see only parts of the house below their own", (origin, target) -> {
            if (!target.getPackageName().startsWith(root)) {
                return "";
            }
            if (partOf(origin).equals(partOf(target))) {
                return judgeRooms(origin, target);
            }
            Set<String> visible = PARTS.get(kindOf(partOf(origin)));
            if (visible == null) {
                return "package " + origin.getPackageName()
                        + " has no place in the house yet: give it one in Visibility";
            }
            return visible.contains(kindOf(partOf(target)))
                    ? ""
                    : partOf(origin) + " must not see " + partOf(target) + "; it may see " + visible;
        });
    }

    private String judgeRooms(JavaClass origin, JavaClass target) {
        List<String> rooms = ROOMS.get(partOf(origin));
        if (rooms == null) {
            return "";
        }
        String room = roomOf(origin);
        if (room.isEmpty() || room.equals(roomOf(target))) {
            return "";
        }
        if (!rooms.contains(room)) {
            return "room " + room + " of " + partOf(origin) + " has no place yet: give it one in Visibility";
        }
        List<String> visible = rooms.subList(0, rooms.indexOf(room));
        return visible.contains(roomOf(target))
                ? ""
                : "room " + room + " of " + partOf(origin) + " must not see what lies above; it may see " + visible;
    }

    /// Empty for what stands in the part's own package.
    private String roomOf(JavaClass type) {
        String below =
                type.getPackageName().substring(root.length() + 1 + partOf(type).length());
        return below.isEmpty() ? "" : below.substring(1);
    }

    /// Uses a library only where that library lives.
    ArchCondition<JavaClass> usesOnlyItsLibraries() {
        return eachDependency("use only the libraries of their part", (origin, target) -> {
            String name = target.getName();
            if (name.startsWith(root) || target.isPrimitive() || FREE.stream().anyMatch(name::startsWith)) {
                return "";
            }
            Set<String> users = LIBRARIES.entrySet().stream()
                    .filter(library -> name.startsWith(library.getKey() + "."))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(Set.of());
            return users.contains(kindOf(partOf(origin)))
                    ? ""
                    : partOf(origin) + " must not use " + name + "; that library lives in " + users;
        });
    }

    private String partOf(JavaClass type) {
        String below = type.getPackageName().substring(root.length());
        if (below.isEmpty()) {
            return "main";
        }
        String[] steps = below.substring(1).split("\\.", -1);
        boolean split = steps.length > 1 && (steps[0].equals("wire") || steps[0].equals("role"));
        return split ? steps[0] + "." + steps[1] : steps[0];
    }

    private static String kindOf(String part) {
        int dot = part.indexOf('.');
        return dot < 0 ? part : part.substring(0, dot) + ".*";
    }

    /// What is wrong with one class using another; empty where nothing is.
    private interface Judge {
        String judge(JavaClass origin, JavaClass target);
    }

    private static ArchCondition<JavaClass> eachDependency(String description, Judge judge) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    String wrong =
                            judge.judge(origin, dependency.getTargetClass().getBaseComponentType());
                    if (!wrong.isEmpty()) {
                        events.add(SimpleConditionEvent.violated(origin, wrong + ": " + dependency.getDescription()));
                    }
                }
            }
        };
    }
}
