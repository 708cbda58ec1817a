package dev.attache.role.logs.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TailerTest {
    private static final String BANNER =
            "server started, version 1.0, listening on port 8080, ready to serve requests\n";

    private final Following files = new Following();

    TailerTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void linesAreReadOnceAndAsTheyCome() throws IOException {
        files.write("a.log", "one\ntwo\n");
        assertThat(files.look()).containsExactly("one", "two");
        assertThat(files.look()).isEmpty();

        files.write("a.log", "three\n");
        assertThat(files.peek()).containsExactly("three");
    }

    @Test
    void halfALineWaitsForItsEnd() throws IOException {
        files.write("a.log", "one\nhal");
        assertThat(files.look()).containsExactly("one");
        files.write("a.log", "f");
        assertThat(files.peek()).isEmpty();
        files.write("a.log", "\n");
        assertThat(files.peek()).containsExactly("half");
    }

    @Test
    void aFileThatAppearsBetweenTwoLooksIsReadFromItsBeginning() throws IOException {
        files.look();
        files.write("late.log", "one\n");
        files.write("other.txt", "not asked for\n");

        assertThat(files.look()).containsExactly("one");
    }

    @Test
    void aFileOfOneByteIsReadToo() throws IOException {
        files.write("a.log", "\n");

        assertThat(files.look()).hasSize(0);
        files.write("a.log", "x\n");
        assertThat(files.peek()).containsExactly("x");
    }

    @Test
    void aRenamedFileIsReadToItsEndWhileItsWriterGoesOn() throws IOException {
        files.write("a.log", "one\n");
        files.look();
        files.write("a.log", "two\n");
        files.rename("a.log", "a.log.1");
        files.write("a.log", "new\n");
        assertThat(files.look()).containsExactlyInAnyOrder("two", "new");

        files.write("a.log.1", "three\n");
        assertThat(files.peek()).containsExactly("three");
        assertThat(files.losses()).isEmpty();
    }

    @Test
    void aRenamedFileThatIsAskedForUnderItsNewNameIsNotReadAgain() throws IOException {
        files.pattern("a.log*");
        files.write("a.log", "one\n");
        files.look();
        files.rename("a.log", "a.log.1");
        files.write("a.log", "two\n");

        assertThat(files.look()).containsExactly("two");
        assertThat(files.openFiles()).containsExactlyInAnyOrder("a.log", "a.log.1");
    }

    @Test
    void aRenamedFileIsLetGoOnceItHasBeenQuiet() throws IOException {
        files.write("a.log", "one\n");
        files.look();
        files.rename("a.log", "old");
        files.look();
        files.advance(Following.LEFT.minusSeconds(1));
        files.write("old", "two\n");
        assertThat(files.look()).containsExactly("two");
        files.advance(Following.LEFT.minusSeconds(1));
        files.look();
        assertThat(files.openFiles()).containsExactly("a.log");

        files.advance(Duration.ofSeconds(2));
        files.look();
        assertThat(files.openFiles()).isEmpty();
    }

    @Test
    void aFileThatIsDeletedIsReadToItsEnd() throws IOException {
        files.write("a.log", "one\n");
        files.look();
        files.write("a.log", "two\nthree");
        files.delete("a.log");
        assertThat(files.look()).containsExactly("two");

        files.advance(Following.LEFT.dividedBy(2).plusSeconds(1));
        assertThat(files.look()).as("nobody will end the last line").containsExactly("three");
        files.advance(Following.LEFT);
        files.look();
        assertThat(files.openFiles()).isEmpty();
        assertThat(files.losses()).isEmpty();
    }

    @Test
    void aFileThatIsCutShortBeginsAnew() throws IOException {
        files.write("a.log", "one\ntwo\n");
        files.look();
        files.truncate("a.log");
        files.write("a.log", "new\n");

        assertThat(files.peek()).containsExactly("new");
        assertThat(files.losses()).isEmpty();
    }

    @Test
    void aFileThatIsWrittenAnewIsNoticedThoughItIsLonger() throws IOException {
        files.write("a.log", "one\ntwo\n");
        files.look();
        files.truncate("a.log");
        files.write("a.log", "first of many\nsecond of many\n");

        assertThat(files.peek()).containsExactly("first of many", "second of many");
    }

    @Test
    void whatWasSeenAndCutOffBeforeItWasReadIsCounted() throws IOException {
        files.write("a.log", "one\nhalf a li");
        files.look();
        files.truncate("a.log");
        files.look();

        assertThat(files.losses()).containsExactly("a.log 9 TRUNCATED");
    }

    @Test
    void whatIsCutOffInTheMiddleIsCountedAndTheRestStays() throws IOException {
        files.write("a.log", "one\nhalf a li");
        files.look();
        try (var channel = Files.newByteChannel(files.path("a.log"), StandardOpenOption.WRITE)) {
            channel.truncate(8);
        }
        files.look();
        files.write("a.log", " line\n");

        assertThat(files.losses()).containsExactly("a.log 5 TRUNCATED");
        assertThat(files.look()).containsExactly("half line");
    }

    @Test
    void rotationByCopyingIsReadOnceWhereTheCopyIsAskedForToo() throws IOException {
        files.pattern("a.log*");
        files.write("a.log", "2026-11-21 one\n2026-11-21 two\n");
        files.look();
        files.write("a.log", "2026-11-21 three\n");
        files.copy("a.log", "a.log.1");
        files.truncate("a.log");
        files.write("a.log", "2026-11-21 four\n");

        assertThat(files.look()).containsExactlyInAnyOrder("2026-11-21 three", "2026-11-21 four");
        assertThat(files.losses()).isEmpty();
    }

    @Test
    void aCopyIsRecognisedBeforeItsOriginalIsCutShort() throws IOException {
        files.pattern("a.log*");
        files.write("a.log", "2026-11-21 one\n");
        files.look();
        files.copy("a.log", "a.log.1");
        assertThat(files.look()).isEmpty();
        files.write("a.log", "2026-11-21 two\n");
        assertThat(files.look()).containsExactly("2026-11-21 two");
        files.truncate("a.log");

        assertThat(files.look()).isEmpty();
        assertThat(files.losses()).isEmpty();
    }

    @Test
    void aCopyWhoseOriginalGoesOnIsAFileOfItsOwn() throws IOException {
        files.write("a.log", BANNER);
        files.look();
        files.write("b.log", BANNER + "and more\n");
        assertThat(files.look()).isEmpty();

        files.advance(Following.COPY.plusSeconds(1));
        assertThat(files.look()).containsExactly(BANNER.strip(), "and more");
    }

    @Test
    void aFileThatBeginsLikeTheOneBeforeItIsReadWhole() throws IOException {
        files.write("a.log", BANNER);
        files.look();
        files.rename("a.log", "old");
        files.look();
        files.advance(Following.LEFT.plusSeconds(1));
        files.look();
        files.write("a.log", BANNER + "new\n");

        assertThat(files.look()).containsExactly(BANNER.strip(), "new");
    }

    @Test
    void aLinkThatIsSwappedLeadsToTheNewFileAndTheOldOneIsReadToItsEnd() throws IOException {
        files.write("first", "one\n");
        files.write("second", "new\n");
        Files.createSymbolicLink(files.path("a.log"), files.path("first"));
        assertThat(files.look()).containsExactly("one");
        files.write("first", "two\n");
        files.delete("a.log");
        Files.createSymbolicLink(files.path("a.log"), files.path("second"));

        assertThat(files.look()).containsExactlyInAnyOrder("two", "new");
        files.write("first", "three\n");
        assertThat(files.peek()).containsExactly("three");
    }

    @Test
    void twoNamesOfOneFileAreOneFile() throws IOException {
        files.write("a.log", "one\n");
        Files.createSymbolicLink(files.path("b.log"), files.path("a.log"));
        Files.createLink(files.path("c.log"), files.path("a.log"));

        assertThat(files.look()).containsExactly("one");
        assertThat(files.openFiles()).hasSize(1);
    }

    @Test
    void whatIsThereIsPassedOverWhereReadingBeginsAtTheEndButLaterFilesAreNot() throws IOException {
        files.write("a.log", "old\nhalf of an ");
        files.fromEnd();
        assertThat(files.look()).isEmpty();
        files.write("a.log", "old one\nnew\n");
        files.write("b.log", "all of it\n");

        assertThat(files.look()).containsExactlyInAnyOrder("new", "all of it");
    }

    @Test
    void aRestartGoesOnWhereReadingStood() throws IOException {
        files.write("a.log", "one\ntwo\n");
        files.look();
        files.restart(() -> files.write("a.log", "three\n"));

        assertThat(files.look()).containsExactly("three");
    }

    @Test
    void aFileThatWasRotatedAwayMeanwhileIsReadToItsEnd() throws IOException {
        files.write("a.log", "one\n");
        files.look();
        files.restart(() -> {
            files.write("a.log", "two\n");
            files.rename("a.log", "a.log.1");
            files.write("a.log", "new\n");
        });

        assertThat(files.look()).containsExactlyInAnyOrder("two", "new");
        assertThat(files.losses()).isEmpty();
    }

    @Test
    void whatWasCutShortMeanwhileIsCountedAsFarAsItWasSeen() throws IOException {
        files.write("a.log", "one\nhalf");
        files.look();
        files.restart(() -> {
            files.truncate("a.log");
            files.write("a.log", "new\n");
        });

        assertThat(files.look()).containsExactly("new");
        assertThat(files.losses()).containsExactly("a.log 4 VANISHED");
    }

    @Test
    void aCopyThatWasMadeMeanwhileIsReadOnWhereReadingStood() throws IOException {
        files.pattern("a.log*");
        files.write("a.log", "2026-11-21 one\n");
        files.look();
        files.restart(() -> {
            files.write("a.log", "2026-11-21 two\n");
            files.copy("a.log", "a.log.1");
            files.truncate("a.log");
            files.write("a.log", "2026-11-21 three\n");
        });

        assertThat(files.look()).containsExactlyInAnyOrder("2026-11-21 two", "2026-11-21 three");
        assertThat(files.losses()).isEmpty();
    }

    @Test
    void aCopyIsRecognisedThoughItsOriginalWasRenamedSince() throws IOException {
        files.pattern("a.log*");
        files.write("a.log", "2026-11-21 one\n2026-11-21 tw");
        files.look();
        files.restart(() -> {
            files.write("a.log", "o\n");
            files.copy("a.log", "a.log.1");
            files.truncate("a.log");
            files.write("a.log", "2026-11-21 three\n");
            files.rename("a.log", "a.log.2");
        });

        assertThat(files.look()).containsExactlyInAnyOrder("2026-11-21 two", "2026-11-21 three");
        assertThat(files.losses()).isEmpty();
    }

    @Test
    void whatWasSeenBeforeARestartAndIsFoundInACopyAfterItIsNotLost() throws IOException {
        files.pattern("a.log*");
        files.write("a.log", "2026-11-21 one\n2026-11-21 tw");
        files.look();
        files.restart(() -> {
            files.write("a.log", "o\n");
            files.copy("a.log", "a.log.1");
            files.truncate("a.log");
            files.write("a.log", "2026-11-21 three\n");
        });

        assertThat(files.look()).containsExactlyInAnyOrder("2026-11-21 two", "2026-11-21 three");
        assertThat(files.losses()).isEmpty();
    }

    @Test
    void whatIsGoneAfterARestartIsCountedAsFarAsItWasSeen() throws IOException {
        files.write("a.log", "one\nhalf");
        files.look();
        files.restart(() -> files.delete("a.log"));
        files.look();

        assertThat(files.losses()).containsExactly("a.log 4 VANISHED");
    }

    @Test
    void aLineThatIsTooLongIsCutAndTheNextOnesAreWhole() throws IOException {
        files.write("a.log", "before\n" + "x".repeat(700_000) + "\nafter\n");

        List<String> lines = files.look();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).isEqualTo("x".repeat(Following.LINE_MAX));
        assertThat(lines).startsWith("before").endsWith("after");
        assertThat(files.bytesCut()).isEqualTo(700_000 - Following.LINE_MAX);
    }

    @Test
    void aLineThatIsTooLongAndHasNoEndYetIsCutOnceThroughARestart() throws IOException {
        files.write("a.log", "x".repeat(600_000));
        assertThat(files.look()).containsExactly("x".repeat(Following.LINE_MAX));
        files.restart(() -> files.write("a.log", "x".repeat(1000) + "\nafter\n"));

        assertThat(files.look()).containsExactly("after");
    }

    @Test
    void folderPatternsTakeFoldersThatComeLater() throws IOException {
        files.pattern("pod-*/{out,err}.log");
        files.look();
        Files.createDirectory(files.path("pod-1"));
        files.write("pod-1/out.log", "one\n");
        files.write("pod-1/other.log", "no\n");
        Files.createDirectory(files.path("pod-2"));
        files.write("pod-2/err.log", "two\n");

        assertThat(files.look()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void whatIsNoRegularFileIsPassedOver() throws IOException {
        Files.createDirectory(files.path("folder.log"));
        Files.createSymbolicLink(files.path("nowhere.log"), files.path("absent"));

        assertThat(files.look()).isEmpty();
        assertThat(files.losses()).containsExactly("nowhere.log refused");
        files.look();
        assertThat(files.losses()).as("told once").hasSize(1);
    }
}
