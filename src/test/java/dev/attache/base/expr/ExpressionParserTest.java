package dev.attache.base.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "a == # 5 # a value should stand here",
                "a = 1 # 3 # equality is ==",
                "a & b # 3 # both is &&",
                "a | b # 3 # either is ||",
                "'open # 1 # never closed",
                "\"a\\d\" # 3 # no such escape",
                "1 < 2 < 3 # 7 # join two with &&",
                "(a # 3 # ) should stand here",
                "a b # 3 # should end here",
                "a.nope(1) # 3 # nope is no function",
                "nope(1) # 1 # nope is no function",
                "a.matches(b) # 3 # a text that stands there",
                "a.startsWith() # 3 # takes 2 values",
                "has(1) # 5 # has asks for a field",
                "a[1] # 3 # in quotes",
                "fields[''] # 1 # not empty",
                "in # 1 # a value should stand here",
                "x in 1 # 6 # [ should stand here",
                "12ab # 1 # begin with a letter",
                "a ? b # 6 # : should stand here",
                "@timestamp # 1 # fields",
                "'\\u12' # 2 # 4 hexadecimal digits",
            })
    void whatIsWrongIsToldWithItsPlace(String text, int character, String what) {
        assertThatThrownBy(() -> ExpressionParser.parse(text))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith("character " + character + ": ")
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.b.c == 'x'",
                "fields[\"odd-name\"] != null",
                "a[\"b\"].size() > 2",
                "level < \"info\" || !has(status) && -x >= 1.5e3",
                "status in [200, 204, 'x', null, true]",
                "x in []",
                "r'\\d+' == a",
                "(a + b) * c / d % e - 1 == 0",
                "a.lowerAscii().startsWith('x')",
                "double(a) > 1 ? 'high' : a ? 'b' : 'c'",
                "'\\u00e4\\x41\\n' == m",
            })
    void whatIsRightIsRead(String text) {
        assertThat(ExpressionParser.parse(text)).isNotNull();
    }

    @Test
    void bindingIsAsInCel() {
        assertThat(ExpressionParser.parse("a || b && !c == d"))
                .isEqualTo(ExpressionParser.parse("a || (b && ((!c) == d))"));
        assertThat(ExpressionParser.parse("1 - 2 - 3 * 4")).isEqualTo(ExpressionParser.parse("(1 - 2) - (3 * 4)"));
    }

    @Test
    void nestingAndLengthHaveBounds() {
        int depth = ExpressionParser.DEPTH_MAX;

        assertThatThrownBy(() -> ExpressionParser.parse("(".repeat(depth + 1) + "1" + ")".repeat(depth + 1)))
                .hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> ExpressionParser.parse("!".repeat(depth + 1) + "a"))
                .hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> ExpressionParser.parse("a || ".repeat(ExpressionParser.CHARS_MAX / 5) + "b == 1"))
                .hasMessageContaining("at most");
    }

    @Test
    void aTemplateIsTextWithExpressionsInIt() {
        assertThat(Template.parse("{{a}}:{{ '}}' }}!").parts())
                .isEqualTo(List.of(
                        ExpressionParser.parse("a"),
                        new Expression.Constant(":"),
                        new Expression.Constant("}}"),
                        new Expression.Constant("!")));
        assertThat(Template.parse("").parts()).isEqualTo(List.of(new Expression.Constant("")));
        assertThatThrownBy(() -> Template.parse("ab{{c")).hasMessage("character 3: a {{ that is never closed by }}");
        assertThatThrownBy(() -> Template.parse("ab{{c d}}")).hasMessageStartingWith("character 7: ");
    }
}
