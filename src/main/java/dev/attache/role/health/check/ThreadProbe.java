package dev.attache.role.health.check;

import dev.attache.upstream.probe.Finding;
import dev.attache.upstream.probe.Probe;
import io.netty.channel.EventLoop;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks on a virtual thread, for what may block: files, disks, programs.
///
/// A question that does not end though it was interrupted, as on a disk that hangs, is not asked a second time beside
/// the first, so that at most one thread hangs for each check.
final class ThreadProbe implements Probe {
    /// What is asked.
    @FunctionalInterface
    interface Question {
        /// May block, and should end when it is interrupted.
        Finding ask() throws Exception;
    }

    private final EventLoop loop;
    private final Question question;
    private @Nullable Thread thread;
    private @Nullable Consumer<Finding> answer;

    ThreadProbe(EventLoop loop, Question question) {
        this.loop = loop;
        this.question = question;
    }

    @Override
    public void ask(Consumer<Finding> to) {
        Thread running = thread;
        if (running != null && running.isAlive()) {
            to.accept(Finding.of("the question before has not ended yet"));
            return;
        }
        answer = to;
        Thread fresh = Thread.ofVirtual().name("attache-check").unstarted(() -> {
            Finding finding = run();
            if (!loop.isShuttingDown()) {
                loop.execute(() -> onAnswer(to, finding));
            }
        });
        thread = fresh;
        fresh.start();
    }

    private Finding run() {
        try {
            return question.ask();
        } catch (InterruptedException _) {
            return Finding.of("was interrupted");
        } catch (Exception e) {
            String why = e.getMessage();
            return Finding.of(why == null ? e.getClass().getSimpleName() : why);
        }
    }

    private void onAnswer(Consumer<Finding> to, Finding finding) {
        if (answer == to) {
            answer = null;
            to.accept(finding);
        }
    }

    @Override
    public void release() {
        answer = null;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
