package dev.attache.config;

import java.net.URI;
import java.util.List;

/// A server that opens a WebSocket.
@Doc("a server that opens a WebSocket, which is closed at once")
public record WebsocketCheckConfig(
        @Doc("what is opened, as in ws://127.0.0.1:8080/events, or wss")
        String websocket,

        @Doc("subprotocol that is asked for and has to be agreed on; empty asks for none") @Default("")
        String protocol,

        @Doc("how it is reached by TLS, beside what wss says") @Default("false")
        UpstreamTlsConfig tls,

        @Inline CheckPaceConfig pace)
        implements CheckConfig {
    public WebsocketCheckConfig {
        CheckRules.url("websocket", websocket, List.of("ws", "wss"));
        if (tls.enabled() && "ws".equals(URI.create(websocket).getScheme())) {
            throw new IllegalArgumentException("tls: goes with wss");
        }
        if (!protocol.chars().allMatch(c -> c > ' ' && c < 0x7F && ",;=\"/".indexOf(c) < 0)) {
            throw new IllegalArgumentException("protocol: is no name of a subprotocol");
        }
    }
}
