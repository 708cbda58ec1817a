package dev.attache.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.RecordingObserver;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LibraryLogTest {
    private final RecordingObserver observer = new RecordingObserver();

    @AfterEach
    void giveBack() throws IOException {
        LogManager.getLogManager().readConfiguration();
    }

    @Test
    void warningsOfLibrariesBecomeEventsAndLesserThingsDoNot() {
        LibraryLog.install(observer);
        Logger logger = Logger.getLogger("some.library");

        logger.info("not this");
        logger.warning("this");
        logger.log(Level.SEVERE, "and this", new IllegalStateException("broken"));

        assertThat(observer.messages()).hasSize(2);
        assertThat(observer.messages().getFirst()).isEqualTo("some.library: this");
        assertThat(observer.messages().getLast())
                .startsWith("some.library: and this: java.lang.IllegalStateException: broken at ")
                .contains("LibraryLogTest");
    }
}
