package dev.attache.wire.http2;

import java.nio.charset.StandardCharsets;

/// The fields that every header block may refer to (RFC 7541, Appendix A).
final class StaticTable {
    static final int SIZE = 61;

    private static final String TEXT = """
        :authority
        :method GET
        :method POST
        :path /
        :path /index.html
        :scheme http
        :scheme https
        :status 200
        :status 204
        :status 206
        :status 304
        :status 400
        :status 404
        :status 500
        accept-charset
        accept-encoding gzip, deflate
        accept-language
        accept-ranges
        accept
        access-control-allow-origin
        age
        allow
        authorization
        cache-control
        content-disposition
        content-encoding
        content-language
        content-length
        content-location
        content-range
        content-type
        cookie
        date
        etag
        expect
        expires
        from
        host
        if-match
        if-modified-since
        if-none-match
        if-range
        if-unmodified-since
        last-modified
        link
        location
        max-forwards
        proxy-authenticate
        proxy-authorization
        range
        referer
        refresh
        retry-after
        server
        set-cookie
        strict-transport-security
        transfer-encoding
        user-agent
        vary
        via
        www-authenticate
        """;

    private static final byte[][] NAMES = new byte[SIZE + 1][];
    private static final byte[][] VALUES = new byte[SIZE + 1][];
    private static final int[] IDS = new int[SIZE + 1];

    static {
        String[] lines = TEXT.split("\n");
        String before = "";
        for (int i = 1; i <= SIZE; i++) {
            String line = lines[i - 1];
            int blank = line.indexOf(' ');
            String name = blank < 0 ? line : line.substring(0, blank);
            NAMES[i] = name.getBytes(StandardCharsets.US_ASCII);
            VALUES[i] = (blank < 0 ? "" : line.substring(blank + 1)).getBytes(StandardCharsets.US_ASCII);
            IDS[i] = name.equals(before) ? IDS[i - 1] : i;
            before = name;
        }
    }

    private StaticTable() {}

    /// @param index 1 to 61
    static byte[] name(int index) {
        return NAMES[index];
    }

    static byte[] value(int index) {
        return VALUES[index];
    }

    /// Number of the name at this index, see [FieldName].
    static int id(int index) {
        return IDS[index];
    }
}
