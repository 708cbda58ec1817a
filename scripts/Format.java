import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Formats the sources in place, or only checks them where the environment says `CI`.
///
/// The build runs it under the JDK of the toolchain, because the formatter reads sources with that JDK's own parser and
/// Maven may run on an older one. Arguments: a file whose age tells which sources are new since, then source folders.
final class Format {
    private static final boolean CHECK_ONLY =
            System.getenv().getOrDefault("CI", "").equals("true");

    /// The formatter gives an annotation a line of its own where no modifier precedes it; this one belongs to a type.
    private static final Pattern NULLABLE_ON_ITS_OWN_LINE = Pattern.compile("@Nullable\\R\\s+");

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());
    private final List<Path> unformatted = new ArrayList<>();

    private Format() {}

    public static void main(String[] arguments) throws IOException {
        Path stamp = Path.of(arguments[0]);
        FileTime since =
                CHECK_ONLY || Files.notExists(stamp) ? FileTime.fromMillis(0) : Files.getLastModifiedTime(stamp);
        Instant now = Instant.now();
        Format format = new Format();
        for (String folder : List.of(arguments).subList(1, arguments.length)) {
            for (Path source : sourcesIn(Path.of(folder), since)) {
                format.one(source);
            }
        }
        if (!format.unformatted.isEmpty()) {
            format.unformatted.forEach(source -> System.err.println(source + ": not formatted"));
            System.err.println("Run ./mvnw process-sources and commit what it changes.");
            System.exit(1);
        }
        Files.writeString(stamp, "");
        Files.setLastModifiedTime(stamp, FileTime.from(now));
    }

    private static List<Path> sourcesIn(Path folder, FileTime since) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        List<Path> newer = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                if (Files.getLastModifiedTime(each).compareTo(since) > 0) {
                    newer.add(each);
                }
            }
        }
        return newer;
    }

    private void one(Path source) throws IOException {
        String before = Files.readString(source);
        String after;
        try {
            after = NULLABLE_ON_ITS_OWN_LINE
                    .matcher(formatter.formatSourceAndFixImports(before))
                    .replaceAll("@Nullable ");
        } catch (FormatterException malformed) {
            System.err.println(source + ":" + malformed.getMessage() + " (left as it is)");
            return;
        }
        if (after.equals(before)) {
            return;
        }
        if (CHECK_ONLY) {
            unformatted.add(source);
        } else {
            Files.writeString(source, after);
        }
    }
}
