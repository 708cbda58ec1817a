package dev.attache.wire.proxyprotocol;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.attache.wire.proxyprotocol.ProxyHeaderScanner.Outcome;
import java.util.Arrays;

/// What peers send before their first byte: decided once, whatever comes later, and never beyond the bounds.
final class ProxyHeaderFuzz {
    @FuzzTest
    void aHeaderIsDecidedOnceAndWithinItsBounds(byte[] input) {
        ProxyHeaderScanner scanner = new ProxyHeaderScanner();
        Outcome decided = Outcome.NEED_MORE;
        int length = 0;
        for (int i = 0; i <= Math.min(input.length, ProxyHeaderScanner.BYTES_MAX + 1); i++) {
            Outcome now = scanner.scan(Arrays.copyOf(input, i), i);
            if (decided != Outcome.NEED_MORE
                    && (now != decided || scanner.length() != length && now == Outcome.HEADER)) {
                throw new AssertionError(decided + " became " + now + " after " + i + " bytes");
            }
            if (now == Outcome.HEADER && scanner.length() > i
                    || now == Outcome.NEED_MORE && i >= ProxyHeaderScanner.BYTES_MAX) {
                throw new AssertionError(now + " after " + i + " bytes");
            }
            decided = now;
            length = scanner.length();
        }
    }
}
