package dev.attache.balance;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// As much of RESP as the oracle needs.
final class RespLines {
    private RespLines() {}

    /// Reads up to the end of the line.
    static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each != '\r'; each = in.read()) {
            if (each < 0) {
                throw new EOFException("connection closed within a line: " + line);
            }
            line.append((char) each);
        }
        in.skipNBytes(1);
        return line.toString();
    }

    static int readNumber(InputStream in) throws IOException {
        return Integer.parseInt(readLine(in));
    }
}
