package dev.attache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void aSoundFileIsToldRoleByRole() {
        int status = check(Map.of(), "-c", "config/redis.yaml");

        assertThat(status).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).isEqualTo("""
            config/redis.yaml is sound.

            admin on 127.0.0.1:9900
              serves  /livez /readyz /metrics /config /clusters /roles, POST /drain /quit
              guards  POST is taken from this machine only, as no token is set

            role cache: redis on 127.0.0.1:6379
              does         spreads keys over the 3 shards of cluster sessions: ketama ring, fnv1a-64; of a key that holds
                             {} only what stands between the two is hashed
              shards       127.0.0.1:6401 25.0%, 127.0.0.1:6402 25.0%, shard-c 50.0%
              admits       at most 10000 clients, without a password
              watches      3 failures in a row put a shard out for 10s; an active check every 2s
              guarantees   a key has one shard, and each client gets its replies in the order of its commands
                           a command that may have run is never sent twice: where its reply is lost, or later than 5s, the
                             client gets an error that says so
                           while a shard is out, its keys answer an error and no other key is touched
              leaves open  MGET, MSET, DEL and their like run shard by shard, not as one; other commands on several keys
                             need them on one shard
            """);
    }

    @Test
    void anExperimentIsToldWithWhatIsDoneBesideIt() {
        assertThat(check(Map.of(), "-c", "config/experiment.yaml")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("/prices/*: to cluster stable, 1 endpoint; 100% mirrored to next and compared")
                .contains("/*: split by query user: stable 90.0% to stable, next 10.0% to next;"
                        + " arms that are worse are taken out; rewritten");
    }

    @Test
    void aCacheThatRehashesIsToldToBeOne() throws IOException {
        Path file = Files.writeString(folder.resolve("attache.yaml"), """
            clusters: {a: {endpoints: ["127.0.0.1:1"], eject: {failures: 0}}}
            roles:
              r:
                kind: redis
                listen: unix:/run/r.sock
                cluster: a
                on-eject: rehash
                password: hunter2
                idle-timeout: 5m
                shard: {ring: slots, tag: ""}
            """);

        assertThat(check(Map.of(), "-c", file.toString())).isZero();
        assertThat(out.toString())
                .contains("the 1 shard of cluster a: slots ring, crc16; the whole key is hashed")
                .contains("who have to present a password, each closed after 5m of silence")
                .contains("no passive ejection; no active check")
                .contains("use this for caches only")
                .doesNotContain("hunter2");
    }

    @Test
    void everyMistakeGoesToTheErrorStreamWithStatusTwo() throws IOException {
        Path file = Files.writeString(folder.resolve("attache.yaml"), "threads: 0\ndrian: 10s\n");

        int status = check(Map.of(), "--config", file.toString());

        assertThat(status).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly(
                        file + ":1:10: threads: '0' is out of range (expected auto or 1 to 64)",
                        file + ":2:1: drian: unknown key (did you mean drain?)",
                        "2 mistakes");
    }

    @Test
    void warningsGoToTheErrorStreamWithStatusZero() throws IOException {
        Path file = Files.writeString(folder.resolve("attache.yaml"), "roles: {}\n");

        int status = check(Map.of("ATTACHE_CONFIG", file.toString()));

        assertThat(status).isZero();
        assertThat(err.toString().lines())
                .containsExactly("warning: " + file + ":1:1: roles: there are no roles, so attache has nothing to do");
        assertThat(out.toString()).startsWith(file + " is sound.");
    }

    @Test
    void theOptionOutranksTheVariable() {
        Map<String, String> environment = Map.of("ATTACHE_CONFIG", "/nonexistent.yaml");

        assertThat(check(environment, "-c", "config/redis.yaml")).isZero();
    }

    @Test
    void withoutAFileTheCommandSaysHowToNameOne() {
        assertThat(check(Map.of())).isEqualTo(2);
        assertThat(err.toString()).startsWith("no configuration: name it with -c FILE or ATTACHE_CONFIG");
    }

    @Test
    void variablesOfTheEnvironmentStandForValues() throws IOException {
        Path file = Files.writeString(folder.resolve("attache.yaml"), "admin: {listen: \"${ADMIN}\"}\nroles: {}\n");

        assertThat(check(Map.of("ADMIN", "127.0.0.1:9999"), "-c", file.toString()))
                .isZero();
        assertThat(out.toString()).contains("admin on 127.0.0.1:9999");
    }

    @Test
    void theSchemaIsPrinted() {
        CommandLine schema = new CommandLine(new SchemaCommand()).setOut(new PrintWriter(out));

        assertThat(schema.execute()).isZero();
        assertThat(out.toString()).startsWith("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",");
    }

    private int check(Map<String, String> environment, String... arguments) {
        return new CommandLine(new CheckCommand(new ConfigOption(environment)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
