package org.lobescope.benchmark;

import java.util.List;
import java.util.Optional;
import org.lobescope.explain.MethodId;

/**
 * Ours beside the libraries.
 *
 * @param rows one per method that a library has
 * @param total ours for all methods, asked for at once, seconds
 * @param plain the libraries' for all methods, as a user calls them, seconds
 * @param fastest the sum of the fastest call of any library for each method, seconds
 * @param complete whether the sums of the libraries have all the methods that ours has
 * @param where whether both were taken on the same machine, and when, in a sentence
 */
public record Comparison(List<Row> rows, double total, double plain, double fastest, boolean complete, String where) {

    /**
     * One method.
     *
     * @param method which one
     * @param ours seconds
     * @param library the fastest library's call, with the seconds it takes
     */
    public record Row(MethodId method, double ours, Peers.Call library) {
        /** How many times as long the library takes. */
        public double factor() {
            return library.seconds() / ours;
        }
    }

    /** The comparison; empty where the libraries were not timed on this network. */
    public static Optional<Comparison> of(BenchmarkResult ours, Peers peers) {
        return peers.of(ours.classifier()).map(theirs -> {
            List<Row> rows = ours.methods().stream()
                    .flatMap(each -> Optional.ofNullable(theirs.fastest().get(each.method()))
                            .map(call -> new Row(each.method(), each.timing().median(), call))
                            .stream())
                    .toList();
            boolean complete = ours.methods().stream()
                    .map(MethodTiming::method)
                    .allMatch(id ->
                            theirs.fastest().containsKey(id) && theirs.plain().containsKey(id));
            return new Comparison(
                    rows, ours.total().median(), theirs.plainSum(), theirs.fastestSum(), complete, where(ours, peers));
        });
    }

    /** How many times as long the libraries take as a user calls them. */
    public double plainFactor() {
        return plain / total;
    }

    /** How many times as long the libraries take at their best. */
    public double fastestFactor() {
        return fastest / total;
    }

    private static String where(BenchmarkResult ours, Peers peers) {
        boolean alike =
                ours.machine().cpu().equals(peers.cpu()) && ours.machine().cores() == peers.cores();
        String machine = alike
                ? "Processor (" + peers.cpu() + ") and number of cores (" + peers.cores() + ") are the same for both"
                : "The machines differ (ours " + ours.machine().cpu() + ", "
                        + ours.machine().cores() + " cores; the libraries' " + peers.cpu() + ", " + peers.cores()
                        + " cores), so the factors mean little";
        String day = "; ours were taken on " + ours.taken() + ", the libraries' file was last written on "
                + peers.changed() + (ours.taken().equals(peers.changed()) ? "." : ": not the same day.");
        return machine + day;
    }
}
