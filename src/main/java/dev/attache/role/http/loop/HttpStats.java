package dev.attache.role.http.loop;

import dev.attache.role.http.answer.Refusal;

/// The counters of one event loop that belong to no destination.
public final class HttpStats {
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

    public void onRequest() {
        requests++;
    }

    public void onAnsweredHere() {
        answeredHere++;
    }

    public void onRefused(Refusal why) {
        refusals[why.ordinal()]++;
    }

    public void onCut() {
        cut++;
    }

    public void onRetry() {
        retries++;
    }

    public void onSlowReader() {
        slowReaders++;
    }

    public long slowReaders() {
        return slowReaders;
    }

    public void onHedge() {
        hedges++;
    }

    public void onHedgeWon() {
        hedgesWon++;
    }

    public long hedges() {
        return hedges;
    }

    public long hedgesWon() {
        return hedgesWon;
    }

    public void onClientError() {
        clientErrors++;
    }

    public void onHandshakeFailed() {
        handshakesFailed++;
    }

    public void onProxyHeaderFailed() {
        proxyHeadersFailed++;
    }

    public long proxyHeadersFailed() {
        return proxyHeadersFailed;
    }

    public long handshakesFailed() {
        return handshakesFailed;
    }

    public long requests() {
        return requests;
    }

    public long answeredHere() {
        return answeredHere;
    }

    public long refusals(Refusal why) {
        return refusals[why.ordinal()];
    }

    public long cut() {
        return cut;
    }

    public long retries() {
        return retries;
    }

    public long clientErrors() {
        return clientErrors;
    }
}
