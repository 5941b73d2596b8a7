package org.lobescope.service.worker;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.network.ImageShape;
import org.lobescope.network.torch.TorchScriptTrial;
import org.lobescope.network.torchscript.ScriptTrial.Found;
import org.lobescope.network.torchscript.ScriptTrial.Outputs;

/** A child process that lets PyTorch run a TorchScript file; what happens to it harms nobody. */
public final class TrialMain {
    /** Begins the line that says what was found. */
    static final String FOUND = "lobescope-found ";

    /** Begins the line that says why nothing was. */
    static final String PROBLEM = "lobescope-problem ";

    /** The line that says that PyTorch cannot load the file. */
    static final String NOTHING = "lobescope-nothing";

    private TrialMain() {}

    /**
     * Prints what was found, or what is wrong.
     *
     * @param args the file, and channels, rows and columns of an image, 0 where they are not known
     */
    public static void main(String[] args) {
        PrintStream parent = System.out;
        System.setOut(System.err); // what the file prints must not be taken for our word
        ImageShape expected =
                new ImageShape(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        try {
            Optional<Found> found = new TorchScriptTrial().run(Path.of(args[0]), expected);
            say(parent, found.map(TrialMain::words).orElse(NOTHING));
        } catch (Problem problem) {
            say(parent, PROBLEM + problem.getMessage());
        }
        System.exit(0);
    }

    /** On a line of its own, whatever the file has printed before. */
    private static void say(PrintStream parent, String words) {
        parent.println();
        parent.println(words);
        parent.flush();
    }

    private static String words(Found found) {
        ImageShape image = found.image();
        return FOUND + image.channels() + " " + image.height() + " " + image.width() + " " + found.resizable() + " "
                + found.batch() + " " + found.count() + " " + found.outputs();
    }

    /** Whether a line is our word, not what a library printed. */
    static boolean isAnswer(String line) {
        return line.startsWith(FOUND) || line.startsWith(PROBLEM) || line.equals(NOTHING);
    }

    /** Reads what {@link #words} wrote. */
    static Found found(String line) {
        String[] words = line.substring(FOUND.length()).split(" ", -1);
        return new Found(
                new ImageShape(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2])),
                Boolean.parseBoolean(words[3]),
                Integer.parseInt(words[4]),
                Integer.parseInt(words[5]),
                Outputs.valueOf(words[6]));
    }
}
