package org.lobescope.figure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lobescope.classifier.CutOut;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Note;
import org.lobescope.explain.Option;
import org.lobescope.explain.Target;
import org.lobescope.sky.FitsWriter;
import org.lobescope.sky.HeaderCard;
import org.lobescope.sky.RadioImage;

/**
 * Writes a map as FITS: H x W of the network's input as 32-bit floats, raw as the method computed it, row 0 first, with
 * the sky coordinates of the cut-out and HISTORY cards that say how it was made.
 */
public final class MapFits {
    private MapFits() {}

    /**
     * Writes a map; a file that is there already is replaced only when the new one is complete.
     *
     * @param content what the map is about
     * @param explanation the map; one of the content's or any other of the same image and classifier
     * @throws org.lobescope.Problem when it can't be written
     */
    public static void write(Path file, PanelContent content, Explanation explanation) {
        FitsWriter.write(file, List.of(map(content, explanation, "")));
    }

    /**
     * Writes all maps of a content into one file: first the cut-out of the radio image, then one extension for each map,
     * called after its method: {@code GRAD-CAM}, and where maps are compared after its class or preset as well: {@code
     * GRAD-CAM-FRI}.
     *
     * @throws org.lobescope.Problem when it can't be written
     */
    public static void writeAll(Path file, PanelContent content) {
        List<FitsWriter.Image> images = new ArrayList<>();
        images.add(source(content));
        for (int i = 0; i < content.explanations().size(); i++) {
            Explanation explanation = content.explanations().get(i);
            String name = explanation.method().id().id() + (content.pairs() ? "-" + content.side(i) : "");
            images.add(map(content, explanation, name.toUpperCase(Locale.ROOT)));
        }
        FitsWriter.write(file, images);
    }

    private static FitsWriter.Image source(PanelContent content) {
        ImageLayer image = ImageLayer.of(content.image(), content.prepared().cutOut());
        List<HeaderCard> cards = new ArrayList<>();
        if (!image.unit().isEmpty()) {
            cards.add(HeaderCard.text("BUNIT", image.unit(), ""));
        }
        cards.addAll(sky(content, 1));
        cards.add(HeaderCard.history("Cut out of " + content.image().name() + " by Lobescope " + content.version()));
        return new FitsWriter.Image("IMAGE", image.width(), image.height(), image.pixels(), cards);
    }

    private static FitsWriter.Image map(PanelContent content, Explanation explanation, String name) {
        return new FitsWriter.Image(
                name, explanation.width(), explanation.height(), explanation.map(), cards(content, explanation));
    }

    private static List<HeaderCard> cards(PanelContent content, Explanation explanation) {
        CutOut cutOut = content.prepared().cutOut();
        List<HeaderCard> cards = new ArrayList<>();
        cards.add(HeaderCard.text(
                "BUNIT", unit(explanation), "S: " + explanation.target().kind().id() + " of the class"));
        cards.addAll(sky(content, (double) cutOut.width() / explanation.width()));
        cards.add(HeaderCard.text("CREATOR", "Lobescope " + content.version(), ""));
        history(content, explanation).forEach(line -> cards.add(HeaderCard.history(line)));
        return cards;
    }

    /**
     * Object, world coordinates of the cut-out, and beam.
     *
     * @param step width of a pixel, in pixels of the image
     */
    private static List<HeaderCard> sky(PanelContent content, double step) {
        RadioImage image = content.image();
        CutOut cutOut = content.prepared().cutOut();
        List<HeaderCard> cards = new ArrayList<>();
        image.header().stream()
                .filter(card -> card.key().equals("OBJECT"))
                .findFirst()
                .ifPresent(cards::add);
        // The centre of the first pixel lies half a pixel from the cut-out's corner.
        double first = (step - 1) / 2;
        image.wcs()
                .ifPresent(wcs -> cards.addAll(
                        wcs.cut(cutOut.x() + first, cutOut.y() + first, step).cards()));
        image.beam().ifPresent(beam -> {
            cards.add(HeaderCard.number("BMAJ", beam.major(), "[deg] beam of the image"));
            cards.add(HeaderCard.number("BMIN", beam.minor(), "[deg]"));
            cards.add(HeaderCard.number("BPA", beam.positionAngle(), "[deg]"));
        });
        return cards;
    }

    /** How a map was made, a line for each thing. */
    private static List<String> history(PanelContent content, Explanation explanation) {
        CutOut cutOut = content.prepared().cutOut();
        Target target = explanation.target();
        List<String> lines = new ArrayList<>();
        lines.add("Saliency map by Lobescope " + content.version());
        lines.add("Image: " + content.image().name());
        lines.add("Cut-out: " + cutOut.width() + " x " + cutOut.height() + " pixels from column " + cutOut.x()
                + ", row " + cutOut.y() + " of the image, both counted from 0");
        content.prepared().steps().forEach(step -> lines.add("Preparation: " + step));
        lines.add("Classifier: " + content.classifier());
        double[] probabilities = Target.probabilities(content.logits());
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            answers.add(content.classes().get(i) + " " + String.format(Locale.ROOT, "%.6f", probabilities[i]));
        }
        lines.add("Probabilities: " + String.join(", ", answers));
        lines.add("Class: " + content.classes().get(target.classIndex()) + " (" + target.classIndex() + ")");
        lines.add("Target: " + target.kind().id());
        explanation.layer().ifPresent(layer -> lines.add("Layer: " + layer));
        lines.add("Method: " + explanation.method().id().id());
        for (Option option : explanation.method().options()) {
            lines.add("Option: " + option.key() + " = " + option.value());
        }
        explanation
                .completeness()
                .ifPresent(completeness -> lines.add("Completeness: sum of the map " + completeness.sum()
                        + ", change of the score " + completeness.scoreChange()));
        for (Note note : explanation.notes()) {
            lines.add("Note: " + note.text());
        }
        return lines;
    }

    /** The unit in the characters that FITS has. */
    private static String unit(Explanation explanation) {
        return switch (MapUnit.of(explanation)) {
            case GRADIENT -> "dS/dx";
            case GRADIENT_SQUARED -> "(dS/dx)**2";
            case CONTRIBUTION, LAYER_CONTRIBUTION, WEIGHTED_LAYER_CONTRIBUTION -> "S";
            case PROBABILITY_TIMES_ACTIVATION -> "probability*activation";
        };
    }
}
