package dev.attache.config;

/// How endpoints are told whose connection is passed on to them.
public enum ProxyProtocolVersion {
    /// Not at all.
    NONE,
    /// By a line of text.
    V1,
    /// In binary.
    V2
}
