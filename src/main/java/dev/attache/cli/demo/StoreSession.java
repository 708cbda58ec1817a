package dev.attache.cli.demo;

/// What a store keeps of one connection.
final class StoreSession {
    private int database;
    private boolean closing;

    int database() {
        return database;
    }

    void useDatabase(int index) {
        database = index;
    }

    boolean isClosing() {
        return closing;
    }

    /// The connection ends when this command has been answered.
    void toClosing() {
        closing = true;
    }
}
