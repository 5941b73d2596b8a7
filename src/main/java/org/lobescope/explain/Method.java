package org.lobescope.explain;

import java.util.List;

/**
 * A saliency method with its options; one record per method. Equal methods give equal maps for equal questions.
 *
 * <p>No image makes a method fail: where there is nothing to explain the map is 0 and a note says why.
 */
public sealed interface Method
        permits VanillaGradient,
                SmoothGrad,
                IntegratedGradients,
                GuidedIg,
                BlurIg,
                Xrai,
                FastXrai,
                GradCam,
                GradCamPlusPlus,
                ScoreCam {
    /** Which method it is. */
    MethodId id();

    /** The options as they are set, with what a person needs to change them. */
    List<Option> options();

    /** The options that have a say in the map: those that another option's value makes idle are left out. */
    default List<Option> optionsInUse() {
        return options();
    }

    /** Formula, source, cost and caveats, for people. */
    MethodCard card();

    /**
     * The same method with one option changed.
     *
     * @param key an option's key
     * @param value as the option's kind asks: a Number, a Boolean, a list of Numbers, or a choice's id
     * @throws org.lobescope.Problem when there is no such option or the value is out of its range
     */
    Method with(String key, Object value);

    /** The map for a question. Deterministic: the same question gives the same map, on any number of workers. */
    Explanation explain(Question question, Run run);
}
