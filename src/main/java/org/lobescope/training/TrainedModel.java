package org.lobescope.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lobescope.network.Constant;
import org.lobescope.network.Node;
import org.lobescope.network.Op;
import org.lobescope.network.Program;
import org.lobescope.network.Tensor;
import org.lobescope.network.torch.TorchTraining;

/** A trained network without anything of the training: kernels are plain constants, the temperature is worked in. */
final class TrainedModel {
    /** On smaller maps most pixels lie at the padded border, and class activation maps glow there. */
    private static final int CAM_SIDE = 8;

    private TrainedModel() {}

    /**
     * The program with everything computed that does not depend on the image.
     *
     * @param blueprint as applied, without dropout
     * @param temperature the logits are divided by it
     */
    static Program of(TorchTraining engine, Blueprint blueprint, Map<String, Tensor> parameters, double temperature) {
        Program program = blueprint.program();
        Set<String> fromImage = new HashSet<>(Set.of(program.input()));
        List<Node> nodes = new ArrayList<>();
        for (Node node : program.nodes()) {
            if (node.inputs().stream().anyMatch(fromImage::contains)) {
                fromImage.addAll(node.outputs());
                nodes.add(node);
            }
        }
        Map<String, Constant> constants = new HashMap<>();
        Map<String, List<Integer>> shapes = new HashMap<>();
        for (Node node : nodes) {
            shapes.put(node.output(), program.shape(node.output()));
            for (String input : node.inputs()) {
                if (!fromImage.contains(input)) {
                    constants.put(input, constant(engine.value(program, parameters, input)));
                }
            }
        }
        shapes.put(program.input(), program.shape(program.input()));
        cool(nodes.getLast(), constants, temperature);
        return new Program(program.batch(), program.input(), program.logits(), nodes, constants, shapes);
    }

    /** Where class activation maps should look first: the end of the last block whose maps are not too small for that. */
    static Optional<String> camLayer(Program program) {
        return program.nodes().stream()
                .filter(node -> node.op().equals(new Op.Unary(Op.Function.RELU)))
                .filter(node -> node.module().matches("block\\d+"))
                .filter(node -> program.shape(node.output()).getLast() >= CAM_SIDE)
                .reduce((before, node) -> node)
                .map(node -> node.module() + ".Relu");
    }

    private static Constant constant(Tensor tensor) {
        return Constant.of(Arrays.stream(tensor.shape()).boxed().toList(), tensor.values());
    }

    /** Divides the last layer's weights and bias by the temperature. */
    private static void cool(Node last, Map<String, Constant> constants, double temperature) {
        if (!(last.op() instanceof Op.Gemm)) {
            throw new IllegalArgumentException("the last layer is no linear one but " + last);
        }
        for (String input : last.inputs().subList(1, last.inputs().size())) {
            constants.computeIfPresent(input, (name, constant) -> {
                float[] cooled = new float[constant.size()];
                for (int i = 0; i < cooled.length; i++) {
                    cooled[i] = (float) (constant.number(i) / temperature);
                }
                return Constant.of(constant.shape(), cooled);
            });
        }
    }

    /** Which examples are told wrongly, by name. */
    static List<String> wrong(List<TrainingData.Example> examples, float[][] logits) {
        List<Integer> order = new ArrayList<>();
        for (int n = 0; n < logits.length; n++) {
            if (TrainingRun.accuracy(
                            new float[][] {logits[n]},
                            new int[] {examples.get(n).label()})
                    == 0) {
                order.add(n);
            }
        }
        return order.stream()
                .map(n -> examples.get(n).name())
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.toList());
    }
}
