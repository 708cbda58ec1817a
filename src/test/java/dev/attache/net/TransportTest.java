package dev.attache.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransportTest {
    @AfterEach
    void forceNothing() {
        System.clearProperty(Transport.PROPERTY);
    }

    @Test
    void ioUringIsToBeHadUnlessTheKernelForbidsIt() throws IOException {
        Path sysctl = Path.of("/proc/sys/kernel/io_uring_disabled");
        boolean disabled =
                !Files.exists(sysctl) || !Files.readString(sysctl).strip().equals("0");
        boolean filtered = Files.readString(Path.of("/proc/self/status"))
                .lines()
                .anyMatch(line -> line.startsWith("Seccomp:") && !line.endsWith("0"));

        assertThat(Transport.IO_URING.isAvailable() || disabled || filtered)
                .as("io_uring works, or sysctl or seccomp forbids it")
                .isTrue();
        assertThat(Transport.EPOLL.isAvailable()).isTrue();
    }

    @Test
    void theBestThatIsToBeHadIsChosen() {
        Transport best = Transport.IO_URING.isAvailable() ? Transport.IO_URING : Transport.EPOLL;

        assertThat(Transport.choose()).isEqualTo(best);
        System.setProperty(Transport.PROPERTY, "AUTO");
        assertThat(Transport.choose()).isEqualTo(best);
    }

    @Test
    void aPropertyForcesOne() {
        System.setProperty(Transport.PROPERTY, "nio");
        assertThat(Transport.choose()).isEqualTo(Transport.NIO);
        System.setProperty(Transport.PROPERTY, "epoll");
        assertThat(Transport.choose()).isEqualTo(Transport.EPOLL);
    }

    @Test
    void anUnknownOneIsRefusedWithThoseThatAreKnown() {
        System.setProperty(Transport.PROPERTY, "kqueue");

        assertThatThrownBy(Transport::choose)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("-Dattache.transport=kqueue: expected auto, io_uring, epoll or nio");
    }
}
