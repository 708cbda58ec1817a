package dev.attache.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What programs call their levels, as JSON has it.
class LevelsTest {
    private final JsonFormat format = new JsonFormat(Lines.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'level':'WARNING'|warn",
                "'lvl':'w'|warn",
                "'severity':'Error'|error",
                "'@level':'trace'|trace",
                "'@l':'Fatal'|fatal",
                "'@l':'WRN'|warn",
                "'level':'fail'|error",
                "'level':10|trace",
                "'level':30|info",
                "'level':'40'|warn",
                "'level':60|fatal",
                "'level':6|info",
                "'level':3|error",
                "'PRIORITY':'4'|warn",
                "'PRIORITY':'7'|debug",
                "'error_severity':'LOG'|info",
            })
    void everyWordAndNumberForALevelIsOne(String field, String level) {
        assertThat(Lines.through(format, "{" + field.replace('\'', '"') + "}")).contains("\"level\":\"" + level + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'level':8", "'level':35", "'level':'loud'", "'level':[1]", "'priority':3", "'Priority':'4'"})
    void whatIsNoneStaysAField(String field) {
        String json = field.replace('\'', '"');

        assertThat(Lines.through(format, "{" + json + "}")).contains(",\"").doesNotContain(",\"level\":\"warn\"");
        assertThat(Lines.read(format, ("{" + json + "}").getBytes(StandardCharsets.UTF_8))
                        .severity())
                .isEqualTo(Severity.NONE);
    }
}
