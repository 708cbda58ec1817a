package dev.attache.role.logs;

import dev.attache.base.Address;
import dev.attache.base.UnixPath;
import dev.attache.config.LogFormatConfig;
import dev.attache.config.LogFormatConfig.LogFormatName;
import dev.attache.config.LogInputConfig;
import dev.attache.config.LogsConfig;
import dev.attache.config.MultilineConfig;
import dev.attache.config.SpoolConfig.WhenFull;
import dev.attache.config.SyslogInputConfig;
import dev.attache.config.TlsConfig;
import dev.attache.config.UnixInputConfig;
import dev.attache.net.ListenException;
import dev.attache.role.RoleContext;
import dev.attache.role.logs.receive.IntakeEvents;
import dev.attache.role.logs.receive.Receivers;
import dev.attache.role.logs.slowlog.SlowlogSource;
import dev.attache.role.logs.spool.Spool;
import dev.attache.role.logs.spool.SpoolSource;
import dev.attache.role.logs.state.Checkpoint;
import dev.attache.role.logs.tail.DirectoryWatch;
import dev.attache.role.logs.tail.PathGlob;
import dev.attache.role.logs.tail.Place;
import dev.attache.role.logs.tail.Source;
import dev.attache.role.logs.tail.Tailer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Opens the inputs that the settings name, and closes them again, save pipes, which outlive settings.
final class Inlets implements Closeable {
    /// Log rotation that copies cuts the original short right after.
    private static final long COPY_NANOS = 10_000_000_000L;

    private final RoleContext context;
    private final LogsConfig config;
    private final LogCounts counts;
    private final Checkpoint checkpoint;
    private final DirectoryWatch watch;
    private final Pipes pipes;
    private final int lineMax;
    private final List<LogInput> inputs = new ArrayList<>();
    private final List<Source> owned = new ArrayList<>();
    private @Nullable Receivers receivers;

    Inlets(
            RoleContext context,
            LogsConfig config,
            LogCounts counts,
            Checkpoint checkpoint,
            DirectoryWatch watch,
            Pipes pipes) {
        this.context = context;
        this.config = config;
        this.counts = counts;
        this.checkpoint = checkpoint;
        this.watch = watch;
        this.pipes = pipes;
        this.lineMax = Math.toIntExact(config.lineMax().bytes());
    }

    /// @throws IOException where a spool cannot be used
    /// @throws ListenException where an address cannot
    List<LogInput> open() throws IOException, ListenException {
        for (LogInputConfig each : config.inputs()) {
            open(each);
        }
        return inputs;
    }

    private void open(LogInputConfig input) throws IOException, ListenException {
        switch (input.source()) {
            case FILE -> {
                add(input, owned(tailer(input)));
                tellIfEmpty(input.file());
            }
            case STDIN -> add(input, pipes.stdin(lineMax, watch::ring));
            case FIFO -> add(input, pipes.fifo(input.fifo(), lineMax, watch::ring));
            case UNIX -> openUnix(input);
            case TCP -> {
                Receivers.Into into = spooled(input, input.label(), false);
                receivers()
                        .accept(
                                input.tcp().listen(),
                                input.tcp().tls(),
                                input.tcp().connectionsMax(),
                                into);
            }
            case UDP -> receivers().receive(input.udp().listen(), spooled(input, input.label(), true));
            case SYSLOG -> openSyslog(input);
            case REDIS_SLOWLOG -> add(input, owned(slowlog(input)));
        }
    }

    /// Files may come later, unless only what is there is read; what is no file never becomes one.
    private void tellIfEmpty(String path) {
        String why = PathGlob.of(path).whyNothing(!config.once());
        if (!why.isEmpty()) {
            context.observer().emit(new LogInputEmpty(context.name(), path, why));
        }
    }

    private void openUnix(LogInputConfig input) throws IOException, ListenException {
        Address address = new UnixPath(input.unix().path());
        Receivers.Into into = spooled(input, input.label(), false);
        if (input.unix().type() == UnixInputConfig.SocketType.DATAGRAM) {
            receivers().receive(address, into);
        } else {
            receivers().accept(address, TlsConfig.OFF, Integer.MAX_VALUE, into);
        }
    }

    private void openSyslog(LogInputConfig input) throws IOException, ListenException {
        SyslogInputConfig syslog = input.syslog();
        if (syslog.over() != SyslogInputConfig.Over.UDP) {
            Receivers.Into into = spooled(input, input.label() + " tcp", false);
            receivers().accept(syslog.listen(), syslog.tls(), syslog.connectionsMax(), into);
        }
        if (syslog.over() != SyslogInputConfig.Over.TCP) {
            receivers().receive(syslog.listen(), spooled(input, input.label() + " udp", true));
        }
    }

