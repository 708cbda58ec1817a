package dev.attache.config;

/// What a health shim looks at: the first key of each kind says which it is.
public sealed interface CheckConfig
        permits TcpCheckConfig,
                HttpCheckConfig,
                RedisCheckConfig,
                MemcachedCheckConfig,
                GrpcCheckConfig,
                WebsocketCheckConfig,
                DnsCheckConfig,
                EndpointCheckConfig,
                FileCheckConfig,
                DiskCheckConfig,
                ProcessCheckConfig,
                ExecCheckConfig,
                TlsCheckConfig,
                LogCheckConfig,
                SqlCheckConfig {
    /// How often, and how many answers make a verdict.
    CheckPaceConfig pace();
}
