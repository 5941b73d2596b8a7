package org.lobescope.network.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lobescope.network.Op;
import org.lobescope.network.Program;
import org.lobescope.network.Window;

/**
 * Writes the TorchScript module of a {@link FusedRun}: the way forward, and the way back by hand, unit by unit in reverse.
 * So a whole run is one call of the engine, without its records for automatic gradients; a ReLU is part of the convolution
 * before it or made in place, as sums are; and weights lie in the order that oneDNN computes with, also for the way back,
 * which for stride 1 is a convolution with the kernel turned round.
 *
 * <p>Beside those that pack weights it has three methods: {@code forward(x, w)} gives the result and behind it what {@code back(g, s, w)} needs beside the
 * gradient; {@code ahead(x, w)} gives the result alone. Values are N x C x H x W, or N x C from a flattening on; N is that
 * of the values that come in.
 */
final class FusedScript {
    /** The module's class. */
    static final String CLASS = "Fused";

    /** PyTorch's number for channels-last. */
    private static final String CHANNELS_LAST = "memory_format=2";

    /** How the constants of a node are given to the module. */
    enum Order {
        /** Weights as they are: out x in x rows x columns, or out x in. */
        PLAIN,
        BIAS,
        /** Weights in oneDNN's order. */
        PACKED,
        /** Weights turned round for the way back, in oneDNN's order. */
        PACKED_BACK
    }

    /** An array that the module is given. */
    record Weight(FoldedNode node, Order order) {}

    /**
     * The variable of a gradient.
     *
     * @param own whether nobody else holds the array, so that it may be added to
     */
    private record Slope(String variable, boolean own) {}

    private final FusedRun run;
    private final Program program;
    private final Map<String, Integer> uses;
    private final Map<String, FusedUnit> makers = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, Slope> slopes = new HashMap<>();
    private final List<Weight> weights = new ArrayList<>();
    private final List<String> forward = new ArrayList<>();
    private final List<String> back = new ArrayList<>();

    /** Variables of the way forward that the way back needs. */
    private final List<String> saved = new ArrayList<>();

    FusedScript(FusedRun run, Program program) {
        this.run = run;
        this.program = program;
        this.uses = run.uses();
        variables.put(run.from(), "x");
        List<FusedUnit> units = FusedUnit.of(run);
        units.forEach(this::forward);
        slopes.put(run.to(), new Slope("g", false));
        units.reversed().forEach(this::back);
    }

    /** Whether a node can be part of a run. */
    static boolean writes(FoldedNode node, Program program, boolean spreadTies) {
        if (node.outputs().size() != 1 || node.inputs().getFirst().isEmpty()) {
            return false;
        }
        List<Integer> in = program.shape(node.inputs().getFirst());
        List<Integer> out = program.shape(node.output());
        boolean images = in.size() == 4 && in.getFirst() == program.batch();
        return switch (node.node().op()) {
            case Op.Conv conv ->
                images && conv.window().symmetric() && node.values().size() == 1;
            case Op.Unary ignored -> (images || in.size() == 2) && FusedUnit.isRelu(node);
            case Op.Binary binary ->
                images
                        && binary.operator() == Op.Operator.ADD
                        && new HashSet<>(node.values()).size() == 2
                        && node.values().stream().allMatch(v -> program.shape(v).equals(out));
            case Op.MaxPool pool -> images && !spreadTies && Pooling.plain(pool.window());
            case Op.AveragePool pool -> images && !pool.ceil() && Pooling.inside(pool.window());
            case Op.Reduce reduce ->
                images && reduce.kind() == Op.Reduction.MEAN && reduce.axes().equals(List.of(2, 3));
            case Op.Reshape ignored -> images && out.size() == 2 && out.getFirst() == program.batch();
            case Op.Gemm gemm -> in.size() == 2 && Matrices.linear(gemm, node.node(), program);
            default -> false;
        };
    }

    /** The arrays that the module is given, in order. */
    List<Weight> weights() {
        return List.copyOf(weights);
    }

