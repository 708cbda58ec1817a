package dev.attache.wire.http2;

import dev.attache.base.GrowingBytes;

/// The code of strings in header blocks (RFC 7541, Appendix B), read four bits at a time.
///
/// The code is canonical: it follows from the lengths alone. Each node of its tree is a state, and for each state and
/// each four bits a table has the state after them and the byte that they complete; no code is shorter than five bits,
/// so they never complete two.
final class Huffman {
    /// Length of each byte's code and of the end mark's, in digits that go on with letters: `a` is 10, `u` 30.
    private static final String LENGTHS = "dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6cad67777"
            + "777777777777777777878djde6f56565666577666567655677777fbedskmkkmmmnmnnn"
            + "nnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmlnmnnkmmmnmmnqqkjmnmpqqqrrqopjl"
            + "qrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrqu";

    private static final int END = 256;
    private static final int BITS_MAX = 30;
    private static final int NODES = 257;
    private static final int EMITS = 1 << 8;
    private static final int FAILS = 1 << 9;
    private static final int STATE_SHIFT = 16;
    private static final int[][] CHILDREN = tree();
    private static final boolean[] ENDS_HERE = ends();
    private static final int[] TABLE = table();

    private Huffman() {}

    private static int lengthOf(int symbol) {
        return Character.digit(LENGTHS.charAt(symbol), 36);
    }

    /// Of each node its child by a zero and by a one: a node, or below zero the complement of a byte.
    private static int[][] tree() {
        int[][] children = new int[NODES][2];
        int nodes = 1;
        int code = 0;
        for (int length = 1; length <= BITS_MAX; length++) {
            code <<= 1;
            for (int symbol = 0; symbol <= END; symbol++) {
                if (lengthOf(symbol) == length) {
                    nodes = insert(children, nodes, code, length, symbol);
                    code++;
                }
            }
        }
        return children;
    }

    private static int insert(int[][] children, int nodesBefore, int code, int length, int symbol) {
        int nodes = nodesBefore;
        int node = 0;
        for (int bit = length - 1; bit > 0; bit--) {
            int side = code >>> bit & 1;
            if (children[node][side] == 0) {
                children[node][side] = nodes++;
            }
            node = children[node][side];
        }
        children[node][code & 1] = ~symbol;
        return nodes;
    }

    /// Where a string may end: seven ones at most since the last byte, which begin the end mark.
    private static boolean[] ends() {
        boolean[] ends = new boolean[NODES];
        int node = 0;
        for (int ones = 0; ones < Byte.SIZE; ones++) {
            ends[node] = true;
            node = CHILDREN[node][1];
        }
        return ends;
    }

    private static int[] table() {
        int[] table = new int[NODES << 4];
        for (int state = 0; state < NODES; state++) {
            for (int bits = 0; bits < 16; bits++) {
                table[state << 4 | bits] = step(state, bits);
            }
        }
        return table;
    }

    private static int step(int state, int bits) {
        int node = state;
        int emitted = 0;
        for (int bit = 3; bit >= 0; bit--) {
            node = CHILDREN[node][bits >>> bit & 1];
            if (node == ~END) {
                return FAILS;
            }
            if (node < 0) {
                emitted = EMITS | ~node;
                node = 0;
            }
        }
        return node << STATE_SHIFT | emitted;
    }

    /// Appends the bytes that a coded string stands for.
    ///
    /// @return false where it is no such string
    static boolean decode(byte[] coded, int from, int to, GrowingBytes out) {
        int at = out.reserve((int) ((to - from) * 8L / 5));
        byte[] bytes = out.array();
        int write = at;
        int state = 0;
        for (int i = from; i < to; i++) {
            int high = TABLE[state << 4 | (coded[i] & 0xF0) >>> 4];
            if ((high & EMITS) != 0) {
                bytes[write++] = (byte) high;
            }
            int low = TABLE[high >>> STATE_SHIFT << 4 | coded[i] & 0xF];
            if ((low & EMITS) != 0) {
                bytes[write++] = (byte) low;
            }
            if (((high | low) & FAILS) != 0) {
                return false;
            }
            state = low >>> STATE_SHIFT;
        }
        out.removeLast(out.length() - write);
        return ENDS_HERE[state];
    }
}
