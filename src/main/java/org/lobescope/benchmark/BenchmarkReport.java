package org.lobescope.benchmark;

import java.util.Locale;
import java.util.Optional;

/** A result for people, in Markdown. */
public final class BenchmarkReport {
    private static final double BUSY = 0.1;
    private static final double MIB = 1 << 20;

    private BenchmarkReport() {}

    /** The report's text. */
    public static String of(
            BenchmarkResult result, Optional<Comparison> comparison, Optional<Interaction> interaction) {
        StringBuilder text = new StringBuilder();
        Machine machine = result.machine();
        text.append("All ten methods at once: ")
                .append(seconds(result.total().median()))
                .append(" (")
                .append(result.classifier())
                .append(", ")
                .append(result.image())
                .append(", ")
                .append(result.height())
                .append(" x ")
                .append(result.width())
                .append(", ")
                .append(result.preset().id())
                .append(" preset)\n\n");
        text.append("Taken on ")
                .append(result.taken())
                .append(": ")
                .append(machine.cpu())
                .append(", ")
                .append(machine.cores())
                .append(machine.cores() == 1 ? " core; " : " cores; ")
                .append(machine.system())
                .append("; ")
                .append(machine.java())
                .append("; Lobescope ")
                .append(machine.lobescope())
                .append(", DJL ")
                .append(machine.djl())
                .append(", PyTorch ")
                .append(machine.torch())
                .append(".\n");
        result.others()
                .ifPresent(share -> text.append(String.format(
                        Locale.ROOT,
                        "Other programs used %.0f %% of the machine meanwhile%s.%n",
                        100 * share,
                        share > BUSY ? ": too much for these figures to be quoted" : "")));
        text.append('\n').append(methods(result)).append('\n').append(once(result));
        interaction.ifPresent(waits -> text.append('\n').append(interaction(waits)));
        comparison.ifPresent(there -> text.append('\n').append(peers(there)));
        return text.toString();
    }

    private static TextTable methods(BenchmarkResult result) {
        TextTable table = new TextTable(
                1,
                "Method",
                "Seconds",
                "Shortest",
                "Longest",
                "Forward",
                "Gradients",
                "Layers",
                "From layer",
                "Passes/s");
        for (MethodTiming each : result.methods()) {
            row(table, each.method().title(), each.timing(), each.passes());
        }
        Passes passes = result.methods().stream().map(MethodTiming::passes).reduce(Passes.NONE, Passes::plus);
        table.row(
                "One after the other",
                number(result.sum()),
                "",
                "",
                "" + passes.forward(),
                "" + passes.gradient(),
                "" + passes.layer(),
                "" + passes.fromLayer(),
                rate(passes, result.sum()));
        row(table, "All at once", result.total(), result.totalPasses());
        return table;
    }

    private static void row(TextTable table, String name, Timing timing, Passes passes) {
        table.row(
                name,
                number(timing.median()),
                number(timing.quantile(0)),
                number(timing.quantile(1)),
                "" + passes.forward(),
                "" + passes.gradient(),
                "" + passes.layer(),
                "" + passes.fromLayer(),
                rate(passes, timing.median()));
    }

    private static TextTable once(BenchmarkResult result) {
        StartTiming start = result.start();
        TextTable table = new TextTable(1, "Waited for once", "");
        table.row("Java and the program", seconds(start.program()));
        table.row("PyTorch's libraries", seconds(start.engine()));
        table.row("Network file", seconds(start.classifier()));
        table.row("First answer (weights, first pass)", seconds(start.firstAnswer()));
        table.row("Later answers", seconds(start.answer()));
        table.row("All at once, the first time", seconds(result.firstTotal()));
        table.row("Most memory", String.format(Locale.ROOT, "%.0f MiB", result.peakBytes() / MIB));
        return table;
    }

    private static TextTable interaction(Interaction interaction) {
        TextTable table = new TextTable(1, "Waited for in the window", "Median", "99 %", "Longest", "Times");
        for (Interaction.Wait wait : interaction.waits()) {
            table.row(
                    wait.title(),
                    milliseconds(wait.timing().median()),
                    milliseconds(wait.timing().quantile(0.99)),
                    milliseconds(wait.timing().quantile(1)),
                    "" + wait.timing().runs().size());
        }
        return table;
    }

    private static String peers(Comparison comparison) {
        TextTable table = new TextTable(2, "Method", "Fastest library", "Its seconds", "Ours", "Factor");
        for (Comparison.Row row : comparison.rows()) {
            table.row(
                    row.method().title(),
                    row.library().library(),
                    number(row.library().seconds()),
                    number(row.ours()),
                    factor(row.factor()));
        }
        boolean complete = comparison.complete();
        String ours = number(comparison.total());
        table.row(
                "All ten",
                "each as a user calls it",
                number(comparison.plain()),
                ours,
                complete ? factor(comparison.plainFactor()) : "-");
        table.row(
                "All ten",
                "the fastest calls above",
                number(comparison.fastest()),
                ours,
                complete ? factor(comparison.fastestFactor()) : "-");
        return table + "\n" + comparison.where()
                + (complete ? "" : " The libraries did not finish all methods: their sums lack some.") + "\n";
    }

    private static String rate(Passes passes, double seconds) {
        return String.format(Locale.ROOT, "%.0f", passes.all() / seconds);
    }

    private static String factor(double factor) {
        return String.format(Locale.ROOT, factor < 10 ? "%.1f" : "%.0f", factor);
    }

    private static String seconds(double seconds) {
        return number(seconds) + " s";
    }

    private static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 0.01 ? "%.1f ms" : "%.0f ms", 1000 * seconds);
    }

    /** Three digits that count. */
    private static String number(double seconds) {
        int decimals = seconds >= 10 ? 1 : seconds >= 1 ? 2 : seconds >= 0.1 ? 3 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", seconds);
    }
}
