package dev.attache.config;

/// Answers of a health shim by gRPC.
///
/// @param listen an address; empty where nothing is answered
@Doc("answers by grpc.health.v1, Check and Watch: the empty service is readiness, live, ready and startup are the"
        + " endpoints, other names those of checks")
public record GrpcFaceConfig(
        @Doc("address where it is answered; empty answers nowhere") @Shorthand @Default("")
        String listen,

        @Doc("certificate of the listener; without one it speaks in the clear") @Default("{}")
        TlsConfig tls) {
    public GrpcFaceConfig {
        CheckRules.listen(listen);
        if (tls.isOn() && listen.isEmpty()) {
            throw new IllegalArgumentException("tls: needs a listen beside it");
        }
    }
}
