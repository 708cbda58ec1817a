package dev.attache.config;

import java.util.List;

/// What lines look like: a format that has a name, or a pattern of one's own.
@Doc("what lines look like: the name of a format, or a section with one's own pattern")
public record LogFormatConfig(
        @Doc("a format by its name; auto finds out for each file") @Shorthand @Default("auto")
        LogFormatName name,

        @Doc("RE2 pattern that a whole line matches; its named groups, (?P<name>...), become fields, those called time,"
                + " level and message what they say")
        @Default("")
        String regex,

        @Doc("grok pattern that a line matches somewhere, as in %{SYSLOGBASE} %{GREEDYDATA:message}") @Default("")
        String grok,

        @Doc("files of grok patterns, a NAME and a pattern on each line; they come before those that attache has")
        @Default("[]")
        List<String> patterns,

        @Doc("names of the columns of csv; the first line of each file where there are none") @Default("[]")
        List<String> columns,

        @Doc("what stands between two columns of csv: one character") @Default(",")
        String separator,

        @Doc("what a container wrote, within the lines of cri and docker") @Default("auto")
        LogFormatName content) {

    public LogFormatConfig {
        patterns = List.copyOf(patterns);
        columns = List.copyOf(columns);
        if (!regex.isEmpty()) {
            Regexes.check("regex", regex);
        }
        if ((regex.isEmpty() ? 0 : 1) + (grok.isEmpty() ? 0 : 1) + (name == LogFormatName.AUTO ? 0 : 1) > 1) {
            throw new IllegalArgumentException("says several formats: it is one of name, regex and grok");
        }
        if (separator.length() != 1 || separator.charAt(0) >= 0x7f || separator.equals("\"")) {
            throw new IllegalArgumentException("separator: is one character of ASCII, and no quote");
        }
    }

    /// The same under this name, where it has none of its own and no pattern.
    public LogFormatConfig named(LogFormatName other) {
        return new LogFormatConfig(other, regex, grok, patterns, columns, separator, content);
    }

    /// What lines look like.
    public enum LogFormatName {
        /// Whatever most of the first lines of a file are.
        AUTO,
        RAW,
        JSON,
        LOGFMT,
        CLF,
        COMBINED,
        NGINX_ERROR,
        APACHE_ERROR,
        SYSLOG,
        KLOG,
        JAVA,
        PYTHON,
        GO,
        RUBY,
        REDIS,
        POSTGRES,
        POSTGRES_CSV,
        CEF,
        CSV,
        /// Lines of containerd and CRI-O, around what the container wrote.
        CRI,
        /// Lines of Docker's json-file driver, around what the container wrote.
        DOCKER
    }
}
