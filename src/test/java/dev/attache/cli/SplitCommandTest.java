package dev.attache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.ConfigLoader;
import dev.attache.testing.Certificate;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SplitCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int print(String flags) {
        CommandLine all = Commands.commandLine();
        all.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return all.execute(("split --print-config " + flags.strip()).split("\\s+"));
    }

    @Test
    void aFewFlagsStandForAnExperiment() throws Exception {
        assertThat(print("--listen 127.0.0.1:8080 --to stable=127.0.0.1:8101@90 --to next=127.0.0.1:8102@10"
                        + " --by cookie:attache-arm"))
                .as(err.toString())
                .isZero();

        assertThat(out).hasToString("""
            clusters:
              stable:
                endpoints:
                  - {address: 127.0.0.1:8101}
              next:
                endpoints:
                  - {address: 127.0.0.1:8102}
            roles:
              split:
                kind: http
                listen: 127.0.0.1:8080
                routes:
                  - split:
                      by:
                        cookie: attache-arm
                      arms:
                        stable:
                          cluster: stable
                          weight: 90
                        next:
                          cluster: next
                          weight: 10
            """);
        ConfigLoader.parse(Path.of("x"), out.toString(), Map.of());
    }

    @Test
    void everyFlagReachesItsKey() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2");
        Certificate certificate = Certificate.make(folder, "own");
        String flags = """
            --to a=[::1]:80@3 --to b=127.0.0.1:81 --listen unix:/tmp/a.sock --by header:x-user --override header:x-arm
            --experiment checkout --cookie-key-file SECRET --cookie-max-age 5h --timeout 2s --try-timeout 1s
            --trusted-hops 2 --max-clients 9 --limit head=8KiB --connect-timeout 3s --eject-failures 4 --eject-for 5s
            --tls-cert CERT --tls-key KEY --admin :0 --threads 2 --drain 7s
            """.replace("SECRET", secret.toString())
                .replace("CERT", certificate.cert().toString())
                .replace("KEY", certificate.key().toString());
        assertThat(print(flags)).as(err.toString()).isZero();

        assertThat(out.toString()).doesNotContain("hunter2");
        String all = ConfigLoader.parse(Path.of("x"), out.toString(), Map.of())
                .config()
                .toString();
        assertThat(all)
                .contains("[::1]:80", "weight=3", "listen=unix:/tmp/a.sock", "header=x-user", "header=x-arm")
                .contains("name=checkout", "key=***", "maxAge=PT5H", "request=PT2S", "eachTry=PT1S", "trustedHops=2")
                .contains("maxClients=9", "head=8KiB", "connectTimeout=PT3S", "failures=4", "lasting=PT5S")
                .contains("listen=:0", "threads=2", "drain=PT7S", "TlsConfig[cert=***, key=***,");
    }

    @ParameterizedTest
    @CsvSource({"client-ip,CLIENT_IP", "random,RANDOM", "query:user,query=user", "cookie:a,cookie=a"})
    void visitorsAreToldInFiveWays(String by, String expected) throws Exception {
        assertThat(print("--to a=127.0.0.1:80 --to b=127.0.0.1:81 --by " + by))
                .as(err.toString())
                .isZero();
        assertThat(ConfigLoader.parse(Path.of("x"), out.toString(), Map.of())
                        .config()
                        .toString())
                .contains(expected);
    }

    @Test
    void everyMistakeIsToldUnderItsFlag() {
        assertThat(print("--to a=nonsense --to b=127.0.0.1:81@-1 --by cokie:x --timeout 5x --cookie-key-file /no/file"))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("attache split: --to: ", "attache split: --by: ", "did you mean cookie?")
                .contains("attache split: --timeout: ", "attache split: --cookie-key-file: ");
        assertThat(out.toString()).isEmpty();
    }
}
