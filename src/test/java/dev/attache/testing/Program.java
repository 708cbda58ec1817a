package dev.attache.testing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A program that a test needs on PATH, and the Debian package that brings it.
///
/// @param name file name of the executable
/// @param debianPackage what to install where it is missing
/// @param image a container image that holds it in its own PATH, for servers; empty where the program must be on PATH
public record Program(String name, String debianPackage, String image) {
    public static final Program REDIS_SERVER = new Program("redis-server", "redis-server", "redis:7.0.15");
    public static final Program REDIS_CLI = new Program("redis-cli", "redis-tools");
    public static final Program NUTCRACKER = new Program("nutcracker", "nutcracker");
    public static final Program NGINX = new Program("nginx", "nginx-light", "nginx:1.22.1");
    public static final Program NODE = new Program("node", "nodejs", "node:18.20.4");
    public static final Program PYTHON = new Program("python3", "python3");
    public static final Program CURL = new Program("curl", "curl");
    public static final Program H2LOAD = new Program("h2load", "nghttp2-client");
    public static final Program OPENSSL = new Program("openssl", "openssl");
    public static final Program SCRIPT = new Program("script", "bsdutils");
    public static final Program SETPRIV = new Program("setpriv", "util-linux");
    public static final Program PRLIMIT = new Program("prlimit", "util-linux");
    public static final Program MKFIFO = new Program("mkfifo", "coreutils");
    public static final Program UNSHARE = new Program("unshare", "util-linux");
    public static final Program MEMCACHED = new Program("memcached", "memcached", "memcached:1.6.18");
    public static final Program REDIS_EXPORTER = new Program("prometheus-redis-exporter", "prometheus-redis-exporter");
    public static final Program PROMETHEUS = new Program("prometheus", "prometheus");
    public static final Program POSTGRES = new Program("postgres", "postgresql");
    public static final Program INITDB = new Program("initdb", "postgresql");
    public static final Program POSTGRES_EXPORTER =
            new Program("prometheus-postgres-exporter", "prometheus-postgres-exporter");
    public static final Program MARIADBD = new Program("mariadbd", "mariadb-server-core");
    public static final Program MARIADB_INSTALL_DB = new Program("mariadb-install-db", "mariadb-server-core");
    public static final Program MYSQLD_EXPORTER =
            new Program("prometheus-mysqld-exporter", "prometheus-mysqld-exporter");
    public static final Program RSYSLOGD = new Program("rsyslogd", "rsyslog");
    public static final Program PROMTOOL = new Program("promtool", "prometheus");

    /// One that has to be on PATH.
    public Program(String name, String debianPackage) {
        this(name, debianPackage, "");
    }

    /// Where the program is.
    ///
    /// @throws IllegalStateException saying what to install, so that a test fails and is never skipped in silence
    public Path path() {
        return find().orElseThrow(() -> new IllegalStateException(whatToInstall()));
    }

    boolean isOnPath() {
        return find().isPresent();
    }

    private Optional<Path> find() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin" + postgresFolders();
        return Arrays.stream(path.split(Pattern.quote(":"), -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Where Debian keeps the servers of PostgreSQL, of which there may be several releases.
    private static String postgresFolders() {
        StringBuilder folders = new StringBuilder();
        try (DirectoryStream<Path> releases = Files.newDirectoryStream(Path.of("/usr/lib/postgresql"))) {
            releases.forEach(each -> folders.append(':').append(each).append("/bin"));
        } catch (IOException _) {
            // Not installed, or not as Debian does it.
        }
        return folders.toString();
    }

    String whatToInstall() {
        return name + " is not on PATH; install the package that brings it, on Debian: apt-get install "
                + debianPackage;
    }

    /// The command line that runs it with these arguments.
    public List<String> commandWith(List<String> arguments) {
        return Stream.concat(Stream.of(path().toString()), arguments.stream()).toList();
    }
}
