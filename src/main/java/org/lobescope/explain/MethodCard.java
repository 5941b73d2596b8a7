package org.lobescope.explain;

import java.util.List;

/**
 * What a person should know of a method before trusting its map.
 *
 * @param method which method
 * @param idea what it does, in one or two sentences
 * @param formula the definition as it is computed here, as readable text; lines end with a newline
 * @param sources papers and original code
 * @param cost how often the network runs with the options as they are
 * @param caveats what its map does not show, and when it misleads
 */
public record MethodCard(
        MethodId method, String idea, String formula, List<String> sources, String cost, List<String> caveats) {
    static final String STUDY = "Options of the ten-method study of MiraBest: arXiv:2502.17207 (inferred: the study"
            + " lists neither code nor parameters)";
}
