package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.Certificate;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.TlsVisitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reloads and renewed certificates while visitors come and stay: none of them notices.
///
/// `-Dswap.reloads=1000 -Dswap.certificates=100` is the full count; what runs otherwise is a tenth of it.
class SwapIT {
    private static final int RELOADS = Integer.getInteger("swap.reloads", 100);
    private static final int SWAPS = Integer.getInteger("swap.certificates", 10);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @TempDir
    private Path folder;

    private final int port = FreePorts.next();
    private final List<Certificate> certificates = new ArrayList<>();
    private Path file;
    private RawOrigin origin;
    private Attache attache;

    @BeforeEach
    void run() throws IOException {
        origin = RawOrigin.answering(OK);
        for (int i = 0; i < 2; i++) {
            certificates.add(Certificate.make(folder, "c" + i));
        }
        mount(0);
        file = folder.resolve("attache.yaml");
        write(0);
        attache = Attache.start(folder, "run", "-c", file.toString()).awaitReady();
    }

    @AfterEach
    void end() throws IOException {
        attache.close();
        origin.close();
    }

    private void write(int version) throws IOException {
        Path next = Files.writeString(folder.resolve("next.yaml"), """
            admin: {listen: 127.0.0.1:0}
            clusters: {origin: {endpoints: ["%s"]}}
            roles:
              web:
                kind: http
                listen: 127.0.0.1:%d
                tls: {cert: {file: mounted/tls.crt}, key: {file: mounted/tls.key}}
                routes: [{match: {path: /none-%d}, respond: {status: 204}}, {cluster: origin}]
            """.formatted(origin.address(), port, version));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// As Kubernetes does it: the files are links into `..data`, which is a link that is swapped as a whole.
    private void mount(int version) throws IOException {
        Path mounted = Files.createDirectories(folder.resolve("mounted"));
        Path now = Files.createDirectories(mounted.resolve("..version-" + version));
        Certificate pair = certificates.get(version % certificates.size());
        Files.copy(pair.cert(), now.resolve("tls.crt"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(pair.key(), now.resolve("tls.key"), StandardCopyOption.REPLACE_EXISTING);
        Path swap = Files.createSymbolicLink(mounted.resolve("..swap"), now.getFileName());
        Files.move(swap, mounted.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        if (version == 0) {
            for (String each : List.of("tls.crt", "tls.key")) {
                Files.createSymbolicLink(mounted.resolve(each), Path.of("..data", each));
            }
        }
    }

    private double reloads(String outcome) throws IOException {
        String name = "attache_config_reloads_total{outcome=\"" + outcome + "\"} ";
        return attache.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    private void reload(int count) throws IOException {
        attache.signal("HUP");
        Eventually.passes(() -> assertThat(reloads("applied")).isEqualTo(count));
    }

    @Test
    void noVisitorNoticesReloadsAndRenewedCertificates() throws IOException {
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong answered = new AtomicLong();
        AtomicReference<String> wrong = new AtomicReference<>("");
        List<CompletableFuture<Void>> visitors = new ArrayList<>();
        for (boolean stays : new boolean[] {true, true, false}) {
            visitors.add(
                    CompletableFuture.runAsync(() -> visit(stays, over, answered, wrong), Thread::startVirtualThread));
        }
        int swaps = 0;
        for (int i = 1; i <= RELOADS && wrong.get().isEmpty(); i++) {
            if (i % (RELOADS / SWAPS) == 0) {
                mount(++swaps);
            } else {
                write(i);
            }
            reload(i);
        }
        over.set(true);
        visitors.forEach(CompletableFuture::join);
        assertThat(wrong.get()).isEmpty();
        assertThat(answered.get()).isGreaterThan(RELOADS);
        assertThat(swaps).isEqualTo(SWAPS);
        assertThat(attache.isAlive()).isTrue();
    }

    private void visit(boolean stays, AtomicBoolean over, AtomicLong answered, AtomicReference<String> wrong) {
        try {
            while (!over.get()) {
                try (TlsVisitor visitor = TlsVisitor.connect(port)) {
                    do {
                        assertThat(visitor.get("/", stays)).isEqualTo("ok");
                        answered.incrementAndGet();
                    } while (stays && !over.get());
                }
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            wrong.compareAndSet("", (stays ? "who stays: " : "who comes anew: ") + e);
        }
    }

    @Test
    void aRenewedPairIsFoundWithoutASignalAndABadOneLeavesTheOneBefore() throws IOException {
        mount(1);
        Eventually.passes(() -> assertThat(issuer()).isEqualTo("c1"));
        Files.writeString(
                folder.resolve("mounted/..version-1/tls.crt"),
                Files.readString(certificates.get(0).cert()));
        Eventually.passes(() -> assertThat(attache.get("/readyz?verbose").body())
                .startsWith("ready")
                .contains("warning: ", "tls.key: is not that of the certificate"));
        assertThat(issuer()).isEqualTo("c1");
        assertThat(reloads("refused")).isEqualTo(1);
        mount(2);
        Eventually.passes(() -> assertThat(issuer()).isEqualTo("c0"));
        assertThat(attache.get("/readyz?verbose").body()).doesNotContain("warning: ");
        assertThat(attache.get("/metrics").body()).contains("attache_http_tls_certificate_expiry_timestamp_seconds{");
        assertThat(attache.get("/config").body()).doesNotContain("PRIVATE KEY").doesNotContain("BEGIN CERT");
        assertThat(attache.output()).doesNotContain("PRIVATE KEY");
    }

    private String issuer() throws IOException {
        try (TlsVisitor visitor = TlsVisitor.connect(port)) {
            return visitor.organization();
        }
    }
}
