package dev.attache.role.http;

/// The counters of one event loop that belong to no destination.
final class HttpStats {
    private final long[] refusals = new long[Refusal.values().length];
    private long requests;
    private long answeredHere;
    private long cut;
    private long retries;
    private long hedges;
    private long slowReaders;
    private long hedgesWon;
    private long clientErrors;
    private long handshakesFailed;
    private long proxyHeadersFailed;

    void onRequest() {
        requests++;
    }

    void onAnsweredHere() {
        answeredHere++;
    }

    void onRefused(Refusal why) {
        refusals[why.ordinal()]++;
    }

    void onCut() {
        cut++;
    }

    void onRetry() {
        retries++;
    }

    void onSlowReader() {
        slowReaders++;
    }

    long slowReaders() {
        return slowReaders;
    }

    void onHedge() {
        hedges++;
    }

    void onHedgeWon() {
        hedgesWon++;
    }

    long hedges() {
        return hedges;
    }

    long hedgesWon() {
        return hedgesWon;
    }

    void onClientError() {
        clientErrors++;
    }

    void onHandshakeFailed() {
        handshakesFailed++;
    }

    void onProxyHeaderFailed() {
        proxyHeadersFailed++;
    }

    long proxyHeadersFailed() {
        return proxyHeadersFailed;
    }

    long handshakesFailed() {
        return handshakesFailed;
    }

    long requests() {
        return requests;
    }

    long answeredHere() {
        return answeredHere;
    }

    long refusals(Refusal why) {
        return refusals[why.ordinal()];
    }

    long cut() {
        return cut;
    }

    long retries() {
        return retries;
    }

    long clientErrors() {
        return clientErrors;
    }
}
