package org.lobescope.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.service.home.Home;
import org.lobescope.ui.Screenshot;
import org.lobescope.ui.preferences.PreferencesModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Renders the real window, with all maps finished, without a display. */
@Command(
        name = "screenshot",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Renders the window with all maps finished as PNG; needs no display.")
final class ScreenshotCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("(\\d{3,4})x(\\d{3,4})");
    private static final int SMALLEST = 640;
    private static final int LARGEST = 4000;

    @Parameters(index = "0", paramLabel = "OUT.png", description = "The file to write.")
    private Path out = Path.of("lobescope.png");

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "The image; without it a sample.")
    private @Nullable Path image;

    @Option(
            names = "--classifier",
            paramLabel = "ID",
            description = "A classifier's id or a network file; without it the first bundled one.")
    private @Nullable String classifier;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "1600x1000",
            description = "Size of the window in pixels (default: ${DEFAULT-VALUE}).")
    private String size = "1600x1000";

    @Option(names = "--dark", description = "The dark window instead of the light one.")
    private boolean dark;

    @Option(
            names = "--text-size",
            paramLabel = "PX",
            defaultValue = "13",
            description = "Size of running text, as in the preferences (default: ${DEFAULT-VALUE}).")
    private double textSize = PreferencesModel.USUAL_SIZE;

    @Mixin
    private HomeMixin home = new HomeMixin();

    @Override
    public Integer call() {
        Matcher match = SIZE.matcher(size);
        if (!match.matches()) {
            throw new Problem("--size " + size + " is no size: write width x height in pixels, such as 1600x1000.");
        }
        int width = Integer.parseInt(match.group(1));
        int height = Integer.parseInt(match.group(2));
        if (Math.min(width, height) < SMALLEST || Math.max(width, height) > LARGEST) {
            throw new Problem("--size " + size + " can't be: width and height go from " + SMALLEST + " to " + LARGEST
                    + " pixels.");
        }
        if (!(textSize >= PreferencesModel.SMALLEST_SIZE && textSize <= PreferencesModel.LARGEST_SIZE)) {
            throw new Problem("--text-size " + textSize + " can't be: choose " + PreferencesModel.SMALLEST_SIZE + " to "
                    + PreferencesModel.LARGEST_SIZE + " pixels.");
        }
        Screenshot.write(
                out,
                new Screenshot.Shot(
                        Optional.ofNullable(image), Optional.ofNullable(classifier), width, height, dark, textSize),
                home.home().orElse(Home.USUAL),
                home.device());
        return 0;
    }
}
