package org.lobescope.classifier;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lobescope.network.Graph;

/**
 * What has to be known about a network to use it; docs/model-card.md describes the file.
 *
 * @param name for people
 * @param description a sentence or two
 * @param classes names of the classes, in the order of the logits; a network with one logit z has two, for -z and +z
 * @param input what the network takes, as far as the card says
 * @param output what the file's last values are: {@code logits}, {@code probabilities}
 * @param preprocessing from an image to the input
 * @param defaultCamLayer the layer that class activation maps look at first
 * @param training what the network learnt from
 * @param test how well it does
 * @param licence of the weights
 * @param citation what to cite
 * @param doubts what the card leaves open and Lobescope assumed, one sentence each
 */
public record ModelCard(
        String name,
        String description,
        List<String> classes,
        Input input,
        String output,
        Preprocessing preprocessing,
        Optional<String> defaultCamLayer,
        Training training,
        Test test,
        String licence,
        String citation,
        List<String> doubts) {
    public ModelCard {
        classes = List.copyOf(classes);
        doubts = List.copyOf(doubts);
    }

    /** A card that says just what the classes are called: grey levels 0..1 go in, nothing is clipped. */
    public ModelCard(String name, List<String> classes) {
        this(
                name,
                "",
                classes,
                Input.ANY,
                "logits",
                Preprocessing.plain(),
                Optional.empty(),
                Training.UNKNOWN,
                Test.UNKNOWN,
                "",
                "",
                List.of());
    }

    /**
     * What a network takes; 0 where the card leaves it open or the network takes any.
     *
     * @param channels C
     * @param height H, pixels
     * @param width W, pixels
     */
    public record Input(int channels, int height, int width) {
        /** Nothing is known. */
        public static final Input ANY = new Input(0, 0, 0);

        /** A network at the size that is told here, where it takes any. */
        Graph sizing(Graph network) {
            return height > 0 && width > 0 && network.resizable() ? network.onlyAt(height, width) : network;
        }
    }

    /**
     * What a network learnt from.
     *
     * @param data for people; empty where it is not known
     * @param pixelScale arcsec per pixel
     * @param beam width at half maximum, arcsec
     * @param inputs between which values the statistics of its inputs lie
     */
    public record Training(
            String data, OptionalDouble pixelScale, OptionalDouble beam, Optional<InputStatistics.Range> inputs) {
        /** Nothing is known. */
        public static final Training UNKNOWN = new Training("", OptionalDouble.empty());

        /** Nothing is known of beam and inputs. */
        public Training(String data, OptionalDouble pixelScale) {
            this(data, pixelScale, OptionalDouble.empty(), Optional.empty());
        }
    }

    /**
     * How well a network does.
     *
     * @param accuracy fraction of right answers, 0 to 1
     * @param data what it was tested with, for people
     */
    public record Test(OptionalDouble accuracy, String data) {
        /** Nothing is known. */
        public static final Test UNKNOWN = new Test(OptionalDouble.empty(), "");
    }
}
