package dev.attache.role.http.client;

/// A client's connection as its event loop sees it.
interface Client {
    /// Once in a while: has what took too long end.
    void sweep(long now);

    /// Admits no further request: closes when nothing is in flight.
    void drain();

    /// Closes at once.
    void close();
}
