package dev.attache.boot;

import dev.attache.config.ConfigLoader;
import dev.attache.config.Loaded;
import dev.attache.observe.EventFormat;
import dev.attache.observe.Telemetry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// attache with something in its process that breaks it once it is ready.
final class Sabotage {
    private static final int MIB = 1 << 20;

    private Sabotage() {}

    /// @param args what is done, and the file to run
    public static void main(String[] args) throws Exception {
        if (args[0].equals("direct")) {
            System.setProperty("io.netty.maxDirectMemory", Integer.toString(16 * MIB));
        }
        Path file = Path.of(args[1]);
        Loaded loaded = ConfigLoader.load(file, Map.of());
        var telemetry = new Telemetry(EventFormat.JSON, System.err, Clock.systemUTC());
        var daemon = new Daemon(new ConfigSource.File(file, Map.of()), loaded, telemetry, null);
        daemon.ownProcess();
        daemon.start();
        switch (args[0]) {
            case "heap" -> Thread.ofPlatform().start(Sabotage::fillHeap);
            case "stall" -> lastLoop(daemon).execute(Sabotage::standStill);
            case "direct" -> lastLoop(daemon).execute(Sabotage::fillDirectMemory);
            case "error" ->
                lastLoop(daemon).execute(() -> {
                    throw new StackOverflowError("made for the test");
                });
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.exit(daemon.await());
    }

    private static EventLoop lastLoop(Daemon daemon) throws ReflectiveOperationException {
        Field house = Daemon.class.getDeclaredField("house");
        house.setAccessible(true);
        return ((House) house.get(daemon)).loops().all().getLast();
    }

    private static void fillHeap() {
        List<byte[]> kept = new ArrayList<>();
        while (!kept.contains(null)) {
            kept.add(new byte[MIB]);
        }
    }

    private static void standStill() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }

    private static void fillDirectMemory() {
        List<ByteBuf> kept = new ArrayList<>();
        try {
            while (!kept.contains(null)) {
                kept.add(ByteBufAllocator.DEFAULT.directBuffer(MIB));
            }
        } finally {
            kept.forEach(ByteBuf::release);
        }
    }
}
