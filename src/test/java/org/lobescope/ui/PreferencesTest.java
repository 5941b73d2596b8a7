package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javafx.application.ColorScheme;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.ComputeSettings;
import org.lobescope.explain.Preset;
import org.lobescope.ui.tour.TourModel;

/** The page of preferences and the tour: what is set holds, and holds at the next start. */
class PreferencesTest {
    @TempDir
    Path folder;

    private TestWindow window;

    @BeforeEach
    void open() throws Exception {
        window = new TestWindow(new PatternService(), folder, Optional.empty());
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void anew() throws Exception {
        window.close();
        window = new TestWindow(new PatternService(), folder, Optional.empty());
    }

    private void press(String id, String words) {
        ToggleButton button = window.<Region>find(id).lookupAll(".toggle-button").stream()
                .map(ToggleButton.class::cast)
                .filter(b -> b.getText().equals(words))
                .findFirst()
                .orElseThrow();
        TestWindow.fx(button::fire);
    }

    private double titleSize() {
        TestWindow.settle();
        return window.<Label>find(".start-title").getFont().getSize();
    }

    @Test
    void whatIsSetHoldsAtOnceAndAtTheNextStart() throws Exception {
        assertFalse(window.model().preferences().open().get());
        TestWindow.key(window.explorer().root(), KeyCode.COMMA, ",", true);
        TestWindow.until(() -> window.explorer().root().lookup("#preferences-look") != null);
        assertTrue(window.find("#preferences").isVisible());
        press("#preferences-look", "Dark");
        assertTrue(window.explorer().theme().dark());
        press("#preferences-preset", "Paper");
        double before = titleSize();
        Slider size = window.find("#preferences-size");
        TestWindow.fx(() -> size.setValue(17));
        assertEquals(before * 17 / 13, titleSize(), 0.02);
        ComboBox<Integer> threads = window.find("#preferences-threads");
        TestWindow.fx(() -> threads.setValue(1));
        ComboBox<Long> cache = window.find("#preferences-cache");
        TestWindow.fx(() -> cache.setValue(256L));
        window.dialogs.folder = Optional.of(folder.resolve("results"));
        TestWindow.fx(() -> window.<Button>find("#preferences-choose").fire());
        assertEquals(
                folder.resolve("results").toString(),
                window.<Label>find("#preferences-folder").getText());
        ComputeSettings set =
                new ComputeSettings(OptionalInt.of(1), Optional.of(folder.resolve("results")), OptionalLong.of(256));
        TestWindow.until(
                () -> ComputeSettings.read(folder.resolve("compute.properties")).equals(set));
        window.key(KeyCode.ESCAPE, "", false);
        assertFalse(window.find("#preferences").isVisible());

        anew();
        assertTrue(window.explorer().theme().dark());
        assertEquals(Preset.PAPER, window.model().question().preset().get());
        assertEquals(before * 17 / 13, titleSize(), 0.02);
        assertEquals(set, window.model().preferences().compute().get());
        TestWindow.fx(() -> window.model().preferences().open().set(true));
        TestWindow.until(() -> window.explorer().root().lookup("#preferences-look") != null);
        press("#preferences-look", "Light");
        assertEquals(ColorScheme.LIGHT, window.explorer().theme().scheme().get());
    }

    @Test
    void theTourHasFiveStepsAndIsSentAwayForGood() throws Exception {
        assertFalse(window.find("#tour").isVisible(), "a test is no first start");
        TestWindow.fx(() -> window.explorer().controller().welcome());
        assertTrue(window.find("#tour").isVisible());
        window.openSample();
        for (int i = 0; i < 5; i++) {
            TestWindow.settle();
            assertEquals(
                    String.format(Locale.ROOT, "STEP %d OF 5", i + 1),
                    window.<Label>find(".tour-card .caption").getText());
            Region frame = window.find(".tour-frame");
            assertTrue(
                    frame.isVisible() && frame.getWidth() > 40,
                    "it frames " + TourModel.STEPS.get(i).selector());
            TestWindow.fx(() -> window.<Button>find("#tour-next").fire());
        }
        assertFalse(window.find("#tour").isVisible());
        anew();
        TestWindow.fx(() -> window.explorer().controller().welcome());
        assertFalse(window.find("#tour").isVisible(), "seen once, it does not come back");
        TestWindow.fx(() -> window.model().preferences().open().set(true));
        TestWindow.until(() -> window.explorer().root().lookup("#show-tour") != null);
        TestWindow.fx(() -> window.<Button>find("#show-tour").fire());
        assertTrue(window.find("#tour").isVisible(), "but it can be asked for");
    }

    @Test
    void theTourThatWasClosedByEscapeComesAgainUntilItIsSentAway() throws Exception {
        TestWindow.fx(() -> window.explorer().controller().welcome());
        window.key(KeyCode.ESCAPE, "", false);
        assertFalse(window.find("#tour").isVisible());
        anew();
        TestWindow.fx(() -> window.explorer().controller().welcome());
        assertTrue(window.find("#tour").isVisible());
        TestWindow.fx(() -> window.<Button>find("#tour-end").fire());
        anew();
        TestWindow.fx(() -> window.explorer().controller().welcome());
        assertFalse(window.find("#tour").isVisible());
    }
}
