package org.lobescope.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lobescope.classifier.CutOut;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.figure.FigureOptions;
import org.lobescope.figure.HeatmapStyle;
import org.lobescope.figure.ImageStyle;
import org.lobescope.figure.PanelStyle;
import org.lobescope.sky.PixelPosition;

/**
 * Everything that is needed to redo a view of one image, or a figure.
 *
 * @param made by which versions
 * @param image that is looked at
 * @param cutOut the part of it that goes into the network; empty: its middle, as large as the network takes
 * @param classifier that is asked
 * @param question what it is asked
 * @param tiles the methods, in the order in which they are shown
 * @param display how image and maps are drawn
 * @param view zoom, crosshair, and which tile is shown alone
 * @param figure how the figure is made up
 */
public record Session(
        Made made,
        Image image,
        Optional<CutOut> cutOut,
        Network classifier,
        Question question,
        List<Tile> tiles,
        Display display,
        View view,
        FigureOptions figure) {
    public Session {
        tiles = List.copyOf(tiles);
    }

    /** The versions that computed the maps; empty where they are not known. */
    public record Made(String lobescope, String djl, String pytorch) {}

    /**
     * An image, and one plane of it.
     *
     * @param file where it is; empty for a sample that comes with the program
     * @param sample the sample's id; empty for a file
     * @param sha256 of the file's content, in hexadecimal digits; empty where it is not known
     * @param hdu its number in the file, from 0; empty for the first image
     * @param plane from 0; empty for the first that is not blank
     */
    public record Image(
            Optional<Path> file, String sample, String sha256, Optional<Integer> hdu, Optional<Integer> plane) {}

    /**
     * A classifier.
     *
     * @param id the name on the command line
     * @param file its ONNX file; empty for one that comes with the program
     * @param sha256 of the ONNX file's content; empty where it is not known
     */
    public record Network(String id, Optional<Path> file, String sha256) {}

    /**
     * What is asked.
     *
     * @param className the class that is explained, as the model card calls it; empty for the most likely one
     * @param target which function of the logits; empty for what the preset has for each method
     * @param preset the set of options
     * @param layer that class activation maps look at; empty for the classifier's own
     * @param comparison what every map is set beside
     */
    public record Question(
            Optional<String> className,
            Optional<Target.Kind> target,
            Preset preset,
            Optional<String> layer,
            Comparison comparison) {
        /** The most likely class, with the reference preset. */
        public static final Question DEFAULT =
                new Question(Optional.empty(), Optional.empty(), Preset.REFERENCE, Optional.empty());

        /** A question without a comparison. */
        public Question(
                Optional<String> className, Optional<Target.Kind> target, Preset preset, Optional<String> layer) {
            this(className, target, preset, layer, Comparison.NONE);
        }

        /** Which function of the logits a method explains. */
        public Target.Kind target(MethodId method) {
            return target.orElseGet(() -> Presets.defaultTarget(method, preset));
        }
    }

    /**
     * One method.
     *
     * @param method with its options
     * @param shown whether its map is wanted
     */
    public record Tile(Method method, boolean shown) {}

    /**
     * How image and maps are drawn.
     *
     * @param image colours of the image
     * @param maps colours of the maps
     * @param sharedScale whether maps of one unit share one scale in the window
     * @param overlay whether the maps are shown at all
     * @param contours whether contours of the image are drawn
     * @param contourLevels their levels, in multiples of the noise
     */
    public record Display(
            ImageStyle image,
            HeatmapStyle maps,
            boolean sharedScale,
            boolean overlay,
            boolean contours,
            List<Double> contourLevels) {
        public Display {
            contourLevels = List.copyOf(contourLevels);
        }
    }

    /**
     * What is seen of the pictures.
     *
     * @param zoom 1: whole pictures
     * @param centre of what is seen, in pixels of the image; empty while pictures are whole
     * @param crosshair where it is pinned, in pixels of the image
     * @param enlarged the tile that is shown alone
     */
    public record View(
            double zoom,
            Optional<PixelPosition> centre,
            Optional<PixelPosition> crosshair,
            Optional<MethodId> enlarged) {
        /** Whole pictures, all tiles. */
        public static final View WHOLE = new View(1, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How the figure looks. */
    public PanelStyle style() {
        return new PanelStyle(
                figure, display.image(), display.maps(), display.contours() ? display.contourLevels() : List.of());
    }

    /** The methods whose maps are wanted, with their options. */
    public List<Method> methods() {
        return tiles.stream().filter(Tile::shown).map(Tile::method).toList();
    }

    /** Whether all methods are as the preset has them. */
    public boolean pure() {
        return methods().stream().allMatch(method -> method.equals(Presets.method(method.id(), question.preset())));
    }

    /** The same, made by other versions. */
    public Session with(Made value) {
        return new Session(value, image, cutOut, classifier, question, tiles, display, view, figure);
    }

    /** The same of another image. */
    public Session with(Image value) {
        return new Session(made, value, cutOut, classifier, question, tiles, display, view, figure);
    }

    /** The same by another classifier. */
    public Session with(Network value) {
        return new Session(made, image, cutOut, value, question, tiles, display, view, figure);
    }

    /** The same in another style; what the window alone has stays. */
    public Session with(PanelStyle style) {
        Display changed = new Display(
                style.image(),
                style.heatmap(),
                display.sharedScale(),
                display.overlay(),
                !style.contours().isEmpty(),
                style.contours().isEmpty() ? display.contourLevels() : style.contours());
        return new Session(made, image, cutOut, classifier, question, tiles, changed, view, style.figure());
    }
}
