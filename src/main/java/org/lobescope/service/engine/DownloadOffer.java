package org.lobescope.service.engine;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A PyTorch for NVIDIA's GPUs that can be downloaded.
 *
 * @param id the name of its folder
 * @param system DJL's name for operating system and processor: {@code linux-x86_64}
 * @param cuda version of CUDA that comes with it
 * @param leastDriver version that NVIDIA asks for
 * @param leastCapability the oldest GPUs that it was compiled for, as NVIDIA counts them
 * @param mostCapability the newest
 * @param archives all that belongs to it
 */
public record DownloadOffer(
        String id,
        String system,
        String cuda,
        String leastDriver,
        double leastCapability,
        double mostCapability,
        List<Archive> archives) {
    public DownloadOffer {
        archives = List.copyOf(archives);
    }

    /** How much is downloaded. */
    public long bytes() {
        return archives.stream().mapToLong(Archive::bytes).sum();
    }

    /** How much is on the disk afterwards. */
    public long unpacked() {
        return archives.stream().mapToLong(Archive::unpacked).sum();
    }

    /** How much must be free: each archive goes once it is unpacked. */
    public long room() {
        return unpacked() + archives.stream().mapToLong(Archive::bytes).max().orElse(0);
    }

    /** The hosts that it comes from, for people. */
    public String hosts() {
        return archives.stream()
                .map(Archive::source)
                .map(URI::getHost)
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    /** Whether it was compiled for a GPU of that compute capability. */
    boolean suits(double capability) {
        return capability >= leastCapability && capability <= mostCapability;
    }
}
