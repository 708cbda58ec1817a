package dev.attache.role.health.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.CheckPaceConfig;
import dev.attache.upstream.probe.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckVerdictTest {
    private static final Duration NO_TIME = Duration.ZERO;
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    private static CheckPaceConfig pace(
            int rise, int fall, int window, int timeoutFall, Duration hold, int flaps, Duration flapWindow) {
        return new CheckPaceConfig(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                rise,
                fall,
                window,
                timeoutFall,
                hold,
                flaps,
                flapWindow,
                false);
    }

    private static CheckPaceConfig pace(int rise, int fall, int window, int timeoutFall) {
        return pace(rise, fall, window, timeoutFall, NO_TIME, 0, Duration.ofMinutes(1));
    }

    /// Answers a second apart: `+` good, `-` bad, `?` not in time. The states after each, as `P`, `F` or `.`.
    private String states(CheckPaceConfig pace, String answers) {
        CheckVerdict verdict = new CheckVerdict(pace, () -> now);
        StringBuilder states = new StringBuilder();
        for (int i = 0; i < answers.length(); i++) {
            CheckState state = verdict.onFinding(finding(answers.charAt(i)));
            states.append(
                    switch (state) {
                        case CheckState.Pending _ -> '.';
                        case CheckState.Passing _ -> 'P';
                        case CheckState.Failing _ -> 'F';
                    });
            now = now.plusSeconds(1);
        }
        return states.toString();
    }

    private static Finding finding(char answer) {
        return switch (answer) {
            case '+' -> Finding.GOOD;
            case '-' -> Finding.of("broken");
            default -> new Finding(Finding.Kind.LATE, "no answer in time", List.of());
        };
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "1, 1, +,            P,            'the first answer decides, a good one'",
        "1, 1, -,            F,            'the first answer decides, a bad one'",
        "1, 1, +-+-,         PFPF,         'one answer is enough where it is said so'",
        "1, 3, +--+--+---,   PPPPPPPPPF,   'bad ones count in a row'",
        "3, 1, -++-+++,      FFFFFFP,      'good ones count in a row'",
        "2, 3, +--?++-,      PPPFFPP,      'an answer that is late counts as a bad one'"
    })
    void asManyAnswersInARowAsTheFileSaysChangeIt(int rise, int fall, String answers, String expected, String what) {
        assertThat(states(pace(rise, fall, 0, 0), answers)).as(what).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "3, 5, +-+-+-,       PPPPPF,       'three of five fail it though they do not follow one another'",
        "3, 5, +-++++-++-,   PPPPPPPPPP,   'what lies further back does not count'",
        "2, 4, +-+-+++,      PPPFFPP,      'it passes when the window has few enough'"
    })
    void withAWindowBadAnswersNeedNotFollowOneAnother(
            int fall, int window, String answers, String expected, String what) {
        assertThat(states(pace(1, fall, window, 0), answers)).as(what).isEqualTo(expected);
    }

    @Test
    void answersThatAreLateCountApartWhereTheFileSaysSo() {
        assertThat(states(pace(1, 1, 0, 3), "+??+???+")).isEqualTo("PPPPPPFP");
        assertThat(states(pace(1, 1, 0, 3), "+??-")).isEqualTo("PPPF");
    }

    @Test
    void aVerdictStaysAsLongAsItIsHeld() {
        CheckPaceConfig held = pace(1, 1, 0, 0, Duration.ofSeconds(3), 0, Duration.ofMinutes(1));

        assertThat(states(held, "+--------+++++")).isEqualTo("PPPFFFFFFPPPPP");
        assertThat(states(held, "+-+-+-")).isEqualTo("PPPFFF");
    }

    @Test
    void aCheckThatChangesTooOftenFailsUntilItIsCalm() {
        CheckPaceConfig damped = pace(1, 1, 0, 0, NO_TIME, 4, Duration.ofSeconds(10));

        assertThat(states(damped, "+-+-+" + "++++++" + "++")).isEqualTo("PFPFF" + "FFFFFF" + "FP");
    }

    @Test
    void aFailureSaysSinceWhenAndItsLatestReason() {
        CheckVerdict verdict = new CheckVerdict(pace(2, 1, 0, 0), () -> now);
        Instant begin = now;
        verdict.onFinding(Finding.of("refused"));
        now = now.plusSeconds(5);

        CheckState state = verdict.onFinding(Finding.of("answered 503"));

        assertThat(state).isEqualTo(new CheckState.Failing(begin, "answered 503"));
        assertThat(verdict.onFinding(Finding.GOOD)).as("one good answer of two").isSameAs(state);
        assertThat(verdict.onFinding(Finding.GOOD)).isEqualTo(new CheckState.Passing(now));
    }

    @Test
    void nothingIsKnownBeforeTheFirstAnswer() {
        CheckVerdict verdict = new CheckVerdict(pace(1, 1, 0, 0), () -> now);

        assertThat(verdict.state()).isEqualTo(new CheckState.Pending(now));
        assertThat(verdict.state().why()).isEqualTo("not checked yet");
    }
}
