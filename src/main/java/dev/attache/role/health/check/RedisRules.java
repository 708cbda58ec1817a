package dev.attache.role.health.check;

import dev.attache.base.HumanDuration;
import dev.attache.base.Ratio;
import dev.attache.config.CredentialsConfig;
import dev.attache.config.HealthConfig.ReplicationSide;
import dev.attache.config.RedisCheckConfig;
import dev.attache.upstream.probe.RedisQuestion;
import dev.attache.upstream.probe.RedisQuestions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a check asks of a Redis server beyond what a cluster asks of its endpoints.
final class RedisRules {
    private static final int REPLICAS_MAX = 100;
    private static final String CLUSTER_STATE = "cluster_state:";

    private RedisRules() {}

    static RedisQuestions of(RedisCheckConfig config) {
        List<RedisQuestion> questions = new ArrayList<>(List.of(RedisQuestion.ping(), RedisQuestion.loaded()));
        if (config.role() != ReplicationSide.ANY) {
            questions.add(RedisQuestion.isOn(config.role()));
        }
        if (!config.maxLag().isZero()) {
            questions.add(new RedisQuestion(
                    List.of("INFO", "replication"), reply -> faultOfReplication(reply, config.maxLag())));
        }
        if (config.maxMemory().value() < 1) {
            questions.add(
                    new RedisQuestion(List.of("INFO", "memory"), reply -> faultOfMemory(reply, config.maxMemory())));
        }
        if (config.cluster()) {
            questions.add(new RedisQuestion(List.of("CLUSTER", "INFO"), RedisRules::faultOfCluster));
        }
        return RedisQuestions.of(new CredentialsConfig(config.user(), config.password()), questions);
    }

    /// A replica tells how long ago its master has spoken, a master how long ago each replica has.
    static String faultOfReplication(String info, Duration most) {
        if (RedisQuestion.field(info, "role").equals("slave")) {
            if (!RedisQuestion.field(info, "master_link_status").equals("up")) {
                return "has lost its master";
            }
            return isLate(RedisQuestion.field(info, "master_last_io_seconds_ago"), most)
                    ? "has heard nothing of its master for more than " + HumanDuration.format(most)
                    : "";
        }
        for (int i = 0; i < REPLICAS_MAX; i++) {
            String replica = RedisQuestion.field(info, "slave" + i);
            if (replica.isEmpty()) {
                return "";
            }
            int lag = replica.indexOf(",lag=");
            if (lag >= 0 && isLate(replica.substring(lag + 5), most)) {
                return "its replica " + i + " is more than " + HumanDuration.format(most) + " behind";
            }
        }
        return "";
    }

    private static boolean isLate(String seconds, Duration most) {
        long found = number(seconds);
        return found < 0 || Duration.ofSeconds(found).compareTo(most) > 0;
    }

    static String faultOfMemory(String info, Ratio most) {
        long used = number(RedisQuestion.field(info, "used_memory"));
        long limit = number(RedisQuestion.field(info, "maxmemory"));
        return limit > 0 && used > limit * most.value() ? "uses more than " + most + " of its memory" : "";
    }

    static String faultOfCluster(String info) {
        int start = info.indexOf(CLUSTER_STATE);
        if (start < 0) {
            return "is part of no cluster";
        }
        return info.startsWith("ok\r", start + CLUSTER_STATE.length()) ? "" : "its cluster is not ok";
    }

    /// -1 where it is none.
    private static long number(String text) {
        return !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Long.parseLong(text)
                : -1;
    }
}