    /** The module's text. */
    String text() {
        String result = variable(run.to());
        List<String> kept = new ArrayList<>(List.of(result));
        kept.addAll(saved);
        List<String> body = new ArrayList<>();
        for (int i = 0; i < saved.size(); i++) {
            body.add(saved.get(i) + " = s[" + (i + 1) + "]");
        }
        body.addAll(back);
        String slope = slope(run.from()).variable();
        return "class " + CLASS + "(Module):\n"
                + "  __parameters__ = []\n"
                + "  __buffers__ = []\n"
                + "  training : bool\n"
                + FusedConvolution.PACKING
                + method("forward", List.of("x: Tensor"), "List[Tensor]", forward, "[" + String.join(", ", kept) + "]")
                + method("ahead", List.of("x: Tensor"), "Tensor", forward, result)
                + method("back", List.of("g: Tensor", "s: List[Tensor]"), "Tensor", body, slope);
    }

    private static String method(String name, List<String> given, String type, List<String> body, String result) {
        StringBuilder text = new StringBuilder("  def " + name + "(self: __torch__." + CLASS + ",\n");
        given.forEach(argument -> text.append("    ").append(argument).append(",\n"));
        text.append("    w: List[Tensor]) -> ").append(type).append(":\n");
        body.forEach(line -> text.append("    ").append(line).append('\n'));
        return text.append("    return ").append(result).append('\n').toString();
    }

    private String variable(String value) {
        return Objects.requireNonNull(variables.get(value), value);
    }

    private Slope slope(String value) {
        return Objects.requireNonNull(slopes.get(value), value);
    }

    private void forward(FusedUnit unit) {
        String y = "v" + variables.size();
        String x = variable(unit.input(0));
        variables.put(unit.output(), y);
        makers.put(unit.output(), unit);
        boolean bent = FusedConvolution.packed(unit.node(), program);
        String value = switch (unit.op()) {
            case Op.Conv conv
            when bent ->
                FusedConvolution.call(
                        x, weight(unit, Order.PACKED), bias(unit), conv.window().before(), conv.window(), unit.relu());
            case Op.Conv conv ->
                "torch.conv2d(" + x + ", " + weight(unit, Order.PLAIN) + ", " + bias(unit) + ", "
                        + geometry(conv.window()) + ", " + conv.groups() + ")";
            case Op.MaxPool pool -> "torch.max_pool2d_with_indices(" + x + ", " + maximum(pool) + ")";
            case Op.AveragePool pool -> "torch.avg_pool2d(" + x + ", " + mean(pool.window()) + ")";
            case Op.Reduce reduce -> "torch.mean(" + x + ", [2, 3], " + (reduce.keepAxes() ? "True" : "False") + ")";
            case Op.Reshape reshape ->
                "torch.reshape(" + x + ", [-1, " + reshape.shape().get(1) + "])";
            case Op.Gemm ignored -> "torch.linear(" + x + ", " + weight(unit, Order.PLAIN) + ", " + bias(unit) + ")";
            case Op.Binary ignored -> sum(unit.input(0), unit.input(1));
            default -> "torch.relu(" + x + ")";
        };
        boolean places = unit.op() instanceof Op.MaxPool;
        forward.add((places ? y + ", " + places(y) : y) + " = " + value);
        if (unit.relu() && !bent) {
            forward.add(y + " = torch.relu_(" + y + ")");
        }
        if (places) {
            save(places(y));
        }
        if (unit.bends()) {
            save(y);
        }
        if (needsInput(unit)) {
            save(x);
        }
    }

    private void save(String variable) {
        if (!saved.contains(variable)) {
            saved.add(variable);
        }
    }

    private static String places(String pooled) {
        return "at_" + pooled;
    }

    /** The sum goes into the array of a summand that nobody else needs. */
    private String sum(String a, String b) {
        String to = spare(a) ? a : b;
        String other = to.equals(a) ? b : a;
        return (spare(to) ? "torch.add_(" : "torch.add(") + variable(to) + ", " + variable(other) + ")";
    }

    private boolean spare(String value) {
        FusedUnit maker = makers.get(value);
        return maker != null && uses.getOrDefault(value, 0) == 1 && !maker.bends();
    }

    /** Whether the way back is given what went in, for its shape. */
    private boolean needsInput(FusedUnit unit) {
        return switch (unit.op()) {
            case Op.Conv ignored -> !FusedConvolution.packedBack(unit.node(), program);
            case Op.MaxPool ignored -> true;
            case Op.AveragePool ignored -> true;
            default -> false;
        };
    }

