package dev.attache.role.logs.spool;

import java.io.IOException;
import java.util.function.Consumer;

/// Brings a spool to the disk, not with each line but a time after the first that is not there: a power failure costs
/// no more than what came in that time. On a thread of its own, because a disk may take its time.
final class SpoolSync implements Runnable {
    private final UnsyncedFiles files;
    private final long everyNanos;
    private final Consumer<String> onTrouble;

    /// @param onTrouble is told what the system says, once until it works again
    SpoolSync(UnsyncedFiles files, long everyNanos, Consumer<String> onTrouble) {
        this.files = files;
        this.everyNanos = everyNanos;
        this.onTrouble = onTrouble;
    }

    @Override
    public void run() {
        boolean told = false;
        try {
            while (files.await(everyNanos)) {
                try {
                    files.sync();
                    told = false;
                } catch (IOException e) {
                    if (!told) {
                        onTrouble.accept(String.valueOf(e.getMessage()));
                    }
                    told = true;
                }
            }
        } catch (InterruptedException _) {
            // Nobody does that; whoever closes the spool syncs it once more.
        }
    }
}
