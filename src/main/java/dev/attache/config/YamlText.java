package dev.attache.config;

import dev.attache.base.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// From bytes to YAML nodes that know their places; constructs no objects.
final class YamlText {
    /// The largest file that is read.
    static final ByteSize SIZE_MAX = ByteSize.ofMiB(1);

    private YamlText() {}

    /// Reads a file whole; it may be a pipe.
    ///
    /// @throws YamlRefusal where it is missing, unreadable, no file or too large
    static byte[] read(Path file) {
        if (Files.isDirectory(file)) {
            throw wholeFile("is a directory, not a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) SIZE_MAX.bytes() + 1);
            if (bytes.length > SIZE_MAX.bytes()) {
                throw new YamlRefusal(Place.WHOLE_FILE, "is too large", "at most " + SIZE_MAX);
            }
            return bytes;
        } catch (NoSuchFileException _) {
            throw wholeFile("there is no such file");
        } catch (AccessDeniedException _) {
            throw wholeFile("may not be read by this user");
        } catch (IOException failure) {
            throw wholeFile("cannot be read: " + failure.getMessage());
        }
    }

    /// The one document of a file.
    ///
    /// @throws YamlRefusal where the bytes are not UTF-8 or not one YAML document within the bounds of [YamlGuard]
    static Node compose(byte[] bytes) {
        String text = decode(bytes);
        LoaderOptions unbounded = new LoaderOptions();
        unbounded.setNestingDepthLimit(Integer.MAX_VALUE);
        unbounded.setMaxAliasesForCollections(Integer.MAX_VALUE);
        try {
            YamlGuard guard = new YamlGuard(new ParserImpl(new StreamReader(text), unbounded));
            Node root = new Composer(guard, new Resolver(), unbounded).getSingleNode();
            if (root == null) {
                throw new YamlRefusal(Place.START, "the file is empty", "at least 'roles:'");
            }
            return root;
        } catch (MarkedYAMLException malformed) {
            throw YamlFaults.explain(malformed, text);
        } catch (ReaderException unprintable) {
            throw new YamlRefusal(
                    placeOf(text, unprintable.getPosition()),
                    "holds a character that YAML does not allow",
                    "printable text");
        }
    }

    private static String decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw new YamlRefusal(placeOf(text, text.length()), "holds bytes that are not UTF-8", "UTF-8 text");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Place placeOf(String text, int index) {
        int line = 1;
        int start = 0;
        int end = Math.min(index, text.length());
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new Place(line, text.codePointCount(start, end) + 1);
    }

    private static YamlRefusal wholeFile(String what) {
        return new YamlRefusal(Place.WHOLE_FILE, what, "");
    }
}
