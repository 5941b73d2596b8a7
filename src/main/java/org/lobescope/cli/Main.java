package org.lobescope.cli;

/** The program's entry: a subcommand, or the window. */
public final class Main {
    private Main() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        System.out.println("Lobescope");
    }
}
