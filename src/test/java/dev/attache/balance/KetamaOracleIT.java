package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.balance.Nutcracker.Pool;
import dev.attache.balance.Nutcracker.Server;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;
import dev.attache.testing.FreePorts;
import dev.attache.testing.TempFolder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Asks a real twemproxy where it sends 10,000 keys, most of them binary, and expects the same of our rings.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KetamaOracleIT {
    private static final int KEYS = 10_000;
    private static final int SHARDS = 100;
    private static final int MEMCACHED_PORT = 11_211;
    private static final int PORT = FreePorts.next();
    private static final String ALPHABET = "{}$$ab01:.\r\n";

    private static final List<Pool> HASHES = Stream.of("ketama", "modula")
            .flatMap(distribution -> Stream.of(KeyHash.values())
                    .flatMap(hash -> Stream.of("", "{}", "$$")
                            .map(tag -> new Pool(distribution, hash, tag, weighted(5, i -> i + 1, "shard-"), false))))
            .toList();
    private static final List<Pool> SIZES = Stream.of(1, 2, 3, 24, 25, 50, SHARDS)
            .map(size -> new Pool("ketama", KeyHash.FNV1A_64, "", weighted(size, i -> 1, ""), false))
            .toList();
    private static final List<Pool> WEIGHTS = new Random(3)
            .ints(8, 1, 1_001)
            .mapToObj(seed ->
                    new Pool("ketama", KeyHash.MURMUR, "", weighted(7, i -> 1 + seed * (i + 1) % 1_000, "w"), false))
            .toList();
    private static final Pool EJECTING = new Pool("ketama", KeyHash.FNV1A_64, "", deadInTheMiddle(), true);

    private final List<IndexServer> shards = new ArrayList<>();
    private final List<byte[]> keys = keys();
    private TempFolder folder;
    private Pool addresses;
    private Nutcracker nutcracker;

    @BeforeAll
    void startProxyAndShards() throws IOException {
        folder = TempFolder.create("shards");
        for (int i = 0; i < SHARDS; i++) {
            shards.add(IndexServer.start(new InetSocketAddress(host(i), PORT), i));
        }
        UnixPath unix = new UnixPath(folder.path().resolve("shard.sock").toString());
        HostPort memcached = new HostPort(hostOfOurOwn(), MEMCACHED_PORT);
        shards.add(IndexServer.start(new InetSocketAddress(memcached.host(), memcached.port()), 1));
        shards.add(IndexServer.start(UnixDomainSocketAddress.of(unix.path()), 2));
        addresses = new Pool(
                "ketama",
                KeyHash.FNV1A_64,
                "",
                List.of(
                        new Server(new HostPort(host(0), PORT), 1, ""),
                        new Server(memcached, 1, ""),
                        new Server(unix, 1, ""),
                        new Server(new HostPort("::1", FreePorts.next()), 1, "")),
                false);
        List<Pool> pools = new ArrayList<>(HASHES);
        pools.addAll(SIZES);
        pools.addAll(WEIGHTS);
        pools.add(EJECTING);
        pools.add(addresses);
        nutcracker = Nutcracker.start(pools);
    }

    @AfterAll
    void stopProxyAndShards() throws IOException {
        nutcracker.close();
        for (IndexServer shard : shards) {
            shard.close();
        }
        folder.close();
    }

    @ParameterizedTest
    @FieldSource("HASHES")
    void everyHashUnderEveryTagLeadsToTheShardThatTwemproxyChooses(Pool pool) throws IOException {
        expectSameOwners(pool);
    }

    @ParameterizedTest
    @FieldSource("SIZES")
    void ringsOfEverySizeHaveTwemproxysPoints(Pool pool) throws IOException {
        expectSameOwners(pool);
    }

    @ParameterizedTest
    @FieldSource("WEIGHTS")
    void unevenWeightsAreRoundedAsTwemproxyRoundsThem(Pool pool) throws IOException {
        expectSameOwners(pool);
    }

    /// Nothing listens at the IPv6 address, so twemproxy answers its keys with an error.
    @Test
    void addressesWithoutNamesAreNamedAsTwemproxyNamesThem() throws IOException {
        int[] owners = ours(addresses.servers(), addresses);
        for (int i = 0; i < owners.length; i++) {
            owners[i] = owners[i] == 3 ? Nutcracker.NOBODY : owners[i];
        }
        assertThat(nutcracker.owners(addresses, keys)).isEqualTo(owners);
    }

    @Test
    void aRingBuiltWithoutAnEjectedShardIsTheOneThatTwemproxyRebuilds() throws IOException {
        int tries = 0;
        while (nutcracker.owners(EJECTING, List.of(keys.get(tries)))[0] != Nutcracker.NOBODY) {
            tries++;
        }
        List<Server> left = Stream.of(0, 1, 3, 4).map(EJECTING.servers()::get).toList();
        int[] owners = ours(left, EJECTING);
        for (int i = 0; i < owners.length; i++) {
            owners[i] = owners[i] >= 2 ? owners[i] + 1 : owners[i];
        }
        assertThat(nutcracker.owners(EJECTING, keys)).isEqualTo(owners);
    }

    private void expectSameOwners(Pool pool) throws IOException {
        int[] theirs = nutcracker.owners(pool, keys);
        int[] ours = ours(pool.servers(), pool);
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i])
                    .as("owner of key %s", HexFormat.of().formatHex(keys.get(i)))
                    .isEqualTo(theirs[i]);
        }
    }

    private int[] ours(List<Server> servers, Pool pool) {
        List<Member> members = servers.stream().map(Server::member).toList();
        KeyTag tag = KeyTag.of(pool.tag());
        Ring ring = pool.distribution().equals("ketama")
                ? Rings.ketama(members, pool.hash(), tag)
                : Rings.modula(members, pool.hash(), tag);
        return keys.stream().mapToInt(key -> ring.memberOf(key, 0, key.length)).toArray();
    }

    private static List<Server> weighted(int count, IntUnaryOperator weight, String name) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new Server(new HostPort(host(i), PORT), weight.applyAsInt(i), name.isEmpty() ? "" : name + i))
                .toList();
    }

    private static List<Server> deadInTheMiddle() {
        List<Server> servers = new ArrayList<>(weighted(5, i -> 1, "e"));
        servers.set(2, new Server(new HostPort("127.0.0.1", FreePorts.next()), 1, "e2"));
        return servers;
    }

    private static String host(int shard) {
        return "127.0.1." + (shard + 1);
    }

    /// A loopback address that a run beside this one does not use, for a port that cannot be chosen.
    private static String hostOfOurOwn() {
        long pid = ProcessHandle.current().pid();
        return "127.77." + (pid >> 8 & 0xff) + "." + (pid & 0xff);
    }

    /// The empty key, then half of them random bytes, half of them rich in tags.
    private static List<byte[]> keys() {
        Random random = new Random(4);
        List<byte[]> keys = new ArrayList<>(List.of(new byte[0]));
        while (keys.size() < KEYS) {
            byte[] key = new byte[1 + random.nextInt(48)];
            random.nextBytes(key);
            if (keys.size() % 2 == 0) {
                for (int i = 0; i < key.length; i++) {
                    key[i] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
                }
            }
            keys.add(key);
        }
        return keys;
    }
}
