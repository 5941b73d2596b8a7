package org.lobescope.network;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.lobescope.Problem;

/**
 * A network as a graph of operations, for images of one shape. It does not change; it can be written out for any batch
 * size.
 */
public final class Graph {
    /** Image sides that a network with a free size is looked at with, pixels, until one works; MiraBest's images have 150. */
    private static final int[] NOMINAL_SIDES = {150, 224, 128, 256, 64, 32, 300, 512, 28, 100, 112, 96, 48, 299};

    /** A batch size that no axis is likely to have by chance: shows which axes are the batch. */
    private static final int PROBE = 7;

    private final GraphSource source;
    private final Object identity;
    private final ImageShape input;
    private final OptionalInt fixedBatch;
    private final Program sample;
    private final LayerIndex index;
    private final Map<Integer, Program> programs = new ConcurrentHashMap<>();

    /** Whether it was told to take images of one size only. */
    private final boolean bound;

    /** That network for images of its size only. */
    private Graph(Graph graph) {
        this.source = graph.source;
        this.identity = graph.identity;
        this.input = graph.input;
        this.fixedBatch = graph.fixedBatch;
        this.sample = graph.sample;
        this.index = graph.index;
        this.bound = true;
    }

    private Graph(GraphSource source, Object identity, ImageShape input) {
        this.bound = false;
        this.source = source;
        this.identity = identity;
        this.input = input;
        Program probe;
        OptionalInt batch = source.input().batch();
        if (batch.isPresent()) {
            probe = source.program(input, batch.getAsInt());
        } else {
            try {
                probe = source.program(input, PROBE);
            } catch (Problem problem) {
                // Exported for one image only, although the file says that the batch is free.
                try {
                    probe = source.program(input, 1);
                    batch = OptionalInt.of(1);
                } catch (Problem alone) {
                    alone.addSuppressed(problem);
                    throw alone;
                }
            }
        }
        this.fixedBatch = batch;
        this.sample = probe;
        this.index = new LayerIndex(probe);
    }

    /** The network of a file, for the image shape that the file asks for; where it leaves the size free, see {@link #at}. */
    public static Graph of(GraphSource source) {
        GraphSource.Input in = source.input();
        if (in.height().isPresent() && in.width().isPresent()) {
            return new Graph(
                    source,
                    new Object(),
                    new ImageShape(
                            in.channels(), in.height().getAsInt(), in.width().getAsInt()));
        }
        Problem first = null;
        for (int side : NOMINAL_SIDES) {
            try {
                return new Graph(
                        source,
                        new Object(),
                        new ImageShape(
                                in.channels(),
                                in.height().orElse(in.width().orElse(side)),
                                in.width().orElse(in.height().orElse(side))));
            } catch (Problem problem) {
                first = first == null ? problem : first;
            }
        }
        throw first == null ? new IllegalStateException() : first;
    }

    /**
     * The same network for images of another size.
     *
     * @throws Problem when the network has a fixed size and it is another one, or does not work at that size
     */
    public Graph at(int height, int width) {
        if (height == input.height() && width == input.width()) {
            return this;
        }
        GraphSource.Input in = source.input();
        if (bound || in.height().orElse(height) != height || in.width().orElse(width) != width) {
            throw new Problem("The network " + source.name() + " takes images of " + input.height() + " x "
                    + input.width() + " pixels, not " + height + " x " + width
                    + ": scale or cut the image to that size.");
        }
        return new Graph(source, identity, new ImageShape(in.channels(), height, width));
    }

    /**
     * The same network for images of this size only, whatever else it could take: that of the images that it learnt from.
     *
     * @throws Problem as {@link #at}
     */
    public Graph onlyAt(int height, int width) {
        return new Graph(at(height, width));
    }

    /**
     * Stands for the network in caches: the same object at every image size, another one for every reading of a file. It
     * holds no weights.
     */
    public Object identity() {
        return identity;
    }

    /** Names the network's content, also in other runs; see {@link GraphSource#fingerprint}. */
    public Optional<String> fingerprint() {
        return source.fingerprint();
    }

    /** The files that it was read from; see {@link GraphSource#files}. */
    public List<Path> files() {
        return source.files();
    }

    /** The shape of one input image. */
    public ImageShape input() {
        return input;
    }

    /** What to say of a network without layers, see {@link GraphSource#closed}; empty where it is made of known operations. */
    public Optional<ClosedProgram> closed() {
        return source.closed();
    }

    /** Whether the network takes images of any height or any width, see {@link #at}. */
    public boolean resizable() {
        return !bound
                && (source.input().height().isEmpty() || source.input().width().isEmpty());
    }

    /** The number of images per batch, where the file was made for one number only. */
    public OptionalInt fixedBatch() {
        return fixedBatch;
    }

    /** The number of logits. A network with a single logit z tells two classes apart, +z and -z. */
    public int logitCount() {
        return sample.shape(sample.logits()).get(1);
    }

    /** What can be tapped, in the order of computation. */
    public List<Layer> layers() {
        return index.layers();
    }

    /**
     * A layer by its name, by the path of a module (the value that the module's last node makes), by the name of a node
     * or by the name of a value in the file.
     */
    public Optional<Layer> layer(String name) {
        return index.find(name);
    }

    /**
     * The output of the last convolutional block: after its activation and, in a residual block, after the addition.
     * Empty for a network without convolutions.
     */
    public Optional<Layer> defaultCamLayer() {
        return index.lastBlock();
    }

    /**
     * The layers that stand for all: the end of every block, in the order of computation. A block is a convolution with
     * what follows it up to the next one, or a part of the network that branches and comes together again (residual,
     * dense, inception); its end is after activation or addition and before pooling. {@link #defaultCamLayer()} is one of
     * them. Empty for a network without convolutions.
     */
    public List<Layer> blockEnds() {
        List<Layer> ends = new BlockEnds(sample, index).find();
        Optional<Layer> last = defaultCamLayer();
        return layers().stream()
                .filter(layer ->
                        ends.contains(layer) || last.filter(layer::equals).isPresent())
                .toList();
    }

    /**
     * The order in which the axes of a layer's value have to be taken to get N x K x rows x columns. K may be made of
     * several axes (channel x orientation in a group-equivariant network), and is 1 where there is none.
     */
    public List<Integer> axes(Layer layer) {
        return index.axes(layer);
    }

    /**
     * Whether the last convolutional block goes through global average pooling into one linear layer: then Grad-CAM,
     * HiResCAM and XGrad-CAM are the same map by algebra.
     */
    public boolean hasGapLinearHead() {
        return defaultCamLayer().filter(new Head(sample)::gapLinear).isPresent();
    }

    /** Whether the network has max pooling, whose gradient on flat sky depends on the last bit. */
    public boolean hasMaxPooling() {
        return new Head(sample).maxPooling();
    }

    /** What the file says about itself. */
    public GraphSource.Origin origin() {
        return source.origin();
    }

    /** The file's name. */
    public String name() {
        return source.name();
    }

    /** The network for a batch of {@code batch} images. */
    public Program program(int batch) {
        if (batch == sample.batch()) {
            return sample;
        }
        if (fixedBatch.isPresent()) {
            throw new IllegalArgumentException(source.name() + " runs with " + fixedBatch.getAsInt() + " images only");
        }
        return programs.computeIfAbsent(batch, n -> source.program(input, n));
    }

    @Override
    public String toString() {
        return source.name() + " (" + input + ")";
    }
}
