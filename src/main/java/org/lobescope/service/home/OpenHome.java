package org.lobescope.service.home;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.lobescope.Fingerprint;
import org.lobescope.Problem;
import org.lobescope.network.Device;
import org.lobescope.service.BoundedCache;
import org.lobescope.service.DiskStore;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.ExplanationStore;
import org.lobescope.service.LocalExplanationService;
import org.lobescope.service.StoredKey;
import org.lobescope.service.remote.Connection;
import org.lobescope.service.remote.HostLink;
import org.lobescope.service.remote.Link;
import org.lobescope.service.remote.RemoteExplanationService;
import org.lobescope.service.remote.Token;
import org.lobescope.service.wire.Health;
import org.lobescope.service.worker.WorkerCommand;
import org.lobescope.service.worker.WorkerLink;
import org.lobescope.service.worker.WorkerPolicy;

/**
 * Opens homes.
 *
 * @param device to compute with; empty: the best. Of a remote home's server it is the server's affair
 * @param keepsResults whether results are kept for later runs, in the user's cache folder
 * @param patience how long requests wait for a remote host that is away
 * @param notices gets what people should know, one sentence each, on any thread
 */
public record OpenHome(Optional<Device> device, boolean keepsResults, Duration patience, Consumer<String> notices) {

    /**
     * The service of a home; returns at once.
     *
     * @throws Problem when the choice contradicts itself or a file that it names cannot be used
     */
    public ExplanationService open(Home home) {
        return switch (home) {
            case Home.InProcess p -> new LocalExplanationService(localStore(), device);
            case Home.Worker w ->
                remote(
                        new WorkerLink(WorkerCommand.ofThisProgram(device), WorkerPolicy.usual(), notices),
                        localStore());
            case Home.Remote host -> open(host);
        };
    }

    private ExplanationService open(Home.Remote host) {
        if (device.isPresent()) {
            throw new Problem("The device of " + host.place()
                    + " is chosen there, with 'lobescope serve --device': leave --device out here.");
        }
        Token token = Token.read(host.tokenFile());
        // Without TLS the token would be readable on the way; on this machine there is no way.
        Connection connection = host.authority().isEmpty() && isThisMachine(host.host())
                ? Connection.plain(host.host(), host.port(), token)
                : Connection.secure(host.host(), host.port(), token, host.authority());
        HostLink link = new HostLink(host.place(), connection, patience, notices);
        ExplanationStore store =
                keepsResults ? DiskStore.ofUser(() -> link.health().map(Health::identity)) : ExplanationStore.NONE;
        return remote(link, store);
    }

    private ExplanationStore localStore() {
        return keepsResults ? DiskStore.ofUser(device) : ExplanationStore.NONE;
    }

    private static ExplanationService remote(Link link, ExplanationStore store) {
        return new RemoteExplanationService(link, store, BoundedCache.usualCapacity());
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Names what the maps of a server on this machine depend on beside the question; see {@link Health#identity}. */
    public static String identity(Optional<Device> device) {
        String name;
        try {
            name = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            name = "";
        }
        return new Fingerprint()
                .add(StoredKey.ofThisProgram(device).orElse(""))
                .add(name)
                .hex();
    }
}
