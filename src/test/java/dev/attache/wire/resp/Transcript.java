package dev.attache.wire.resp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a scanner says of bytes that come cut at some places: as text, so that two runs are easily compared.
///
/// A scanner is only ever shown an array that ends where the bytes do, so one that reads on would fail.
final class Transcript {
    private final StringBuilder text = new StringBuilder();

    private Transcript() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String ofRequests(String stream, int... cuts) {
        return ofRequests(RespLimits.REDIS, true, bytes(stream), cuts);
    }

    /// Reads commands as a client's handler does: what is left of a read is shown again with the next one.
    static String ofRequests(RespLimits limits, boolean trusted, byte[] stream, int... cuts) {
        Transcript transcript = new Transcript();
        RequestScanner scanner = new RequestScanner(limits);
        int base = 0;
        for (int end : ends(stream, cuts)) {
            base = transcript.read(scanner, Arrays.copyOf(stream, end), base, trusted);
            if (base < 0) {
                return transcript.text.toString();
            }
        }
        return transcript.text.append("left ").append(stream.length - base).toString();
    }

    private int read(RequestScanner scanner, byte[] shown, int from, boolean trusted) {
        int base = from;
        while (true) {
            switch (scanner.scan(shown, base, shown.length, trusted)) {
                case COMMAND -> {
                    for (int i = 0; i < scanner.count(); i++) {
                        int start = base + scanner.start(i);
                        text.append(visible(shown, start, scanner.length(i))).append(' ');
                    }
                    text.append("| ");
                }
                case NOTHING -> text.append("nothing ").append(scanner.length()).append(" | ");
                case INLINE ->
                    text.append("inline ")
                            .append(visible(shown, base, scanner.length()))
                            .append(" | ");
                case FAULT -> {
                    text.append("fault ").append(scanner.faultText());
                    return -1;
                }
                case NEED_MORE -> {
                    return base;
                }
            }
            base += scanner.length();
            scanner.reset();
        }
    }

    static String ofFrames(String stream, int... cuts) {
        return ofFrames(RespLimits.REDIS, bytes(stream), cuts);
    }

    /// Reads one value after the other; says the first byte and the length of each.
    static String ofFrames(RespLimits limits, byte[] stream, int... cuts) {
        Transcript transcript = new Transcript();
        FrameScanner scanner = new FrameScanner(limits);
        int frameStart = 0;
        int from = 0;
        for (int end : ends(stream, cuts)) {
            byte[] shown = Arrays.copyOfRange(stream, from, end);
            int at = 0;
            while (at < shown.length) {
                at = scanner.scan(shown, at, shown.length);
                RespFault fault = scanner.fault();
                if (fault != null) {
                    return transcript.text.append("fault ").append(fault.text()).toString();
                }
                if (scanner.isComplete()) {
                    int length = from + at - frameStart;
                    transcript
                            .text
                            .append((char) scanner.firstType())
                            .append(length)
                            .append(' ');
                    frameStart = from + at;
                    scanner.reset();
                }
            }
            from = end;
        }
        return transcript
                .text
                .append("left ")
                .append(stream.length - frameStart)
                .toString();
    }

    private static int[] ends(byte[] stream, int... cuts) {
        int[] ends = Arrays.copyOf(cuts, cuts.length + 1);
        ends[cuts.length] = stream.length;
        return ends;
    }

    private static String visible(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }
}
