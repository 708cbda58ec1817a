package dev.attache.role.topz;

/// One process at one moment. What the kernel does not tell this user is -1.
///
/// @param uid of its owner
/// @param state one letter, as `R` for running; see [dev.attache.base.proc.ProcessStat]
/// @param cpuRatio of one CPU, since the look before; since its start where there was none
/// @param cpuSeconds so far
/// @param rssBytes in memory, shared pages counted in full
/// @param pssBytes in memory, shared pages divided by those who share them
/// @param ussBytes in memory that is its alone
/// @param fds open files and sockets
/// @param readBytes and `writtenBytes` that went to or came from disks
/// @param container its id, or that of the pod or service around it; empty where there is none
/// @param command its arguments, secrets masked; in brackets a thread of the kernel
public record ProcessView(
        long pid,
        long parent,
        long uid,
        String name,
        char state,
        int threads,
        double cpuRatio,
        double cpuSeconds,
        long rssBytes,
        long pssBytes,
        long ussBytes,
        int fds,
        long readBytes,
        long writtenBytes,
        String container,
        String command) {}
