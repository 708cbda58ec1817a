/// A topic of Kafka as a receiver of records, over Kafka's own client, which nobody else here knows.
///
/// Start at [dev.attache.role.logs.kafka.KafkaSink]. Must not know where records come from, nor when they are sent
/// again. None of its classes is loaded unless the file has such an output.
@NullMarked
package dev.attache.role.logs.kafka;

import org.jspecify.annotations.NullMarked;
