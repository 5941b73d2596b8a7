package org.lobescope.explain;

import org.lobescope.network.Tensor;

/** S(x) - S(x'): what a complete map adds up to. */
final class ScoreChange {
    private record Key(Baseline baseline, Target target) {}

    private ScoreChange() {}

    /** From a baseline to the image; one forward pass of two images, shared between the methods. */
    static double between(Question question, Baseline baseline, Run run) {
        return run.shared(
                new Key(baseline, question.target()), () -> between(question, baseline.values(question), run));
    }

    /** From any image x' (C x H x W) to the image. */
    static double between(Question question, float[] from, Run run) {
        float[] x = question.x().values();
        float[] both = new float[2 * x.length];
        System.arraycopy(x, 0, both, 0, x.length);
        System.arraycopy(from, 0, both, x.length, x.length);
        float[][] logits = run.network().logits(new Tensor(question.shape().batch(2), both));
        return question.target().value(logits[0]) - question.target().value(logits[1]);
    }
}
