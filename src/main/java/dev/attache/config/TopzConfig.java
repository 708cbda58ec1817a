package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.Secret;
import java.time.Duration;

/// Process view: who runs beside attache, and what it takes.
@Doc("process view: who runs beside attache, and what it takes; in a pod that takes a shared process namespace")
@Kind("topz")
public record TopzConfig(
        @Doc("address of the pages") @Default("127.0.0.1:8087") @Listens
        Address listen,

        @Doc("certificate of that address; without one it speaks in the clear") @Default("{}")
        TlsConfig tls,

        @Doc("how old what is shown may be; nobody looks while nobody asks")
        @Default("2s")
        @Range(min = "100ms", max = "1h")
        Duration interval,

        @Doc("processes whose memory is measured in shares, which takes the kernel a while: the largest ones")
        @Default("200")
        @Range(min = "0", max = "10000")
        int measured,

        @Doc("processes that are shown and exposed as metrics, the first ones in the order asked for")
        @Default("500")
        @Range(min = "1", max = "10000")
        int shown,

        @Doc("bearer token that every page needs; without one, pages are for this machine only") @Default("")
        Secret token)
        implements RoleConfig {}
