package dev.attache.wire.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What the scanners make of a stream that comes in pieces, as text: the same text wherever the pieces were cut.
final class Transcript {
    private Transcript() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// @param cuts how many bytes have come when the scanner is asked; it is asked once more when all have
    static String ofRequest(HttpLimits limits, byte[] stream, int... cuts) {
        RequestScanner scanner = new RequestScanner(limits);
        scanner.reset();
        Outcome outcome = Outcome.NEED_MORE;
        byte[] window = new byte[stream.length];
        for (int i = 0; i <= cuts.length && outcome == Outcome.NEED_MORE; i++) {
            int available = i == cuts.length ? stream.length : cuts[i];
            System.arraycopy(stream, 0, window, 0, available);
            outcome = scanner.scan(window, available);
        }
        return switch (outcome) {
            case NEED_MORE -> "more";
            case FAULT -> scanner.fault().name();
            case HEAD -> told(scanner, window);
        };
    }

    private static String told(RequestScanner scanner, byte[] bytes) {
        StringBuilder told = new StringBuilder();
        RequestTarget target = scanner.target();
        told.append(scanner.method()).append(' ').append(text(bytes, target.pathStart(), target.pathEnd()));
        if (target.queryStart() < target.end()) {
            told.append(" query=").append(text(bytes, target.queryStart(), target.end()));
        }
        if (target.hasAuthority()) {
            told.append(" authority=").append(text(bytes, target.authorityStart(), target.authorityEnd()));
        }
        told.append(scanner.isHttp11() ? " 1.1" : " 1.0").append(scanner.endsConnection() ? " ends" : "");
        appendFacts(told, scanner.facts(), scanner.headers());
        return told.append(" /").append(scanner.length()).toString();
    }

    static String ofResponse(HttpLimits limits, byte[] stream, int... cuts) {
        ResponseScanner scanner = new ResponseScanner(limits);
        scanner.reset();
        Outcome outcome = Outcome.NEED_MORE;
        byte[] window = new byte[stream.length];
        for (int i = 0; i <= cuts.length && outcome == Outcome.NEED_MORE; i++) {
            int available = i == cuts.length ? stream.length : cuts[i];
            System.arraycopy(stream, 0, window, 0, available);
            outcome = scanner.scan(window, available);
        }
        return switch (outcome) {
            case NEED_MORE -> "more";
            case FAULT -> scanner.fault().name();
            case HEAD -> told(scanner, window);
        };
    }

    private static String told(ResponseScanner scanner, byte[] bytes) {
        StringBuilder told = new StringBuilder();
        told.append(scanner.status()).append(' ');
        told.append(text(bytes, scanner.statusStart(), scanner.startLineEnd()).strip());
        told.append(scanner.isHttp11() ? " 1.1" : " 1.0").append(scanner.endsConnection() ? " ends" : "");
        appendFacts(told, scanner.facts(), scanner.headers());
        return told.append(" /").append(scanner.length()).toString();
    }

    private static void appendFacts(StringBuilder told, HeadFacts facts, HeaderLines lines) {
        told.append(facts.isChunked() ? " chunked" : "");
        told.append(facts.contentLength() >= 0 ? " length=" + facts.contentLength() : "");
        told.append(facts.wantsUpgrade() ? " upgrade" : "");
        appendLines(told, lines);
    }

    private static void appendLines(StringBuilder told, HeaderLines lines) {
        for (int i = 0; i < lines.count(); i++) {
            told.append(" [").append(text(lines.bytes(), lines.lineStart(i), lines.nameEnd(i)));
            told.append('=')
                    .append(text(lines.bytes(), lines.valueStart(i), lines.valueEnd(i)))
                    .append(']');
            String line = text(lines.bytes(), lines.lineStart(i), lines.lineEnd(i));
            if (!line.endsWith("\r\n") || line.indexOf('\n') != line.length() - 1) {
                throw new AssertionError("line " + i + " is '" + line + "'");
            }
        }
    }

    /// @param lengths bytes of each piece but the last, which is the rest
    static String ofBody(BodyScanner scanner, byte[] stream, int... lengths) {
        StringBuilder told = new StringBuilder();
        int from = 0;
        for (int i = 0; i <= lengths.length; i++) {
            int to = i == lengths.length ? stream.length : Math.min(stream.length, from + lengths[i]);
            ByteBuf piece = Unpooled.copiedBuffer(Arrays.copyOfRange(stream, from, to));
            from = to;
            BodyScanner.Step step = scanner.next(piece);
            while (step == BodyScanner.Step.DATA) {
                int length = scanner.dataLength();
                if (length < 1) {
                    throw new AssertionError("data of " + length + " bytes");
                }
                told.append(piece.readCharSequence(length, StandardCharsets.ISO_8859_1));
                step = scanner.next(piece);
            }
            if (step == BodyScanner.Step.FAULT) {
                return told.append(" !").append(scanner.fault()).toString();
            }
            if (step == BodyScanner.Step.END) {
                told.append(" end");
                appendLines(told, scanner.trailers());
                return told.append(" left=")
                        .append(piece.readableBytes() + stream.length - from)
                        .toString();
            }
        }
        return told.append(" more").toString();
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
