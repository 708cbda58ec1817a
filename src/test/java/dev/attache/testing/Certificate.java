package dev.attache.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A certificate for `localhost` that signs itself, and its key, made by OpenSSL.
///
/// @param cert file of the certificate, which is also what clients have to trust
/// @param key file of the key
public record Certificate(Path cert, Path key) {

    /// No certificate yet.
    public static final Certificate NONE = new Certificate(Path.of(""), Path.of(""));

    /// Makes one whose files begin with this name.
    public static Certificate make(Path folder, String name) throws IOException {
        Certificate made = new Certificate(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
        List<String> command = List.of(
                Program.OPENSSL.path().toString(),
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/O=" + name + "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                made.key.toString(),
                "-out",
                made.cert.toString());
        try (ChildProcess openssl = ChildProcess.start(folder, Map.of(), command)) {
            if (openssl.awaitExit(Duration.ofSeconds(20)) != 0) {
                throw new IOException(openssl.output());
            }
        }
        return made;
    }
}
