package dev.attache.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/// A program that a test needs on PATH, and the Debian package that brings it.
///
/// @param name file name of the executable
/// @param debianPackage what to install where it is missing
public record Program(String name, String debianPackage) {
    public static final Program REDIS_SERVER = new Program("redis-server", "redis-server");
    public static final Program REDIS_CLI = new Program("redis-cli", "redis-tools");
    public static final Program NUTCRACKER = new Program("nutcracker", "nutcracker");
    public static final Program NGINX = new Program("nginx", "nginx-light");
    public static final Program NODE = new Program("node", "nodejs");
    public static final Program PYTHON = new Program("python3", "python3");
    public static final Program CURL = new Program("curl", "curl");
    public static final Program H2LOAD = new Program("h2load", "nghttp2-client");
    public static final Program OPENSSL = new Program("openssl", "openssl");
    public static final Program SCRIPT = new Program("script", "bsdutils");
    public static final Program SETPRIV = new Program("setpriv", "util-linux");
    public static final Program UNSHARE = new Program("unshare", "util-linux");
    public static final Program PROMTOOL = new Program("promtool", "prometheus");

    /// Where the program is.
    ///
    /// @throws IllegalStateException saying what to install, so that a test fails and is never skipped in silence
    public Path path() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        return Arrays.stream(path.split(Pattern.quote(":"), -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        name + " is not on PATH; install the package that brings it, on Debian: apt-get install "
                                + debianPackage));
    }
}
