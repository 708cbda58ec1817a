package dev.attache.role.health.verdict;

import dev.attache.base.logic.Expression;
import dev.attache.config.CheckConfig;
import dev.attache.config.HealthShimConfig;
import dev.attache.upstream.probe.Finding;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is known of every check, and what follows for the endpoints. Safe from any thread.
///
/// Answers of probes are made from this alone, so that no probe causes a check. Of the time that passes by itself, such
/// as the end of a manual word or of the grace, listeners learn when [#look] is called.
public final class Board {
    private final InstantSource clock;
    private final Instant begun;
    private final List<Consumer<Verdict>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final Map<Endpoint, ManualWord> words = Collections.synchronizedMap(new EnumMap<>(Endpoint.class));
    private final Map<Endpoint, Told> told = new EnumMap<>(Endpoint.class);
    private volatile Map<String, AtomicReference<CheckReport>> checks = Map.of();
    private volatile Rules rules;
    private volatile boolean draining;
    private volatile boolean started;
    private final AtomicLong edition = new AtomicLong();

    /// What listeners know, and since when.
    private record Told(String label, Instant since) {}

    public Board(HealthShimConfig config, InstantSource clock) {
        this.clock = clock;
        this.begun = clock.instant();
        this.rules = Rules.of(config);
        reload(config);
    }

    /// Takes new settings; checks of the same name and the same settings keep what is known of them.
    public synchronized void reload(HealthShimConfig config) {
        Rules before = rules;
        Map<String, AtomicReference<CheckReport>> next = new LinkedHashMap<>();
        config.checks().forEach((name, check) -> {
            AtomicReference<CheckReport> known = checks.get(name);
            if (known != null && check.equals(before.checks().get(name))) {
                next.put(name, known);
            } else {
                next.put(name, new AtomicReference<>(fresh(name, check)));
            }
        });
        checks = Collections.unmodifiableMap(next);
        rules = Rules.of(config);
        lookAndTell();
    }

    private CheckReport fresh(String name, CheckConfig check) {
        var pending = new CheckState.Pending(clock.instant());
        return new CheckReport(name, check.pace().shared(), pending, null, 0, false, List.of(), null);
    }

    /// Has the listener told of every change of an endpoint; it is called by one thread at a time and must not block.
    public void listen(Consumer<Verdict> listener) {
        listeners.add(listener);
    }

    /// Has the task run after each change of a check, a word or an endpoint; as [#listen] has it.
    public void watch(Runnable onChange) {
        watchers.add(onChange);
    }

    public void unwatch(Runnable onChange) {
        watchers.remove(onChange);
    }

    /// Takes an answer in.
    public synchronized void onAnswer(String check, CheckState state, Finding finding, long tookNanos) {
        AtomicReference<CheckReport> report = checks.get(check);
        if (report == null) {
            return;
        }
        CheckReport before = report.get();
        report.set(before.answered(state, clock.instant(), tookNanos, finding.isGood(), finding.figures()));
        if (before.state() != state) {
            lookAndTell();
        } else {
            edition.incrementAndGet();
        }
    }

    private void lookAndTell() {
        look();
        watchers.forEach(Runnable::run);
    }

    /// Says something in place of a check.
    ///
    /// @param word null leaves it to the check again
    /// @return false where there is no such check
    public synchronized boolean say(String check, @Nullable ManualWord word) {
        AtomicReference<CheckReport> report = checks.get(check);
        if (report == null) {
            return false;
        }
        report.set(report.get().said(word));
        lookAndTell();
        return true;
    }

    /// Says something in place of an endpoint.
    ///
    /// @param word null leaves it to the checks again
    public synchronized void say(Endpoint endpoint, @Nullable ManualWord word) {
        if (word == null) {
            words.remove(endpoint);
        } else {
            words.put(endpoint, word);
        }
        lookAndTell();
    }

    /// From now on [Endpoint#READY] fails, until it is called with false.
    public synchronized void drain(boolean on) {
        draining = on;
        lookAndTell();
    }

    /// A number that grows whenever something has changed that probes are told; negative while the grace lasts, whose
    /// end changes it at any moment. Whoever reads it before the rest keeps nothing that is out of date.
    public long edition() {
        return isInGrace() ? -1 : edition.get();
    }

    /// Looks at what the time has changed, and tells what listeners do not know yet.
    public synchronized void look() {
        Instant now = clock.instant();
        for (AtomicReference<CheckReport> each : checks.values()) {
            ManualWord word = each.get().word();
            if (word != null && !now.isBefore(word.until())) {
                each.set(each.get().said(null));
            }
        }
        words.values().removeIf(word -> !now.isBefore(word.until()));
        started |= holds(Endpoint.STARTUP, Set.of());
        for (Endpoint endpoint : Endpoint.values()) {
            Verdict verdict = verdict(endpoint, Set.of());
            Told known = told.get(endpoint);
            if (known == null || !known.label.equals(verdict.label())) {
                told.put(endpoint, new Told(verdict.label(), now));
                Verdict fresh = verdict(endpoint, Set.of());
                listeners.forEach(each -> each.accept(fresh));
                watchers.forEach(Runnable::run);
            }
        }
        edition.incrementAndGet();
    }

    /// Every check, in the file's order.
    public List<CheckReport> checks() {
        return checks.values().stream().map(AtomicReference::get).toList();
    }

    /// One check; null where there is none of that name.
    public @Nullable CheckReport check(String name) {
        AtomicReference<CheckReport> report = checks.get(name);
        return report == null ? null : report.get();
    }

    /// Whether an endpoint depends on a check.
    public boolean uses(Endpoint endpoint, String check) {
        return rules.names(endpoint).contains(check);
    }

    /// What a probe is told.
    ///
    /// @param excluded names of checks that count as good
    public Verdict verdict(Endpoint endpoint, Set<String> excluded) {
        List<CheckReport> used = new ArrayList<>();
        Rules now = rules;
        for (String name : now.names(endpoint)) {
            CheckReport report = check(name);
            if (report != null && !excluded.contains(name)) {
                used.add(report);
            }
        }
        ManualWord word = words.get(endpoint);
        boolean passes = holds(endpoint, excluded);
        String note = "";
        if (word != null) {
            passes = word.passes();
            note = word.text();
        } else if (endpoint == Endpoint.READY && draining) {
            passes = false;
            note = Verdict.DRAINING;
        } else if (!passes && endpoint == Endpoint.STARTUP && started) {
            passes = true;
            note = "has started before";
        } else if (!passes && endpoint == Endpoint.LIVE && isInGrace()) {
            passes = true;
            note = "still starting";
        }
        Told known = told.get(endpoint);
        return new Verdict(endpoint, passes, note, known == null ? begun : known.since, used, now.unwanted(endpoint));
    }

    private boolean isInGrace() {
        return !started && clock.instant().isBefore(begun.plus(rules.grace()));
    }

    private boolean holds(Endpoint endpoint, Set<String> excluded) {
        Rules now = rules;
        Expression sentence = now.sentence(endpoint);
        return sentence.holds(name -> excluded.contains(name) || counts(endpoint, now, name));
    }

    /// A check that nobody has asked yet, or that others depend on too, says nothing against the life of the app.
    private boolean counts(Endpoint endpoint, Rules now, String name) {
        CheckReport report = check(name);
        if (report == null || report.passes()) {
            return report != null;
        }
        boolean spared = report.state() instanceof CheckState.Pending || report.shared() && !now.sharedFailsLive();
        return endpoint == Endpoint.LIVE && spared && report.word() == null;
    }
}
