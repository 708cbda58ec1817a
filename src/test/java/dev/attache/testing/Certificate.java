package dev.attache.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A certificate and its key, made by OpenSSL: for `localhost` and signing itself where nothing else is said.
///
/// @param cert file of the certificate, which is also what clients have to trust where it signs itself
/// @param key file of the key
public record Certificate(Path cert, Path key) {
    /// No certificate yet.
    public static final Certificate NONE = new Certificate(Path.of(""), Path.of(""));

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Makes one whose files begin with this name.
    public static Certificate make(Path folder, String name) throws IOException {
        return make(folder, name, "DNS:localhost");
    }

    /// Makes one for other names.
    ///
    /// @param names in the words of OpenSSL, such as `DNS:a.example,IP:127.0.0.1`
    /// @param more options of `openssl req`
    public static Certificate make(Path folder, String name, String names, String... more) throws IOException {
        return make(folder, name, names, List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"), more);
    }

    /// Makes one with a key of RSA.
    public static Certificate rsa(Path folder, String name) throws IOException {
        return make(folder, name, "DNS:localhost", List.of("-newkey", "rsa:2048"));
    }

    private static Certificate make(Path folder, String name, String names, List<String> key, String... more)
            throws IOException {
        Certificate made = of(folder, name);
        List<String> command = new ArrayList<>(List.of(
                Program.OPENSSL.path().toString(),
                "req",
                "-x509",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/O=" + name + "/CN=localhost",
                "-addext",
                "subjectAltName=" + names,
                "-keyout",
                made.key.toString(),
                "-out",
                made.cert.toString()));
        command.addAll(key);
        command.addAll(List.of(more));
        run(folder, command);
        return made;
    }

    /// Makes one that this one has signed.
    public Certificate sign(Path folder, String name, String names) throws IOException {
        return make(
                folder,
                name,
                names,
                "-CA",
                cert.toString(),
                "-CAkey",
                key.toString(),
                "-addext",
                "basicConstraints=critical,CA:FALSE");
    }

    /// Makes one that was valid for a day, long ago.
    public static Certificate expired(Path folder, String name) throws IOException {
        Certificate made = of(folder, name);
        String store = folder.resolve(name + ".p12").toString();
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        run(
                folder,
                words(keytool + " -genkeypair -alias a -keyalg EC -groupname secp256r1 -startdate -30d -validity 1"
                        + " -dname CN=localhost -ext SAN=dns:localhost,ip:127.0.0.1 -storetype PKCS12"
                        + " -storepass changeit -keystore " + store));
        String openssl = Program.OPENSSL.path() + " pkcs12 -passin pass:changeit -nodes -in " + store;
        run(folder, words(openssl + " -nocerts -out " + made.key));
        run(folder, words(openssl + " -nokeys -out " + made.cert));
        return made;
    }

    private static List<String> words(String command) {
        return List.of(command.split(" ", -1));
    }

    private static Certificate of(Path folder, String name) {
        return new Certificate(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
    }

    private static void run(Path folder, List<String> command) throws IOException {
        try (ChildProcess child = ChildProcess.start(folder, Map.of(), command)) {
            if (child.awaitExit(PATIENCE) != 0) {
                throw new IOException(command + ": " + child.output());
            }
        }
    }
}
