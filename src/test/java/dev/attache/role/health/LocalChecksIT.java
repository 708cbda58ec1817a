package dev.attache.role.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.RedisServer;
import dev.attache.testing.TempFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is looked at on this machine: files, disks, processes, programs, unix sockets; and what Redis says of itself.
class LocalChecksIT {
    @Test
    void aFileIsThereAndYoungAndSaysWhatItShould() throws Exception {
        try (TempFolder folder = TempFolder.create("health")) {
            Path file = folder.path().resolve("alive");
            try (Shim shim = Shim.checking("file: " + file + ", max-age: 10m, contains: fine")) {
                shim.awaitFail("is not there");
                Files.writeString(file, "all is fine\n");
                shim.awaitPass();
                Files.writeString(file, "all is lost\n");
                shim.awaitFail("does not hold the text that it should");
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
                shim.awaitFail("was last written to 1h ago");
            }
            try (Shim shim = Shim.checking("file: " + file + ", exists: false")) {
                shim.awaitFail("is there");
                Files.delete(file);
                shim.awaitPass();
            }
        }
    }

    @Test
    void aDiskHasRoom() throws Exception {
        try (Shim shim = Shim.checking("disk: /tmp, free: 0%, writable: true")) {
            shim.awaitPass();
            assertThat(shim.get("/checks/it?format=json").body()).contains("\"disk-free-bytes\": ");
        }
        try (Shim shim = Shim.checking("disk: /tmp, free: 100%")) {
            shim.awaitStatus("/checks/it", 503, "% is free");
        }
        try (Shim shim = Shim.checking("disk: /tmp, free: 0%, free-bytes: 1048576GiB")) {
            shim.awaitStatus("/checks/it", 503, "iB is free");
        }
        try (Shim shim = Shim.checking("disk: /no/such/place")) {
            shim.awaitFail("is not there");
        }
    }

    @Test
    void aProcessRunsAsOftenAsItShould() throws Exception {
        try (TempFolder folder = TempFolder.create("health")) {
            Path program = folder.path().resolve("a-worker-of-ours");
            Files.copy(Path.of("/bin/sleep"), program);
            program.toFile().setExecutable(true);
            try (Shim shim = Shim.checking("process: a-worker-of-ours, min: 1, max: 1")) {
                shim.awaitFail("does not run");
                List<String> command = List.of(program.toString(), "300");
                try (ChildProcess _ = ChildProcess.start(folder.path(), Map.of(), command)) {
                    shim.awaitPass();
                    try (ChildProcess _ = ChildProcess.start(folder.path(), Map.of(), command)) {
                        shim.awaitFail("runs 2 times, more than 1");
                    }
                    shim.awaitPass();
                }
                shim.awaitFail("does not run");
            }
        }
    }

    @Test
    void aProgramEndsWell() throws Exception {
        try (Shim shim = Shim.checking("exec: [sh, -c, \"echo fine\"], contains: fine")) {
            shim.awaitPass();
        }
        try (Shim shim = Shim.checking("exec: [sh, -c, \"exit 7\"]")) {
            shim.awaitFail("ended with status 7");
        }
        try (Shim shim = Shim.checking("exec: [/no/such/program]")) {
            shim.awaitStatus("/checks/it", 503, "fail since");
        }
        try (Shim shim = Shim.checking("exec: [sh, -c, \"head -c 10000000 /dev/zero; echo fine\"], contains: fine")) {
            shim.awaitFail("has not written the text that it should");
        }
    }

    @Test
    void aProgramThatHangsIsKilledWithAllThatItHasStarted() throws Exception {
        try (TempFolder folder = TempFolder.create("health")) {
            Path pids = folder.path().resolve("pids");
            String script = "(sh -c 'echo $$ >>" + pids + "; exec sleep 300' &) ; echo $$ >>" + pids + "; sleep 300";
            try (Shim shim =
                    Shim.of("checks: {it: {exec: [sh, -c, \"" + script + "\"], timeout: 1s, interval: 1h, fall: 1}}")) {
                shim.awaitFail("no answer in time");
                Eventually.passes(() -> {
                    List<String> all = Files.readAllLines(pids);
                    assertThat(all).hasSize(2);
                    assertThat(all).noneMatch(LocalChecksIT::runs);
                });
            }
        }
    }

    private static boolean runs(String pid) {
        try {
            return !Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void aUnixSocketTakesAConnection() throws Exception {
        try (TempFolder folder = TempFolder.create("health")) {
            Path socket = folder.path().resolve("redis.sock");
            try (Shim shim = Shim.checking("tcp: \"unix:" + socket + "\"")) {
                shim.awaitFail("no such file or directory");
                try (RedisServer _ = RedisServer.start("--unixsocket", socket.toString())) {
                    shim.awaitPass();
                }
            }
        }
    }

    @Test
    void redisTellsItsRoleItsLagItsMemoryAndItsCluster() throws Exception {
        try (RedisServer master = RedisServer.start();
                RedisServer replica =
                        RedisServer.start("--replicaof", "127.0.0.1 " + master.port(), "--repl-timeout", "5");
                Shim lag = Shim.checking("redis: \"" + replica.address() + "\", role: replica, max-lag: 30s");
                Shim masters = Shim.checking("redis: \"" + master.address() + "\", role: master, max-lag: 30s");
                Shim wrong = Shim.checking("redis: \"" + replica.address() + "\", role: master");
                Shim cluster = Shim.checking("redis: \"" + master.address() + "\", cluster: true");
                Shim memory = Shim.checking("redis: \"" + master.address() + "\", max-memory: 1%")) {
            wrong.awaitFail("is no master");
            lag.awaitPass();
            masters.awaitPass();
            cluster.awaitStatus("/checks/it", 503, "fail since");
            memory.awaitPass();

            master.call("CONFIG", "SET", "maxmemory", "4mb");
            memory.awaitFail("uses more than 1% of its memory");
            master.kill();
            lag.awaitFail("has lost its master");
        }
    }
}
