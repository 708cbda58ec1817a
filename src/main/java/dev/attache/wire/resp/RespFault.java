package dev.attache.wire.resp;

/// What a peer can get wrong in RESP framing, each with the words in which Redis says so.
///
/// After any of these the position in the stream is lost: tell the peer, then close.
public enum RespFault {
    INVALID_MULTIBULK_LENGTH("invalid multibulk length"),
    UNAUTHENTICATED_MULTIBULK_LENGTH("unauthenticated multibulk length"),
    TOO_BIG_MULTIBULK_COUNT("too big mbulk count string"),
    INVALID_BULK_LENGTH("invalid bulk length"),
    UNAUTHENTICATED_BULK_LENGTH("unauthenticated bulk length"),
    TOO_BIG_BULK_COUNT("too big bulk count string"),
    TOO_BIG_INLINE("too big inline request"),
    UNBALANCED_QUOTES("unbalanced quotes in request"),
    EXPECTED_DOLLAR("expected '$', got '"),
    MISSING_LINE_END("expected a line end after the bulk string"),
    UNKNOWN_TYPE("unknown type byte"),
    INVALID_NUMBER("invalid length"),
    TOO_LONG_LINE("too long line"),
    TOO_DEEP("too deep nesting"),
    PUSH_WITHIN("a push within a reply");

    private final String text;

    RespFault(String text) {
        this.text = text;
    }

    /// The words, without `ERR Protocol error: ` before them.
    public String text() {
        return text;
    }
}
