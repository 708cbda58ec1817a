package dev.attache.config;

import dev.attache.base.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a receiver of logs by HTTP is spoken to, whatever it is.
@Doc("how a receiver by HTTP is spoken to")
public record HttpSendingConfig(
        @Doc("headers that every request has; best as {file: PATH} or {env: NAME}") @Default("{}")
        Map<String, Secret> headers,

        @Doc("user and password of HTTP Basic") @Default("{}")
        CredentialsConfig credentials,

        @Doc("how an https address is reached") @Default("true")
        UpstreamTlsConfig tls,

        @Doc("batches, time-outs, tries, and what is refused for good") @Default("{}")
        DeliveryConfig delivery) {

    public HttpSendingConfig {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        headers.forEach((name, value) -> {
            if (!HeaderEditConfig.isToken(name)) {
                throw new IllegalArgumentException("headers: holds what no name of a header does");
            }
            if (value.reveal().chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
                throw new IllegalArgumentException("headers: the value of " + name + " holds what no header does");
            }
        });
    }
}
