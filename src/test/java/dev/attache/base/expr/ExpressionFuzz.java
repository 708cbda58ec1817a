package dev.attache.base.expr;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any text at all: an expression, or refused with a place within the text.
final class ExpressionFuzz {
    @FuzzTest
    void anyTextIsReadOrRefusedWithItsPlace(FuzzedDataProvider input) {
        String text = input.consumeRemainingAsString();
        try {
            ExpressionParser.parse(text);
        } catch (ExpressionException refused) {
            check(refused, text);
        }
        try {
            Template.parse(text);
        } catch (ExpressionException refused) {
            check(refused, text);
        }
    }

    private static void check(ExpressionException refused, String text) {
        if (refused.at() < 0 || refused.at() > text.length()) {
            throw new AssertionError("a place outside of the text: " + refused.getMessage());
        }
    }
}
