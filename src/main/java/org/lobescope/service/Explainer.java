package org.lobescope.service;

import org.lobescope.explain.Explanation;
import org.lobescope.explain.Method;
import org.lobescope.explain.Question;
import org.lobescope.explain.Run;

/** Runs a method: {@link Method#explain}, and in tests something that can be held up. */
@FunctionalInterface
interface Explainer {
    Explanation explain(Method method, Question question, Run run);
}
