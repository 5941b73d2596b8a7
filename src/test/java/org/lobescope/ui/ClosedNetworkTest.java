package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.explain.MethodId;
import org.lobescope.service.RequestState;
import org.lobescope.sky.Samples;

/** The window with a network that only PyTorch itself can run: without layers, and it says so. */
class ClosedNetworkTest {
    private static final Path GATED = Path.of("src/test/resources/org/lobescope/network/programs/gated.pt");

    @TempDir
    private Path folder = Path.of(".");

    private TestWindow window;

    @BeforeEach
    void open() throws Exception {
        window = new TestWindow(new PatternService(), folder, Optional.of(GATED.toString()));
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void layerMethodsSayWhyTheyAreNotThereAndTheOthersAnswer() throws Exception {
        TestWindow.fx(() -> window.explorer().controller().open(Samples.all().getFirst()));
        TestWindow.until(() -> window.model().source().opened().get() != null
                && window.model().tiles().all().stream()
                        .allMatch(tile -> tile.state().get() instanceof RequestState.Finished
                                || tile.state().get() instanceof RequestState.Failed));
        TestWindow.settle();
        for (MethodId id : MethodId.values()) {
            RequestState state = window.model().tiles().of(id).state().get();
            if (id.layered()) {
                assertTrue(
                        state instanceof RequestState.Failed failed
                                && failed.reason().startsWith(id.title() + " looks at a layer, but gated.pt"),
                        state.toString());
            } else {
                assertTrue(state instanceof RequestState.Finished, id + " " + state);
            }
        }
        assertTrue(window.<Label>find("#no-layers").getText().contains("decides by the values of pixels"));
        assertTrue(window.<CheckBox>find("#all-layers").isDisabled());
    }

    @Test
    void addingItWarns() throws Exception {
        window.dialogs.model = Optional.of(GATED);
        TestWindow.fx(() -> window.explorer().controller().addModelByDialog());
        TestWindow.until(() -> window.model().adding().open().get());
        TestWindow.settle();
        assertFalse(window.find("#adding-layers").isVisible());
        String facts = window.<Label>find("#adding-facts").getText();
        assertTrue(facts.contains("open only what comes from somebody you trust"), facts);
        assertEquals(2, facts.lines().filter(line -> line.contains("gated.pt")).count(), facts);
    }
}
