import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Sends Redis commands by the clock, whether or not those before are answered, and says how long the answers took.
///
/// ```
/// java -cp 'target/lib/*' Pace.java PORT get|set|mget BYTES DEPTH COMMANDS_A_SECOND WARM_UP_SECONDS SECONDS
/// ```
/// A command's time runs from when it was due, not from when it was sent: a server that stalls so makes all commands
/// wait that were due meanwhile, as it would in life (Gil Tene's coordinated omission). They go in turn over 50
/// connections, DEPTH of them at once, and the clock is looked at each 100 µs. Prints the commands a second that were
/// answered, the 50th, 99th and 99.9th percentile and the longest in milliseconds, and how many had no answer two
/// seconds after the end.
final class Pace {
    private static final int CONNECTIONS = 50;
    private static final int KEYS = 1000;
    private static final long TICK_NANOS = 100_000;
    private static final int UNANSWERED_MAX = 200_000;

    private final EventLoop loop;
    private final int port;
    private final byte[][] requests;
    private final long intervalNanos;
    private final Connection[] connections = new Connection[CONNECTIONS];
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final SplittableRandom random = new SplittableRandom(7);
    private final int depth;
    private final long warmUpNanos;
    private final long nanos;
    private long[] latencies = new long[1 << 20];
    private int answered;
    private int unanswered;
    private int turn;
    private long countedFrom;
    private long lastDue;
    private long nextDue;

    private Pace(EventLoop loop, String[] args) {
        this.loop = loop;
        this.port = Integer.parseInt(args[0]);
        this.depth = Integer.parseInt(args[3]);
        this.intervalNanos = (long) (1e9 * depth / Double.parseDouble(args[4]));
        this.warmUpNanos = (long) (1e9 * Double.parseDouble(args[5]));
        this.nanos = (long) (1e9 * Double.parseDouble(args[6]));
        int bytes = Integer.parseInt(args[2]);
        this.requests = new byte[1000][];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = request(args[1], "x".repeat(bytes)).getBytes(StandardCharsets.US_ASCII);
        }
    }

    public static void main(String[] args) throws Exception {
        try (var group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory())) {
            var pace = new Pace(group.next(), args);
            for (int i = 0; i < CONNECTIONS; i++) {
                pace.connections[i] = pace.connect();
            }
            pace.loop.execute(pace::start);
            System.out.println(pace.end.get(300, TimeUnit.SECONDS));
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private String request(String test, String value) {
        return switch (test) {
            case "get" -> "*2\r\n$3\r\nGET\r\n" + key();
            case "set" -> "*3\r\n$3\r\nSET\r\n" + key() + "$" + value.length() + "\r\n" + value + "\r\n";
            case "mget" -> {
                var all = new StringBuilder("*11\r\n$4\r\nMGET\r\n");
                for (int i = 0; i < 10; i++) {
                    all.append(key());
                }
                yield all.toString();
            }
            default -> throw new IllegalArgumentException(test);
        };
    }

    private String key() {
        return String.format(Locale.ROOT, "$16\r\nkey:%012d\r\n", random.nextInt(KEYS));
    }

    private Connection connect() throws InterruptedException {
        var connection = new Connection();
        connection.channel = new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(connection);
                    }
                })
                .connect("127.0.0.1", port)
                .sync()
                .channel();
        return connection;
    }

    private void start() {
        nextDue = loop.ticker().nanoTime() + TICK_NANOS;
        countedFrom = nextDue + warmUpNanos;
        lastDue = countedFrom + nanos;
        loop.scheduleAtFixedRate(this::tick, TICK_NANOS, TICK_NANOS, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        long now = loop.ticker().nanoTime();
        while (nextDue <= now && nextDue < lastDue) {
            connections[turn].send(nextDue);
            turn = (turn + 1) % CONNECTIONS;
            nextDue += intervalNanos;
        }
        for (Connection each : connections) {
            each.flush();
        }
        if (unanswered > UNANSWERED_MAX) {
            end.completeExceptionally(new IllegalStateException("the server does not keep pace"));
        } else if (nextDue >= lastDue && (unanswered == 0 || now > lastDue + 2_000_000_000L)) {
            end.complete(result());
        }
    }

    private void onAnswer(long due, long now) {
        unanswered--;
        if (due >= countedFrom) {
            if (answered == latencies.length) {
                latencies = Arrays.copyOf(latencies, answered * 2);
            }
            latencies[answered++] = now - due;
        }
    }

    private String result() {
        Arrays.sort(latencies, 0, answered);
        return String.format(
                Locale.ROOT,
                "%.0f %.3f %.3f %.3f %.3f %d",
                answered / (nanos / 1e9),
                millis(0.5),
                millis(0.99),
                millis(0.999),
                millis(1),
                unanswered);
    }

    private double millis(double share) {
        return answered == 0 ? Double.NaN : latencies[Math.min(answered - 1, (int) (answered * share))] / 1e6;
    }

    /// One connection: when the commands were due that it owes answers for, and how far the answer at hand has come.
    private final class Connection extends SimpleChannelInboundHandler<ByteBuf> {
        private Channel channel;
        private long[] due = new long[1024];
        private int first;
        private int count;
        private boolean dirty;
        private final StringBuilder line = new StringBuilder();
        private long skip;
        private int values = 1;

        void send(long at) {
            for (int i = 0; i < depth; i++) {
                if (count == due.length) {
                    long[] larger = new long[count * 2];
                    for (int j = 0; j < count; j++) {
                        larger[j] = due[(first + j) % count];
                    }
                    first = 0;
                    due = larger;
                }
                due[(first + count++) % due.length] = at;
                unanswered++;
                channel.write(Unpooled.wrappedBuffer(requests[random.nextInt(requests.length)]), channel.voidPromise());
            }
            dirty = true;
        }

        void flush() {
            if (dirty) {
                dirty = false;
                channel.flush();
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf in) {
            long now = loop.ticker().nanoTime();
            while (in.isReadable()) {
                if (skip > 0) {
                    int skipped = (int) Math.min(skip, in.readableBytes());
                    in.skipBytes(skipped);
                    skip -= skipped;
                    if (skip == 0) {
                        onValue(now);
                    }
                } else {
                    char next = (char) in.readByte();
                    if (next == '\n') {
                        onLine(now);
                    } else if (next != '\r') {
                        line.append(next);
                    }
                }
            }
        }

        private void onLine(long now) {
            char type = line.charAt(0);
            if (type == '-') {
                end.completeExceptionally(new IllegalStateException(line.toString()));
            }
            int number = type == '$' || type == '*' ? Integer.parseInt(line, 1, line.length(), 10) : -1;
            line.setLength(0);
            if (type == '*') {
                values = number;
            } else if (number >= 0) {
                skip = number + 2;
            } else {
                onValue(now);
            }
        }

        private void onValue(long now) {
            if (--values == 0) {
                values = 1;
                onAnswer(due[first], now);
                first = (first + 1) % due.length;
                count--;
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            end.completeExceptionally(new IllegalStateException("the server closed a connection"));
        }
    }
}
