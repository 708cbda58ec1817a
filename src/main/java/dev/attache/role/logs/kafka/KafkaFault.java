package dev.attache.role.logs.kafka;

import dev.attache.role.logs.batch.Verdict;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/// What an error of Kafka's client means for the records it is about.
final class KafkaFault {
    private static final int WHY_CHARS_MAX = 300;
    private static final String NOBODY_KNOWN = "No resolvable bootstrap urls";

    private KafkaFault() {}

    /// Refused: this record, for good. Held: somebody has to act. Later: all else, since the client gives no reason to
    /// drop a record then.
    static Verdict meaning(Exception error) {
        String why = why(error);
        if (error instanceof RecordTooLargeException
                || error instanceof RecordBatchTooLargeException
                || error instanceof InvalidTimestampException
                || error instanceof InvalidRecordException) {
            return new Verdict.Refused(why);
        }
        boolean held = error instanceof AuthenticationException
                || error instanceof AuthorizationException
                || error instanceof InvalidTopicException
                || error instanceof UnsupportedVersionException
                || error instanceof UnknownTopicOrPartitionException
                || error.getCause() instanceof UnknownTopicOrPartitionException;
        return held ? new Verdict.Held(why) : new Verdict.Later(why, 0);
    }

    /// Why there is no client: its settings, unless names cannot be looked up just now.
    static Verdict ofStart(KafkaException error) {
        String why = why(error);
        return why.contains(NOBODY_KNOWN) ? new Verdict.Later(why, 0) : new Verdict.Held(why);
    }

    private static String why(Exception error) {
        StringBuilder text = new StringBuilder();
        for (Throwable each = error; each != null && text.length() < WHY_CHARS_MAX; each = each.getCause()) {
            String message = each.getMessage() == null ? each.getClass().getSimpleName() : each.getMessage();
            text.append(text.isEmpty() ? "" : ": ").append(message.replace('\n', ' '));
        }
        return text.length() > WHY_CHARS_MAX ? text.substring(0, WHY_CHARS_MAX) : text.toString();
    }
}
