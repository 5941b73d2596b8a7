package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said where no window can be opened. */
class ToolkitTest {
    private static final Map<String, String> DISPLAY = Map.of("DISPLAY", ":3");

    private static void says(Optional<String> sentence, String... words) {
        String text = sentence.orElseThrow();
        for (String word : words) {
            assertTrue(text.contains(word), text);
        }
        assertTrue(text.contains("explain") && text.contains("screenshot"), text);
    }

    @Test
    void withoutADisplayNothingElseIsTried() {
        says(Toolkit.missing(Map.of(), l -> fail(l), () -> fail("asked")), "DISPLAY", "WAYLAND_DISPLAY", "ssh -X");
        says(Toolkit.missing(Map.of("DISPLAY", " "), l -> fail(l), () -> fail("asked")), "no display");
    }

    @Test
    void waylandAloneIsToldApart() {
        says(Toolkit.missing(Map.of("WAYLAND_DISPLAY", "wayland-0"), l -> true, () -> true), "xwayland");
    }

    @Test
    void aMissingLibraryIsNamedWithItsPackages() {
        says(
                Toolkit.missing(DISPLAY, l -> !l.startsWith("libgtk"), () -> fail("asked")),
                "libgtk-3-0",
                "gtk3",
                "not installed");
        says(Toolkit.missing(DISPLAY, l -> !l.startsWith("libX11"), () -> fail("asked")), "libx11-6");
    }

    @Test
    void aDisplayThatDoesNotAnswerIsNamed() {
        says(Toolkit.missing(DISPLAY, l -> true, () -> false), "DISPLAY=:3");
    }

    @Test
    void nothingIsSaidWhenNothingIsMissing() {
        List<String> asked = new ArrayList<>();
        assertEquals(Optional.empty(), Toolkit.missing(DISPLAY, l -> asked.add(l), () -> true));
        assertEquals(List.of("libgtk-3.so.0", "libX11.so.6"), asked);
    }
}
