package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A real client and a real server of gRPC with attache between them: the four kinds of call, trailers, errors.
final class GrpcIT {
    private static final MethodDescriptor<String, String> UNARY = method("Unary", MethodType.UNARY);
    private static final MethodDescriptor<String, String> UP = method("Up", MethodType.CLIENT_STREAMING);
    private static final MethodDescriptor<String, String> DOWN = method("Down", MethodType.SERVER_STREAMING);
    private static final MethodDescriptor<String, String> BOTH = method("Both", MethodType.BIDI_STREAMING);
    private static final Metadata.Key<String> NOTE = Metadata.Key.of("x-note", Metadata.ASCII_STRING_MARSHALLER);

    private Server server;
    private Gateway attache;
    private ManagedChannel channel;

    private static MethodDescriptor<String, String> method(String name, MethodType type) {
        var text = new MethodDescriptor.Marshaller<String>() {
            @Override
            public InputStream stream(String value) {
                return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public String parse(InputStream stream) {
                try (stream) {
                    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        return MethodDescriptor.newBuilder(text, text)
                .setType(type)
                .setFullMethodName("test.Echo/" + name)
                .build();
    }

    private static void unary(String request, StreamObserver<String> answer) {
        switch (request) {
            case "fail" -> {
                Metadata trailers = new Metadata();
                trailers.put(NOTE, "of the server");
                answer.onError(Status.DATA_LOSS.withDescription("all gone").asRuntimeException(trailers));
            }
            case "silence" -> {}
            default -> {
                answer.onNext("got " + request);
                answer.onCompleted();
            }
        }
    }

    private static void down(String request, StreamObserver<String> answer) {
        for (int i = 0; i < 100; i++) {
            answer.onNext(request + i);
        }
        answer.onCompleted();
    }

    private static StreamObserver<String> up(StreamObserver<String> answer) {
        return new Listening(false, answer);
    }

    private static StreamObserver<String> both(StreamObserver<String> answer) {
        return new Listening(true, answer);
    }

    /// Answers each message or none, and the number of all in the end.
    private static final class Listening implements StreamObserver<String> {
        private final boolean each;
        private final StreamObserver<String> answer;
        private int count;

        Listening(boolean each, StreamObserver<String> answer) {
            this.each = each;
            this.answer = answer;
        }

        @Override
        public void onNext(String value) {
            count++;
            if (each) {
                answer.onNext("got " + value);
            }
        }

        @Override
        public void onError(Throwable failure) {
            // The client is gone.
        }

        @Override
        public void onCompleted() {
            answer.onNext("count " + count);
            answer.onCompleted();
        }
    }

    /// Keeps what a call answers.
    private static final class Told implements StreamObserver<String> {
        private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch end = new CountDownLatch(1);
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        @Override
        public void onNext(String value) {
            messages.add(value);
        }

        @Override
        public void onError(Throwable cause) {
            failure.set(cause);
            end.countDown();
        }

        @Override
        public void onCompleted() {
            end.countDown();
        }

        List<String> await() throws InterruptedException {
            assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(failure.get()).isNull();
            return messages;
        }
    }

    @BeforeEach
    void start() throws IOException {
        int port = FreePorts.next();
        server = OkHttpServerBuilder.forPort(port, InsecureServerCredentials.create())
                .addService(ServerServiceDefinition.builder("test.Echo")
                        .addMethod(UNARY, ServerCalls.asyncUnaryCall(GrpcIT::unary))
                        .addMethod(UP, ServerCalls.asyncClientStreamingCall(GrpcIT::up))
                        .addMethod(DOWN, ServerCalls.asyncServerStreamingCall(GrpcIT::down))
                        .addMethod(BOTH, ServerCalls.asyncBidiStreamingCall(GrpcIT::both))
                        .build())
                .build()
                .start();
        attache = Gateway.before(new HostPort("127.0.0.1", port))
                .clusterSettings("protocol: http2")
                .role("timeouts: {try: 400ms}")
                .start();
        channel = OkHttpChannelBuilder.forAddress("127.0.0.1", attache.port())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() throws InterruptedException {
        channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        attache.close();
        server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }

    private String unary(String request) {
        return ClientCalls.blockingUnaryCall(channel, UNARY, CallOptions.DEFAULT, request);
    }

    private static StatusRuntimeException failureOf(Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException failure) {
            return failure;
        }
        throw new AssertionError("the call has not failed");
    }

    private static String trailerOf(StatusRuntimeException failure, Metadata.Key<String> key) {
        Metadata trailers = Objects.requireNonNull(failure.getTrailers());
        return Objects.requireNonNull(trailers.get(key));
    }

    @Test
    void aCallWithOneMessageEachWayIsAnswered() {
        assertThat(unary("a")).isEqualTo("got a");
        String large = "x".repeat(1_000_000);
        assertThat(unary(large)).isEqualTo("got " + large);
    }

    @Test
    void aServerStreams() {
        Iterator<String> answers = ClientCalls.blockingServerStreamingCall(channel, DOWN, CallOptions.DEFAULT, "n");
        List<String> all = new ArrayList<>();
        answers.forEachRemaining(all::add);
        assertThat(all).hasSize(100).startsWith("n0", "n1").endsWith("n99");
    }

    @Test
    void aClientStreams() throws InterruptedException {
        Told told = new Told();
        StreamObserver<String> call =
                ClientCalls.asyncClientStreamingCall(channel.newCall(UP, CallOptions.DEFAULT), told);
        for (int i = 0; i < 100; i++) {
            call.onNext("m" + i);
        }
        call.onCompleted();
        assertThat(told.await()).containsExactly("count 100");
    }

    @Test
    void bothStreamAndEachMessageIsAnsweredBeforeTheNext() throws InterruptedException {
        Told told = new Told();
        StreamObserver<String> call =
                ClientCalls.asyncBidiStreamingCall(channel.newCall(BOTH, CallOptions.DEFAULT), told);
        for (int i = 0; i < 20; i++) {
            int messages = i + 1;
            call.onNext("m" + i);
            Eventually.holds("message " + i + " is answered", () -> told.messages.size() == messages);
        }
        call.onCompleted();
        assertThat(told.await()).hasSize(21).startsWith("got m0").endsWith("count 20");
    }

    @Test
    void whatTheServerSaysOfAnErrorPasses() {
        StatusRuntimeException failure = failureOf(() -> unary("fail"));
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DATA_LOSS);
        assertThat(failure.getStatus().getDescription()).isEqualTo("all gone");
        assertThat(trailerOf(failure, NOTE)).isEqualTo("of the server");
    }

    @Test
    void metadataOfTheClientPasses() {
        Metadata metadata = new Metadata();
        metadata.put(NOTE, "of the client");
        Channel noting = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
        assertThat(ClientCalls.blockingUnaryCall(noting, UNARY, CallOptions.DEFAULT, "a"))
                .isEqualTo("got a");
    }

    @Test
    void aServerThatIsSilentIsDeadlineExceeded() {
        StatusRuntimeException failure = failureOf(() -> unary("silence"));
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }

    @Test
    void aServerThatIsDownIsUnavailable() throws InterruptedException {
        server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        StatusRuntimeException failure = failureOf(() -> unary("a"));
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(trailerOf(failure, Metadata.Key.of("proxy-status", Metadata.ASCII_STRING_MARSHALLER)))
                .startsWith("attache; error=");
    }

    @Test
    void aMethodThatTheServerDoesNotHaveIsUnimplemented() {
        MethodDescriptor<String, String> none = method("None", MethodType.UNARY);
        StatusRuntimeException failure =
                failureOf(() -> ClientCalls.blockingUnaryCall(channel, none, CallOptions.DEFAULT, "a"));
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    }
}
