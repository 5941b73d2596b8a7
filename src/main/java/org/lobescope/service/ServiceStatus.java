package org.lobescope.service;

/**
 * What the service is doing, for the status bar.
 *
 * @param home where it computes, for people: {@code this process}
 * @param device what it computes with, for people: {@code CPU, 2 workers}; empty while that is not known
 * @param ready whether the engine is loaded
 * @param unfinished requests waiting or running
 * @param bytes memory of the process that computes, bytes
 * @param trouble why nothing goes on, one sentence; empty when all is well
 */
public record ServiceStatus(String home, String device, boolean ready, int unfinished, long bytes, String trouble) {
    /** The home of a service that computes where it is asked. */
    public static final String THIS_PROCESS = "this process";

    /** A service in this process, without trouble. */
    public ServiceStatus(String device, boolean ready, int unfinished, long bytes) {
        this(THIS_PROCESS, device, ready, unfinished, bytes, "");
    }
}
