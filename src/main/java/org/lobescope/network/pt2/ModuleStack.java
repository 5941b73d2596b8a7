package org.lobescope.network.pt2;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules that a node was made in, from the outside in, as PyTorch writes them down:
 * {@code KEY,PATH,CLASS;KEY,PATH,CLASS}.
 *
 * @param module the path of the innermost module
 * @param key which call of it: a second one has another key
 */
record ModuleStack(String module, String key) {
    /** What a strict export of a Sequential gives: {@code getattr(L['fn'], '10')}. */
    private static final Pattern GETATTR = Pattern.compile("getattr\\(([^(),]*), ['\"]([^'\"]*)['\"]\\)");

    private static final int MOST_TURNS = 100;

    static ModuleStack of(String text) {
        String last = text.substring(text.lastIndexOf(';') + 1);
        int first = last.indexOf(',');
        int end = last.lastIndexOf(',');
        if (first < 0 || end <= first) {
            return new ModuleStack("", "");
        }
        return new ModuleStack(path(last.substring(first + 1, end)), text.replaceAll(",[^;]*", ""));
    }

    private static String path(String written) {
        String path = written;
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            Matcher matcher = GETATTR.matcher(path);
            if (!matcher.find()) {
                break;
            }
            path = matcher.replaceFirst("$1.$2");
        }
        return path.replaceFirst("^L\\[['\"][^\\]]*['\"]\\]", "")
                .replaceFirst("^\\.", "")
                .replaceFirst("@\\d+$", "");
    }
}
