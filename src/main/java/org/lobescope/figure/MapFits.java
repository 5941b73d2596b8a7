package org.lobescope.figure;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.header.Standard;
import org.lobescope.WholeFile;
import org.lobescope.classifier.CutOut;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Note;
import org.lobescope.explain.Option;
import org.lobescope.explain.Target;
import org.lobescope.sky.HeaderCard;
import org.lobescope.sky.RadioImage;

/**
 * Writes a map as FITS: H x W of the network's input as 32-bit floats, raw as the method computed it, row 0 first, with
 * the sky coordinates of the cut-out and HISTORY cards that say how it was made.
 */
public final class MapFits {
    /** The text of a HISTORY card, characters; nom-tam-fits puts a blank before it. */
    private static final int CARD_TEXT = 71;

    private MapFits() {}

    /**
     * Writes a map; a file that is there already is replaced only when the new one is complete.
     *
     * @param content what the map is about
     * @param explanation the map; one of the content's or any other of the same image and classifier
     * @throws org.lobescope.Problem when it can't be written
     */
    public static void write(Path file, PanelContent content, Explanation explanation) {
        WholeFile.write(file, path -> {
            try (Fits fits = new Fits()) {
                BasicHDU<?> unit = Fits.makeHDU(rows(explanation));
                Header header = unit.getHeader();
                // The library puts the time there; files made of the same things shall be the same.
                header.addValue(Standard.SIMPLE, true);
                header.findCard(Standard.SIMPLE).setComment("conforms to the FITS standard");
                for (HeaderCard card : cards(content, explanation)) {
                    add(header, card);
                }
                fits.addHDU(unit);
                fits.write(path.toFile());
            } catch (FitsException e) {
                // The library wraps what the disk says.
                throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getMessage(), e);
            }
        });
    }

    private static float[][] rows(Explanation explanation) {
        float[][] rows = new float[explanation.height()][];
        for (int y = 0; y < rows.length; y++) {
            rows[y] = Arrays.copyOfRange(explanation.map(), y * explanation.width(), (y + 1) * explanation.width());
        }
        return rows;
    }

    private static List<HeaderCard> cards(PanelContent content, Explanation explanation) {
        RadioImage image = content.image();
        CutOut cutOut = content.prepared().cutOut();
        List<HeaderCard> cards = new ArrayList<>();
        cards.add(HeaderCard.text(
                "BUNIT", unit(explanation), "S: " + explanation.target().kind().id() + " of the class"));
        image.header().stream()
                .filter(card -> card.key().equals("OBJECT"))
                .findFirst()
                .ifPresent(cards::add);
        image.wcs()
                .ifPresent(wcs ->
                        cards.addAll(wcs.cut(cutOut.x(), cutOut.y(), (double) cutOut.width() / explanation.width())
                                .cards()));
        image.beam().ifPresent(beam -> {
            cards.add(HeaderCard.number("BMAJ", beam.major(), "[deg] beam of the image"));
            cards.add(HeaderCard.number("BMIN", beam.minor(), "[deg]"));
            cards.add(HeaderCard.number("BPA", beam.positionAngle(), "[deg]"));
        });
        cards.add(HeaderCard.text("CREATOR", "Lobescope " + content.version(), ""));
        for (String line : history(content, explanation)) {
            wrapped(line).forEach(part -> cards.add(HeaderCard.history(part)));
        }
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

    /** A line in pieces that fit on cards, broken between words; what belongs to the line before is indented. */
    private static List<String> wrapped(String line) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (String word : line.strip().split("\\s+")) {
            if (!part.toString().isBlank() && part.length() + 1 + word.length() > CARD_TEXT) {
                parts.add(part.toString());
                part = new StringBuilder(" ");
            }
            part.append(part.isEmpty() ? "" : " ").append(word);
        }
        parts.add(part.toString());
        return parts;
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

    private static void add(Header header, HeaderCard card) throws FitsException {
        String value = ascii(card.value());
        String comment = ascii(card.comment());
        if (card.commentary()) {
            header.insertCommentStyleMultiline(Standard.HISTORY.key(), value);
        } else if (card.quoted()) {
            header.addValue(card.key(), value, comment);
        } else if (value.equals("T") || value.equals("F")) {
            header.addValue(card.key(), value.equals("T"), comment);
        } else if (value.matches("[+-]?\\d+")) {
            header.addValue(card.key(), Long.parseLong(value), comment);
        } else {
            header.addValue(
                    card.key(), Double.parseDouble(value.replace('D', 'E').replace('d', 'e')), comment);
        }
    }

    /** What a FITS header can hold: letters without their accents, and '?' for the rest. */
    private static String ascii(String text) {
        return Normalizer.normalize(text.replace('×', 'x').replace('−', '-').replace('–', '-'), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .codePoints()
                .mapToObj(c -> c >= ' ' && c <= '~' ? Character.toString(c) : Character.isWhitespace(c) ? " " : "?")
                .collect(Collectors.joining());
    }
}
