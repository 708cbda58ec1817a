package dev.attache.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Address;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeetingTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:1, 127.0.0.1:1, true",
        "127.0.0.1:1, 127.0.0.1:2, false",
        "127.0.0.1:1, 127.0.0.2:1, false",
        "0.0.0.0:1, 127.0.0.1:1, true",
        ":1, 127.0.0.1:1, true",
        "[::]:1, 127.0.0.1:1, true",
        "[::1]:1, [0:0:0:0:0:0:0:1]:1, true",
        "[::1]:1, 127.0.0.1:1, false",
        "localhost:1, 127.0.0.1:1, true",
        "Db.Example:1, db.example:1, true",
        "127.0.0.1:0, 127.0.0.1:0, false",
        ":0, 127.0.0.1:0, false",
        "unix:/a, unix:/a, true",
        "unix:/a, unix:/b/../a, true",
        "unix:/a, unix:/b, false",
        "unix:/a, 127.0.0.1:1, false",
    })
    void listenersMeetWhereTheSystemWouldRefuseTheSecond(String a, String b, boolean meet) {
        assertThat(Meeting.of(Address.parse(a), Address.parse(b))).isEqualTo(meet);
        assertThat(Meeting.of(Address.parse(b), Address.parse(a))).isEqualTo(meet);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:1, 127.0.0.1:1, true",
        "localhost:1, :1, true",
        "[::1]:1, [::]:1, true",
        "10.0.0.7:1, :1, false",
        "127.0.0.1:1, 10.0.0.7:1, false",
        "127.0.0.1:1, 127.0.0.1:2, false",
        "unix:/a, unix:/a, true",
    })
    void anEndpointIsTheListenerOnlyWhereThatIsSure(String endpoint, String listener, boolean reaches) {
        assertThat(Meeting.reaches(Address.parse(endpoint), Address.parse(listener)))
                .isEqualTo(reaches);
    }
}
