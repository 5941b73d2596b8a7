package org.lobescope.training;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lobescope.network.Program;
import org.lobescope.network.Tensor;

/**
 * A network to be trained, written out for one batch size: parameters come from outside as values, and nodes make the
 * kernels of convolutions from them.
 *
 * @param program what is computed; its parameters are values that no node makes
 * @param parameters their initial values, in the order in which they were declared
 * @param decayed the parameters that weight decay holds small: kernels, no biases and gains
 * @param directions those of them whose length means nothing, as they are standardised before use: they begin with a
 *     deviation of 1
 * @param masks values that come from outside in training: factors of dropout, N x features
 */
record Blueprint(
        Program program,
        Map<String, Tensor> parameters,
        Set<String> decayed,
        Set<String> directions,
        Map<String, List<Integer>> masks) {}
