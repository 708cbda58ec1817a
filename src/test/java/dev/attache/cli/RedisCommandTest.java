package dev.attache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.ConfigLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RedisCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int print(String... flags) {
        String[] args = new String[flags.length + 2];
        args[0] = "redis";
        args[1] = "--print-config";
        System.arraycopy(flags, 0, args, 2, flags.length);
        CommandLine all = Commands.commandLine(args);
        all.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return all.execute(args);
    }

    @Test
    void aFewFlagsStandForAFewLines() {
        assertThat(print("--shard", "a=10.0.0.1:6379", "--shard", "10.0.0.2:6379@2", "--shard", "unix:/run/r.sock"))
                .isZero();

        assertThat(out).hasToString("""
            clusters:
              shards:
                endpoints:
                  - {address: 10.0.0.1:6379, name: a}
                  - {address: 10.0.0.2:6379, weight: 2}
                  - {address: unix:/run/r.sock}
            roles:
              redis:
                kind: redis
                listen: 127.0.0.1:6379
                cluster: shards
            """);
    }

    @Test
    void everyFlagReachesItsKey() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2");

        String flags = """
            --shard a=[::1]:6379@3 --listen unix:/tmp/a.sock --ring maglev --hash murmur --tag <> --on-eject rehash
            --connections 2 --timeout 2s --idle-timeout 1m --password-file SECRET --max-clients 9
            --partial-reads elements --slow-log 1ms --hot-keys 10 --limit output=8MiB --limit nesting=17
            --connect-timeout 3s --shard-idle-timeout 11m --eject-failures 4 --eject-for 5s --check redis --check-interval 6s
            --check-timeout 7s --check-rise 8 --check-fall 9 --shard-user me --shard-password-file SECRET
            --database 5 --admin :0 --admin-token-file SECRET --threads 2 --drain 1s
            """.replace("SECRET", secret.toString());
        assertThat(print(flags.strip().split("\\s+"))).as(err.toString()).isZero();

        assertThat(out.toString()).doesNotContain("hunter2");
        var config = ConfigLoader.parse(Path.of("x"), out.toString(), Map.of()).config();
        String all = config.toString();
        assertThat(all)
                .contains("[::1]:6379", "name=a", "weight=3", "listen=unix:/tmp/a.sock", "ring=MAGLEV", "hash=MURMUR")
                .contains("tag=<>", "onEject=REHASH", "connections=2", "timeout=PT2S", "idleTimeout=PT1M")
                .contains("maxClients=9", "partialReads=ELEMENTS", "slowLog=PT0.001S", "hotKeys=10", "output=8MiB")
                .contains(
                        "nesting=17",
                        "connectTimeout=PT3S",
                        "idleTimeout=PT11M",
                        "failures=4",
                        "lasting=PT5S",
                        "check=REDIS")
                .contains("interval=PT6S", "timeout=PT7S", "rise=8", "fall=9", "user=me", "database=5")
                .contains("listen=:0", "token=***", "threads=2", "drain=PT1S", "password=***");
    }

    @Test
    void aValueThatYamlCouldMisreadIsQuoted() throws Exception {
        assertThat(print("--shard", "a:b#c=127.0.0.1:1", "--tag", "{}"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString()).contains("name: \"a:b#c\"", "tag: \"{}\"");
        ConfigLoader.parse(Path.of("x"), out.toString(), Map.of());
    }

    @Test
    void everyMistakeIsToldUnderItsFlag() throws IOException {
        assertThat(print(
                        "--shard",
                        "a=127.0.0.1:6401@0",
                        "--shard",
                        "nonsense",
                        "--ring",
                        "ketamma",
                        "--timeout",
                        "5x",
                        "--limit",
                        "outpt=3",
                        "--password-file",
                        "/nowhere/at/all"))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("attache redis: --shard: ", "attache redis: --ring: ", "did you mean ketama?")
                .contains("attache redis: --timeout: ", "attache redis: --limit outpt: ", "did you mean output?")
                .contains("attache redis: --password-file: ", "mistakes; nothing was started");
        assertThat(out.toString()).isEmpty();
    }
}
