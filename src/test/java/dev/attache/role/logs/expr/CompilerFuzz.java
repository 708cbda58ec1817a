package dev.attache.role.logs.expr;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.attache.wire.log.JsonFormat;
import dev.attache.wire.log.LocalZone;
import dev.attache.wire.log.LogRecord;
import java.time.ZoneOffset;

/// Any expression about any record: it has a value, and the same one again.
final class CompilerFuzz {
    @FuzzTest
    void everyExpressionHasAValueForEveryRecord(FuzzedDataProvider input) {
        String text = input.consumeString(200);
        byte[] line = input.consumeRemainingAsBytes();
        var record = new LogRecord();
        record.begin(line, 0, line.length, 0);
        new JsonFormat(new LocalZone(ZoneOffset.UTC)).read(record);
        Source source;
        Condition condition;
        try {
            source = Compiler.template(text);
            condition = Compiler.condition(text);
        } catch (IllegalArgumentException _) {
            return;
        }
        var value = new Value();
        source.read(record, value);
        String first = value.type() + value.text().toString();
        int truth = condition.test(record);
        source.read(record, value);
        if (!first.equals(value.type() + value.text().toString()) || truth != condition.test(record)) {
            throw new AssertionError(text + " is " + first + " first and then " + value.text());
        }
    }
}
