package org.lobescope.service;

/**
 * What the service is doing, for the status bar.
 *
 * @param device for people: {@code CPU, 2 workers}
 * @param ready whether the engine is loaded
 * @param unfinished requests waiting or running
 * @param bytes memory of this process, bytes
 */
public record ServiceStatus(String device, boolean ready, int unfinished, long bytes) {}
