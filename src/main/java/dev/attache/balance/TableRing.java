package dev.attache.balance;

/// A table of members, in which a key takes the place of its hash modulo the table's size.
final class TableRing implements Ring {
    private final int[] table;
    private final int size;
    private final KeyHash hash;
    private final KeyTag tag;

    TableRing(int[] table, int size, KeyHash hash, KeyTag tag) {
        this.table = table;
        this.size = size;
        this.hash = hash;
        this.tag = tag;
    }

    @Override
    public int memberOf(byte[] bytes, int from, int length) {
        return table[Integer.remainderUnsigned(tag.hash(hash, bytes, from, length), table.length)];
    }

    @Override
    public int size() {
        return size;
    }
}
