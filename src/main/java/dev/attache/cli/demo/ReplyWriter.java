package dev.attache.cli.demo;

import dev.attache.base.GrowingBytes;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes replies in the protocol version that the client asked for.
final class ReplyWriter {
    private final GrowingBytes out;
    private int protocol = 2;

    ReplyWriter(GrowingBytes out) {
        this.out = out;
    }

    int protocol() {
        return protocol;
    }

    void useProtocol(int version) {
        protocol = version;
    }

    void status(String text) {
        out.append("+" + text + "\r\n");
    }

    void error(String text) {
        out.append("-" + text.replace('\r', ' ').replace('\n', ' ') + "\r\n");
    }

    void integer(long value) {
        head(':', value);
    }

    void yesNo(boolean yes) {
        integer(yes ? 1 : 0);
    }

    void bulk(@Nullable String text) {
        if (text == null) {
            out.append(protocol == 3 ? "_\r\n" : "$-1\r\n");
        } else {
            head('$', text.length());
            out.append(text);
            out.append("\r\n");
        }
    }

    void arrayOf(int size) {
        head('*', size);
    }

    void array(Collection<String> texts) {
        arrayOf(texts.size());
        texts.forEach(this::bulk);
    }

    void set(Collection<String> texts) {
        head(protocol == 3 ? '~' : '*', texts.size());
        texts.forEach(this::bulk);
    }

    void map(Map<String, String> pairs) {
        mapOf(pairs.size());
        pairs.forEach((name, value) -> {
            bulk(name);
            bulk(value);
        });
    }

    /// The head of a map whose names and values follow in turn.
    void mapOf(int size) {
        head(protocol == 3 ? '%' : '*', protocol == 3 ? size : 2L * size);
    }

    private void head(char type, long number) {
        out.append(type);
        out.appendDecimal(number);
        out.append("\r\n");
    }
}
