package dev.attache.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Databases that tell what they count of themselves.
final class MetricsDatabaseFlags {
    private static final String POSTGRES = "--postgres";
    private static final String MARIADB = "--mariadb";

    @Option(
            names = POSTGRES,
            paramLabel = "[USER@]HOST[:PORT]/NAME",
            description = "a PostgreSQL database, as in monitor@127.0.0.1/app; parameters of the driver may follow, as"
                    + " in ?sslmode=require; may come several times")
    private List<String> postgres = List.of();

    @Option(names = "--postgres-password-file", paramLabel = "PATH", description = "holds the password")
    private @Nullable String postgresPasswordFile;

    @Option(names = "--postgres-password-env", paramLabel = "NAME", description = "variable that holds it")
    private @Nullable String postgresPasswordEnv;

    @Option(
            names = MARIADB,
            paramLabel = "[USER@]HOST[:PORT]",
            description = "a MariaDB or MySQL server, likewise; may come several times")
    private List<String> mariadb = List.of();

    @Option(names = "--mariadb-password-file", paramLabel = "PATH", description = "holds the password")
    private @Nullable String mariadbPasswordFile;

    @Option(names = "--mariadb-password-env", paramLabel = "NAME", description = "variable that holds it")
    private @Nullable String mariadbPasswordEnv;

    void addTo(FlagText text) {
        for (int i = 0; i < postgres.size(); i++) {
            String source = source(text, POSTGRES, "postgresql", 5432, postgres, i);
            text.putPassword(POSTGRES + "-password", source + "password", postgresPasswordFile, postgresPasswordEnv);
        }
        for (int i = 0; i < mariadb.size(); i++) {
            String source = source(text, MARIADB, "mariadb", 3306, mariadb, i);
            text.putPassword(MARIADB + "-password", source + "password", mariadbPasswordFile, mariadbPasswordEnv);
        }
    }

    private static String source(FlagText text, String flag, String driver, int port, List<String> all, int index) {
        Login login = Login.parse(all.get(index));
        String source = MetricsFlags.source(text, flag, flag.substring(2), "jdbc", index);
        if (!login.refusePassword(text, flag, flag)) {
            text.put(flag, source + "url", "jdbc:" + driver + "://" + login.placeWithPort(port) + "/" + login.path());
        }
        text.put(flag, source + "user", login.user().isEmpty() ? null : login.user());
        MetricsFlags.instance(text, source, all);
        return source;
    }
}
