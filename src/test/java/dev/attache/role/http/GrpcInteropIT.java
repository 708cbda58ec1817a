package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The cases of gRPC's interoperability tests, by their names and sizes, with attache between a client and a server of
/// grpc-java. The service is one of bytes: a request says in text what is to be answered.
final class GrpcInteropIT {
    private static final int[] REQUEST_SIZES = {27182, 8, 1828, 45904};
    private static final int[] RESPONSE_SIZES = {31415, 9, 2653, 58979};
    private static final String UNICODE =
            "\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \ud83d\ude08\t\n";

    private static final MethodDescriptor<byte[], byte[]> UNARY = method("interop.Test/Unary", MethodType.UNARY);
    private static final MethodDescriptor<byte[], byte[]> UP = method("interop.Test/Up", MethodType.CLIENT_STREAMING);
    private static final MethodDescriptor<byte[], byte[]> BOTH = method("interop.Test/Both", MethodType.BIDI_STREAMING);

    private static final Metadata.Key<String> INITIAL =
            Metadata.Key.of("x-grpc-test-echo-initial", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<byte[]> TRAILING =
            Metadata.Key.of("x-grpc-test-echo-trailing-bin", Metadata.BINARY_BYTE_MARSHALLER);
    private static final Metadata.Key<String> ENCODING =
            Metadata.Key.of("grpc-encoding", Metadata.ASCII_STRING_MARSHALLER);

    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicReference<String> encoding = new AtomicReference<>("");
    private Server server;
    private Gateway attache;
    private ManagedChannel channel;

    private static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
        var bytes = new MethodDescriptor.Marshaller<byte[]>() {
            @Override
            public InputStream stream(byte[] value) {
                return new ByteArrayInputStream(value);
            }

            @Override
            public byte[] parse(InputStream stream) {
                try (stream) {
                    return stream.readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        return MethodDescriptor.newBuilder(bytes, bytes)
                .setType(type)
                .setFullMethodName(name)
                .build();
    }

    /// A request for so many bytes, itself of so many.
    private static byte[] wish(int answerBytes, int ownBytes) {
        byte[] text = ("answer " + answerBytes + " ").getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(text, Math.max(ownBytes, text.length));
    }

    /// Answers what the request wishes for; `fail CODE MESSAGE` fails.
    private static void answer(byte[] request, StreamObserver<byte[]> to) {
        String[] words = new String(request, StandardCharsets.UTF_8).split(" ", 3);
        switch (words[0]) {
            case "answer" -> to.onNext(new byte[Integer.parseInt(words[1])]);
            case "fail" ->
                to.onError(Status.fromCodeValue(Integer.parseInt(words[1]))
                        .withDescription(words[2])
                        .asRuntimeException());
            default -> to.onNext(request);
        }
    }

    private void unary(byte[] request, StreamObserver<byte[]> to) {
        if (new String(request, StandardCharsets.US_ASCII).startsWith("sleep")) {
            return;
        }
        ((ServerCallStreamObserver<byte[]>) to).setCompression("gzip");
        answer(request, to);
        if (!new String(request, StandardCharsets.US_ASCII).startsWith("fail")) {
            to.onCompleted();
        }
    }

    private StreamObserver<byte[]> up(StreamObserver<byte[]> to) {
        AtomicInteger bytes = new AtomicInteger();
        return listening(
                to,
                request -> bytes.addAndGet(request.length),
                () -> to.onNext(Integer.toString(bytes.get()).getBytes(StandardCharsets.US_ASCII)));
    }

    private StreamObserver<byte[]> both(StreamObserver<byte[]> to) {
        return listening(to, request -> answer(request, to), () -> {});
    }

    private StreamObserver<byte[]> listening(StreamObserver<byte[]> to, Consumer<byte[]> each, Runnable end) {
        ((ServerCallStreamObserver<byte[]>) to).setOnCancelHandler(cancelled::incrementAndGet);
        return new StreamObserver<>() {
            @Override
            public void onNext(byte[] request) {
                each.accept(request);
            }

            @Override
            public void onError(Throwable gone) {
                // The handler has counted it.
            }

            @Override
            public void onCompleted() {
                end.run();
                to.onCompleted();
            }
        };
    }

    /// Sends back what the cases ask to be echoed, and notes how requests come.
    private final class Echo implements ServerInterceptor {
        @Override
        public <A, B> ServerCall.Listener<A> interceptCall(
                ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
            encoding.set(String.valueOf(headers.get(ENCODING)));
            ServerCall<A, B> echoing = new SimpleForwardingServerCall<>(call) {
                @Override
                public void sendHeaders(Metadata initial) {
                    copy(headers, initial, INITIAL);
                    super.sendHeaders(initial);
                }

                @Override
                public void close(Status status, Metadata trailers) {
                    copy(headers, trailers, TRAILING);
                    super.close(status, trailers);
                }
            };
            return Contexts.interceptCall(Context.current(), echoing, headers, next);
        }

        private static <T> void copy(Metadata from, Metadata to, Metadata.Key<T> key) {
            T value = from.get(key);
            if (value != null) {
                to.put(key, value);
            }
        }
    }

    @BeforeEach
    void start() throws IOException {
        int port = FreePorts.next();
        server = OkHttpServerBuilder.forPort(port, InsecureServerCredentials.create())
                .addService(ServerInterceptors.intercept(
                        ServerServiceDefinition.builder("interop.Test")
                                .addMethod(UNARY, ServerCalls.asyncUnaryCall(this::unary))
                                .addMethod(UP, ServerCalls.asyncClientStreamingCall(this::up))
                                .addMethod(BOTH, ServerCalls.asyncBidiStreamingCall(this::both))
                                .build(),
                        new Echo()))
                .build()
                .start();
        attache = Gateway.before(new HostPort("127.0.0.1", port))
                .clusterSettings("protocol: http2")
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

    /// What came of a call: messages, and its end.
    private static final class Told implements StreamObserver<byte[]> {
        private final LinkedBlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
        private final AtomicReference<Status> end = new AtomicReference<>();

        @Override
        public void onNext(byte[] value) {
            messages.add(value);
        }

        @Override
        public void onError(Throwable failure) {
            end.set(Status.fromThrowable(failure));
        }

        @Override
        public void onCompleted() {
            end.set(Status.OK);
        }

        byte[] next() throws InterruptedException {
            return Objects.requireNonNull(messages.poll(20, TimeUnit.SECONDS), "no message came");
        }

        Status end() {
            Eventually.holds("the call has ended", () -> end.get() != null);
            return Objects.requireNonNull(end.get());
        }
    }

    private byte[] call(Channel by, byte[] request) {
        return ClientCalls.blockingUnaryCall(by, UNARY, CallOptions.DEFAULT, request);
    }

    private static Status failureOf(Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException failure) {
            return failure.getStatus();
        }
        throw new AssertionError("the call has not failed");
    }

    @Test
    void emptyUnaryAndLargeUnary() {
        assertThat(call(channel, new byte[0])).isEmpty();
        assertThat(call(channel, wish(314_159, 271_828))).hasSize(314_159);
    }

    @Test
    void clientCompressedAndServerCompressedUnary() {
        CallOptions zipped = CallOptions.DEFAULT.withCompression("gzip");
        byte[] answer = ClientCalls.blockingUnaryCall(channel, UNARY, zipped, wish(314_159, 271_828));
        assertThat(answer).hasSize(314_159);
        assertThat(encoding).hasValue("gzip");
    }

    @Test
    void clientStreaming() throws InterruptedException {
        Told told = new Told();
        StreamObserver<byte[]> call =
                ClientCalls.asyncClientStreamingCall(channel.newCall(UP, CallOptions.DEFAULT), told);
        for (int size : REQUEST_SIZES) {
            call.onNext(new byte[size]);
        }
        call.onCompleted();
        assertThat(told.next()).asString().isEqualTo("74922");
        assertThat(told.end().isOk()).isTrue();
    }

    @Test
    void serverStreamingPingPongAndEmptyStream() throws InterruptedException {
        Told told = new Told();
        StreamObserver<byte[]> call = open(told);
        for (int size : RESPONSE_SIZES) {
            call.onNext(wish(size, 0));
        }
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < RESPONSE_SIZES.length; i++) {
            sizes.add(told.next().length);
        }
        assertThat(sizes).containsExactly(31415, 9, 2653, 58979);
        for (int i = 0; i < RESPONSE_SIZES.length; i++) {
            call.onNext(wish(RESPONSE_SIZES[i], REQUEST_SIZES[i]));
            assertThat(told.next()).hasSize(RESPONSE_SIZES[i]);
        }
        call.onCompleted();
        assertThat(told.end().isOk()).isTrue();
        Told nothing = new Told();
        open(nothing).onCompleted();
        assertThat(nothing.end().isOk()).isTrue();
        assertThat(nothing.messages).isEmpty();
    }

    private StreamObserver<byte[]> open(Told told) {
        return ClientCalls.asyncBidiStreamingCall(channel.newCall(BOTH, CallOptions.DEFAULT), told);
    }

    @Test
    void customMetadata() {
        byte[] binary = {(byte) 0xab, (byte) 0xab, (byte) 0xab};
        Metadata sent = new Metadata();
        sent.put(INITIAL, "test_initial_metadata_value");
        sent.put(TRAILING, binary);
        AtomicReference<Metadata> head = new AtomicReference<>();
        AtomicReference<Metadata> trailers = new AtomicReference<>();
        Channel echoed = ClientInterceptors.intercept(
                channel,
                MetadataUtils.newAttachHeadersInterceptor(sent),
                MetadataUtils.newCaptureMetadataInterceptor(head, trailers));
        assertThat(call(echoed, wish(314_159, 271_828))).hasSize(314_159);
        assertThat(head.get().get(INITIAL)).isEqualTo("test_initial_metadata_value");
        assertThat(trailers.get().get(TRAILING)).isEqualTo(binary);
    }

    @Test
    void statusCodeAndMessageAndSpecialStatusMessage() {
        for (String message : List.of("test status message", UNICODE)) {
            byte[] request = ("fail 2 " + message).getBytes(StandardCharsets.UTF_8);
            Status unary = failureOf(() -> call(channel, request));
            Told told = new Told();
            open(told).onNext(request);
            for (Status each : List.of(unary, told.end())) {
                assertThat(each.getCode()).isEqualTo(Status.Code.UNKNOWN);
                assertThat(each.getDescription()).isEqualTo(message);
            }
        }
    }

    @Test
    void unimplementedMethodAndUnimplementedService() {
        for (String name : List.of("interop.Test/Unimplemented", "interop.Unimplemented/Unary")) {
            MethodDescriptor<byte[], byte[]> none = method(name, MethodType.UNARY);
            Status told =
                    failureOf(() -> ClientCalls.blockingUnaryCall(channel, none, CallOptions.DEFAULT, new byte[0]));
            assertThat(told.getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
        }
    }

    @Test
    void cancelAfterBeginAndCancelAfterFirstResponse() throws InterruptedException {
        Told begun = new Told();
        ClientCall<byte[], byte[]> up = channel.newCall(UP, CallOptions.DEFAULT);
        ClientCalls.asyncClientStreamingCall(up, begun);
        up.cancel("cancelled by the test", null);
        assertThat(begun.end().getCode()).isEqualTo(Status.Code.CANCELLED);
        Told told = new Told();
        ClientCall<byte[], byte[]> both = channel.newCall(BOTH, CallOptions.DEFAULT);
        ClientCalls.asyncBidiStreamingCall(both, told).onNext(wish(RESPONSE_SIZES[0], REQUEST_SIZES[0]));
        assertThat(told.next()).hasSize(RESPONSE_SIZES[0]);
        int before = cancelled.get();
        both.cancel("cancelled by the test", null);
        assertThat(told.end().getCode()).isEqualTo(Status.Code.CANCELLED);
        Eventually.holds("the server is told", () -> cancelled.get() > before);
    }

    @Test
    void timeoutOnSleepingServer() {
        CallOptions hurried = CallOptions.DEFAULT.withDeadlineAfter(100, TimeUnit.MILLISECONDS);
        byte[] request = "sleep".getBytes(StandardCharsets.US_ASCII);
        Status told = failureOf(() -> ClientCalls.blockingUnaryCall(channel, UNARY, hurried, request));
        assertThat(told.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }
}
