package dev.attache.wire.http;

/// What a peer can get wrong in HTTP/1.1 framing. After any of these the position in the stream is lost: tell the peer
/// where it is a client, then close.
public enum HttpFault {
    BAD_METHOD("the method is no token of 1 to 32 characters"),
    BAD_TARGET("the request target is none"),
    BAD_VERSION("the start line does not say HTTP/1.1"),
    UNSUPPORTED_VERSION("only HTTP/1.1 and HTTP/1.0 are spoken here"),
    BAD_STATUS("the status is no number from 100 to 599"),
    BAD_REASON("the reason phrase holds a control character"),
    BARE_CR("a CR without LF"),
    BARE_LF("an LF without CR"),
    BAD_NAME("a header line has no name, or one that is no token"),
    BAD_VALUE("a header value holds a control character"),
    FOLDED_LINE("a header line begins with white space"),
    HEAD_TOO_LARGE("the head is too large"),
    TOO_MANY_HEADERS("there are too many header lines"),
    TARGET_TOO_LONG("the request target is too long"),
    NO_HOST("the Host header is absent"),
    SEVERAL_HOSTS("the Host header comes twice"),
    BAD_HOST("the host is none"),
    BAD_LENGTH("Content-Length is no plain number"),
    SEVERAL_LENGTHS("Content-Length comes twice"),
    LENGTH_AND_CODING("both Content-Length and Transfer-Encoding"),
    BAD_CODING("Transfer-Encoding is not just chunked, or comes twice"),
    CODING_IN_1_0("Transfer-Encoding in HTTP/1.0"),
    BAD_CHUNK_SIZE("a chunk size is no plain hexadecimal number"),
    BAD_CHUNK_EXTENSION("a chunk extension is malformed or too long"),
    BAD_CHUNK_END("a chunk is longer or shorter than it says"),
    TRAILERS_TOO_LARGE("the trailers are too large");

    private final String text;

    HttpFault(String text) {
        this.text = text;
    }

    /// One clause for people.
    public String text() {
        return text;
    }
}
