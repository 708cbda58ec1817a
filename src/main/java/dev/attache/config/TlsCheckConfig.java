package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.Secret;
import java.time.Duration;

/// A server whose certificate is good, and stays so for a while.
@Doc("a server whose certificate is good, and stays so for a while")
public record TlsCheckConfig(
        @Doc("where it speaks TLS from the first byte on") Address tls,

        @Doc("how long its certificates have to be valid yet, those of its authorities included as far as it shows"
                + " them")
        @Default("168h")
        @Range(min = "0", max = "8760h")
        Duration expires,

        @Doc("name that the certificate is for, and that is asked for (SNI); the host where it is absent") @Default("")
        String serverName,

        @Doc("authorities in PEM that sign it; those of the JVM where none are given") @Default("")
        Secret ca,

        @Doc("whether it is checked by whom it is signed and for what name; its dates always are") @Default("true")
        boolean verify,

        @Inline CheckPaceConfig pace)
        implements CheckConfig {
    public TlsCheckConfig {
        CheckRules.namePort("tls", tls);
        Pem.checkAuthorities("ca", ca);
    }
}