    private Source slowlog(LogInputConfig input) {
        return new SlowlogSource(
                context.clusters().get(input.redisSlowlog().cluster()),
                context.loops(),
                input.redisSlowlog().interval(),
                checkpoint.places().getOrDefault(input.label(), List.of()),
                counts,
                new SlowlogSource.Told(
                        watch::ring,
                        missed ->
                                context.observer().emit(new LogEntriesMissed(context.name(), input.label(), missed))));
    }

    private Receivers receivers() {
        Receivers known = receivers;
        if (known != null) {
            return known;
        }
        Receivers made = new Receivers(context.loops().transport(), context.observer(), context.ticker());
        receivers = made;
        return made;
    }

    /// Senders of UDP cannot be held up, so that what has no room is dropped where it can be counted.
    private Receivers.Into spooled(LogInputConfig input, String label, boolean isUdp) throws IOException {
        boolean drops = isUdp && input.spool().whenFull() == WhenFull.WAIT;
        Path folder = checkpoint.folder().resolve("spool").resolve(label.replaceAll("[^A-Za-z0-9.]+", "-"));
        Spool spool = Spool.open(
                folder,
                input.spool().max().bytes(),
                switch (input.spool().whenFull()) {
                    case WAIT -> drops ? Spool.WhenFull.DROP_NEWEST : Spool.WhenFull.WAIT;
                    case DROP_NEWEST -> Spool.WhenFull.DROP_NEWEST;
                    case DROP_OLDEST -> Spool.WhenFull.DROP_OLDEST;
                });
        spool.syncEvery(
                input.spool().sync(), why -> context.observer().emit(new LogSpoolError(context.name(), label, why)));
        List<Place> known = checkpoint.places().getOrDefault(label, List.of());
        Source source = owned(new SpoolSource(label, spool, lineMax + 1, known, counts));
        inputs.add(new LogInput(label, source, readings(input), spool));
        boolean isSyslog = input.source() == LogInputConfig.Source.SYSLOG;
        return new Receivers.Into(spool, lineMax, isSyslog, new Told(label));
    }

    private void add(LogInputConfig input, Source source) {
        inputs.add(new LogInput(input.label(), source, readings(input), null));
    }

    private Source owned(Source source) {
        owned.add(source);
        return source;
    }

    private Tailer tailer(LogInputConfig input) {
        List<Place> known = checkpoint.places().getOrDefault(input.label(), List.of());
        long archivesMillis = config.once() ? Long.MIN_VALUE : checkpoint.leftOffMillis();
        var patience = new Tailer.Patience(
                input.rotateWait().toNanos(), config.once() ? 0 : COPY_NANOS, config.once(), archivesMillis);
        boolean atEnd = input.start() == LogInputConfig.Start.END;
        return new Tailer(PathGlob.of(input.file()), atEnd, patience, known, watch, counts);
    }

    private LogInput.Readings readings(LogInputConfig input) {
        var made = new Readings(formatOf(input), multilineOf(input), ZoneId.of(input.zone()), lineMax);
        boolean forEach = input.source() == LogInputConfig.Source.FILE;
        return new LogInput.Readings(
                generation -> {
                    String path = forEach ? generation.path() : input.label();
                    Consumer<String> onFound =
                            found -> context.observer().emit(new LogFormatFound(context.name(), path, found));
                    return forEach ? made.of(onFound, generation) : made.of(onFound);
                },
                forEach);
    }

    private static LogFormatConfig formatOf(LogInputConfig input) {
        LogFormatConfig format = input.format();
        if (format.name() != LogFormatName.AUTO || Codecs.isOwn(format)) {
            return format;
        }
        return switch (input.source()) {
            case SYSLOG -> format.named(LogFormatName.SYSLOG);
            case REDIS_SLOWLOG -> format.named(LogFormatName.JSON);
            default -> format;
        };
    }

    /// What comes as a message is whole, and one after it may be somebody else's.
    private static MultilineConfig multilineOf(LogInputConfig input) {
        return switch (input.source()) {
            case SYSLOG, UDP, REDIS_SLOWLOG -> input.multiline().off();
            default -> input.multiline();
        };
    }

    /// Takes in nothing more of what others send; what was received is in the spools.
    void stop() {
        Receivers open = receivers;
        if (open != null) {
            open.stop();
        }
    }

    @Override
    public void close() {
        Receivers open = receivers;
        if (open != null) {
            open.close();
        }
        owned.forEach(Source::close);
    }

    private final class Told implements IntakeEvents {
        private final String input;

        Told(String input) {
            this.input = input;
        }

        @Override
        public void onArrival() {
            watch.ring();
        }

        @Override
        public void onCut(long bytes) {
            counts.cut(bytes);
        }

        @Override
        public void onHeld(String why) {
            context.observer().emit(new LogInputHeld(context.name(), input, why));
        }

        @Override
        public void onResumed() {
            context.observer().emit(new LogInputResumed(context.name(), input));
        }
    }
}
