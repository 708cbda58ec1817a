package dev.attache.role.redis.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeySpecTest {
    private final CommandTable table = CommandTable.builtIn();

    @ParameterizedTest
    @CsvSource(delimiter = '=', textBlock = """
        GET a                                           = a
        MSETNX a 1 b 2                                  = a b
        MSETNX a 1 b                                    = a b
        RENAME a b                                      = a b
        LCS a b LEN                                     = a b
        LMOVE a b LEFT RIGHT                            = a b
        BITOP AND d a b                                 = d a b
        BLPOP a b 0                                     = a b
        SINTERSTORE d a b                               = d a b
        OBJECT ENCODING a                               = a
        XGROUP CREATE a g $                             = a
        EVAL s 2 a b x                                  = a b
        EVAL s 0 x                                      =
        FCALL_RO f 1 a                                  = a
        ZUNIONSTORE d 2 a b WEIGHTS 1 2                 = d a b
        SINTERCARD 2 a b LIMIT 1                        = a b
        BZMPOP 0 2 a b MIN                              = a b
        XREAD STREAMS a b 0 0                           = a b
        XREAD COUNT 1 STREAMS a 0                       = a
        XREAD count 1 streams a 0                       = a
        XREAD BLOCK 0 STREAMS STREAMS 0                 = STREAMS
        XREADGROUP GROUP g c STREAMS a >                = a
        XREADGROUP GROUP STREAMS STREAMS STREAMS a b 1 1 = a b
        XREADGROUP COUNT 1 GROUP g c NOACK STREAMS a 1  = a
        SORT a                                          = a
        SORT a STORE d                                  = a d
        SORT a BY STORE STORE d                         = a d
        SORT a LIMIT 0 STORE GET STORE STORE d          = a d
        SORT a STORE d STORE e                          = a e
        SORT a STORE STORE                              = a STORE
        SORT a STORE                                    = a
        GEORADIUS a 1 1 1 km STORE d                    = a d
        GEORADIUS a 1 1 1 km STORE d STOREDIST e        = a e
        GEORADIUS a 1 1 1 km STORE STOREDIST STOREDIST x = a x
        GEORADIUSBYMEMBER a m 1 km COUNT 1 STOREDIST d  = a d
        """)
    void keysAreFound(String command, String keys) {
        List<String> expected = keys == null ? List.of() : List.of(keys.split(" "));

        assertThat(CutCommand.of(command.split(" ")).keys(table)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', textBlock = """
        EVAL s 2 a                = more keys than arguments
        EVAL s -1 a               = a negative number
        EVAL s +1 a               = a sign
        EVAL s 01 a               = a leading zero, which Redis does not take
        EVAL s 1x a               = no number
        EVAL s 99999999999 a      = a number beyond all arguments
        EVAL s                    = no number at all
        SINTERCARD 4294967297 a   = a number that would be 1 in 32 bits
        XREAD COUNT 1             = no word STREAMS
        XREAD STREAMS             = nothing behind STREAMS
        """)
    void aMalformedCommandHasNoKeys(String command, String why) {
        assertThat(CutCommand.of(command.split(" ")).keys(table)).as(why).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "XREAD BLOCK 0 STREAMS a 0, true",
        "XREAD COUNT 1 block 0 STREAMS a 0, true",
        "XREAD COUNT 1 STREAMS a 0, false",
        "XREAD STREAMS BLOCK 0, false",
        "XREADGROUP GROUP BLOCK BLOCK STREAMS a 1, false",
        "XREADGROUP GROUP g c BLOCK 1 STREAMS a 1, true",
        "BLPOP a 0, true",
        "GET a, false"
    })
    void blockingIsSeenWhereItIsAskedFor(String command, boolean blocks) {
        CutCommand cut = CutCommand.of(command.split(" "));

        assertThat(cut.in(table).blocks(cut.bytes(), cut.base(), cut.arguments()))
                .isEqualTo(blocks);
    }

    @Test
    void keysBeyondTheMemoryThatIsKeptAreFoundToo() {
        String[] words = new String[5_000];
        Arrays.fill(words, "k");
        words[0] = "SUNION";

        assertThat(CutCommand.of(words).keys(table)).hasSize(4_999);
    }

    @Test
    void aNotationThatIsNoneIsRefused() {
        assertThatThrownBy(() -> KeySpec.parse("x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeySpec.parse("1..")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeySpec.parse("#")).isInstanceOf(IllegalArgumentException.class);
    }
}
