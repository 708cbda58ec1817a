package dev.attache.wire.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Against another implementation of HPACK: what either writes the other reads.
final class HpackPeersTest {
    private static final String[] NAMES = {
        "accept", "cookie", "content-length", "user-agent", "x-request-id", "grpc-status", "te", "date", "x", "etag"
    };

    private static List<String[]> randomFields(Random random) {
        List<String[]> fields = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            StringBuilder value = new StringBuilder();
            for (int c = random.nextInt(4) == 0 ? random.nextInt(600) : random.nextInt(12); c > 0; c--) {
                value.append((char) (random.nextInt(10) == 0 ? 0x80 + random.nextInt(0x80) : '!' + random.nextInt(94)));
            }
            fields.add(new String[] {NAMES[random.nextInt(NAMES.length)], value.toString()});
        }
        return fields;
    }

    private static List<String> texts(List<String[]> fields) {
        return fields.stream().map(each -> each[0] + ": " + each[1]).toList();
    }

    @Test
    void whatAnotherEncoderWritesIsRead() throws Http2Exception {
        Random random = new Random(7541);
        for (int connection = 0; connection < 50; connection++) {
            var encoder = new DefaultHttp2HeadersEncoder((name, _) -> name.length() == 4, false, 16, 1);
            HpackDecoder decoder = new HpackDecoder(new GrowingBytes());
            for (int i = 0; i < 60; i++) {
                List<String[]> fields = randomFields(random);
                Http2Headers headers = new DefaultHttp2Headers(false);
                fields.forEach(each -> headers.add(each[0], each[1]));
                ByteBuf block = Unpooled.buffer();
                encoder.encodeHeaders(1, headers, block);
                assertThat(Hex.fields(decoder, ByteBufUtil.getBytes(block)))
                        .containsExactlyInAnyOrderElementsOf(texts(fields));
            }
        }
    }

    @Test
    void whatIsWrittenAnotherDecoderReads() throws Http2Exception {
        Random random = new Random(9113);
        var decoder = new DefaultHttp2HeadersDecoder(false);
        for (int i = 0; i < 2_000; i++) {
            List<String[]> fields = randomFields(random);
            GrowingBytes block = new GrowingBytes();
            if (i == 0) {
                HpackEncoder.noTable(block);
            }
            HpackEncoder.status(100 + random.nextInt(500), block);
            for (String[] each : fields) {
                byte[] name = each[0].getBytes(StandardCharsets.US_ASCII);
                byte[] value = each[1].getBytes(StandardCharsets.ISO_8859_1);
                HpackEncoder.field(name, 0, name.length, value, 0, value.length, block);
            }
            Http2Headers read = decoder.decodeHeaders(1, Unpooled.wrappedBuffer(block.array(), 0, block.length()));
            List<String> texts = new ArrayList<>();
            for (Map.Entry<CharSequence, CharSequence> each : read) {
                texts.add(each.getKey() + ": " + each.getValue());
            }
            assertThat(texts.removeFirst()).startsWith(":status: ");
            assertThat(texts).containsExactlyInAnyOrderElementsOf(texts(fields));
        }
    }
}
