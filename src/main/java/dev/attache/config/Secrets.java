package dev.attache.config;

import dev.attache.base.ByteSize;
import dev.attache.base.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Reads secrets: bare text, `{file: PATH}` or `{env: NAME}`. No message quotes one.
///
/// A path that is not absolute starts at the folder of the configuration file. One line end at the end of the file is
/// left off, since editors put it there.
final class Secrets {
    static final ByteSize SIZE_MAX = ByteSize.ofKiB(64);

    private static final String FILE = "file";
    private static final String ENV = "env";
    private static final String EXPECTED = new Shape.Hidden().form();

    private final Mistakes mistakes;
    private final Values values;
    private final Path folder;
    private final Map<String, String> environment;
    private final Map<Path, FileStamp> seen;

    /// @param seen takes each file that is read, with how it was just before
    Secrets(Mistakes mistakes, Values values, Path folder, Map<String, String> environment, Map<Path, FileStamp> seen) {
        this.mistakes = mistakes;
        this.values = values;
        this.folder = folder;
        this.environment = environment;
        this.seen = seen;
    }

    /// The secret; null where a mistake was noted.
    @Nullable Secret read(Node node, At at) {
        if (!(node instanceof MappingNode mapping)) {
            String text = values.text(node, at, EXPECTED);
            return text == null ? null : new Secret(text);
        }
        Place place = Place.of(node.getStartMark());
        if (mapping.getValue().size() != 1) {
            mistakes.add(place, at.path(), "has " + mapping.getValue().size() + " keys", EXPECTED);
            return null;
        }
        NodeTuple only = mapping.getValue().getFirst();
        String key = only.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!key.equals(FILE) && !key.equals(ENV)) {
            mistakes.add(
                    Place.of(only.getKeyNode().getStartMark()),
                    at.joined(key),
                    "unknown key",
                    EXPECTED,
                    Spelling.nearest(key, List.of(FILE, ENV)));
            return null;
        }
        At inside = new At(at.path(), at.joined(key), at.key(), null);
        String text = values.text(only.getValueNode(), inside, EXPECTED);
        if (text == null) {
            return null;
        }
        Place valuePlace = Place.of(only.getValueNode().getStartMark());
        return key.equals(FILE) ? fromFile(text, inside, valuePlace) : fromVariable(text, inside, valuePlace);
    }

    private @Nullable Secret fromVariable(String name, At at, Place place) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            String state = value == null ? " is not set" : " is empty";
            mistakes.add(place, at.path(), "the environment variable " + Wording.quoted(name) + state);
            return null;
        }
        return new Secret(value);
    }

    private @Nullable Secret fromFile(String name, At at, Place place) {
        String fault;
        try {
            Path file = folder.resolve(name);
            seen.put(file, FileStamp.of(file));
            if (!Files.exists(file)) {
                fault = "there is no such file";
            } else if (!Files.isRegularFile(file)) {
                fault = "is not a file";
            } else {
                return new Secret(withoutLineEnd(read(file)));
            }
        } catch (NoSuchFileException _) {
            fault = "there is no such file";
        } catch (AccessDeniedException _) {
            fault = "may not be read by this user";
        } catch (CharacterCodingException _) {
            fault = "holds bytes that are not UTF-8";
        } catch (InvalidPathException _) {
            fault = "is not a path";
        } catch (IOException failure) {
            fault = failure.getMessage() == null ? "cannot be read" : failure.getMessage();
        }
        mistakes.add(place, at.path(), "the secret file " + Wording.quoted(name) + ": " + fault);
        return null;
    }

    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) SIZE_MAX.bytes() + 1);
            if (bytes.length > SIZE_MAX.bytes()) {
                throw new IOException("is larger than " + SIZE_MAX);
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (withoutLineEnd(text).isEmpty()) {
                throw new IOException("is empty");
            }
            return text;
        }
    }

    private static String withoutLineEnd(String text) {
        String unix = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return unix.endsWith("\r") ? unix.substring(0, unix.length() - 1) : unix;
    }
}
