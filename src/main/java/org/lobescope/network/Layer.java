package org.lobescope.network;

/**
 * A place in the network whose output can be looked at, for one image.
 *
 * @param name the module path where the file has one ({@code stage3.1.relu2}), else the value's name
 * @param kind the operation that makes it ({@code Conv}, {@code Relu}, {@code Add}, ...)
 * @param value the name of the graph's value that holds the output
 * @param channels K
 * @param height h in pixels of the layer
 * @param width w in pixels of the layer
 */
public record Layer(String name, String kind, String value, int channels, int height, int width) {
    /** Whether the layer still has a map that can be laid over the image: more than one pixel. */
    public boolean spatial() {
        return height > 1 || width > 1;
    }

    @Override
    public String toString() {
        return name + " (" + height + " x " + width + ")";
    }
}
