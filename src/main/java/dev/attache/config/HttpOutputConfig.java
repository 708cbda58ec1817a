package dev.attache.config;

/// Any server that takes records by POST.
@Doc("any server that takes records by POST")
public record HttpOutputConfig(
        @Doc("where to, as in https://logs.example/ingest") @Shorthand @Default("")
        String url,

        @Doc("form of the records") @Default("ndjson") LogOutputConfig.Encoding encode,

        @Doc("what a body is: lines, one record a line, or array, one JSON array") @Default("lines")
        Body body,

        @Doc("whether bodies are compressed") @Default("false")
        boolean gzip,

        @Inline HttpSendingConfig sending)
        implements HttpReceiver {

    public HttpOutputConfig {
        WebAddress.checkReceiver("url", url);
        boolean json = encode != LogOutputConfig.Encoding.RAW && encode != LogOutputConfig.Encoding.LOGFMT;
        if (body == Body.ARRAY && !json) {
            throw new IllegalArgumentException("body: an array holds JSON, which raw and logfmt are not");
        }
    }

    /// What a body is.
    public enum Body {
        LINES,
        ARRAY
    }
}
