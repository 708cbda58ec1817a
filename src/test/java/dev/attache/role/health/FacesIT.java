package dev.attache.role.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.attache.base.HostPort;
import dev.attache.testing.Certificate;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.TempFolder;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// The ways beside pages in which others learn of verdicts, asked by gRPC's own client and by plain sockets.
class FacesIT {
    private static final byte SERVING = 1;
    private static final byte NOT_SERVING = 2;
    private static final byte SERVICE_UNKNOWN = 3;

    /// Messages as the bytes that they are.
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream in) {
            try {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
        return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                .setType(type)
                .setFullMethodName("grpc.health.v1.Health/" + name)
                .build();
    }

    private static byte[] request(String service) {
        byte[] name = service.getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[name.length + 2];
        message[0] = 0x0a;
        message[1] = (byte) name.length;
        System.arraycopy(name, 0, message, 2, name.length);
        return service.isEmpty() ? new byte[0] : message;
    }

    private static byte statusOf(byte[] response) {
        assertThat(response).hasSize(2).startsWith(8);
        return response[1];
    }

    private static byte check(ManagedChannel channel, String service) {
        return statusOf(ClientCalls.blockingUnaryCall(
                channel, method("Check", MethodType.UNARY), CallOptions.DEFAULT, request(service)));
    }

    private static HostPort place(Shim shim, String face) {
        return HostPort.parse(String.valueOf(shim.role().status().facts().get(face)));
    }

    @Test
    void grpcTellsReadinessEndpointsAndChecks() throws Exception {
        try (Shim shim = Shim.checking("file: /proc/self/stat", "grpc: 127.0.0.1:0")) {
            shim.awaitPass();
            ManagedChannel channel = OkHttpChannelBuilder.forAddress(
                            "127.0.0.1", place(shim, "grpc").port())
                    .usePlaintext()
                    .build();
            try {
                for (String each : List.of("", "live", "ready", "startup", "it")) {
                    assertThat(check(channel, each)).as(each).isEqualTo(SERVING);
                }
                shim.post("/drain");
                assertThat(check(channel, "")).isEqualTo(NOT_SERVING);
                assertThat(check(channel, "live")).isEqualTo(SERVING);
                var unknown = catchThrowableOfType(StatusRuntimeException.class, () -> check(channel, "nobody"));
                assertThat(unknown.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
                var other = catchThrowableOfType(
                        StatusRuntimeException.class,
                        () -> ClientCalls.blockingUnaryCall(
                                channel, method("List", MethodType.UNARY), CallOptions.DEFAULT, new byte[0]));
                assertThat(other.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
            } finally {
                channel.shutdownNow();
            }
        }
    }

    @Test
    void whoeverWatchesIsToldOfEveryChange() throws Exception {
        try (Shim shim = Shim.checking("file: /proc/self/stat", "grpc: 127.0.0.1:0")) {
            shim.awaitPass();
            ManagedChannel channel = OkHttpChannelBuilder.forAddress(
                            "127.0.0.1", place(shim, "grpc").port())
                    .usePlaintext()
                    .build();
            List<Byte> heard = new CopyOnWriteArrayList<>();
            List<Byte> nobody = new CopyOnWriteArrayList<>();
            try {
                watch(channel, "ready", heard);
                watch(channel, "nobody", nobody);
                Eventually.passes(() -> assertThat(heard).containsExactly(SERVING));
                shim.post("/override?check=it&status=fail");
                Eventually.passes(() -> assertThat(heard).containsExactly(SERVING, NOT_SERVING));
                shim.post("/override?check=it&status=auto");
                Eventually.passes(() -> assertThat(heard).containsExactly(SERVING, NOT_SERVING, SERVING));
                assertThat(nobody).containsExactly(SERVICE_UNKNOWN);
            } finally {
                channel.shutdownNow();
            }
        }
    }

    private static void watch(ManagedChannel channel, String service, List<Byte> heard) {
        ClientCalls.asyncServerStreamingCall(
                channel.newCall(method("Watch", MethodType.SERVER_STREAMING), CallOptions.DEFAULT),
                request(service),
                new StreamObserver<byte[]>() {
                    @Override
                    public void onNext(byte[] response) {
                        heard.add(statusOf(response));
                    }

                    @Override
                    public void onError(Throwable error) {
                        // The test has ended.
                    }

                    @Override
                    public void onCompleted() {
                        heard.add((byte) -1);
                    }
                });
    }

    @Test
    void anotherShimAsksByGrpcOverTls() throws Exception {
        try (TempFolder folder = TempFolder.create("health")) {
            Certificate certificate = Certificate.make(folder.path(), "grpc", "IP:127.0.0.1");
            String tls = "grpc: {listen: \"127.0.0.1:0\", tls: {cert: {file: " + certificate.cert() + "}, key: {file: "
                    + certificate.key() + "}}}";
            try (Shim served = Shim.checking("file: /proc/self/stat", tls);
                    Shim asking = Shim.checking("grpc: \"" + place(served, "grpc")
                            + "\", service: ready, tls: {ca: {file: " + certificate.cert() + "}}")) {
                asking.awaitPass();
                served.post("/drain");
                asking.awaitFail("says NOT_SERVING");
            }
        }
    }

    @Test
    void whoSpeaksNoHttp2LosesTheConnection() throws Exception {
        try (Shim shim = Shim.checking("file: /proc/self/stat", "grpc: 127.0.0.1:0");
                RawClient client = RawClient.connect(place(shim, "grpc").port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            client.expectClosed();
        }
    }

    @Test
    void haproxyIsToldInOneLine() throws Exception {
        try (Shim shim = Shim.checking("file: /proc/self/stat", "agent: 127.0.0.1:0")) {
            shim.awaitPass();
            assertThat(agent(shim)).isEqualTo("ready up\n");
            shim.post("/override?check=it&status=fail&why=maintenance");
            assertThat(agent(shim))
                    .startsWith("ready down #it: set by hand until ")
                    .endsWith(": maintenance\n");
            shim.post("/override?check=it&status=auto");
            shim.post("/drain");
            assertThat(agent(shim)).isEqualTo("drain\n");
        }
    }

    private static String agent(Shim shim) throws IOException {
        try (RawClient client = RawClient.connect(place(shim, "agent").port())) {
            return client.readToEnd();
        }
    }

    @Test
    void filesStandWhileTheAnswerIsYes() throws Exception {
        try (TempFolder folder = TempFolder.create("health")) {
            Path ready = folder.path().resolve("state/ready");
            try (Shim shim = Shim.checking(
                    "file: /proc/self/stat", "files: " + folder.path().resolve("state"))) {
                Eventually.passes(() -> assertThat(ready).hasContent("pass"));
                shim.post("/drain");
                Eventually.passes(() -> assertThat(ready).doesNotExist());
                assertThat(ready.resolveSibling("live")).exists();
                shim.post("/drain?off");
                Eventually.passes(() -> assertThat(ready).exists());
            }
            assertThat(folder.path().resolve("state")).isEmptyDirectory();
        }
    }

    @Test
    void aWebhookIsToldOfChangesAndTriedAgain() throws Exception {
        try (RawOrigin hook = RawOrigin.doing((connection, _, number) -> connection.send("HTTP/1.1 "
                        + (number == 0 ? "500 Oops" : "204 No Content") + "\r\nContent-Length: 0\r\n\r\n"));
                Shim shim = Shim.checking(
                        "file: /no/such/file",
                        "webhook: {url: \"http://" + hook.address() + "/hook\", headers: {x-key: opensesame}}")) {
            shim.awaitStatus("/readyz", 503, "fail");
            shim.post("/override?check=it&status=pass&for=1h");

            Eventually.passes(() -> assertThat(hook.requests())
                    .hasSizeGreaterThanOrEqualTo(2)
                    .anyMatch(each -> each.startsWith("POST /hook HTTP/1.1\r\n")
                            && each.contains("x-key: opensesame")
                            && each.contains("\"endpoint\":\"ready\",\"status\":\"pass\"")));
            assertThat(hook.requests().get(1))
                    .as("sent again")
                    .isEqualTo(hook.requests().getFirst());
        }
    }

    @Test
    void aWebhookThatNobodyTakesIsToldInTheLog() throws Exception {
        try (Shim shim =
                Shim.checking("file: /proc/self/stat", "webhook: \"http://127.0.0.1:" + FreePorts.next() + "/hook\"")) {
            Eventually.passes(() -> assertThat(shim.observer().messages())
                    .anyMatch(each -> each.contains("was not told of a change: connection refused")));
        }
    }
}
