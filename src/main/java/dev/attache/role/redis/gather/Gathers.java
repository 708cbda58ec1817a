package dev.attache.role.redis.gather;

import dev.attache.role.redis.loop.LoopKit;
import java.util.ArrayDeque;

/// The merges of one event loop: those that wait for their next command, and the bound on how many are under way.
public final class Gathers {
    /// Those that share the budget, and one to spare.
    private static final int LOOPS_MAX = 5;

    private static final int IDLE_MAX = 4096;

    private final LoopKit loop;
    private final HeldBudget budget;
    private final GatherGate gate;
    private final ArrayDeque<Gather> idle = new ArrayDeque<>();

    /// @param budget of all loops together
    public Gathers(LoopKit loop, HeldBudget budget) {
        this.loop = loop;
        this.budget = budget;
        this.gate = new GatherGate(budget.bytesMax() / LOOPS_MAX);
    }

    LoopKit loop() {
        return loop;
    }

    HeldBudget budget() {
        return budget;
    }

    GatherGate gate() {
        return gate;
    }

    Gather take() {
        Gather next = idle.poll();
        return next == null ? new Gather(this) : next;
    }

    void takeBack(Gather gather) {
        if (idle.size() < IDLE_MAX) {
            idle.push(gather);
        }
    }
}
