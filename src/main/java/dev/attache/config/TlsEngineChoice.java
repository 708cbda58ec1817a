package dev.attache.config;

/// What does the work of TLS.
public enum TlsEngineChoice {
    /// BoringSSL where its library loads, else the JDK.
    AUTO,
    /// BoringSSL, or attache does not start.
    BORINGSSL,
    /// The JDK's own engine.
    JDK
}
