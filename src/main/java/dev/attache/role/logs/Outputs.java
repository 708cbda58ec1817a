package dev.attache.role.logs;

import dev.attache.base.Refusal;
import dev.attache.config.DeliveryConfig;
import dev.attache.config.LogOutputConfig;
import dev.attache.config.LogOutputConfig.FileOutputConfig;
import dev.attache.role.RoleContext;
import dev.attache.role.logs.batch.BatchLimits;
import dev.attache.role.logs.batch.BatchOutput;
import dev.attache.role.logs.batch.Framed;
import dev.attache.role.logs.output.FileOutput;
import dev.attache.role.logs.output.Output;
import dev.attache.role.logs.output.Rotation;
import dev.attache.role.logs.output.StreamOutput;
import dev.attache.role.logs.sink.Receiver;
import dev.attache.role.logs.sink.Receivers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes outputs of what the file says.
final class Outputs {
    private final RoleContext context;
    private final Path state;
    private final Map<String, String> resource;
    private final Receivers receivers;
    private final Set<String> names = new HashSet<>();

    /// @param state folder of the role's state, where dead letters go unless the file says where
    /// @param attributes of where the records come from, as the file has them
    Outputs(RoleContext context, Path state, Map<String, String> attributes) {
        this.context = context;
        this.state = state;
        this.resource = new LinkedHashMap<>(attributes);
        String host = HostName.here();
        resource.putIfAbsent("service.name", context.name());
        if (!host.isEmpty()) {
            resource.putIfAbsent("host.name", host);
        }
        this.receivers = new Receivers(context, host, resource);
    }

    /// All of them, in the file's order.
    ///
    /// @throws IOException saying which cannot be opened, and why; those before it are closed again
    List<Output> open(List<LogOutputConfig> configs) throws IOException {
        List<Output> open = new ArrayList<>();
        try {
            for (LogOutputConfig each : configs) {
                open.add(open(each));
            }
            return open;
        } catch (IOException | IllegalArgumentException e) {
            open.forEach(Output::close);
            throw e;
        }
    }

    private Output open(LogOutputConfig config) throws IOException {
        if (!config.file().path().isEmpty()) {
            return file(config.file());
        }
        Receiver receiver = receivers.of(config);
        if (receiver == null) {
            return new StreamOutput(
                    context.name(), Codecs.batchEncoder(config.stdout().encode(), resource), context.observer());
        }
        return batches(receiver);
    }

    private Output file(FileOutputConfig file) throws IOException {
        try {
            return new FileOutput(
                    context.name(),
                    Path.of(file.path()),
                    Codecs.batchEncoder(file.encode(), resource),
                    new Rotation(file.rotateSize().bytes(), file.rotateAge(), file.keep()),
                    context.observer(),
                    context.ticker(),
                    InstantSource.system());
        } catch (IOException e) {
            throw new IOException("cannot write to " + file.path() + ": " + Refusal.why(e) + " (key outputs)", e);
        }
    }

    private Output batches(Receiver receiver) {
        DeliveryConfig delivery = receiver.delivery();
        String name = unique(receiver.name());
        Path dead = delivery.deadLetters().isEmpty()
                ? state.resolve("dead-letters-" + name.replaceAll("[^A-Za-z0-9._-]", "_") + ".ndjson")
                : Path.of(delivery.deadLetters());
        BatchOutput.Parts parts = new BatchOutput.Parts(
                context.name(),
                name,
                new Framed(Codecs.encoder(receiver.encoding()), receiver.key()),
                receiver.sink(),
                new BatchLimits(
                        Math.toIntExact(delivery.bytes().bytes()),
                        delivery.records(),
                        delivery.waitMax().toNanos()),
                delivery.pauseFirst().toNanos(),
                delivery.pauseLast().toNanos(),
                dead,
                delivery.deadLettersMax().bytes());
        return new BatchOutput(parts, context.observer(), context.ticker());
    }

    /// Two of a kind are told apart by a number.
    private String unique(String kind) {
        String name = kind;
        for (int i = 2; !names.add(name); i++) {
            name = kind + "-" + i;
        }
        return name;
    }
}
