package org.lobescope.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lobescope.explain.Note.Caveat;
import org.lobescope.explain.segment.Segmentation;

/** Finds what an honest reader has to know about the maps of one question. */
final class Caveats {
    /** From this share of pixels on, flat sky decides what a map looks like. */
    private static final double MUCH = 0.05;

    /** Evidence that is weaker than this part of the evidence against is no evidence. */
    private static final double NEXT_TO_NOTHING = 1e-3;

    private final Method method;
    private final Question question;
    private final Run run;
    private final InputFacts facts;
    private final List<Note> notes = new ArrayList<>();

    Caveats(Method method, Question question, Run run) {
        this.method = method;
        this.question = question;
        this.run = run;
        this.facts = run.shared(new FactsKey(), () -> InputFacts.of(question));
        if (facts.constant()) {
            add(Caveat.NOTHING_TO_EXPLAIN, "The image is the same everywhere: there is nothing to explain.");
        }
        presetInferred();
    }

    private record FactsKey() {}

    /** Looks at the input while the network computes, for methods of one pass. */
    static void ahead(Question question, Run run) {
        run.ahead(new FactsKey(), () -> InputFacts.of(question));
    }

    /** For a gradient at the image itself. */
    List<Note> ofGradient(boolean spreadTies) {
        poolingTies(spreadTies);
        return List.copyOf(notes);
    }

    /** For gradients at noisy images, where nothing ties. */
    List<Note> ofNoise() {
        return List.copyOf(notes);
    }

    /** For a path that starts at a baseline. */
    List<Note> ofPath(Baseline baseline, boolean spreadTies) {
        zeroWhereBaseline(baseline);
        poolingTies(spreadTies);
        return List.copyOf(notes);
    }

    /** For the path of Guided IG. */
    List<Note> ofGuidedPath(Baseline baseline, boolean straight, boolean spreadTies) {
        if (straight) {
            add(
                    Caveat.GUIDED_IG_IS_IG,
                    "Guided IG is plain Integrated Gradients here: the pixels that equal the baseline are so many that"
                            + " all others move at every step; choose the zero baseline or an unclipped image.");
        }
        return ofPath(baseline, spreadTies);
    }

    /** For the path from a blurred image. */
    List<Note> ofBlur(boolean spreadTies) {
        poolingTies(spreadTies);
        return List.copyOf(notes);
    }

    /** For regions. */
    List<Note> ofRegions(Segmentation segmentation, boolean spreadTies) {
        double smallest = segmentation.smallestSegment(
                question.shape().height(), question.shape().width());
        if (!facts.constant() && facts.largestSource() < smallest) {
            add(
                    Caveat.SOURCE_SMALLER_THAN_SEGMENT,
                    String.format(
                            Locale.ROOT,
                            "The largest source has %d pixels, the smallest segment %.0f: it can't get a segment of its"
                                    + " own; lower the min size and the min added pixels.",
                            facts.largestSource(),
                            smallest));
        }
        poolingTies(spreadTies);
        return List.copyOf(notes);
    }

    /** For class activation maps. */
    List<Note> ofCam(ClassActivationMap cam, double[] weights) {
        if (cam.flatGradient()) {
            add(
                    Caveat.SAME_BY_ALGEBRA,
                    "The gradient is the same in every pixel of "
                            + cam.pass().layer().name()
                            + " (global average pooling and a linear head), so Grad-CAM, HiResCAM and XGrad-CAM are one"
                            + " map by algebra: their agreement proves nothing.");
        }
        noEvidence(cam, weights);
        return List.copyOf(notes);
    }

    /** For Score-CAM. */
    List<Note> ofScoreCam(ClassActivationMap cam, double[] weights) {
        noEvidence(cam, weights);
        if (method instanceof ScoreCam scoreCam) {
            boolean dark = false;
            for (float black : question.blackSky()) {
                dark |= black != 0;
            }
            if (dark && scoreCam.masking() == ScoreCam.Masking.TIMES) {
                add(
                        Caveat.HAZE,
                        "Masks lift empty sky to a faint haze, which the network may take for a class of its own;"
                                + " 'towards black sky' avoids it.");
            }
        }
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double weight : weights) {
            smallest = Math.min(smallest, weight);
            largest = Math.max(largest, weight);
        }
        if (weights.length > 1 && largest > 0 && smallest > 0.5 * largest) {
            add(
                    Caveat.NEARLY_EQUAL_WEIGHTS,
                    String.format(
                            Locale.ROOT,
                            "All channel weights lie between %.3g and %.3g: the map is nearly the mean feature map,"
                                    + " much the same for every class.",
                            smallest,
                            largest));
        }
        return List.copyOf(notes);
    }

    private void zeroWhereBaseline(Baseline baseline) {
        double share = InputFacts.share(question.x().values(), baseline.values(question));
        if (share == 1 && !facts.constant()) {
            add(
                    Caveat.NOTHING_TO_EXPLAIN,
                    "The image equals the baseline (" + baseline.label() + "): there is nothing to explain.");
        } else if (share > MUCH && share < 1) {
            add(
                    Caveat.ZERO_ON_CLIPPED_SKY,
                    String.format(
                            Locale.ROOT,
                            "%.0f %% of the image equals the baseline and gets exactly 0 from any network, an untrained"
                                    + " one too: that the map lies on the source proves nothing.",
                            100 * share));
        }
    }

    private void poolingTies(boolean spread) {
        boolean pooled =
                run.network().layers().stream().anyMatch(layer -> layer.kind().contains("MaxPool"));
        if (!spread && pooled && facts.flat() > MUCH) {
            add(
                    Caveat.POOLING_TIES,
                    "On flat sky the pixels of a max-pooling window tie, and rounding decides which gets the gradient:"
                            + " another program may draw another pattern there; 'spread ties' gives a steady map.");
        }
    }

    private void noEvidence(ClassActivationMap cam, double[] weights) {
        if (cam.signed()) {
            return;
        }
        double highest = 0;
        double lowest = 0;
        for (double value : cam.sum(weights)) {
            highest = Math.max(highest, value);
            lowest = Math.min(lowest, value);
        }
        String where = question.className() + " at " + cam.pass().layer();
        if (highest == 0) {
            add(Caveat.NO_EVIDENCE, "No evidence for " + where + "; the signed map shows what speaks against it.");
        } else if (highest < NEXT_TO_NOTHING * -lowest) {
            add(
                    Caveat.NO_EVIDENCE,
                    String.format(
                            Locale.ROOT,
                            "Next to no evidence for %s: what speaks against it is %.0f times as strong; the signed map"
                                    + " shows it.",
                            where,
                            -lowest / highest));
        }
    }

    private void presetInferred() {
        if (method.equals(Presets.method(method.id(), Preset.PAPER))
                && !method.equals(Presets.method(method.id(), Preset.REFERENCE))) {
            add(
                    Caveat.PRESET_INFERRED,
                    "The options of the ten-method study (arXiv:2502.17207) are inferred: it lists neither code nor"
                            + " parameters.");
        }
    }

    private void add(Caveat caveat, String text) {
        notes.add(new Note(caveat, text));
    }
}
