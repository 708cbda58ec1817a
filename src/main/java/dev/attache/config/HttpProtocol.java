package dev.attache.config;

/// The version of HTTP that an endpoint is spoken to in.
public enum HttpProtocol {
    HTTP1,
    HTTP2
}
