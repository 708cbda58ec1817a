package dev.attache.role.logs.join;

/// Tells which lines go on with the one before. Is told of all lines of one stream in their order; for one thread.
public interface JoinRule {
    /// Every line is a record by itself.
    JoinRule NONE = new JoinRule() {
        @Override
        public boolean endsAtOnce() {
            return true;
        }

        @Override
        public void begin(byte[] bytes, int from, int to) {
            // There is nothing to remember.
        }

        @Override
        public boolean goesOn(byte[] bytes, int first, int firstTo, int from, int to) {
            return false;
        }
    };

    /// Whether the record that has just begun or gone on needs no line after it to be known to be whole.
    boolean endsAtOnce();

    /// A record begins with this line.
    void begin(byte[] bytes, int from, int to);

    /// Whether the line at `[from, to)` goes on with the record whose first line stands at `[first, firstTo)` of the
    /// same
    /// bytes.
    boolean goesOn(byte[] bytes, int first, int firstTo, int from, int to);
}
