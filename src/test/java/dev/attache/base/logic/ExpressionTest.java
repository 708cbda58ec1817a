package dev.attache.base.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a                                | a     | true",
                "a                                | b     | false",
                "!a                               | b     | true",
                "!!a                              | a     | true",
                "a && b                           | a     | false",
                "a && b                           | a b   | true",
                "a OR b && c                      | a     | true",
                "a OR b && c                      | b     | false",
                "(a OR b) && c                    | a     | false",
                "(a OR b) && c                    | a c   | true",
                "!a && b                          | b     | true",
                "!(a && b)                        | a b   | false",
                "atleast(2, a, b, c)              | a c   | true",
                "atleast(2, a, b, c)              | c     | false",
                "atleast(1, a && b, c)            | a     | false",
                "app&&db&&(cache OR atleast(1,x)) | app db x | true",
                "atleast                          | atleast | true",
                "a-b.c_d                          | a-b.c_d | true"
            })
    void itIsTrueAsItsNamesAre(String text, String trueNames, boolean expected) {
        Set<String> names = Set.copyOf(List.of(trueNames.split(" ")));

        Expression expression = Expression.parse(text.replace("OR", "||"));

        assertThat(expression.holds(names::contains)).isEqualTo(expected);
    }

    @Test
    void itTellsItsNamesOnceInTheirOrder() {
        assertThat(Expression.parse("b && (a || !b) && atleast(1, c)").names()).containsExactly("b", "a", "c");
    }

    @Test
    void allOfNoNamesIsTrue() {
        assertThat(Expression.allOf(List.of()).holds(_ -> false)).isTrue();
        assertThat(Expression.allOf(List.of("a", "b")).holds("a"::equals)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a &&", "a b", "a & b", "(a", "a)", "!", "atleast(a, b)", "atleast(0, a)", "a || || b"})
    void whatIsNoSentenceIsRefusedWithThePlace(String text) {
        assertThatThrownBy(() -> Expression.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at character");
    }

    @Test
    void atLeastMoreThanThereAreIsRefused() {
        assertThatThrownBy(() -> Expression.parse("atleast(3, a, b)"))
                .hasMessage("at character 9: atleast(3, …) names 2, so it says nothing");
    }

    @Test
    void nestingAndLengthHaveABound() {
        assertThatThrownBy(() -> Expression.parse("(".repeat(40) + "a" + ")".repeat(40)))
                .hasMessageContaining("nested deeper than 32");
        assertThatThrownBy(() -> Expression.parse("a".repeat(5000))).hasMessageContaining("more than 4096");
    }
}
