package dev.attache.config;

/// Where records go: just one of the kinds of receiver, or a bare `stdout`.
///
/// @param bare the bare word
@Doc("where records go: just one of stdout and file, or a bare stdout")
public record LogOutputConfig(
        @Doc("stdout: standard output, as ndjson") @Shorthand @Default("keyed")
        Bare bare,

        @Doc("standard output") @Default("{}") StdoutConfig stdout,

        @Doc("the end of a file") @Default("{}") FileOutputConfig file) {

    /// Standard output, as ndjson.
    static final LogOutputConfig STANDARD = new LogOutputConfig(
            Bare.STDOUT, new StdoutConfig(Encoding.UNSET), new FileOutputConfig("", Encoding.NDJSON));

    public LogOutputConfig {
        int given = (bare == Bare.STDOUT ? 1 : 0)
                + (stdout.encode() == Encoding.UNSET ? 0 : 1)
                + (file.path().isEmpty() ? 0 : 1);
        if (given != 1) {
            throw new IllegalArgumentException((given == 0 ? "names no receiver" : "names several receivers")
                    + ": an output is one of stdout and file");
        }
    }

    /// In what form records are written.
    public enum Encoding {
        /// The section is absent.
        UNSET,
        NDJSON,
        RAW,
        ECS,
        LOGFMT,
        GELF
    }

    /// What needs no settings.
    public enum Bare {
        /// By the section that is given.
        KEYED,
        STDOUT
    }

    /// Standard output.
    @Doc("standard output")
    public record StdoutConfig(
            @Doc("form of the records: ndjson, one flat JSON object a line; raw, the line as it was read;"
                    + " ecs, logfmt or gelf")
            @Default("unset")
            Encoding encode) {}

    /// The end of a file.
    @Doc("the end of a file")
    public record FileOutputConfig(
            @Doc("the file; made where it is absent") @Shorthand @Default("")
            String path,

            @Doc("form of the records") @Default("ndjson") Encoding encode) {}
}
