package dev.attache.role.logs.sink;

import dev.attache.config.DeliveryConfig;
import dev.attache.config.LogOutputConfig.Encoding;
import dev.attache.role.logs.batch.Framed;
import dev.attache.role.logs.batch.Sink;

/// One receiver of the file, ready to be spoken to.
///
/// @param name its kind, as the file calls it
/// @param encoding in what form it wants records
/// @param key what it tells records apart by
public record Receiver(String name, Encoding encoding, Framed.Key key, Sink sink, DeliveryConfig delivery) {}
