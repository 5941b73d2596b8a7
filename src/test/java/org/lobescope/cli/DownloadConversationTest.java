package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.lobescope.Problem;
import org.lobescope.service.engine.DownloadOffer;
import org.lobescope.service.engine.DownloadOffers;
import org.lobescope.service.engine.DownloadProspect;
import org.lobescope.service.engine.DownloadWatch;
import org.lobescope.service.engine.DownloadWatch.Step;
import org.lobescope.service.engine.EngineChoice;
import org.lobescope.service.engine.EngineStart;
import org.lobescope.service.engine.EngineState;
import org.lobescope.service.engine.NvidiaDriver;

class DownloadConversationTest {
    private static final Optional<NvidiaDriver> GPU =
            Optional.of(new NvidiaDriver("NVIDIA Test", "550.54.14", Optional.of(8.6)));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> questions = new ArrayList<>();
    private boolean downloaded;

    private void hold(
            String system, Optional<NvidiaDriver> driver, long free, boolean yes, boolean anyway, String answer) {
        EngineChoice choice = new EngineChoice() {
            @Override
            public EngineState state() {
                return EngineStart.OWN.state();
            }

            @Override
            public List<String> choose(Path folder) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void forget() {
                throw new UnsupportedOperationException();
            }

            @Override
            public DownloadProspect prospect() {
                return new DownloadProspect(
                        system,
                        DownloadOffers.of(system, driver),
                        driver,
                        "files.pythonhosted.org",
                        Path.of("here"),
                        5_000_000_000L,
                        free,
                        false);
            }

            @Override
            public List<String> download(DownloadOffer offer, DownloadWatch watch) {
                downloaded = true;
                watch.at(Step.FETCHING, "torch.whl", 0, offer.bytes());
                watch.at(Step.FETCHING, "torch.whl", 1_000_000, offer.bytes());
                watch.at(Step.CHECKING, "torch.whl", offer.bytes(), offer.bytes());
                return List.of("cuda:0", "cpu");
            }

            @Override
            public long remove() {
                throw new UnsupportedOperationException();
            }
        };
        Optional<Predicate<String>> person = answer.isEmpty()
                ? Optional.empty()
                : Optional.of(question -> {
                    questions.add(question);
                    return answer.equals("y");
                });
        new DownloadConversation(choice, new PrintWriter(out, true), new PrintWriter(err, true), false)
                .hold(yes, anyway, person);
    }

    private String refused(
            String system, Optional<NvidiaDriver> driver, long free, boolean yes, boolean anyway, String answer) {
        String said = String.valueOf(assertThrows(Problem.class, () -> hold(system, driver, free, yes, anyway, answer))
                .getMessage());
        assertFalse(downloaded);
        return said;
    }

    private static final long ROOM = 9_000_000_000L;
    private static final String LINUX = "linux-x86_64";

    @Test
    void sizeAndSourceAreSaidAndAPersonIsAsked() {
        hold(LINUX, GPU, ROOM, false, false, "y");
        assertTrue(downloaded);
        assertEquals(List.of("Download it?"), questions);
        String said = out.toString();
        assertTrue(said.contains("2.67 GB from files.pythonhosted.org, 4.19 GB in here"), said);
        assertTrue(said.contains("NVIDIA Test, driver 550.54.14"), said);
        assertTrue(said.contains("Devices: cuda:0, cpu"), said);
        assertEquals(
                List.of("Downloading torch.whl (0 MB of 2.67 GB)", "Checking torch.whl (2.67 GB of 2.67 GB)"),
                err.toString().lines().toList());
    }

    @Test
    void withoutAYesNothingIsDownloaded() {
        assertTrue(refused(LINUX, GPU, ROOM, false, false, "n").contains("Nothing was downloaded"));
        assertTrue(refused(LINUX, GPU, ROOM, false, false, "").contains("--yes"));
        hold(LINUX, GPU, ROOM, true, false, "");
        assertTrue(downloaded);
    }

    @Test
    void whatBringsNothingNeedsAWordOfItsOwn() {
        assertTrue(refused(LINUX, Optional.empty(), ROOM, true, false, "y").contains("--anyway"));
        assertTrue(out.toString().contains("No driver of NVIDIA was found"));
        refused(LINUX, Optional.empty(), ROOM, false, false, "n");
        assertEquals(List.of("Download it all the same?"), questions);
        refused(LINUX, Optional.empty(), ROOM, false, true, "n");
        hold(LINUX, Optional.empty(), ROOM, true, true, "");
        assertTrue(downloaded);
    }

    @Test
    void noRoomAndNoDownloadForTheSystemAreSaid() {
        assertTrue(refused(LINUX, GPU, 1_000_000_000L, true, true, "y").contains("5.00 GB must be free"));
        assertTrue(
                refused("osx-aarch64", Optional.empty(), ROOM, true, true, "y").contains("Metal"));
        assertTrue(refused("linux-aarch64", Optional.empty(), ROOM, true, true, "y")
                .contains("linux-aarch64"));
    }
}
