package dev.attache.wire.http2;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.attache.base.GrowingBytes;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What peers send as header blocks, two in a row on one connection: read as another decoder reads them, or refused.
final class HpackFuzz {
    @FuzzTest
    void blocksAreReadAsAnotherReadsThem(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int cut = 1 + Byte.toUnsignedInt(input[0]) * (input.length - 1) / 256;
        HpackDecoder own = new HpackDecoder(new GrowingBytes());
        var other = new DefaultHttp2HeadersDecoder(false, 1 << 20);
        for (byte[] block : List.of(Arrays.copyOfRange(input, 1, cut), Arrays.copyOfRange(input, cut, input.length))) {
            List<String> fields = Hex.fields(own, block);
            List<String> expected = read(other, block);
            if (fields.equals(Hex.MALFORMED) || expected.equals(Hex.MALFORMED)) {
                if (!expected.equals(Hex.MALFORMED) && !isStricterHere(block)) {
                    throw new AssertionError("refused, but another reads " + expected);
                }
                return;
            }
            if (!fields.stream()
                    .sorted()
                    .toList()
                    .equals(expected.stream().sorted().toList())) {
                throw new AssertionError(fields + " but another reads " + expected);
            }
        }
    }

    /// Integers of more bytes than any that makes sense are refused here, as are tables bounded anew where another is
    /// lenient.
    private static boolean isStricterHere(byte[] block) {
        for (byte b : block) {
            if ((b & 0xE0) == 0x20 || b == (byte) 0x80 || b == (byte) 0xFF) {
                return true;
            }
        }
        return false;
    }

    private static List<String> read(DefaultHttp2HeadersDecoder decoder, byte[] block) {
        try {
            Http2Headers headers = decoder.decodeHeaders(1, Unpooled.wrappedBuffer(block));
            List<String> fields = new ArrayList<>();
            for (Map.Entry<CharSequence, CharSequence> each : headers) {
                fields.add(each.getKey() + ": " + each.getValue());
            }
            return fields;
        } catch (Http2Exception | IllegalArgumentException refused) {
            return Hex.MALFORMED;
        }
    }
}
