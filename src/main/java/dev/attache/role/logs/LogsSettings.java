package dev.attache.role.logs;

import dev.attache.base.Ticker;
import dev.attache.observe.Observer;
import dev.attache.role.LogTally;
import dev.attache.role.logs.pod.PodInfo;
import java.time.InstantSource;

/// What the pump needs to know of the role.
///
/// @param lineMax bytes
/// @param pod fields that every record gets
/// @param progress shows how far a finite input is read
/// @param tally told of every record
record LogsSettings(
        String role,
        Observer observer,
        Ticker ticker,
        InstantSource clock,
        int lineMax,
        PodInfo pod,
        Progress progress,
        LogTally tally) {}
