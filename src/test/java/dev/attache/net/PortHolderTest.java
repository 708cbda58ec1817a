package dev.attache.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortHolderTest {
    @ParameterizedTest
    @CsvSource({
        "0100007F, 127.0.0.1",
        "00000000, 0.0.0.0",
        "0101A8C0, 192.168.1.1",
        "00000000000000000000000001000000, 0:0:0:0:0:0:0:1",
        "0000000000000000FFFF00000100007F, 127.0.0.1",
        "B80D0120000000000000000001000000, 2001:db8:0:0:0:0:0:1"
    })
    void addressesOfTheKernelsTablesAreRead(String hex, String address) throws UnknownHostException {
        assertThat(PortHolder.addressOf(hex).getHostAddress()).isEqualTo(address);
    }
}