    private void back(FusedUnit unit) {
        Slope slope = slope(unit.output());
        String y = variable(unit.output());
        if (unit.bends()) {
            String masked = slopeVariable();
            back.add(masked + " = torch.threshold_backward(" + slope.variable() + ", " + y + ", 0)");
            slope = new Slope(masked, true);
        }
        String g = slope.variable();
        String x = variable(unit.input(0));
        List<Integer> in = program.shape(unit.input(0));
        switch (unit.op()) {
            case Op.Conv conv
            when FusedConvolution.packedBack(unit.node(), program) -> {
                List<Integer> margins = FusedConvolution.marginsBack(conv.window());
                String kernel = weight(unit, Order.PACKED_BACK);
                through(unit, FusedConvolution.call(g, kernel, "None", margins, conv.window(), false));
            }
            case Op.Conv conv ->
                through(
                        unit,
                        "torch.convolution_backward(" + g + ", " + x + ", " + weight(unit, Order.PLAIN) + ", None, "
                                + geometry(conv.window()) + ", False, [0, 0], " + conv.groups()
                                + ", [True, False, False])[0]");
            case Op.MaxPool pool ->
                through(
                        unit,
                        "torch.max_pool2d_with_indices_backward(" + g + ", " + x + ", " + maximum(pool) + ", "
                                + places(y) + ")");
            case Op.AveragePool pool ->
                through(unit, "torch.avg_pool2d_backward(" + g + ", " + x + ", " + mean(pool.window()) + ")");
            case Op.Reduce ignored -> through(unit, spread(g, in));
            case Op.Reshape ignored ->
                through(unit, "torch.contiguous(torch.reshape(" + g + ", " + shape(in) + "), " + CHANNELS_LAST + ")");
            case Op.Gemm ignored -> through(unit, "torch.matmul(" + g + ", " + weight(unit, Order.PLAIN) + ")");
            case Op.Binary ignored -> {
                gather(unit.input(0), new Slope(g, false));
                gather(unit.input(1), new Slope(g, false));
            }
            default -> gather(unit.input(0), slope);
        }
    }

    /** The gradient of a mean over all pixels, at every pixel. */
    private static String spread(String g, List<Integer> in) {
        int pixels = in.get(2) * in.get(3);
        String each = "torch.div(torch.reshape(" + g + ", [-1, " + in.get(1) + ", 1, 1]), " + pixels + ")";
        return "torch.contiguous(torch.expand(" + each + ", [-1, -1, " + in.get(2) + ", " + in.get(3) + "]), "
                + CHANNELS_LAST + ")";
    }

    private static String shape(List<Integer> in) {
        return "[-1, " + in.get(1) + ", " + in.get(2) + ", " + in.get(3) + "]";
    }

    private String slopeVariable() {
        return "g" + back.size();
    }

    private void through(FusedUnit unit, String expression) {
        String variable = slopeVariable();
        back.add(variable + " = " + expression);
        gather(unit.input(0), new Slope(variable, true));
    }

    /** Adds a gradient to what other users of the value have brought. */
    private void gather(String value, Slope more) {
        Slope known = slopes.get(value);
        if (known == null) {
            slopes.put(value, more);
            return;
        }
        Slope into = known.own() ? known : more;
        Slope other = known.own() ? more : known;
        String variable = slopeVariable();
        String sum = into.own() ? "torch.add_(" : "torch.add(";
        back.add(variable + " = " + sum + into.variable() + ", " + other.variable() + ")");
        slopes.put(value, new Slope(variable, true));
    }

    private String weight(FusedUnit unit, Order order) {
        weights.add(new Weight(unit.node(), order));
        return "w[" + (weights.size() - 1) + "]";
    }

    private String bias(FusedUnit unit) {
        FoldedNode node = unit.node();
        boolean none =
                node.norm().isEmpty() && node.node().inputs().stream().skip(2).allMatch(String::isEmpty);
        return none ? "None" : weight(unit, Order.BIAS);
    }

    private static String geometry(Window window) {
        return window.strides() + ", " + window.before() + ", " + window.dilations();
    }

    private static String maximum(Op.MaxPool pool) {
        Window window = pool.window();
        return window.kernel() + ", " + window.strides() + ", " + window.before() + ", [1, 1], "
                + (pool.ceil() ? "True" : "False");
    }

    private static String mean(Window window) {
        return window.kernel() + ", " + window.strides() + ", [0, 0], False, True, None";
    }
}
