package dev.attache.net;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Finds out who listens on a port, as far as `/proc` shows it: sockets and their addresses to all, the processes that
/// hold them only to their owner and to root.
final class PortHolder {
    private static final String LISTENING = "0A";

    private PortHolder() {}

    /// ` (held by NAME, pid N)`, or nothing where the holder cannot be seen.
    static String describe(Address address) {
        if (!(address instanceof HostPort tcp)) {
            return "";
        }
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            addSockets(sockets, Path.of("/proc/net", table), tcp);
        }
        return sockets.isEmpty() ? "" : holderOf(sockets);
    }

    private static String holderOf(Set<String> sockets) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holdsAny(process, sockets)) {
                    String name = Files.readString(process.resolve("comm")).strip();
                    return " (held by " + name + ", pid " + process.getFileName() + ")";
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            return "";
        }
        return "";
    }

    private static void addSockets(Set<String> sockets, Path table, HostPort wanted) {
        String suffix = ":" + HexFormat.of().withUpperCase().toHexDigits((short) wanted.port());
        try {
            List<String> lines = Files.readAllLines(table);
            for (String line : lines.subList(1, lines.size())) {
                String[] columns = line.strip().split("\\s+");
                String local = columns[1];
                if (local.endsWith(suffix) && columns[3].equals(LISTENING) && collides(local, wanted)) {
                    sockets.add("socket:[" + columns[9] + "]");
                }
            }
        } catch (IOException _) {
            // No such table here: nothing to be told.
        }
    }

    /// Two sockets are in each other's way on one port where their addresses are equal or one of them stands for all.
    private static boolean collides(String local, HostPort wanted) throws UnknownHostException {
        InetAddress held = addressOf(local.substring(0, local.indexOf(':')));
        if (wanted.host().isEmpty() || held.isAnyLocalAddress()) {
            return true;
        }
        InetAddress asked = InetAddress.getByName(wanted.host());
        return asked.isAnyLocalAddress() || asked.equals(held);
    }

    /// The kernel writes an address as words of four bytes, each in the machine's own order, the lowest byte first.
    static InetAddress addressOf(String hex) throws UnknownHostException {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int at = (i / 4 * 4 + 3 - i % 4) * 2;
            bytes[i] = (byte) Integer.parseInt(hex.substring(at, at + 2), 16);
        }
        return InetAddress.getByAddress(bytes);
    }

    private static boolean holdsAny(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            // The process has ended, or is not ours to look into.
            return false;
        }
        return false;
    }
}
