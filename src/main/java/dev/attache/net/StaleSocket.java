package dev.attache.net;

import dev.attache.base.UnixPath;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The socket file that a process leaves behind when it dies.
final class StaleSocket {
    private static final int TYPE_BITS = 0xF000;
    private static final int TYPE_SOCKET = 0xC000;

    private StaleSocket() {}

    /// Removes the file where it is a socket on which nobody listens any more.
    ///
    /// @throws ListenException where somebody listens, or where the file is no socket
    static void remove(UnixPath unix) throws ListenException {
        Path path = Path.of(unix.path());
        try {
            if (!isSocket(path)) {
                throw new ListenException(unix + ": the path exists and is no socket; choose another");
            }
            if (isAnswered(path)) {
                throw new ListenException(
                        unix + ": another process listens on this socket; stop it or choose another path");
            }
            Files.delete(path);
        } catch (NoSuchFileException _) {
            // Nothing is left over.
        } catch (IOException e) {
            throw new ListenException(unix + ": cannot remove the old socket: " + Dialer.why(e));
        }
    }

    /// Removes the file where it is a socket. Whether somebody receives datagrams on it cannot be seen.
    ///
    /// @throws ListenException where the file is no socket
    static void removeDatagrams(UnixPath unix) throws ListenException {
        Path path = Path.of(unix.path());
        try {
            if (!isSocket(path)) {
                throw new ListenException(unix + ": the path exists and is no socket; choose another");
            }
            Files.delete(path);
        } catch (NoSuchFileException _) {
            // Nothing is left over.
        } catch (IOException e) {
            throw new ListenException(unix + ": cannot remove the old socket: " + Dialer.why(e));
        }
    }

    private static boolean isSocket(Path path) throws IOException {
        int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & TYPE_BITS) == TYPE_SOCKET;
    }

    /// Only a refusal proves that nobody listens; one whose queue is full has no room for the question.
    private static boolean isAnswered(Path path) throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException _) {
            return false;
        } catch (SocketException e) {
            if (Dialer.why(e).equals("resource temporarily unavailable")) {
                return true;
            }
            throw e;
        }
    }
}
