package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The cases of gRPC's interoperability tests by their own client and server, those of grpc-java on Netty, with attache
/// between them: in the clear on both sides, and by TLS on both sides.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GrpcToolsIT {
    private static final Path UNPACKED = Path.of("target/grpc-interop");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String HOST = "foo.test.google.fr";

    @TempDir
    private static Path folder;

    private final List<Side> sides = new ArrayList<>();

    /// A server with attache before it.
    private record Side(boolean secure, ChildProcess server, Gateway attache) {}

    @BeforeAll
    void start() throws IOException {
        for (String each : List.of("ca.pem", "server1.pem", "server1.key")) {
            unpack(each);
        }
        for (boolean secure : new boolean[] {false, true}) {
            int port = FreePorts.next();
            ChildProcess server = java("Server", secure, "--port=" + port);
            Eventually.holdsWithin(PATIENCE, "it listens", () -> server.isAlive() && !FreePorts.isFree(port));
            String tls =
                    secure ? ", tls: {ca: {file: " + folder.resolve("ca.pem") + "}, server-name: " + HOST + "}" : "";
            Gateway.Plan plan =
                    Gateway.before(new HostPort("127.0.0.1", port)).clusterSettings("protocol: http2" + tls);
            if (secure) {
                plan.role("tls: {cert: {file: " + folder.resolve("server1.pem") + "}, key: {file: "
                        + folder.resolve("server1.key") + "}}");
            }
            sides.add(new Side(secure, server, plan.start()));
        }
    }

    /// Below a folder that is named after the version, the latest where the build has left others.
    private static Path programs() throws IOException {
        try (Stream<Path> versions = Files.list(UNPACKED)) {
            return versions.sorted().toList().getLast().resolve("lib");
        }
    }

    /// The certificates that both programs have within them.
    private static void unpack(String name) throws IOException {
        for (File each : programs().toFile().listFiles((_, file) -> file.endsWith(".jar"))) {
            try (JarFile jar = new JarFile(each)) {
                if (jar.getEntry("certs/" + name) != null) {
                    try (InputStream in = jar.getInputStream(jar.getEntry("certs/" + name))) {
                        Files.write(folder.resolve(name), in.readAllBytes());
                    }
                    return;
                }
            }
        }
        throw new IOException(name + " is in no jar of " + programs());
    }

    /// Classes are read from an archive from the second start on, which takes half the time.
    private static ChildProcess java(String side, boolean secure, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.resolve(side + "-" + secure + ".jsa"),
                "-cp",
                programs().toAbsolutePath() + File.separator + "*",
                "io.grpc.testing.integration.TestService" + side,
                "--use_tls=" + secure));
        command.addAll(List.of(arguments));
        return ChildProcess.start(folder, Map.of(), command);
    }

    @AfterAll
    void stop() throws IOException {
        for (Side each : sides) {
            each.attache.close();
            each.server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "empty_unary",
                "large_unary",
                "client_compressed_unary_noprobe",
                "server_compressed_unary",
                "client_streaming",
                "client_compressed_streaming_noprobe",
                "server_streaming",
                "server_compressed_streaming",
                "ping_pong",
                "empty_stream",
                "custom_metadata",
                "status_code_and_message",
                "special_status_message",
                "unimplemented_method",
                "unimplemented_service",
                "cancel_after_begin",
                "cancel_after_first_response",
                "timeout_on_sleeping_server",
                "very_large_request",
                "pick_first_unary",
            })
    void theCasePasses(String name) throws IOException {
        run(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpc_soak", "channel_soak"})
    void aHundredCallsOfFourThreadsPass(String name) throws IOException {
        run(
                name,
                "--soak_iterations=100",
                "--soak_num_threads=4",
                "--soak_per_iteration_max_acceptable_latency_ms=20000",
                "--soak_overall_timeout_seconds=100");
    }

    /// What a server says of its load comes in trailers, and on a stream of its own.
    @ParameterizedTest
    @ValueSource(strings = {"orca_per_rpc", "orca_oob"})
    void reportsOfLoadPass(String name) throws IOException {
        run(name, "--service_config_json={\"loadBalancingConfig\": [{\"test_backend_metrics_load_balancer\": {}}]}");
    }

    private void run(String name, String... more) throws IOException {
        List<ChildProcess> clients = new ArrayList<>();
        for (Side each : sides) {
            List<String> arguments = new ArrayList<>(List.of(
                    "--server_host=127.0.0.1",
                    "--server_host_override=" + HOST,
                    "--server_port=" + each.attache.port(),
                    "--use_test_ca=" + each.secure,
                    "--test_case=" + name));
            arguments.addAll(List.of(more));
            clients.add(java("Client", each.secure, arguments.toArray(String[]::new)));
        }
        for (ChildProcess each : clients) {
            try (each) {
                assertThat(each.awaitExit(PATIENCE)).as(each.outputTail()).isZero();
                assertThat(each.output()).contains("Test completed.");
            }
        }
    }
}
