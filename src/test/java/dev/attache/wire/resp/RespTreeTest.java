package dev.attache.wire.resp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RespTreeTest {
    @Test
    void textsNumbersAndErrorsAreTexts() {
        assertThat(tree("*8\r\n+OK\r\n-ERR x\r\n:-7\r\n,1.5\r\n#t\r\n(99\r\n$3\r\na\r\n\r\n=5\r\ntxt:b\r\n"))
                .isEqualTo(List.of("OK", "ERR x", "-7", "1.5", "t", "99", "a\r\n", "txt:b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$-1\r\n", "*-1\r\n", "_\r\n", "$0\r\n\r\n"})
    void everyNullIsTheEmptyText(String nothing) {
        assertThat(tree(nothing)).isEqualTo("");
        assertThat(tree("*2\r\n" + nothing + ":1\r\n")).isEqualTo(List.of("", "1"));
    }

    @Test
    void aggregatesAreListsAndMapsListKeysAndValuesInTurn() {
        assertThat(tree("%2\r\n+a\r\n*0\r\n+b\r\n~1\r\n>1\r\n:1\r\n"))
                .isEqualTo(List.of("a", List.of(), "b", List.of(List.of("1"))));
    }

    @Test
    void attributesArePassedOverHoweverManyThereAre() {
        assertThat(tree("|1\r\n+k\r\n*1\r\n:1\r\n".repeat(100_000) + "*1\r\n|0\r\n+x\r\n"))
                .isEqualTo(List.of("x"));
    }

    @Test
    void whatIsNotCompleteIsRefused() {
        assertThatThrownBy(() -> tree("*2\r\n:1\r\n")).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree("$5\r\nab")).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatIsNestedTooDeeplyToBeMeantIsRefused() {
        assertThatThrownBy(() -> tree("*1\r\n".repeat(65) + ":1\r\n")).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(tree("*1\r\n".repeat(64) + ":1\r\n")).isInstanceOf(List.class);
    }

    private static Object tree(String text) {
        return RespTree.parse(Transcript.bytes(text), 0);
    }
}
