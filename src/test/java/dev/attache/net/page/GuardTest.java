package dev.attache.net.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.base.Secret;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may post, told from the addresses that a connection has. No test machine need have a second one for it.
class GuardTest {
    private static final SocketAddress HERE = new InetSocketAddress("10.0.0.1", 9900);
    private static final Guard WITHOUT_TOKEN = guard("");

    private static Guard guard(String token) {
        return new Guard(new HostPort("0.0.0.0", 9900), new Secret(token), "admin.token", _ -> false);
    }

    private static int statusOf(Guard guard, HttpMethod method, SocketAddress remote, String authorization) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, "/drain");
        request.headers().set(HttpHeaderNames.HOST, "10.0.0.1:9900");
        if (!authorization.isEmpty()) {
            request.headers().set(HttpHeaderNames.AUTHORIZATION, authorization);
        }
        @Nullable Answer refusal = guard.refusal(request, HERE, remote);
        return refusal == null ? 200 : refusal.status().code();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "10.0.0.7", "192.0.2.1", "2001:db8::1"})
    void aPostFromAnotherMachineIsRefusedWhereNoTokenIsSet(String remote) {
        SocketAddress there = new InetSocketAddress(remote, 40000);

        assertThat(statusOf(WITHOUT_TOKEN, HttpMethod.POST, there, "")).isEqualTo(403);
        assertThat(statusOf(WITHOUT_TOKEN, HttpMethod.POST, there, "Bearer guessed"))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "::1"})
    void aPostFromThisMachineIsTaken(String remote) {
        assertThat(statusOf(WITHOUT_TOKEN, HttpMethod.POST, new InetSocketAddress(remote, 40000), ""))
                .isEqualTo(200);
    }

    @Test
    void aPostOverAUnixSocketIsTaken() {
        assertThat(statusOf(WITHOUT_TOKEN, HttpMethod.POST, new DomainSocketAddress("/run/admin.sock"), ""))
                .isEqualTo(200);
    }

    @Test
    void aTokenLetsAnotherMachinePostAndIsAskedOfThisOneToo() {
        SocketAddress there = new InetSocketAddress("10.0.0.7", 40000);
        SocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40000);
        Guard guard = guard("s3cret");

        assertThat(statusOf(guard, HttpMethod.POST, there, "Bearer s3cret")).isEqualTo(200);
        assertThat(statusOf(guard, HttpMethod.POST, there, "Bearer other")).isEqualTo(401);
        assertThat(statusOf(guard, HttpMethod.POST, local, "")).isEqualTo(401);
    }

    @Test
    void anyoneMayRead() {
        assertThat(statusOf(guard("s3cret"), HttpMethod.GET, new InetSocketAddress("10.0.0.7", 40000), ""))
                .isEqualTo(200);
    }
}
